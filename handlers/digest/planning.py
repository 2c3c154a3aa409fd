"""When each leader's digest is due. One a week and leader, whatever the weekday."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.calendars import calendar_for
from handlers.context import World
from handlers.rules.week import DigestTime, Week, digest_due
from store import notices
from store.notices import NoticeKind
from store.people import Unit
from store.preferences import preference_of

AHEAD = timedelta(days=8)
# More weeks than this without a working day means that the closed days are wrong, not that one should search on.
LONGEST_CLOSURE = 57
_YEAR = 100


def key_of(person_id: int, week: Week) -> str:
    """What makes a leader's digest of a week the only one."""
    return f"{NoticeKind.DIGEST}:{person_id}:{week}"


def number_of(week: Week) -> int:
    """A week as a notice carries it: 202710."""
    return week.year * _YEAR + week.number


def week_numbered(number: int) -> Week:
    """The week that a notice carries."""
    return Week(*divmod(number, _YEAR))


def week_now(world: World) -> Week:
    """The local week."""
    return Week.of(world.now.astimezone(world.zone).date())


def plan_for_leader(world: World, person_id: int, units: Sequence[Unit], since: datetime | None = None) -> None:
    """Promise the digests of the next eight days, and always the next one, however far ahead. Safe to repeat: one that
    has not gone out moves to the time that holds now, but never into the past.

    One of this week that fell due after `since` (UTC), with nobody there to plan it, is promised now.
    """
    for week, due in dues_ahead(world, person_id, units, since or world.now):
        key = key_of(person_id, week)
        if due > world.now or notices.notice_by_key(world.session, world.tenant_id, key) is None:
            kind, told = NoticeKind.DIGEST, number_of(week)
            notices.plan(world.session, world.tenant_id, kind, key, due, subject_id=told, only_id=person_id)


def dues_ahead(world: World, person_id: int, units: Sequence[Unit], since: datetime) -> list[tuple[Week, datetime]]:
    """When the digests of somebody who leads these units are due (UTC), from this week on and after `since`: within
    eight days, and the first after now. One that has gone out is none of them, whatever time was chosen after that.
    """
    found: list[tuple[Week, datetime]] = []
    wanted, week = wanted_time(world, person_id), week_now(world)
    if has_gone_out(world, person_id, week):
        week = week.after
    for _ in range(LONGEST_CLOSURE):
        due = due_in(world, week, wanted, units)
        if due is not None and due > since:
            if due > world.now + AHEAD and any(each > world.now for _, each in found):
                break
            found.append((week, due))
        week = week.after
    return found


def has_gone_out(world: World, person_id: int, week: Week) -> bool:
    """Whether a leader's digest of a week is no longer a promise."""
    held = notices.notice_by_key(world.session, world.tenant_id, key_of(person_id, week))
    return held is not None and held.state is notices.NoticeState.EXPANDED


def due_in(world: World, week: Week, wanted: DigestTime, units: Sequence[Unit]) -> datetime | None:
    """When a week's digest is due (UTC): when the first of the units wants it that is open; None when all are
    closed.
    """
    dues = (digest_due(week, calendar_for(world, unit), wanted) for unit in units)
    return min((due for due in dues if due is not None), default=None)


def wanted_time(world: World, person_id: int) -> DigestTime:
    """When a leader wants the digest."""
    chosen = preference_of(world.session, person_id)
    if chosen is None:
        return DigestTime()
    return DigestTime(chosen.digest_weekday, chosen.digest_at or DigestTime.wall)


def wants_digest(world: World, person_id: int) -> bool:
    """Whether somebody wants it at all; whoever has said nothing does."""
    chosen = preference_of(world.session, person_id)
    return chosen is None or chosen.digest_wanted


def next_digest_of(world: World, person_id: int, units: Sequence[Unit]) -> datetime | None:
    """When a leader's next digest is due (UTC), as it is planned; None when none is."""
    ahead = [week for week, _ in dues_ahead(world, person_id, units, world.now)]
    keys = [key_of(person_id, week) for week in dict.fromkeys((week_now(world), *ahead))]
    held = [notices.notice_by_key(world.session, world.tenant_id, key) for key in keys]
    dues = (notice.due_at for notice in held if notice is not None and notice.state is notices.NoticeState.PLANNED)
    return min(dues, default=None)
