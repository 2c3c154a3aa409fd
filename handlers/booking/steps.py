"""The way through the forms of a booking, forwards and, when a time is taken meanwhile, back.

Each step judges what came, keeps it in the draft and opens the next form. The last one takes the time.
"""

from pydantic import AwareDatetime, BaseModel
from sqlalchemy.exc import IntegrityError

from handlers import access, drafting, waitlist
from handlers.booking import child, commit, confirm, consent_step, people, times, voice
from handlers.booking.draft import Booking, Step, held, held_or_booked, keep, start, unit_of
from handlers.context import Context
from handlers.errors import BadField, Refused
from handlers.screens import Answer, Finish, Heading, Open, Receipt, Text
from store.arenas import approved_arenas
from store.drafts import Draft
from store.slots import Slot


class StartBooking(BaseModel):
    """Open the first form; with a slot where one was chosen before, and after an item with the same case and unit."""

    slot: int | None = None
    follows: int | None = None


class LaterTimes(BaseModel):
    """Show the times after a moment (UTC)."""

    draft: str
    after: AwareDatetime


class OfDraft(BaseModel):
    """A step that brings nothing but its draft."""

    draft: str


def start_booking(ctx: Context, request: StartBooking) -> Answer:
    """Open the first form of a booking."""
    access.require_employee(ctx)
    approved = approved_arenas(ctx.session, ctx.tenant_id)
    if not approved:
        raise Refused(
            ctx.t("No kind of meeting is set up here yet. Ask the SamBa coordinator or the system administrator."),
            heading=ctx.t("There is nothing to book yet"),
        )
    booking = times.wanted(ctx, Booking(arena=approved[0].arena), request.slot)
    if request.follows is not None:
        booking = child.following(ctx, booking, *access.item_for_convener(ctx, request.follows))
    return Open(child.child_form(ctx, start(ctx, booking), ctx.rulebook[booking.arena], booking))


def take_child(ctx: Context, request: child.BookForChild) -> Answer:
    """The first form has been sent."""
    draft, booking = held(ctx, request.draft, None)
    booking = child.judge_child(ctx, booking, request)
    keep(ctx, draft, booking)
    return Open(voice.voice_form(ctx, draft, booking))


def take_voice(ctx: Context, request: voice.HearChild) -> Answer:
    """The second form has been sent."""
    draft, booking = held(ctx, request.draft, Step.CHILD)
    booking = voice.judge_voice(ctx, booking, request)
    keep(ctx, draft, booking)
    return times.show_times(ctx, draft, booking)


def show_later(ctx: Context, request: LaterTimes) -> Answer:
    """The next page of times."""
    draft, booking = held(ctx, request.draft, Step.VOICE)
    return times.show_times(ctx, draft, booking, request.after)


def take_time(ctx: Context, request: times.ChooseTime) -> Answer:
    """The third form has been sent."""
    draft, booking = held(ctx, request.draft, Step.VOICE)
    slot = times.available(ctx, booking, request.slot)
    if slot is None:
        return _other_times(ctx, draft, booking)
    if problem := times.age_problem(ctx, booking, slot):
        raise BadField({"slot": problem})
    booking = booking.model_copy(update={"slot_id": slot.id})
    keep(ctx, draft, booking)
    return Open(people.people_form(ctx, draft, booking, slot))


def take_people(ctx: Context, request: people.BringPeople) -> Answer:
    """The fourth form has been sent: the consents come between where the meeting is near."""
    draft, booking = held(ctx, request.draft, Step.TIME)
    slot = times.available(ctx, booking, booking.slot_id)
    if slot is None:
        return _other_times(ctx, draft, booking)
    booking = people.judge_people(ctx, booking, slot, request)
    keep(ctx, draft, booking)
    return _consents_or_confirmation(ctx, draft, booking, slot)


def take_consents(ctx: Context, request: consent_step.RegisterNow) -> Answer:
    """The consents have been registered."""
    draft, booking = held(ctx, request.draft, Step.PEOPLE)
    slot = times.available(ctx, booking, booking.slot_id)
    if slot is None:
        return _other_times(ctx, draft, booking)
    booking = consent_step.judge_consents(ctx, booking, slot, request)
    keep(ctx, draft, booking)
    return Open(confirm.confirm_form(ctx, draft, booking, slot))


def take_slot(ctx: Context, request: OfDraft) -> Answer:
    """The last form has been sent: one meeting for one draft, whoever clicks how often. A lost race shows the other
    times.
    """
    draft, booking = held_or_booked(ctx, request.draft, Step.PEOPLE)
    if booking.item_id is not None:
        return confirm.receipt(ctx, *access.item_for_convener(ctx, booking.item_id))
    slot = times.available(ctx, booking, booking.slot_id)
    if slot is None:
        return _other_times(ctx, draft, booking)
    if consent_step.is_needed(ctx, booking, slot):
        # Time has passed since the form was opened, and the meeting is near now.
        return Open(consent_step.consent_form(ctx, draft, booking, slot))
    try:
        with ctx.session.begin_nested():
            item, meeting = commit.create_item(ctx, booking, slot)
    except IntegrityError:
        return _other_times(ctx, draft, booking)
    drafting.consume(ctx, draft, item_id=item.id)
    return confirm.receipt(ctx, item, meeting)


def wait_for_time(ctx: Context, request: OfDraft) -> Answer:
    """Join the waiting list with what has been filled in."""
    _, booking = held_or_booked(ctx, request.draft, Step.VOICE)
    if booking.item_id is not None:
        return confirm.receipt(ctx, *access.item_for_convener(ctx, booking.item_id))
    unit = unit_of(ctx, booking)
    waitlist.join(ctx, unit, booking.arena, booking.model_dump(mode="json"))
    name = unit.name(ctx.t.language)
    return Finish(
        Receipt(
            ctx.t("Waiting list"),
            (
                Heading(ctx.t("You are on the waiting list for {unit}", unit=name)),
                Text(ctx.t("You are told as soon as a time comes free. What you have filled in is kept until then.")),
            ),
            ctx.t("Close"),
        )
    )


def _consents_or_confirmation(ctx: Context, draft: Draft, booking: Booking, slot: Slot) -> Answer:
    # What was registered for a time that was lost is kept.
    if consent_step.is_needed(ctx, booking, slot) and not booking.consents:
        return Open(consent_step.consent_form(ctx, draft, booking, slot))
    return Open(confirm.confirm_form(ctx, draft, booking, slot))


def _other_times(ctx: Context, draft: Draft, booking: Booking) -> Answer:
    return times.show_times(ctx, draft, booking, lead=times.taken(ctx, booking))
