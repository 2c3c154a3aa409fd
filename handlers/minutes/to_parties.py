"""The summary to each party with an account, in the party's own language. The convener wrote it, and gets no copy."""

from collections.abc import Iterable

from handlers import readers
from handlers.agenda.arrived import has_arrived
from handlers.agenda.ended import ended_card
from handlers.agenda.words import held
from handlers.context import Context, World
from handlers.minutes.checks import may_tell
from handlers.minutes.destinations import goes_to_parties
from handlers.minutes.said import said_of
from handlers.minutes.summary import party_parts
from handlers.notices import About, Kind, Message
from handlers.screens import Card, Heading, Text
from store import deliveries
from store.deliveries import Delivery, DeliveryState
from store.meetings import Item, ItemState, Meeting
from store.minutes import minutes_of
from store.notices import NoticeKind

# Whom the summary is sent to anew when it is written or sent anew: also who may have got the one before.
NOT_THERE = frozenset({DeliveryState.FAILED, DeliveryState.OVERTAKEN, DeliveryState.UNKNOWN})


def receivers(world: World, item: Item) -> list[int]:
    """The parties who are to get it: all but the convener."""
    return sorted(readers.parties_of(world, item) - {item.convener_id})


def copies(world: World, item: Item) -> dict[int, Delivery]:
    """What each party has been sent, or is about to be: the newest of each."""
    return {each.person_id: each for each in all_copies(world, item) if each.person_id is not None}


def all_copies(world: World, item: Item) -> list[Delivery]:
    """Everything that has been sent to the parties, or is about to be, in order."""
    assert item.id is not None
    found = deliveries.deliveries_about(world.session, item.id)
    return [each for each in found if each.kind is NoticeKind.MINUTES_TO_PARTIES]


def _readers(world: World, about: About) -> Iterable[int]:
    item, meeting = held(about)
    if not _is_sent(world, item, meeting):
        return ()
    # What stands is brought up to date by a revision, also where the last one failed.
    have = {
        person_id
        for person_id, copy in copies(world, item).items()
        if copy.state not in NOT_THERE or copy.address is not None
    }
    return [person_id for person_id in receivers(world, item) if person_id not in have]


def _render(ctx: Context, about: About) -> Message | None:
    """Who may not read it gets nothing; who has it sees that it is taken away."""
    item, meeting = held(about)
    assert item.id is not None
    minutes = minutes_of(ctx.session, item.id)
    if minutes is not None and ctx.actor_id in receivers(ctx, item) and _is_sent(ctx, item, meeting):
        parts = party_parts(ctx, item, meeting, said_of(ctx, item, minutes))
        notice = ctx.t("The summary of a meeting is corrected") if minutes.corrected_at else None
        return Message(Card(parts, notice or ctx.t("The summary of a meeting is ready")))
    arrived = has_arrived(ctx, item, NoticeKind.MINUTES_TO_PARTIES, about.subject_id)
    return Message(_away_card(ctx, item, meeting)) if arrived else None


def _is_sent(world: World, item: Item, meeting: Meeting) -> bool:
    assert item.id is not None
    minutes = minutes_of(world.session, item.id)
    return minutes is not None and may_tell(world, item, meeting) and goes_to_parties(world, meeting, minutes)


def _away_card(ctx: Context, item: Item, meeting: Meeting) -> Card:
    """That the summary is not to be read any more: after a withdrawal also what that means for the reader."""
    heading = Heading(ctx.t("The summary is taken away"))
    notice = ctx.t("The summary of a meeting is taken away")
    if item.state is not ItemState.PLANNED:
        return Card((heading, *ended_card(ctx, item, meeting).parts[1:]), notice)
    text = ctx.t("The one who called the meeting has taken it back. Do not pass on what stood here.")
    return Card((heading, Text(text)), notice)


KINDS = {NoticeKind.MINUTES_TO_PARTIES: Kind(_readers, _render)}
