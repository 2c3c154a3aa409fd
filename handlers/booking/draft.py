"""What has been filled in so far, and where it is kept between the forms."""

from datetime import date
from enum import Enum

from pydantic import BaseModel

from handlers import access, drafting
from handlers.context import Context
from handlers.errors import OutOfDate
from handlers.rules.arena import Arena
from handlers.screens import Button
from store import drafts
from store.cipher import cipher_of
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


class Step(Enum):
    """What each form has answered once it has been sent; the next one builds on it."""

    CHILD = ("unit_id", "age")
    VOICE = ("decided_by", "heard")
    TIME = ("slot_id",)
    PEOPLE = ("guardians",)


class Booking(BaseModel):
    """A booking in the making. Every answer is None or empty until its form has been sent. `wanted_id` is the slot that
    it began with, where it began with one.
    """

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
    sealed_place: str | None = None
    services: dict[str, int | None] = {}
    staff: tuple[int, ...] = ()
    guardians: int | None = None
    consents: tuple[Consented, ...] = ()
    offer_id: int | None = None
    wanted_id: int | None = None
    item_id: int | None = None


def start(ctx: Context, booking: Booking) -> Draft:
    """A new draft of the asker's."""
    return drafting.begin(ctx, PURPOSE, **booking.model_dump(mode="json"))


def held(ctx: Context, draft_id: str, sent: Step | None) -> tuple[Draft, Booking]:
    """The asker's own draft, in which the forms up to `sent` have been sent.

    OutOfDate when it is gone, after a day or because it was never theirs, and when it has become a meeting.
    """
    draft, booking = held_or_booked(ctx, draft_id, sent)
    if booking.item_id is not None:
        raise OutOfDate(
            ctx.t("You find consent, agenda and who comes on the card I am sending you."),
            heading=ctx.t("The time is yours"),
            buttons=(Button(ctx.t("My meetings"), "list.show"),),
        )
    return draft, booking


def held_or_booked(ctx: Context, draft_id: str, sent: Step | None) -> tuple[Draft, Booking]:
    """The same, also when it has become a meeting."""
    gone = ctx.t("What is filled in is kept for a day. Start again, and you will soon be done.")
    again = (Button(ctx.t("Book a time"), "booking.start", style="primary"),)
    draft = drafting.held(ctx, PURPOSE, draft_id, gone=gone, again=again)
    booking = Booking.model_validate(draft.data)
    if not _has_answers(booking, sent):
        raise OutOfDate(gone, heading=ctx.t("The form is too old"), buttons=again)
    return draft, booking


def _has_answers(booking: Booking, sent: Step | None) -> bool:
    steps = list(Step)[: list(Step).index(sent) + 1] if sent else []
    return all(getattr(booking, field) is not None for step in steps for field in step.value)


def keep(ctx: Context, draft: Draft, booking: Booking) -> None:
    """Keep what has been filled in now."""
    drafts.fill_draft(ctx.session, draft, **booking.model_dump(mode="json"))


def arena_of(ctx: Context, booking: Booking) -> Arena:
    """The arena that is booked."""
    return ctx.rulebook[booking.arena]


def place_of(ctx: Context, booking: Booking) -> str:
    """Where to meet in the booker's own words, where they were asked for them."""
    return cipher_of(ctx.session).open(booking.sealed_place) if booking.sealed_place else ""


def unit_of(ctx: Context, booking: Booking) -> Unit:
    """The child's own school or kindergarten."""
    assert booking.unit_id is not None
    return access.unit_of(ctx, booking.unit_id)
