"""The working days of those whose duty it is, from the closed days in the store."""

from collections.abc import Iterable
from datetime import datetime

from handlers.context import World
from handlers.rules.calendar import Calendar, Closure, ClosureKind
from store.people import Person, Unit, closed_days_for, units_of


def calendar_for(world: World, unit: Unit | None) -> Calendar:
    """The calendar of a unit's staff; of the municipality itself with None."""
    days = closed_days_for(world.session, world.tenant_id, unit)
    closures = tuple(
        Closure(day.first, day.last, day.name, ClosureKind.PLANNING if day.planning else ClosureKind.CLOSED)
        for day in days
    )
    return Calendar(world.zone, closures)


def message_time(world: World, reader: Person, moment: datetime) -> datetime:
    """When an unasked message that is due at `moment` (UTC) may reach a reader: within working hours where the reader works."""
    units: Iterable[Unit] = units_of(world.session, reader)
    calendar = calendar_for(world, next(iter(units), None))
    return calendar.next_message_time(moment)
