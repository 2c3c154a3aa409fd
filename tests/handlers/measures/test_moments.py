"""When the owner of a measure is reminded, against a plain search day by day."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.measures.reminding import due_moment, overdue_moment
from handlers.rules.calendar import OSLO, Calendar, Closure

DAY = timedelta(days=1)
days = st.dates(date(2026, 1, 1), date(2029, 12, 31))
closures = st.lists(
    st.builds(lambda first, length: Closure(first, first + DAY * length, "Stengt"), days, st.integers(0, 40)),
    max_size=4,
)


def nine(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=OSLO).astimezone(UTC)


@settings(deadline=None)
@given(days, closures)
def test_the_day_itself_or_the_last_working_day_before(due: date, closed: list[Closure]) -> None:
    calendar = Calendar(closures=tuple(closed))
    day = due
    while not calendar.is_workday(day):
        day -= DAY
    assert due_moment(calendar, due) == nine(day)


@settings(deadline=None)
@given(days, closures, st.integers(-30, 400), st.times())
def test_three_working_days_after_and_then_the_same_weekday_or_the_next_working_day(
    due: date, closed: list[Closure], ahead: int, clock: time
) -> None:
    calendar = Calendar(closures=tuple(closed))
    now = datetime.combine(due + DAY * ahead, clock, tzinfo=OSLO).astimezone(UTC)
    first, passed = due, 0
    while passed < 3:
        first += DAY
        passed += calendar.is_workday(first)
    found = first
    while True:
        day = found
        while not calendar.is_workday(day):
            day += DAY
        if nine(day) > now:
            break
        found += 7 * DAY
    assert overdue_moment(calendar, due, now) == nine(day)
