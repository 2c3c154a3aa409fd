from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.calendar import OSLO, Calendar, Closure, ClosureKind, NoWorkdayError
from handlers.rules.week import DigestTime, Week, digest_due, first_workday, next_digest

WINTER = Closure(date(2027, 2, 22), date(2027, 2, 26), "vinterferie")
PLANNING = Closure(date(2027, 3, 8), date(2027, 3, 8), "planleggingsdag", ClosureKind.PLANNING)
SUMMER = Closure(date(2027, 6, 21), date(2027, 8, 13), "sommarferie")
OPEN = Calendar()
SCHOOL = Calendar(closures=(WINTER, PLANNING, SUMMER))
CALENDARS = st.sampled_from((OPEN, SCHOOL))
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
WANTED = st.builds(DigestTime, st.none() | st.integers(0, 4), st.times().map(lambda wall: wall.replace(second=0)))
MONDAY, THURSDAY, FRIDAY = 0, 3, 4


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO).astimezone(UTC)


def week(number: int, year: int = 2027) -> Week:
    return Week(year, number)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2027, 3, 9), week(10)),
        (date(2027, 3, 14), week(10)),
        (date(2027, 1, 1), week(53, 2026)),
        (date(2027, 1, 4), week(1)),
        (date(2025, 12, 29), week(1, 2026)),
    ],
)
def test_a_day_is_in_the_week_that_calendars_print(day: date, expected: Week) -> None:
    assert Week.of(day) == expected


def test_the_weeks_about_new_year() -> None:
    last = week(53, 2026)
    assert (last.before, last.monday, last.after) == (week(52, 2026), date(2026, 12, 28), week(1))
    assert (str(last), str(week(1))) == ("2026-W53", "2027-W01")


def test_a_week_that_the_year_does_not_have_is_a_fault() -> None:
    with pytest.raises(ValueError, match="week"):
        _ = week(53).monday


@pytest.mark.parametrize(
    ("number", "starts", "ends", "hours"),
    [
        (10, "2027-03-07T23:00", "2027-03-14T23:00", 168),
        (12, "2027-03-21T23:00", "2027-03-28T22:00", 167),
        (43, "2027-10-24T22:00", "2027-10-31T23:00", 169),
    ],
)
def test_a_week_is_from_local_monday_to_local_monday(number: int, starts: str, ends: str, hours: int) -> None:
    first, last = week(number).bounds(OPEN)
    assert (first, last) == tuple(datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (starts, ends))
    assert last - first == timedelta(hours=hours)


def test_the_first_working_day() -> None:
    found = {number: first_workday(week(number), SCHOOL) for number in (8, 10, 13, 20, 26)}
    assert found == {
        8: None,
        10: date(2027, 3, 8),  # a planning day is worked
        13: date(2027, 3, 30),  # after Easter Monday
        20: date(2027, 5, 18),  # after Whit Monday, which is 17 May
        26: None,
    }


@pytest.mark.parametrize(
    ("number", "wanted", "expected"),
    [
        pytest.param(10, DigestTime(), "2027-03-08T07:30", id="the first working day at half past seven"),
        pytest.param(13, DigestTime(), "2027-03-30T07:30", id="after Easter, by the summer clock"),
        pytest.param(10, DigestTime(THURSDAY, time(14)), "2027-03-11T14:00", id="as chosen"),
        pytest.param(13, DigestTime(MONDAY, time(9)), "2027-03-30T09:00", id="chosen and closed: the next"),
        pytest.param(12, DigestTime(FRIDAY, time(9)), "2027-03-24T09:00", id="none left that week: the last"),
        pytest.param(12, DigestTime(FRIDAY, time(14)), "2027-03-24T07:00", id="after a short day's end"),
        pytest.param(10, DigestTime(MONDAY, time(6)), "2027-03-08T07:00", id="before messages may go"),
        pytest.param(10, DigestTime(MONDAY, time(22)), "2027-03-08T07:00", id="after messages may go"),
    ],
)
def test_when_the_digest_is_due(number: int, wanted: DigestTime, expected: str) -> None:
    assert digest_due(week(number), SCHOOL, wanted) == at(expected)


def test_a_unit_that_is_closed_the_whole_week_gets_none() -> None:
    assert digest_due(week(8), SCHOOL, DigestTime()) is None
    assert digest_due(week(8), SCHOOL, DigestTime(THURSDAY, time(14))) is None


def test_the_next_digest_comes_after_the_moment_and_skips_the_summer() -> None:
    assert next_digest(at("2027-03-08T07:29"), SCHOOL, DigestTime()) == at("2027-03-08T07:30")
    assert next_digest(at("2027-03-08T07:30"), SCHOOL, DigestTime()) == at("2027-03-15T07:30")
    assert next_digest(at("2027-06-14T08:00"), SCHOOL, DigestTime()) == at("2027-08-16T07:30")


def test_closed_for_ever_is_a_fault_not_an_endless_search() -> None:
    shut = Calendar(closures=(Closure(date(2027, 1, 1), date(2029, 12, 31), "stengt"),))
    with pytest.raises(NoWorkdayError):
        next_digest(at("2027-03-08T07:30"), shut, DigestTime())


@given(MOMENTS)
def test_each_moment_is_in_the_bounds_of_one_week(moment: datetime) -> None:
    found = Week.of(OPEN.day(moment))
    starts, ends = found.bounds(OPEN)
    assert starts <= moment < ends
    assert (found.before.bounds(OPEN)[1], found.after.bounds(OPEN)[0]) == (starts, ends)
    assert found.before < found < found.after


@given(DAYS, CALENDARS, WANTED)
def test_a_digest_comes_on_a_working_day_of_its_week_when_messages_may_go(
    day: date, calendar: Calendar, wanted: DigestTime
) -> None:
    own = Week.of(day)
    due = digest_due(own, calendar, wanted)
    assert (due is None) == (own.workdays(calendar) == [])
    if due:
        assert Week.of(calendar.day(due)) == own
        assert calendar.is_workday(calendar.day(due))
        assert calendar.next_message_time(due) == due


@given(MOMENTS, CALENDARS, WANTED)
def test_the_next_digest_is_the_first_of_all_that_come_after(
    moment: datetime, calendar: Calendar, wanted: DigestTime
) -> None:
    monday = Week.of(calendar.day(moment)).monday
    weeks = [Week.of(monday + timedelta(weeks=ahead)) for ahead in range(-1, 12)]
    dues = [due for due in (digest_due(each, calendar, wanted) for each in weeks) if due]
    assert next_digest(moment, calendar, wanted) == min(due for due in dues if due > moment)
