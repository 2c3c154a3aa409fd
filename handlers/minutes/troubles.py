"""What the convener is told when a post was refused, may have got through, or had to be taken down."""

from collections.abc import Callable, Iterable

from handlers import access, planning
from handlers.agenda.words import held, when_of
from handlers.commands import WORDS
from handlers.context import Context, World
from handlers.minutes.choosing import choice_buttons, settled_card
from handlers.minutes.conversations import channel_of, name_of
from handlers.minutes.posts import LIVE, is_beyond_reach, newest_post, posts_of
from handlers.minutes.standing import stands_buttons
from handlers.minutes.unsafe import reason_text
from handlers.notices import About, Kind, Message
from handlers.screens import Button, Buttons, Card, Heading, Note, Part, Text, value
from store import deliveries
from store.deliveries import Delivery, DeliveryState
from store.meetings import Item, ItemState, Meeting
from store.minutes import Destination, Minutes, minutes_of
from store.notices import NoticeKind


def _convener(_world: World, about: About) -> Iterable[int]:
    return (held(about)[0].convener_id,)


def _undecide(world: World, about: About) -> None:
    """It does not stand where it was to: the convener chooses anew."""
    item, _ = held(about)
    minutes, post = _known(world, about)
    if minutes is None or post is None or minutes.channel_id != about.subject_id or post.state in LIVE:
        return
    if item.state is not ItemState.PLANNED:
        return
    minutes.destination, minutes.channel_id = Destination.UNDECIDED, None
    world.session.add(minutes)
    world.session.flush()
    planning.revise(world, item)


def _refused(ctx: Context, about: About) -> Message | None:
    return _where_now(
        ctx, about, ctx.t("The summary was not posted"), ctx.t("A summary was not posted"), what_stands=_old_text
    )


def _unknown(ctx: Context, about: About) -> Message | None:
    item, meeting = held(about)
    minutes, post = _known(ctx, about)
    if minutes is None or post is None or post.channel_id is None or item.convener_id != ctx.actor_id:
        return None
    if post.state is DeliveryState.TAKEN_DOWN and minutes.destination is Destination.UNDECIDED:
        return None  # the channel is no longer safe, and the card that tells so asks where
    if item.state is not ItemState.PLANNED or post.state is not DeliveryState.UNKNOWN:
        return _settled(ctx, item, meeting, minutes, post)
    t = ctx.t
    parts = (
        Heading(t("The summary may stand in the channel")),
        Text(_about(ctx, item, meeting, post)),
        Text(
            t(
                "The line broke while I posted it, and I cannot see whether it got through. "
                "Look in the channel, and tell me what you see."
            )
        ),
        Buttons(stands_buttons(ctx, item, post.channel_id)),
    )
    return Message(Card(parts, t("A summary may stand in a channel")))


def _taken_down(ctx: Context, about: About) -> Message | None:
    _, post = _known(ctx, about)
    if post is not None and post.in_doubt:
        heading, notice = ctx.t("The summary may stand in the channel"), ctx.t("A summary may stand in a channel")
        return _where_now(ctx, about, heading, notice, what_stands=_to_delete)
    return _where_now(
        ctx,
        about,
        ctx.t("The summary is taken out of the channel"),
        ctx.t("A summary is taken out of a channel"),
        what_stands=_stub,
    )


def _where_now(
    ctx: Context,
    about: About,
    heading: str,
    notice: str,
    what_stands: Callable[[Context, Delivery], tuple[Part, ...]],
) -> Message | None:
    """Why the summary does not stand in its channel, and the ways left; what is settled where none has to be chosen."""
    item, meeting = held(about)
    minutes, post = _known(ctx, about)
    if minutes is None or post is None or item.convener_id != ctx.actor_id:
        return None
    if item.state is not ItemState.PLANNED or minutes.destination is not Destination.UNDECIDED:
        return _settled(ctx, item, meeting, minutes, post)
    if posts_of(ctx, item)[-1].id != post.id:
        return None  # another channel has been tried since, and its card asks
    parts = (
        Heading(heading),
        Text(_about(ctx, item, meeting, post)),
        Text(f"{reason_text(ctx, post.reason)} {ctx.t('Your text is kept.')}"),
        *what_stands(ctx, post),
        Buttons(choice_buttons(ctx, item)),
        Note(_own_conversation(ctx, item)),
    )
    return Message(Card(parts, notice))


def _own_conversation(ctx: Context, item: Item) -> str:
    """A way that nobody can press a button for."""
    return ctx.t(
        "You can also make a closed conversation with only the parties, bring me into it, and write "
        "“samba {command} {reference}” there.",
        command=WORDS["minutes"][-1],
        reference=access.case_of(ctx, item).reference,
    )


def _settled(ctx: Context, item: Item, meeting: Meeting, minutes: Minutes, post: Delivery) -> Message | None:
    """Where nothing is left to choose: where the summary goes; after the meeting is off only what is to be deleted."""
    if item.state is ItemState.PLANNED:
        return Message(settled_card(ctx, item, meeting, minutes))
    return _left(ctx, item, meeting, post) if is_beyond_reach(ctx, post) else None


def _left(ctx: Context, item: Item, meeting: Meeting, post: Delivery) -> Message:
    t = ctx.t
    parts = (
        Heading(t("The summary may stand in the channel")),
        Text(_about(ctx, item, meeting, post)),
        *_to_delete(ctx, post),
        Buttons((Button(t("Open the meeting"), "item.show", value(item=item.id)),)),
    )
    return Message(Card(parts, t("A summary may stand in a channel")))


def _to_delete(ctx: Context, _post: Delivery) -> tuple[Part, ...]:
    """What may stand there, and is out of reach."""
    t = ctx.t
    return (
        Text(t("It is not to stand there any more, and I cannot change it. Look in the channel, and delete it there.")),
    )


def _stub(ctx: Context, post: Delivery) -> tuple[Part, ...]:
    """What stands in the channel now."""
    stub = deliveries.newest_revision(ctx.session, post.id)
    if post.address is None or (stub is not None and stub.state is DeliveryState.FAILED):
        return (Text(ctx.t("I could not put anything in its place. Delete it in the channel.")),)
    if stub is not None and stub.state is DeliveryState.SENT:
        return (Text(ctx.t("What stands there now, says only that a summary is taken away.")),)
    return (Text(ctx.t("I am replacing it with a line that says only that a summary is taken away.")),)


def _old_text(ctx: Context, post: Delivery) -> tuple[Part, ...]:
    """Where a correction did not get through, what it was to correct may still stand."""
    revision = deliveries.newest_revision(ctx.session, post.id)
    if post.sent_at is None or revision is None or revision.state is not DeliveryState.FAILED:
        return ()
    if revision.reason == planning.MESSAGE_GONE:
        return ()
    return (Text(ctx.t("What stands in the channel, is the old text, and I cannot change it. Delete it there.")),)


def _about(ctx: Context, item: Item, meeting: Meeting, post: Delivery) -> str:
    assert post.channel_id is not None
    return ctx.t(
        "Case {reference}, the meeting {when}, {channel}.",
        reference=access.case_of(ctx, item).reference,
        when=when_of(ctx, meeting),
        channel=name_of(ctx, channel_of(ctx, post.channel_id)),
    )


def _known(world: World, about: About) -> tuple[Minutes | None, Delivery | None]:
    item, _ = held(about)
    assert item.id is not None
    return minutes_of(world.session, item.id), newest_post(world, item, about.subject_id)


KINDS = {
    NoticeKind.POST_REFUSED: Kind(_convener, _refused, _undecide),
    NoticeKind.POST_UNKNOWN: Kind(_convener, _unknown, outlives=True),
    NoticeKind.POST_TAKEN_DOWN: Kind(_convener, _taken_down, _undecide, outlives=True),
}
