from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.calendar import OSLO, Calendar, Closure, ClosureKind, NoWorkdayError
from handlers.rules.public_holidays import is_holiday

WINTER = Closure(date(2027, 2, 22), date(2027, 2, 26), "vinterferie")
PLANNING = Closure(date(2027, 3, 12), date(2027, 3, 12), "planleggingsdag", ClosureKind.PLANNING)
OPEN = Calendar()
SCHOOL = Calendar(closures=(WINTER, PLANNING))
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
CALENDARS = st.sampled_from((OPEN, SCHOOL))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO).astimezone(UTC)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2027, 3, 9), True),
        (date(2027, 3, 13), False),
        (date(2027, 5, 17), False),
        (date(2027, 12, 24), False),
        (date(2027, 12, 31), False),
        (date(2027, 3, 24), True),
        (date(2027, 2, 24), False),
        (date(2027, 3, 12), True),
    ],
)
def test_a_working_day(day: date, works: bool) -> None:
    assert SCHOOL.is_workday(day) is works


def test_a_planning_day_closes_times_but_is_worked() -> None:
    assert (SCHOOL.closure(PLANNING.first), SCHOOL.is_workday(PLANNING.first)) == (PLANNING, True)
    assert SCHOOL.closure(date(2027, 3, 11)) is None


def test_working_days_are_counted_over_easter() -> None:
    assert OPEN.add_workdays(date(2027, 3, 24), 1) == date(2027, 3, 30)
    assert OPEN.add_workdays(date(2027, 3, 30), -5) == date(2027, 3, 18)


def test_the_agenda_of_9_march_is_due_on_2_march() -> None:
    assert OPEN.workdays_before(at("2027-03-09T10:00"), 5, time(9)) == at("2027-03-02T09:00")


def test_nine_stays_nine_over_the_change_to_summer_time() -> None:
    due = OPEN.workdays_before(at("2027-04-05T10:00"), 6, time(9))
    assert due == datetime(2027, 3, 23, 8, tzinfo=UTC)
    assert OPEN.workdays_before(at("2027-04-05T10:00"), 1, time(9)) == datetime(2027, 4, 2, 7, tzinfo=UTC)


def test_a_skipped_time_moves_on_and_of_a_doubled_one_the_first_counts() -> None:
    assert OPEN.at(date(2027, 3, 28), time(2, 30)) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert OPEN.local(OPEN.at(date(2027, 3, 28), time(2, 30))).time() == time(3, 30)
    assert OPEN.at(date(2027, 10, 31), time(2, 30, fold=1)) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        OPEN.local(datetime(2027, 3, 9, 10))  # noqa: DTZ001


def test_closed_for_ever_is_a_fault_not_an_endless_search() -> None:
    shut = Calendar(closures=(Closure(date(2027, 1, 1), date(2029, 12, 31), "stengt"),))
    with pytest.raises(NoWorkdayError):
        shut.next_workday(date(2027, 3, 9))


def test_a_deadline_the_next_working_day_ends_with_the_short_day() -> None:
    assert OPEN.deadline_next_workday(at("2027-03-05T18:00")) == at("2027-03-08T15:00")
    assert OPEN.deadline_next_workday(at("2027-03-23T10:00")) == at("2027-03-24T12:00")


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2027-03-09T10:00", 4, "2027-03-09T14:00"),
        ("2027-03-09T14:00", 4, "2027-03-10T10:30"),
        ("2027-03-09T11:30", 4, "2027-03-09T15:30"),
        ("2027-03-06T11:30", 4, "2027-03-08T12:00"),
        ("2027-03-24T10:00", 4, "2027-03-30T10:00"),
        ("2027-03-09T05:00", 1.5, "2027-03-09T09:30"),
        ("2027-03-09T08:00", 15, "2027-03-10T15:30"),
    ],
)
def test_office_hours_are_added(start: str, hours: float, end: str) -> None:
    assert OPEN.add_office_hours(at(start), hours) == at(end)


@pytest.mark.parametrize(
    ("wanted", "allowed"),
    [
        ("2027-03-09T06:59", "2027-03-09T07:00"),
        ("2027-03-09T15:59", "2027-03-09T15:59"),
        ("2027-03-09T16:00", "2027-03-10T07:00"),
        ("2027-03-05T20:00", "2027-03-08T07:00"),
        ("2027-03-24T12:00", "2027-03-30T07:00"),
        ("2027-03-12T09:00", "2027-03-12T09:00"),
    ],
)
def test_messages_keep_quiet_hours(wanted: str, allowed: str) -> None:
    assert SCHOOL.next_message_time(at(wanted)) == at(allowed)


def test_within_the_hour_before_a_meeting_a_message_goes_at_once() -> None:
    early, meeting = at("2027-03-09T06:30"), at("2027-03-09T07:30")
    assert OPEN.next_message_time(early, meeting) == early
    assert OPEN.next_message_time(early, meeting + timedelta(minutes=1)) == at("2027-03-09T07:00")


@pytest.mark.parametrize(
    ("due", "moved"),
    [
        ("2027-03-09T08:14", "2027-03-09T08:14"),
        ("2027-03-09T08:15", "2027-03-09T14:15"),
        ("2027-03-09T14:15", "2027-03-09T14:15"),
        ("2027-03-24T09:00", "2027-03-24T12:00"),
        ("2027-03-12T09:00", "2027-03-12T09:00"),
        ("2027-03-13T09:00", "2027-03-13T09:00"),
    ],
)
def test_nothing_runs_out_while_teaching(due: str, moved: str) -> None:
    assert SCHOOL.move_out_of_teaching(at(due)) == at(moved)


@given(CALENDARS, DAYS, st.integers(1, 40))
def test_working_days_there_and_back_again(calendar: Calendar, day: date, count: int) -> None:
    start = calendar.next_workday(day)
    ahead = calendar.add_workdays(start, count)
    assert calendar.add_workdays(ahead, -count) == start
    assert calendar.workdays_between(start, ahead) == count
    assert calendar.is_workday(ahead)


@given(CALENDARS, DAYS, st.integers(-40, 40))
def test_working_days_as_one_counts_them_on_paper(calendar: Calendar, day: date, count: int) -> None:
    def works(each: date) -> bool:
        shut = calendar is SCHOOL and WINTER.first <= each <= WINTER.last
        return each.weekday() < 5 and not is_holiday(each) and not shut

    step = timedelta(days=1 if count > 0 else -1)
    later = [day + step * n for n in range(1, 120) if works(day + step * n)]
    assert calendar.add_workdays(day, count) == (later[abs(count) - 1] if count else day)


@given(CALENDARS, MOMENTS, st.integers(0, 20), st.times())
def test_wall_time_is_what_was_asked_for_on_any_working_day(
    calendar: Calendar, moment: datetime, count: int, wall: time
) -> None:
    due = calendar.workdays_before(moment, count + 1, wall)
    assert due.tzinfo is UTC
    assert calendar.local(due).time() == wall
    assert calendar.is_workday(calendar.day(due))


@given(CALENDARS, MOMENTS)
def test_the_next_message_time_is_the_first_allowed(calendar: Calendar, moment: datetime) -> None:
    due = calendar.next_message_time(moment)
    local = calendar.local(due)
    assert calendar.is_workday(local.date())
    assert time(7) <= local.time() < time(16)
    assert due >= moment
    assert calendar.next_message_time(due) == due
    if due > moment:
        assert local.time() == time(7)


@given(CALENDARS, MOMENTS, st.integers(1, 600), st.integers(1, 600))
def test_office_hours_add_up(calendar: Calendar, moment: datetime, some: int, more: int) -> None:
    together = calendar.add_office_hours(moment, (some + more) / 60)
    assert calendar.add_office_hours(calendar.add_office_hours(moment, some / 60), more / 60) == together
    assert calendar.is_workday(calendar.day(together))


@given(CALENDARS, MOMENTS)
def test_moving_out_of_teaching_never_moves_back_nor_to_another_day(calendar: Calendar, moment: datetime) -> None:
    moved = calendar.move_out_of_teaching(moment)
    assert moved >= moment
    assert calendar.day(moved) == calendar.day(moment)
    assert calendar.move_out_of_teaching(moved) == moved


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.times())
def test_at_is_on_the_day_and_differs_only_in_the_hour_that_is_skipped(day: date, wall: time) -> None:
    local = OPEN.local(OPEN.at(day, wall))
    skipped = OPEN.at(day, time(2)) == OPEN.at(day, time(3)) and wall.hour == 2
    assert local.replace(tzinfo=None) == datetime.combine(day, wall) + timedelta(hours=skipped)
