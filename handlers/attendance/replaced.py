"""Somebody is no longer in the meeting: the one message that says so."""

from collections.abc import Iterable

from handlers import access
from handlers.agenda.arrived import has_arrived, may_have_arrived
from handlers.agenda.words import held, when_of
from handlers.attendance.who import coming_to, row_of
from handlers.calendar_file import calendar_file
from handlers.context import Context, World
from handlers.notices import About, Kind, Message
from handlers.screens import Card, Heading, Text
from store import deliveries
from store.meetings import Item
from store.notices import NoticeKind


def _who_left(world: World, about: About) -> Iterable[int]:
    item, _ = held(about)
    left = row_of(world, item, about.subject_id)
    if left is None or left.person_id is None or left.active or not _knew(world, item, left.person_id):
        return []
    return [left.person_id]


def _knew(world: World, item: Item, person_id: int) -> bool:
    """Whether somebody has been invited. An invitation that still waits will not be sent, and needs no correction."""
    assert item.id is not None
    return any(
        each.kind is NoticeKind.INVITATION and each.person_id == person_id and may_have_arrived(each)
        for each in deliveries.deliveries_about(world.session, item.id)
    )


def _replaced(ctx: Context, about: About) -> Message | None:
    item, meeting = held(about)
    if any(each.person_id == ctx.actor_id for each in coming_to(ctx, item)):
        return None
    when, name = when_of(ctx, meeting), access.person_of(ctx, item.convener_id).name
    text = ctx.t(
        "{name} has changed who comes, so you get no more messages about it. The file takes the meeting out of your "
        "calendar. You must still keep quiet about what you have learned.",
        name=name,
    )
    heading = ctx.t("You are no longer in the meeting {when}", when=when)
    card = Card((Heading(heading), Text(text)), heading)
    if has_arrived(ctx, item, NoticeKind.REPLACED, about.subject_id):
        return Message(card)
    return Message(card, calendar_file(ctx, item, meeting, cancelled=True))


KINDS = {NoticeKind.REPLACED: Kind(_who_left, _replaced, outlives=True)}
