"""Calling off a day: its free times are taken away, its meetings cancelled, and everyone concerned is told."""

from datetime import date, datetime, time, timedelta

from pydantic import BaseModel

from handlers import access, drafting, endings, picks
from handlers.calendars import calendar_for
from handlers.context import Context
from handlers.errors import BadField
from handlers.free_times import arena_in_use, time_label
from handlers.screens import (
    Answer,
    Button,
    Buttons,
    ChoiceField,
    DateField,
    Finish,
    Form,
    Heading,
    Listing,
    Open,
    Receipt,
    Text,
    value,
)
from handlers.slots.drafts import held, too_old
from handlers.slots.request import read_filled
from handlers.slots.single import call_off
from handlers.slots.units import unit_field, unit_with_times
from store import audit, drafts, meetings, slots
from store.drafts import Draft
from store.meetings import Item, ItemState, Meeting
from store.people import Unit
from store.slots import Slot, SlotState

PURPOSE = "slots.call_off"
REASONS = ("illness", "too_few", "unit_closed")
Taken = tuple[Slot, Meeting | None]


class OpenCallingOff(BaseModel):
    """Call off a day, of a unit if one is named."""

    unit: int | None = None


class CallOffDay(BaseModel):
    """What the form brings."""

    draft: str
    unit: int
    day: date | None
    reason: str = ""


class ConfirmCallingOff(BaseModel):
    """That the times shown are called off."""

    draft: str


def open_calling_off(ctx: Context, request: OpenCallingOff) -> Answer:
    """The form that asks which day, and why."""
    access.require_coordinator(ctx)
    t = ctx.t
    if request.unit is not None:
        unit_with_times(ctx, request.unit)
    draft = drafting.begin(ctx, PURPOSE)
    reasons = picks.options(t, picks.END_REASONS, REASONS)
    form = Form(
        name="slots.call_off",
        title=t("Call off a day"),
        parts=(
            unit_field(ctx, request.unit),
            DateField("day", t("Date"), initial=ctx.now.astimezone(ctx.zone).date()),
            ChoiceField("reason", t("Why?"), reasons, expanded=True),
        ),
        submit=t("Show the times"),
        close=t("Cancel"),
        draft=draft.id,
    )
    return Open(form)


def take_day(ctx: Context, request: CallOffDay) -> Answer:
    """Show which times and meetings it concerns, before anything happens."""
    access.require_coordinator(ctx)
    draft = held(ctx, request.draft, PURPOSE)
    if draft.consumed_at is not None:
        return _done(ctx, draft)
    unit, day = unit_with_times(ctx, request.unit), read_filled(ctx, {"day": request.day})["day"]
    if request.reason not in REASONS:
        raise BadField({"reason": ctx.t("Choose why the day is called off.")})
    taken = _times_of(ctx, unit, day)
    if not taken:
        raise BadField({"day": ctx.t("There are no times left to call off this day. Choose another.")})
    drafts.fill_draft(ctx.session, draft, unit=unit.id, day=day.isoformat(), reason=request.reason)
    return Open(_confirm_form(ctx, draft, unit, taken))


def confirm_calling_off(ctx: Context, request: ConfirmCallingOff) -> Answer:
    """Call off what is there now, once for one form."""
    access.require_coordinator(ctx)
    draft = held(ctx, request.draft, PURPOSE)
    if draft.consumed_at is not None:
        return _done(ctx, draft)
    if "day" not in draft.data:
        raise too_old(ctx, PURPOSE)
    unit = unit_with_times(ctx, int(draft.data["unit"]))
    taken = _times_of(ctx, unit, date.fromisoformat(draft.data["day"]))
    items = _items(ctx, taken)
    if drafting.consume(ctx, draft, times=len(taken), meetings=len(items)):
        # All of the day's times first: what one meeting gives back must not be offered to anybody.
        for slot, _ in taken:
            call_off(ctx, slot)
        for item, meeting in items:
            endings.end_item(ctx, item, meeting, ItemState.CANCELLED, ctx.actor_id, draft.data["reason"])
        assert unit.id is not None
        audit.record(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "slots.day_called_off", "unit", unit.id)
    return _done(ctx, draft)


def _times_of(ctx: Context, unit: Unit, day: date) -> list[Taken]:
    """What is left of a unit's local day: its open times, each with the meeting that has it."""
    assert unit.id is not None
    calendar = calendar_for(ctx, unit)
    start: datetime = max(calendar.at(day, time(0)), ctx.now)
    end = calendar.at(day + timedelta(days=1), time(0))
    found = slots.slots_between(ctx.session, ctx.tenant_id, arena_in_use(ctx).id, unit.id, start, end)
    return [(slot, meeting) for slot, meeting in found if slot.state is SlotState.OPEN]


def _items(ctx: Context, taken: list[Taken]) -> list[tuple[Item, Meeting]]:
    return [
        (item, meeting)
        for _, meeting in taken
        if meeting is not None and meeting.id is not None
        for item in meetings.items_of_meeting(ctx.session, meeting.id)
        if item.state is ItemState.PLANNED
    ]


def _confirm_form(ctx: Context, draft: Draft, unit: Unit, taken: list[Taken]) -> Form:
    t = ctx.t
    return Form(
        name="slots.call_off_confirm",
        title=t("Call off these times?"),
        parts=(
            Heading(unit.name(t.language)),
            Listing(tuple(_line(ctx, unit, slot, meeting) for slot, meeting in taken)),
            Text(t("Those who have booked and those who are invited are told. The conveners tell the families.")),
        ),
        submit=t("Call off the day"),
        close=t("Cancel"),
        draft=draft.id,
    )


def _line(ctx: Context, unit: Unit, slot: Slot, meeting: Meeting | None) -> str:
    when = time_label(ctx, slot, unit)
    if meeting is None:
        return ctx.t("{when}: free", when=when)
    references = [access.case_of(ctx, item).reference for item, _ in _items(ctx, [(slot, meeting)])]
    return ctx.t("{when}: case {reference}", when=when, reference=ctx.t.listing(references or ["–"]))


def _done(ctx: Context, draft: Draft) -> Answer:
    t, unit = ctx.t, unit_with_times(ctx, int(draft.data["unit"]))
    ended = int(draft.data["meetings"])
    told = (
        t.many(
            "One meeting is cancelled, and those concerned are told.",
            "{count} meetings are cancelled, and those concerned are told.",
            ended,
        )
        if ended
        else t("Nobody had booked that day.")
    )
    times = int(draft.data["times"])
    return Finish(
        Receipt(
            t("The day is called off"),
            (
                Text(f"{t.day(date.fromisoformat(draft.data['day']), ctx.now).capitalize()}."),
                Text(t.many("One time is called off.", "{count} times are called off.", times)),
                Text(told),
                Buttons((Button(t("Show the times"), "slots.unit", value(unit=unit.id)),)),
            ),
            t("Close"),
        )
    )
