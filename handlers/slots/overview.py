"""All schools and kindergartens with their next free time, and one of them with its times."""

from datetime import datetime

from pydantic import AwareDatetime, BaseModel

from handlers import access
from handlers.context import Context
from handlers.free_times import arena_in_use, time_label
from handlers.screens import Answer, Button, Buttons, Card, Confirm, Heading, Part, Replace, Row, Show, Text, value
from handlers.slots.units import unit_with_times, units_with_times
from store import meetings, slots, waitlist
from store.meetings import Meeting
from store.people import Unit
from store.slots import Slot, SlotState

UNITS = 20
SLOTS = 12


class ShowSlots(BaseModel):
    """Show the units, from one page on."""

    page: int = 0


class ShowUnit(BaseModel):
    """Show a unit's times after a moment (UTC, default now)."""

    unit: int
    after: AwareDatetime | None = None


def show_slots(ctx: Context, request: ShowSlots) -> Answer:
    """The coordinator's overview."""
    access.require_coordinator(ctx)
    t, units = ctx.t, units_with_times(ctx)
    start = max(request.page, 0) * UNITS
    known = slots.units_with_slots(ctx.session, ctx.tenant_id, arena_in_use(ctx).id, ctx.now)
    rows = tuple(unit_row(ctx, unit, *known.get(unit.id or 0, (None, 0))) for unit in units[start : start + UNITS])
    later = (Button(t("Show more"), "slots.show", value(page=request.page + 1)),) if len(units) > start + UNITS else ()
    buttons = (
        Button(t("Give times"), "slots.series", style="primary"),
        Button(t("Add one time"), "slots.add"),
        Button(t("Call off a day"), "slots.call_off"),
        *later,
    )
    return Show(Card((Heading(t("The times of the schools and kindergartens")), *rows, Buttons(buttons)), _notice(ctx)))


def unit_row(ctx: Context, unit: Unit, free_at: datetime | None, booked: int) -> Row:
    """A unit with its next free time (UTC), and how many of its times are booked."""
    t, name = ctx.t, unit.name(ctx.t.language)
    text = (
        t("{unit}: the next free time is {when}.", unit=name, when=t.moment(free_at, ctx.now))
        if free_at is not None
        else t("{unit}: no free times.", unit=name)
    )
    if booked:
        # Apart from the text: what stands inside an f-string is not collected for the catalogues.
        counted = t.many("One time is booked.", "{count} times are booked.", booked)
        text = f"{text} {counted}"
    return Row(text, Button(t("Show the times"), "slots.unit", value(unit=unit.id)))


def show_unit(ctx: Context, request: ShowUnit) -> Answer:
    """The next times of a unit."""
    access.require_coordinator(ctx)
    return Replace(unit_card(ctx, unit_with_times(ctx, request.unit), request))


def unit_card(ctx: Context, unit: Unit, request: ShowUnit) -> Card:
    """A unit's times in order, bookings by their reference only, with what can be done about each."""
    assert unit.id is not None
    t = ctx.t
    after = max(request.after or ctx.now, ctx.now)
    found = slots.slots_after(ctx.session, ctx.tenant_id, arena_in_use(ctx).id, unit.id, after, SLOTS + 1)
    page = found[:SLOTS]
    parts = [part for slot, meeting in page for part in _slot_parts(ctx, unit, slot, meeting, after.isoformat())]
    none = Text(t("There are no times here. Give some, and they can be booked at once."))
    buttons = [
        Button(t("Give times"), "slots.series", value(unit=unit.id)),
        Button(t("Add one time"), "slots.add", value(unit=unit.id)),
        Button(t("Call off a day"), "slots.call_off", value(unit=unit.id)),
        Button(t("All schools and kindergartens"), "slots.show"),
    ]
    if len(found) > SLOTS:
        last = page[-1][0].starts_at.isoformat()
        buttons.insert(0, Button(t("Show later times"), "slots.unit", value(unit=unit.id, after=last)))
    heading = Heading(unit.name(t.language))
    return Card((heading, *(parts or (none,)), Buttons(tuple(buttons))), _notice(ctx))


def _slot_parts(ctx: Context, unit: Unit, slot: Slot, meeting: Meeting | None, after: str) -> tuple[Part, ...]:
    t, when = ctx.t, time_label(ctx, slot, unit)
    if meeting is not None:
        return _booked(ctx, unit, meeting, when)
    if slot.state is SlotState.CALLED_OFF:
        return (Text(t("{when}: called off", when=when)),)
    remove = Button(
        t("Remove"),
        "slots.remove",
        value(slot=slot.id, after=after),
        confirm=Confirm(
            t("Remove the time?"), t("{when} can no longer be booked.", when=when), t("Remove"), t("Keep it")
        ),
    )
    offered = waitlist.offer_with_entry(ctx.session, ctx.tenant_id, slot.held_for) if slot.held_for else None
    if offered is None:
        return (Row(t("{when}: free", when=when), remove),)
    deadline = t.moment(offered[0].deadline_at, ctx.now)
    return (Row(t("{when}: offered to the waiting list until {deadline}", when=when, deadline=deadline), remove),)


def _booked(ctx: Context, unit: Unit, meeting: Meeting, when: str) -> tuple[Part, ...]:
    assert meeting.id is not None
    t = ctx.t
    parts: list[Part] = []
    for item in meetings.items_of_meeting(ctx.session, meeting.id):
        reference = access.case_of(ctx, item).reference
        buttons = (
            Button(t("Move"), "moving.open", value(item=item.id)),
            Button(t("Cancel it"), "cancel.open", value(item=item.id)),
        )
        parts += [Text(_case_line(ctx, unit, meeting, when, reference)), Buttons(buttons)]
    return tuple(parts)


def _case_line(ctx: Context, unit: Unit, meeting: Meeting, when: str, reference: str) -> str:
    """The booking by its reference, with the unit that has borrowed the time."""
    if meeting.unit_id == unit.id:
        return ctx.t("{when}: case {reference}", when=when, reference=reference)
    borrower = access.unit_of(ctx, meeting.unit_id).name(ctx.t.language)
    return ctx.t("{when}: case {reference}, {unit}", when=when, reference=reference, unit=borrower)


def _notice(ctx: Context) -> str:
    return ctx.t("The times you look after")
