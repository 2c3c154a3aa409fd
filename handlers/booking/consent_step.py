"""The form that stands between when the meeting is near: consent must be registered before the time can be taken."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from handlers import consent
from handlers.booking.draft import Booking, Consented, arena_of, unit_of
from handlers.booking.people import outside_roles, services_of
from handlers.context import Context
from handlers.rules.holders import Holder, Who, consent_holders
from handlers.screens import Form, Heading, Text
from store.attendance import OutsideRole
from store.drafts import Draft
from store.slots import Slot


class RegisterNow(BaseModel):
    """What the form brings; each who decides has fields of its own."""

    model_config = ConfigDict(extra="allow")
    draft: str


def is_needed(ctx: Context, booking: Booking, slot: Slot) -> bool:
    """Whether consents must be registered now: the meeting is near, and nothing that is registered covers it."""
    near = consent.must_be_registered_first(ctx, arena_of(ctx, booking), unit_of(ctx, booking), slot.starts_at)
    return near and not is_covered(ctx, booking, slot)


def is_covered(ctx: Context, booking: Booking, slot: Slot) -> bool:
    """Whether all who decide on the day of the slot have consented: in this booking, or by the case's ledger."""
    holders = holders_of(ctx, booking, slot)
    if {answer.holder for answer in booking.consents} >= set(holders):
        return True
    assert booking.unit_id is not None
    return consent.covers(ctx, booking.case_id, booking.unit_id, holders, _scope(ctx, booking), _day(ctx, slot))


def holders_of(ctx: Context, booking: Booking, slot: Slot) -> tuple[Holder, ...]:
    """Who must consent on the day of the slot."""
    assert booking.age is not None
    assert booking.decided_by is not None
    rules = arena_of(ctx, booking).consent
    return consent_holders(rules, booking.age, booking.youth_decides_from, Who(booking.decided_by), _day(ctx, slot))


def consent_form(ctx: Context, draft: Draft, booking: Booking, slot: Slot) -> Form:
    """Fields for each who decides."""
    t, holders = ctx.t, holders_of(ctx, booking, slot)
    several = len(holders) > 1
    return Form(
        name="booking.consent",
        title=t("Register consent"),
        parts=(
            Heading(t("The meeting is near")),
            Text(
                t(
                    "The time can be taken when the consents are registered. They are given to you, not here. "
                    "Here you register that you have them. You are signed in as {name}.",
                    name=ctx.actor.name,
                )
            ),
            Text(t("Register only a consent that covers all who come: {services}.", services=_services(ctx, booking))),
            *(field for each in holders for field in consent.consent_fields(ctx, each, among_others=several)),
        ),
        submit=t("Next"),
        close=t("Cancel"),
        draft=draft.id,
    )


def judge_consents(ctx: Context, booking: Booking, slot: Slot, request: RegisterNow) -> Booking:
    """The booking with what was registered, the evidence sealed; BadField when it cannot be used."""
    answers = consent.read_consent_fields(ctx, holders_of(ctx, booking, slot), request.model_extra or {})
    return booking.model_copy(update={"consents": tuple(Consented.model_validate(answer) for answer in answers)})


def _scope(ctx: Context, booking: Booking) -> frozenset[str]:
    outsider = OutsideRole.OUTSIDER in outside_roles(booking)
    return consent.scope_of(arena_of(ctx, booking), unit_of(ctx, booking), outsider)


def _services(ctx: Context, booking: Booking) -> str:
    names = [unit.name(ctx.t.language) for unit in (*services_of(ctx, arena_of(ctx, booking)), unit_of(ctx, booking))]
    if OutsideRole.OUTSIDER in outside_roles(booking):
        names.append(ctx.t("those who come from outside the municipality"))
    return ctx.t.listing(names)


def _day(ctx: Context, slot: Slot) -> date:
    return slot.starts_at.astimezone(ctx.zone).date()
