"""The agenda as a notice: who it reaches, what it sets in motion."""

from collections.abc import Iterable

from handlers import consent, family
from handlers.agenda.arrived import has_arrived
from handlers.agenda.card import may_read, readable_agenda
from handlers.agenda.words import held
from handlers.attendance.who import person_ids
from handlers.context import Context, World
from handlers.notices import About, Kind, Message
from store import audit, deliveries
from store.attendance import Telling
from store.deliveries import DeliveryState
from store.meetings import Item
from store.notices import NoticeKind

GONE = frozenset({DeliveryState.FAILED, DeliveryState.OVERTAKEN})


def _readers(world: World, about: About) -> Iterable[int]:
    """The convener, and with consent those who come; nobody who has it already."""
    item, meeting = held(about)
    valid = consent.verdict_for(world, item, meeting).valid
    wanted = [*(person_ids(world, item) if valid else ()), item.convener_id]
    have = already_have(world, item)
    return [person_id for person_id in wanted if person_id not in have]


def already_have(world: World, item: Item) -> set[int | None]:
    """Who has had the agenda, or is about to, since the meeting was last moved: their message is revised, and no
    other is sent.
    """
    assert item.id is not None
    found = deliveries.deliveries_about(world.session, item.id)
    moved = max((each.notice_id for each in found if each.kind is NoticeKind.MOVED), default=0)
    return {
        each.person_id
        for each in found
        if each.kind is NoticeKind.AGENDA and each.notice_id > moved and each.state not in GONE
    }


def _send(world: World, about: About) -> None:
    item, meeting = held(about)
    if item.agenda_sent_at is not None or not consent.verdict_for(world, item, meeting).valid:
        return
    assert item.id is not None
    item.agenda_sent_at = world.now
    world.session.add(item)
    world.session.flush()
    family.open_tellings(world, item, Telling.AGENDA)
    audit.record(world.session, world.tenant_id, None, world.now, "agenda.sent", "item", item.id)


def _render(ctx: Context, about: About) -> Message | None:
    """Whoever may not read it yet gets nothing, and gets it when they may; whoever has it sees that it is held back."""
    item, meeting = held(about)
    own = item.convener_id == ctx.actor_id
    if not (own or may_read(ctx, item, meeting) or has_arrived(ctx, item, NoticeKind.AGENDA, about.subject_id)):
        return None
    card = readable_agenda(ctx, item, meeting)
    return Message(card) if card else None


KINDS = {NoticeKind.AGENDA: Kind(_readers, _render, _send)}
