"""What somebody in line answers: take the offered time, say no to it, or leave the line."""

from pydantic import BaseModel

from handlers.booking.resume import resume_booking
from handlers.context import Context
from handlers.errors import NoAccess
from handlers.screens import Answer, Button, Replace
from handlers.waitlist import cards, line
from store import slots, waitlist
from store.slots import Slot
from store.waitlist import Offer, OfferState, WaitEntry, WaitState


class AnswerOffer(BaseModel):
    """Which offer is answered."""

    offer: int


class LeaveLine(BaseModel):
    """Which place in line is given up."""

    entry: int


def accept_offer(ctx: Context, request: AnswerOffer) -> Answer:
    """Go on with the booking that waited. The time is taken by its last submit, within the offer's deadline."""
    offer, entry, slot = _own_offer(ctx, request.offer)
    if not _stands(ctx, offer, slot):
        return Replace(cards.closed_card(ctx, offer, entry, slot))
    return resume_booking(ctx, entry.request, slot, offer)


def decline_offer(ctx: Context, request: AnswerOffer) -> Answer:
    """Let the next in line have the time, and keep the place for another one."""
    offer, entry, slot = _own_offer(ctx, request.offer)
    if offer.state is OfferState.OPEN:
        line.pass_on(ctx, offer, entry, OfferState.DECLINED)
    return Replace(cards.closed_card(ctx, offer, entry, slot))


def leave_line(ctx: Context, request: LeaveLine) -> Answer:
    """Give up a place in line; an open offer goes to the next."""
    entry = waitlist.entry_by_id(ctx.session, ctx.tenant_id, request.entry)
    if entry is None or entry.person_id != ctx.actor_id:
        raise _not_yours(ctx)
    if entry.state in (WaitState.WAITING, WaitState.OFFERED):
        line.leave(ctx, entry)
    return Replace(cards.left_card(ctx, entry))


def _own_offer(ctx: Context, offer_id: int) -> tuple[Offer, WaitEntry, Slot]:
    found = waitlist.offer_with_entry(ctx.session, ctx.tenant_id, offer_id)
    if found is None or found[1].person_id != ctx.actor_id:
        raise _not_yours(ctx)
    slot = slots.slot_by_id(ctx.session, ctx.tenant_id, found[0].slot_id)
    assert slot is not None
    return *found, slot


def _stands(ctx: Context, offer: Offer, slot: Slot) -> bool:
    # A deadline that has passed counts at once, also when what runs out at it has not been carried out yet.
    return offer.state is OfferState.OPEN and ctx.now < offer.deadline_at and slot.held_for == offer.id


def _not_yours(ctx: Context) -> NoAccess:
    return NoAccess(
        ctx.t("You have no such place on the waiting list. You can book a free time, or see your meetings."),
        heading=ctx.t("We cannot find the offer"),
        buttons=(Button(ctx.t("Book a time"), "booking.start"), Button(ctx.t("My meetings"), "list.show")),
    )
