"""The working days of those whose duty it is, from the closed days in the store."""

from dataclasses import replace
from datetime import datetime

from handlers.context import World
from handlers.rules.calendar import Calendar, Closure, ClosureKind, Hours, Span
from handlers.rules.moments import Plan
from store.closed_days import closed_days_for
from store.people import Person, Unit, UnitKind, units_of
from store.preferences import preference_of


def calendar_for(world: World, unit: Unit | None) -> Calendar:
    """The calendar of a unit's staff; of the municipality itself with None. Many ask for the same one in a turn."""
    of = unit.id if unit else None
    if of not in world.calendars:
        world.calendars[of] = _calendar_for(world, unit)
    return world.calendars[of]


def _calendar_for(world: World, unit: Unit | None) -> Calendar:
    days = closed_days_for(world.session, world.tenant_id, unit)
    closures = tuple(
        Closure(day.first, day.last, day.name, ClosureKind.PLANNING if day.planning else ClosureKind.CLOSED)
        for day in days
    )
    return Calendar(world.zone, closures)


def workplace_of(world: World, person: Person) -> Unit | None:
    """The unit whose working days a person's are: the first they work in."""
    assert person.id is not None
    if person.id not in world.workplaces:
        world.workplaces[person.id] = next(iter(units_of(world.session, person)), None)
    return world.workplaces[person.id]


def calendar_of(world: World, person: Person) -> Calendar:
    """The calendar of a person's workplace; the municipality's own without one."""
    return calendar_for(world, workplace_of(world, person))


def plan_for(world: World, convener: Person, unit: Unit) -> Plan:
    """Whose working days count for an item: the convener's for duties, the unit's for what concerns all."""
    own = workplace_of(world, convener)
    teaches = own is not None and own.kind in (UnitKind.SCHOOL, UnitKind.KINDERGARTEN)
    return Plan(calendar_for(world, own), calendar_for(world, unit), convener_teaches=teaches)


def message_time(world: World, reader: Person, moment: datetime) -> datetime:
    """When an unasked message that is due at `moment` (UTC) may reach a reader: within working hours where the reader
    works, and within the hours that the reader has chosen.
    """
    calendar = calendar_of(world, reader)
    return replace(calendar, hours=replace(calendar.hours, own=own_hours(world, reader))).next_message_time(moment)


def own_hours(world: World, reader: Person) -> Span | None:
    """When a reader wants unasked messages, local time; None for the municipality's own hours.

    Read within those: what was chosen while they were others leaves what is left, or gives way.
    """
    assert reader.id is not None
    chosen, all_day = preference_of(world.session, reader.id), Hours().messages
    if chosen is None or (chosen.messages_from is None and chosen.messages_until is None):
        return None
    start = max(chosen.messages_from or all_day.start, all_day.start)
    end = min(chosen.messages_until or all_day.end, all_day.end)
    return Span(start, end) if start < end else None
