"""How long an offer is kept for the one who got it."""

from datetime import datetime

from handlers.calendars import calendar_for, message_time
from handlers.context import World
from store.people import Person, UnitKind, units_of
from store.slots import Slot

TEACHING_UNITS = (UnitKind.SCHOOL, UnitKind.KINDERGARTEN)


def offer_deadline(world: World, person: Person, slot: Slot) -> datetime | None:
    """When an offer made now runs out (UTC); None when the slot starts before that.

    Counted in the working time of who gets it, from when the message may reach that person. It never runs out while
    school and kindergarten staff teach.
    """
    units = units_of(world.session, person)
    calendar = calendar_for(world, units[0] if units else None)
    rules = world.rulebook[slot.arena].waitlist
    heard = message_time(world, person, world.now)
    ahead = calendar.workdays_between(calendar.day(world.now), calendar.day(slot.starts_at))
    if ahead <= rules.near_workdays:
        deadline = calendar.add_office_hours(heard, rules.near_office_hours)
    else:
        deadline = calendar.deadline_next_workday(heard, rules.until)
    if any(unit.kind in TEACHING_UNITS for unit in units):
        deadline = calendar.move_out_of_teaching(deadline)
    return deadline if deadline < slot.starts_at else None
