"""What recurs, planned once a local day: the leaders' digests. Planning the same again is safe, so that a day that was
missed costs nothing.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, time

from handlers.context import World
from handlers.digest.planning import plan_for_leader
from handlers.rules.calendar import Calendar
from store.leaders import leaders_with_units
from store.people import Unit

log = logging.getLogger("samba_bot.standing")
# So many leaders in one transaction: it must not keep others from writing.
PORTION = 10


def plan_day(world: World) -> bool:
    """Plan what recurs, a portion at a time, unless today's is planned; returns whether there was anything to do."""
    tenant, today = world.tenant, world.now.astimezone(world.zone).date()
    if tenant.day_planned == today:
        return False
    leaders = leaders_with_units(world.session, world.tenant_id)
    left = sorted(person_id for person_id in leaders if person_id > (tenant.planned_to or 0))
    since = _last_planned(world)
    for person_id in left[:PORTION]:
        _try_to_plan(world, person_id, leaders[person_id], since)
    if len(left) > PORTION:
        tenant.planned_to = left[PORTION - 1]
    else:
        tenant.day_planned, tenant.planned_to = today, None
    world.session.add(tenant)
    return True


def _try_to_plan(world: World, person_id: int, units: Sequence[Unit], since: datetime) -> None:
    """One for whom it fails holds up nobody: the others are planned, and tomorrow it is tried again."""
    try:
        with world.session.begin_nested():
            plan_for_leader(world, person_id, units, since)
    except Exception as error:
        log.error("digest not planned person=%s error=%s", person_id, type(error).__qualname__)


def _last_planned(world: World) -> datetime:
    """When the day that was planned last began (UTC); now, when none has been."""
    last = world.tenant.day_planned
    return Calendar(world.zone).at(last, time()) if last else world.now
