"""The post in a channel, and what stands in its place when it no longer may."""

from collections.abc import Iterable

from handlers.agenda.words import held
from handlers.context import Context, World
from handlers.minutes.checks import may_tell
from handlers.minutes.posts import live_post
from handlers.minutes.said import said_of
from handlers.minutes.summary import channel_parts
from handlers.notices import About, Kind, Message
from handlers.screens import Card, Heading, Text
from store.minutes import minutes_of
from store.notices import NoticeKind


def _channels(world: World, about: About) -> Iterable[int]:
    """The channel that is chosen; none that has the post already, or may have it."""
    item, meeting = held(about)
    if about.subject_id is None or not _belongs(world, about) or not may_tell(world, item, meeting):
        return ()
    return () if live_post(world, item, about.subject_id) else (about.subject_id,)


def _render(ctx: Context, about: About) -> Message | None:
    item, meeting = held(about)
    assert item.id is not None
    minutes = minutes_of(ctx.session, item.id)
    if minutes is None or not _belongs(ctx, about) or not may_tell(ctx, item, meeting):
        return None
    notice = ctx.t("A corrected summary of a meeting") if minutes.corrected_at else ctx.t("A summary of a meeting")
    return Message(Card(channel_parts(ctx, item, meeting, said_of(ctx, item, minutes)), notice))


def _belongs(world: World, about: About) -> bool:
    """Whether the summary is to stand in the channel that the post is about."""
    item, _ = held(about)
    assert item.id is not None
    minutes = minutes_of(world.session, item.id)
    return minutes is not None and minutes.channel_id is not None and minutes.channel_id == about.subject_id


def _stub(ctx: Context) -> Card:
    text = ctx.t("A summary stood here. It has been taken away. Those who were in the meeting can ask who called it.")
    return Card((Heading(ctx.t("The summary is taken away")), Text(text)), ctx.t("A summary is taken away"))


KINDS = {NoticeKind.MINUTES_POST: Kind(render=_render, channels=_channels, stub=_stub)}
