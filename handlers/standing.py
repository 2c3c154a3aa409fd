"""What recurs, planned once a local day: the leaders' digests. Planning the same again is safe, so that a day that was
missed costs nothing.
"""

import logging
from datetime import datetime, time

from handlers.context import World
from handlers.digest.planning import plan_for_leader
from handlers.rules.calendar import Calendar
from store.leaders import leaders_with_units

log = logging.getLogger("samba_bot.standing")


def plan_day(world: World) -> bool:
    """Plan what recurs, unless that has been done today; returns whether there was anything to do.

    One leader for whom it fails holds up nobody: the others are planned, and tomorrow it is tried again.
    """
    today = world.now.astimezone(world.zone).date()
    if world.tenant.day_planned == today:
        return False
    since = _begins(world)
    world.tenant.day_planned = today
    world.session.add(world.tenant)
    for person_id, units in leaders_with_units(world.session, world.tenant_id).items():
        try:
            with world.session.begin_nested():
                plan_for_leader(world, person_id, units, since)
        except Exception as error:
            log.error("digest not planned person=%s error=%s", person_id, type(error).__qualname__)
    return True


def _begins(world: World) -> datetime:
    """When the day that was planned last began (UTC); now, when none has been."""
    last = world.tenant.day_planned
    return Calendar(world.zone).at(last, time()) if last else world.now
