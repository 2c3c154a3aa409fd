"""Somebody comes and needs cover: their leader is told the person and the time, and nothing of the case."""

from collections.abc import Iterable

from handlers import planning
from handlers.agenda.arrived import has_arrived
from handlers.agenda.words import held, when_of
from handlers.attendance.buttons import leaders_for
from handlers.attendance.who import person_name, row_of
from handlers.context import Context, World
from handlers.notices import About, Kind, Message
from handlers.screens import Card, Heading, Text
from store.attendance import Participant, Reply
from store.meetings import Item, ItemState
from store.notices import NoticeKind


def _leaders(world: World, about: About) -> Iterable[int]:
    item, _ = held(about)
    covered = row_of(world, item, about.subject_id)
    return leaders_for(world, covered) if covered else []


def _cover(ctx: Context, about: About) -> Message | None:
    """For the leader, who is no party: the person and the time."""
    item, meeting = held(about)
    covered = row_of(ctx, item, about.subject_id)
    if covered is None:
        return None
    when, name = when_of(ctx, meeting), person_name(ctx, covered)
    needed = item.state is ItemState.PLANNED and covered.active and covered.reply is Reply.NEEDS_COVER
    if needed:
        text = ctx.t("{name} is in a meeting {when} and needs cover. Tell {name} who takes over.", name=name, when=when)
        notice = ctx.t("One of yours needs cover {when}", when=when)
        return Message(Card((Heading(ctx.t("{name} needs cover", name=name)), Text(text)), notice))
    if not has_arrived(ctx, item, NoticeKind.COVER_NEEDED, covered.id):
        return None
    text = ctx.t("{name} does not need the cover that was asked for. If that changes, I write again.", name=name)
    notice = ctx.t("Cover is not needed after all")
    return Message(Card((Heading(ctx.t("{name} does not need cover", name=name)), Text(text)), notice))


def tell_not_needed(world: World, item: Item, leaving: Iterable[Participant]) -> None:
    """Some who needed cover do not come, or not then: an edit alone would leave their leader with a substitute."""
    for each in leaving:
        if each.reply is Reply.NEEDS_COVER:
            planning.tell(world, NoticeKind.COVER_NEEDED, item, of=f"{each.id}:off", subject_id=each.id)


KINDS = {NoticeKind.COVER_NEEDED: Kind(_leaders, _cover, outlives=True)}
