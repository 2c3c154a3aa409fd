"""What a unit's leaders are told: counted once a week, and kept as it was counted."""

from datetime import datetime, time, timedelta

from pydantic import BaseModel, ConfigDict

from handlers import consent
from handlers.calendars import calendar_for
from handlers.context import World
from handlers.rules.calendar import Calendar
from handlers.rules.week import Week
from store import figures as counts
from store.figures import Scope
from store.people import Unit, UnitKind
from store.unit_weeks import UnitWeek, keep_unit_week, unit_week

# What nobody has done in half a year will not be done, and the count stays flat.
DUTIES_KEPT = timedelta(weeks=26)
TIMES_AHEAD = timedelta(weeks=4)
LONGEST_CLOSURE = 57


class Times(BaseModel):
    """A unit's times: used and unused in the weeks told of, and free ahead."""

    model_config = ConfigDict(frozen=True)
    used: int
    unused: int
    free: int


class Figures(BaseModel):
    """Exact counts, not yet fit to be shown. Meetings by arena, held in the weeks told of, and set up in the week that
    follows. `times` is None for a service, which has none. `measures` are the open ones that are not overdue.
    """

    model_config = ConfigDict(frozen=True)
    held: dict[str, int]
    ahead: dict[str, int]
    cases: int
    without_consent: int
    times: Times | None
    summaries: int
    documentation: int
    overdue: int
    measures: int

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        times = self.times.model_dump().values() if self.times else ()
        own = (self.cases, self.summaries, self.documentation, self.overdue, self.measures)
        return not any((*self.held.values(), *self.ahead.values(), *own, *times))


def scope_of(world: World, unit: Unit) -> Scope:
    """Whose meetings are a unit's."""
    assert unit.id is not None
    return Scope(world.tenant_id, unit.id, unit.kind is UnitKind.SERVICE, tuple(world.rulebook))


def count_week(world: World, unit: Unit, week: Week) -> UnitWeek:
    """What stands for a unit in a week; counted now, when nobody has asked before."""
    assert unit.id is not None
    held = unit_week(world.session, unit.id, week.monday)
    if held is not None:
        return held
    since = told_from(week, calendar_for(world, unit))
    row = UnitWeek(
        tenant_id=world.tenant_id,
        unit_id=unit.id,
        monday=week.monday,
        since=since.monday,
        counted_at=world.now,
        figures=count(world, unit, since, week).model_dump(),
    )
    return keep_unit_week(world.session, row)


def told_from(week: Week, calendar: Calendar) -> Week:
    """The first week that a week's figures tell of: the one before; after a closure the last open one."""
    weeks = [week.before]
    while not weeks[-1].workdays(calendar) and len(weeks) < LONGEST_CLOSURE:
        weeks.append(weeks[-1].before)
    return weeks[-1] if weeks[-1].workdays(calendar) else week.before


def count(world: World, unit: Unit, since: Week, week: Week) -> Figures:
    """What is true now of a unit: of the weeks from `since` up to `week`, of that week, and of what is open."""
    session, scope, calendar = world.session, scope_of(world, unit), calendar_for(world, unit)
    told_of = since.bounds(calendar)[0], week.bounds(calendar)[0]
    ahead = counts.planned_items(session, scope, *week.bounds(calendar))
    meetings = {meeting.id: meeting.arena for _, meeting in ahead}
    held = counts.held_by_arena(session, scope, *told_of)
    oldest, today = world.now - DUTIES_KEPT, calendar.day(world.now)
    return Figures(
        held={arena: held.get(arena, 0) for arena in world.rulebook},
        ahead={arena: list(meetings.values()).count(arena) for arena in world.rulebook},
        cases=len(ahead),
        without_consent=sum(not consent.verdict_for(world, *each).valid for each in ahead),
        times=None if scope.takes_part else _times(world, scope, calendar, told_of, week),
        summaries=counts.summaries_missing(session, scope, oldest, asked_before(world, calendar)),
        documentation=counts.documentation_missing(session, scope, oldest, world.now),
        overdue=counts.open_measures(session, scope, before=today),
        measures=counts.open_measures(session, scope, first=today),
    )


def asked_before(world: World, calendar: Calendar) -> datetime:
    """Meetings that began before this moment (UTC) ought to have a summary: their conveners have been asked."""
    rules = [arena.minutes for arena in world.rulebook.values()]
    at, workdays = max(rule.at for rule in rules), max(rule.asked_workdays[0] for rule in rules)
    today = calendar.day(world.now)
    asked_today = calendar.is_workday(today) and world.now >= calendar.at(today, at)
    last = today if asked_today else calendar.add_workdays(today, -1)
    return calendar.at(calendar.add_workdays(last, 1 - workdays), time())


def _times(world: World, scope: Scope, calendar: Calendar, told_of: tuple[datetime, datetime], week: Week) -> Times:
    used, unused = counts.times_of(world.session, scope, *told_of)
    until = calendar.at(week.monday + TIMES_AHEAD, time())
    return Times(used=used, unused=unused, free=counts.times_free(world.session, scope, world.now, until))
