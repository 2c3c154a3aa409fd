"""What has been filled in so far, and where it is kept between the forms."""

from datetime import date

from pydantic import BaseModel

from handlers import access, drafting
from handlers.context import Context
from handlers.rules.arena import Arena
from handlers.screens import Button
from store import drafts
from store.drafts import Draft
from store.people import Unit

PURPOSE = "booking"


class Consented(BaseModel):
    """A consent that was registered while booking, its evidence sealed already."""

    holder: str
    kind: str
    sealed_evidence: str
    given_on: date
    informed: bool


class Booking(BaseModel):
    """A booking in the making. Every answer is None or empty until its form has been sent."""

    arena: str
    unit_id: int | None = None
    initiator: str | None = None
    age: int | None = None
    case_id: int | None = None
    decided_by: str | None = None
    decided_reason: str | None = None
    youth_decides_from: date | None = None
    heard: str | None = None
    heard_reason: str | None = None
    interpreter: bool = False
    themes: tuple[str, ...] = ()
    slot_id: int | None = None
    place: str | None = None
    services: dict[str, int | None] = {}
    staff: tuple[int, ...] = ()
    guardians: int = 0
    consents: tuple[Consented, ...] = ()
    offer_id: int | None = None
    item_id: int | None = None


def start(ctx: Context, booking: Booking) -> Draft:
    """A new draft of the asker's."""
    return drafting.begin(ctx, PURPOSE, **booking.model_dump(mode="json"))


def held(ctx: Context, draft_id: str) -> tuple[Draft, Booking]:
    """The asker's own draft; OutOfDate when it is gone, after a day or because it was never theirs."""
    gone = ctx.t("What is filled in is kept for a day. Start again, and you will soon be done.")
    again = Button(ctx.t("Book a time"), "booking.start", style="primary")
    draft = drafting.held(ctx, PURPOSE, draft_id, gone=gone, again=(again,))
    return draft, Booking.model_validate(draft.data)


def keep(ctx: Context, draft: Draft, booking: Booking) -> None:
    """Keep what has been filled in now."""
    drafts.fill_draft(ctx.session, draft, **booking.model_dump(mode="json"))


def arena_of(ctx: Context, booking: Booking) -> Arena:
    """The arena that is booked."""
    return ctx.rulebook[booking.arena]


def unit_of(ctx: Context, booking: Booking) -> Unit:
    """The child's own school or kindergarten."""
    assert booking.unit_id is not None
    return access.unit_of(ctx, booking.unit_id)
