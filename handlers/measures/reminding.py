"""When the owner of a measure is reminded: the morning it is due, three working days after, and then once a week."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from handlers import access
from handlers.calendars import calendar_of
from handlers.context import World
from handlers.rules.calendar import Calendar
from store import deliveries, notices
from store.measures import Measure, MeasureState
from store.notices import NoticeKind

AT = time(9)
OVERDUE_WORKDAYS = 3
AGAIN = timedelta(days=7)
REMINDERS = (NoticeKind.MEASURE_DUE, NoticeKind.MEASURE_OVERDUE)


def plan_reminders(world: World, measure: Measure) -> None:
    """Plan what is ahead of an open measure, for its owner and its deadline as they are now."""
    drop_reminders(world, measure)
    calendar = _calendar(world, measure)
    due = due_moment(calendar, measure.due_on)
    if due > world.now:
        _plan(world, measure, NoticeKind.MEASURE_DUE, due)
    plan_overdue(world, measure)


def plan_overdue(world: World, measure: Measure) -> None:
    """Plan the next reminder that the deadline has passed; planned once, however often it is asked for."""
    if measure.state is MeasureState.OPEN:
        moment = overdue_moment(_calendar(world, measure), measure.due_on, world.now)
        _plan(world, measure, NoticeKind.MEASURE_OVERDUE, moment)


def drop_reminders(world: World, measure: Measure, also: Iterable[NoticeKind] = ()) -> None:
    """Nothing more is said of a measure that waits to be said."""
    kinds = (*REMINDERS, *also)
    notices.drop_planned(world.session, measure.item_id, kinds, measure.id)
    deliveries.drop_waiting(world.session, measure.item_id, kinds, measure.id)


def due_moment(calendar: Calendar, due: date) -> datetime:
    """The morning of the deadline; of the last working day before it where that is none."""
    return calendar.at(due if calendar.is_workday(due) else calendar.add_workdays(due, -1), AT)


def overdue_moment(calendar: Calendar, due: date, now: datetime) -> datetime:
    """The first moment after `now` at which one is reminded that a deadline has passed."""
    day = calendar.add_workdays(due, OVERDUE_WORKDAYS)
    passed = max((calendar.day(now) - day).days // AGAIN.days, 0)
    day += AGAIN * passed
    while (moment := calendar.at(_workday_from(calendar, day), AT)) <= now:
        day += AGAIN
    return moment


def _workday_from(calendar: Calendar, day: date) -> date:
    return day if calendar.is_workday(day) else calendar.next_workday(day)


def _calendar(world: World, measure: Measure) -> Calendar:
    """The working days of the owner."""
    owner = access.person_of(world, measure.owner_id)
    return calendar_of(world, owner)


def _plan(world: World, measure: Measure, kind: NoticeKind, due: datetime) -> None:
    # The owner is in the key: what one has been told says nothing to the next.
    key = f"{kind}:{measure.id}:{measure.owner_id}:{measure.due_on:%Y%m%d}:{due:%Y%m%d}"
    about, subject = measure.item_id, measure.id
    notices.plan(world.session, world.tenant_id, kind, key, due, item_id=about, subject_id=subject)
