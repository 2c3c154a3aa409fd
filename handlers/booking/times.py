"""The third form: the free times of the child's school or kindergarten, the next ones first."""

from dataclasses import replace
from datetime import datetime

from pydantic import BaseModel

from handlers import units
from handlers.booking.draft import Booking, arena_of, unit_of
from handlers.context import Context
from handlers.free_times import free_times, is_open_to, page_of, times_field
from handlers.rules.holders import age_on
from handlers.screens import (
    Answer,
    Button,
    Buttons,
    ChoiceField,
    Finish,
    Form,
    Heading,
    Open,
    Part,
    Receipt,
    Text,
    value,
)
from store import slots
from store.drafts import Draft
from store.people import Unit
from store.slots import Slot

PAGE = 8


class ChooseTime(BaseModel):
    """What the third form brings."""

    draft: str
    slot: int


def show_times(
    ctx: Context, draft: Draft, booking: Booking, after: datetime | None = None, lead: tuple[Part, ...] = ()
) -> Answer:
    """The next free times after a moment (UTC, default now), or the waiting list when there are none. `lead` stands
    first.
    """
    unit = unit_of(ctx, booking)
    found = free_times(ctx, arena_of(ctx, booking), unit, after or ctx.now, PAGE + 1)
    chosen = available(ctx, booking, booking.wanted_id) if after is None else None
    if chosen is None and after is None and booking.wanted_id is not None:
        lead = lead or taken(ctx, booking)
    if not found:
        return Finish(Receipt(ctx.t("Choose a time"), (*lead, *_none_free(ctx, draft, unit)), ctx.t("Close")))
    return Open(_times_form(ctx, draft, unit, found, chosen, lead))


def _times_form(
    ctx: Context, draft: Draft, unit: Unit, found: list[Slot], chosen: Slot | None, lead: tuple[Part, ...]
) -> Form:
    t, page = ctx.t, page_of(found, PAGE)
    later = Button(t("Show later times"), "booking.later", value(draft=draft.id, after=page[-1].starts_at.isoformat()))
    wait = Button(t("Put me on the waiting list"), "booking.wait", value(draft=draft.id))
    return Form(
        name="booking.time",
        title=t("Choose a time"),
        parts=(
            *lead,
            _field(ctx, page, unit, chosen),
            Buttons((later, wait) if len(found) > len(page) else (wait,)),
        ),
        submit=t("Next"),
        close=t("Cancel"),
        draft=draft.id,
    )


def _field(ctx: Context, page: list[Slot], unit: Unit, chosen: Slot | None) -> ChoiceField:
    if chosen is None:
        return times_field(ctx, page, unit)
    times = page if chosen in page else sorted([*page, chosen], key=lambda slot: slot.starts_at)
    return replace(times_field(ctx, times, unit), initial=(str(chosen.id),))


def _none_free(ctx: Context, draft: Draft, unit: Unit) -> tuple[Part, ...]:
    return (
        Heading(ctx.t("No times are free {at_unit}", at_unit=units.at_unit(ctx.t, unit))),
        Text(
            ctx.t("What you have filled in is kept. On the waiting list you are offered the next time that comes free.")
        ),
        Buttons((Button(ctx.t("Put me on the waiting list"), "booking.wait", value(draft=draft.id), style="primary"),)),
    )


def wanted(ctx: Context, booking: Booking, slot_id: int | None) -> Booking:
    """The booking as it begins with a slot that was chosen before: at the slot's unit. Whether it is still free is
    seen, and said, when a time is chosen.
    """
    slot = slots.slot_by_id(ctx.session, ctx.tenant_id, slot_id) if slot_id is not None else None
    if slot is None or slot.arena != booking.arena:
        return booking
    return booking.model_copy(update={"unit_id": slot.unit_id, "wanted_id": slot.id})


def available(ctx: Context, booking: Booking, slot_id: int | None) -> Slot | None:
    """The slot, if this booking can still take it: in the future, free or held for this booking's own offer, and open
    to the unit.
    """
    slot = slots.slot_by_id(ctx.session, ctx.tenant_id, slot_id) if slot_id is not None else None
    if slot is None or slot.starts_at <= ctx.now or slot.arena != booking.arena:
        return None
    own_offer = slot.held_for is not None and slot.held_for == booking.offer_id
    if not (slots.is_free(ctx.session, slot) or own_offer):
        return None
    return slot if is_open_to(ctx, arena_of(ctx, booking), slot, unit_of(ctx, booking)) else None


def taken(ctx: Context, booking: Booking) -> tuple[Part, ...]:
    """What stands above the other times when somebody was quicker. Who it was is nobody's business."""
    return (
        Heading(ctx.t("The time has just been taken")),
        Text(
            ctx.t(
                "All that you filled in is kept. Choose another time {at_unit}:",
                at_unit=units.at_unit(ctx.t, unit_of(ctx, booking)),
            )
        ),
    )


def age_problem(ctx: Context, booking: Booking, slot: Slot) -> str | None:
    """Why the answers do not hold on that day: the date from which the youth decides says another age. None when they
    hold.
    """
    assert booking.age is not None
    day = slot.starts_at.astimezone(ctx.zone).date()
    rules = arena_of(ctx, booking).consent
    then = age_on(rules, booking.age, booking.youth_decides_from, day)
    if then == booking.age:
        return None
    if then >= rules.deciding_age:
        return ctx.t(
            "On that day the youth is {age} and decides alone. Choose an earlier time, or start again with the age the "
            "youth has then.",
            age=rules.deciding_age,
        )
    return ctx.t(
        "On that day the youth is not {age} yet, by the date you gave. Choose a later time, or start again with the "
        "age the youth has then.",
        age=booking.age,
    )
