"""Picking up a booking that waited: all that was filled in is kept, only the time is new."""

from typing import Any

from handlers.booking import people, times
from handlers.booking.draft import Booking, start
from handlers.context import Context
from handlers.errors import Refused
from handlers.screens import Answer, Button, Open
from store.slots import Slot
from store.waitlist import Offer


def resume_booking(ctx: Context, data: dict[str, Any], slot: Slot, offer: Offer) -> Answer:
    """Go on where the waiting began, with the offered time chosen."""
    booking = Booking.model_validate(data).model_copy(update={"slot_id": slot.id, "offer_id": offer.id})
    if problem := times.age_problem(ctx, booking, slot):
        again = Button(ctx.t("Book a time"), "booking.start", style="primary")
        raise Refused(problem, heading=ctx.t("This time does not fit"), buttons=(again,))
    draft = start(ctx, booking)
    return Open(people.people_form(ctx, draft, booking, slot))
