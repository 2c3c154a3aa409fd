"""Picking up a booking that waited: all that was filled in is kept, only the time is new."""

from typing import Any

from handlers.booking import people
from handlers.booking.draft import Booking, start
from handlers.context import Context
from handlers.screens import Answer, Open
from store.slots import Slot
from store.waitlist import Offer


def resume_booking(ctx: Context, data: dict[str, Any], slot: Slot, offer: Offer) -> Answer:
    """Go on where the waiting began, with the offered time chosen."""
    booking = Booking.model_validate(data).model_copy(update={"slot_id": slot.id, "offer_id": offer.id})
    draft = start(ctx, booking)
    return Open(people.people_form(ctx, draft, booking, slot))
