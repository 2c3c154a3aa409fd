"""A tenant's own clock, which a try-out moves. Everything that falls due is compared with it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from store.deliveries import next_due
from store.people import Tenant, all_tenants, tenant_now

# The clock goes on while somebody reads it and decides: a moment that has just passed is no step back.
JUST_PASSED = timedelta(minutes=1)


@dataclass(frozen=True)
class Clock:
    """What a clock shows, in the tenant's zone: its now, and when the next thing falls due; None when nothing will."""

    now: datetime
    next_due: datetime | None


class NoClockError(Exception):
    """There is no tenant yet, and so no clock."""


class BackwardsError(Exception):
    """A clock goes forward only: what has been sent cannot be unsent."""


def read_clock(session: Session, real_now: datetime) -> Clock:
    """The clock of the try-out's one tenant. `real_now` is the real time, UTC. Raises NoClockError."""
    tenant = _tenant(session)
    assert tenant.id is not None
    zone, now = ZoneInfo(tenant.timezone), tenant_now(tenant, real_now)
    due = next_due(session, tenant.id, now)
    return Clock(now.astimezone(zone), due.astimezone(zone) if due else None)


def has_clock(session: Session) -> bool:
    """Whether there is a tenant, and with it a clock."""
    return bool(all_tenants(session))


def move_clock(session: Session, real_now: datetime, moment: datetime) -> None:
    """Move the clock forward to a moment (aware); one that has just passed changes nothing. Raises BackwardsError,
    NoClockError.
    """
    passed = tenant_now(_tenant(session), real_now) - moment
    if passed > JUST_PASSED:
        raise BackwardsError
    if passed < timedelta(0):
        set_clock(session, real_now, moment)


def set_clock(session: Session, real_now: datetime, moment: datetime) -> None:
    """Set the clock to a moment (aware), before anything has happened. Raises NoClockError."""
    _tenant(session).clock_offset = (moment - real_now).total_seconds()
    session.flush()


def _tenant(session: Session) -> Tenant:
    tenants = all_tenants(session)
    if not tenants:
        raise NoClockError
    return tenants[0]
