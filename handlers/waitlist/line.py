"""The line and its offers: at most one open offer for a slot, and one for each who waits."""

from collections.abc import Iterable
from typing import Any

from handlers import access, planning
from handlers.context import Context, World
from handlers.waitlist.deadline import offer_deadline
from store import audit, notices, slots, waitlist
from store.notices import NoticeKind
from store.people import Unit
from store.slots import Slot
from store.waitlist import Offer, OfferState, WaitEntry, WaitState

# What is filled in before a time is chosen: two requests that agree in it are for the same child.
BEFORE_THE_TIME = (
    *("unit_id", "case_id", "initiator", "age", "decided_by", "decided_reason", "youth_decides_from"),
    *("heard", "heard_reason", "interpreter", "themes"),
)


def join(ctx: Context, unit: Unit, arena: str, request: dict[str, Any]) -> WaitEntry:
    """Put the asker last in the unit's line, with what was filled in. The same request stands there once."""
    assert unit.id is not None
    for entry in waitlist.entries_of(ctx.session, ctx.tenant_id, ctx.actor_id):
        if (entry.arena, entry.unit_id, entry.request) == (arena, unit.id, request):
            return entry
    entry = WaitEntry(
        tenant_id=ctx.tenant_id,
        arena=arena,
        unit_id=unit.id,
        person_id=ctx.actor_id,
        request=request,
        joined_at=ctx.now,
    )
    ctx.session.add(entry)
    ctx.session.flush()
    _record(ctx, ctx.actor_id, "waitlist.joined", "wait_entry", entry.id)
    return entry


def waiting_for(ctx: Context, arena: str, request: dict[str, Any]) -> list[WaitEntry]:
    """The asker's places in line for the same: the same case, or the same answers before a time is chosen."""
    places = waitlist.entries_of(ctx.session, ctx.tenant_id, ctx.actor_id)
    return [entry for entry in places if entry.arena == arena and _is_same(entry.request, request)]


def _is_same(first: dict[str, Any], second: dict[str, Any]) -> bool:
    if first.get("case_id") is not None:
        return (first["case_id"], first.get("unit_id")) == (second.get("case_id"), second.get("unit_id"))
    return all(first.get(answer) == second.get(answer) for answer in BEFORE_THE_TIME)


def stop_waiting(ctx: Context, arena: str, request: dict[str, Any]) -> None:
    """The asker has got a time for what they waited for: the next in line moves up."""
    for entry in waiting_for(ctx, arena, request):
        leave(ctx, entry)


def slot_freed(world: World, slot: Slot) -> None:
    """A slot may have come free: offer it to the first in the unit's line who has not been offered it before.

    Nothing happens to a slot that is past, called off, booked or held, nor when there is no time to answer.
    """
    if slot.starts_at <= world.now or not slots.is_free(world.session, slot):
        return
    assert slot.id is not None
    asked_before = waitlist.entries_offered(world.session, slot.id)
    for entry in waitlist.line_for(world.session, world.tenant_id, slot.arena, slot.unit_id):
        if entry.id not in asked_before and _offer(world, slot, entry):
            return


def slots_added(world: World, added: Iterable[Slot]) -> None:
    """New slots of one unit: those in line are offered them, the first the first."""
    for slot in added:
        if not waitlist.line_for(world.session, world.tenant_id, slot.arena, slot.unit_id):
            return
        slot_freed(world, slot)


def _offer(world: World, slot: Slot, entry: WaitEntry) -> bool:
    person = access.person_of(world, entry.person_id)
    deadline = offer_deadline(world, person, slot) if person.active else None
    if deadline is None:
        return False
    assert slot.id is not None
    assert entry.id is not None
    offer = Offer(
        tenant_id=world.tenant_id,
        entry_id=entry.id,
        slot_id=slot.id,
        offered_at=world.now,
        deadline_at=deadline,
    )
    world.session.add(offer)
    world.session.flush()
    entry.state, slot.held_for = WaitState.OFFERED, offer.id
    world.session.add_all((entry, slot))
    world.session.flush()
    _plan(world, NoticeKind.OFFER, offer)
    _plan(world, NoticeKind.OFFER_EXPIRES, offer)
    _record(world, None, "offer.made", "offer", offer.id)
    return True


def take_offer(world: World, offer_id: int) -> None:
    """The offered slot has been booked: the waiting is over."""
    found = waitlist.offer_with_entry(world.session, world.tenant_id, offer_id)
    if found is None or found[0].state is not OfferState.OPEN:
        return
    _close(world, *found, OfferState.TAKEN, WaitState.BOOKED)


def pass_on(world: World, offer: Offer, entry: WaitEntry, state: OfferState, stays: bool = True) -> None:
    """An open offer was declined or ran out: the next in line gets it. Who `stays` keeps the place in line."""
    slot = _close(world, offer, entry, state, WaitState.WAITING if stays else WaitState.LEFT)
    if state is OfferState.EXPIRED:
        _plan(world, NoticeKind.OFFER_GONE, offer)
    slot_freed(world, slot)


def undelivered(world: World, offer_id: int) -> None:
    """An offer never reached the one it was made to: the next in line gets it, and the coordinators are told, once for
    each who cannot be reached. The place in line is kept.
    """
    found = waitlist.offer_with_entry(world.session, world.tenant_id, offer_id)
    if found is None or found[0].state is not OfferState.OPEN:
        return
    pass_on(world, *found, OfferState.UNDELIVERED)
    kind = NoticeKind.OFFER_FAILED
    notices.plan(world.session, world.tenant_id, kind, f"{kind}:{found[1].id}", world.now, subject_id=found[0].id)


def withdraw_offer(world: World, slot: Slot) -> None:
    """The slot is taken away: an open offer of it falls, and who had it is told and keeps the place in line."""
    found = waitlist.offer_with_entry(world.session, world.tenant_id, slot.held_for) if slot.held_for else None
    if found is None:
        return
    _close(world, *found, OfferState.OVERTAKEN, WaitState.WAITING)
    _plan(world, NoticeKind.OFFER_GONE, found[0])


def leave(world: World, entry: WaitEntry) -> None:
    """Take somebody out of the line; what they were offered goes to the next."""
    assert entry.id is not None
    offer = waitlist.open_offer_of(world.session, entry.id)
    if offer is not None:
        pass_on(world, offer, entry, OfferState.DECLINED, stays=False)
        return
    entry.state, entry.request = WaitState.LEFT, {}
    world.session.add(entry)
    world.session.flush()
    _record(world, entry.person_id, "waitlist.left", "wait_entry", entry.id)


def _close(world: World, offer: Offer, entry: WaitEntry, state: OfferState, waits: WaitState) -> Slot:
    slot = slots.slot_by_id(world.session, world.tenant_id, offer.slot_id)
    assert slot is not None
    offer.state, entry.state = state, waits
    if waits is not WaitState.WAITING:
        # What was filled in has served its purpose: it is not kept for those who no longer wait.
        entry.request = {}
    if slot.held_for == offer.id:
        slot.held_for = None
    world.session.add_all((offer, entry, slot))
    world.session.flush()
    _record(world, None, f"offer.{state}", "offer", offer.id)
    planning.revise_notice(world, notice_key(NoticeKind.OFFER, offer))
    return slot


def notice_key(kind: NoticeKind, offer: Offer) -> str:
    """What a notice about an offer is called."""
    return f"{kind}:{offer.id}"


def _plan(world: World, kind: NoticeKind, offer: Offer) -> None:
    due = offer.deadline_at if kind is NoticeKind.OFFER_EXPIRES else world.now
    notices.plan(world.session, world.tenant_id, kind, notice_key(kind, offer), due, subject_id=offer.id)


def _record(world: World, actor_id: int | None, event: str, about: str, about_id: int | None) -> None:
    assert about_id is not None
    audit.record(world.session, world.tenant_id, actor_id, world.now, event, about, about_id)
