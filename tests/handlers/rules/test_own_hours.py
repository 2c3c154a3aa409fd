"""A reader's own hours against a second, naive computation: half hour by half hour until a message may go."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.calendar import OSLO, Calendar, Closure, Hours, Span
from handlers.rules.public_holidays import is_short_day

HALF = timedelta(minutes=30)
WINTER = Closure(datetime(2027, 2, 22).date(), datetime(2027, 2, 26).date(), "vinterferie")  # noqa: DTZ001
WALL = [time(number // 2, 30 * (number % 2)) for number in range(14, 33)]
HOURS = (
    st.tuples(st.integers(0, 14), st.integers(4, 18))
    .filter(lambda pair: pair[1] - pair[0] >= 4)
    .map(lambda pair: Span(WALL[pair[0]], WALL[pair[1]]))
)
# Any moment, and more of those near the changes of the clock and the short day before Easter.
MOMENTS = st.one_of(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)),  # noqa: DTZ001
    st.datetimes(datetime(2027, 3, 23), datetime(2027, 3, 31)),  # noqa: DTZ001
    st.datetimes(datetime(2027, 10, 28), datetime(2027, 11, 2)),  # noqa: DTZ001
).map(lambda moment: moment.replace(tzinfo=UTC))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO).astimezone(UTC)


def calendar(own: Span | None, *closures: Closure) -> Calendar:
    return Calendar(closures=closures, hours=replace(Hours(), own=own))


def may_go(moment: datetime, own: Span) -> bool:
    local = moment.astimezone(OSLO)
    if not Calendar(closures=(WINTER,)).is_workday(local.date()):
        return False
    last = time(12) if is_short_day(local.date()) else time(16)
    start, end = (own.start, min(own.end, last)) if own.start < last else (time(7), last)
    return start <= local.time() < end


def naively(moment: datetime, own: Span) -> datetime:
    if may_go(moment, own):
        return moment
    moment = moment.replace(minute=moment.minute // 30 * 30, second=0, microsecond=0)
    while not may_go(moment, own):
        moment += HALF
    return moment


@given(MOMENTS, HOURS)
def test_a_message_goes_at_the_first_moment_within_the_readers_own_hours(moment: datetime, own: Span) -> None:
    assert calendar(own, WINTER).next_message_time(moment) == naively(moment, own)


@given(MOMENTS, HOURS, st.timedeltas(timedelta(0), timedelta(hours=1)))
def test_within_the_hour_before_a_meeting_no_hours_hold(moment: datetime, own: Span, ahead: timedelta) -> None:
    assert calendar(own).next_message_time(moment, moment + ahead) == moment


@pytest.mark.parametrize(
    ("due", "goes"),
    [
        ("2027-03-08T07:30", "2027-03-08T08:00"),
        ("2027-03-08T14:59", "2027-03-08T14:59"),
        ("2027-03-08T15:00", "2027-03-09T08:00"),
        ("2027-03-26T07:30", "2027-03-30T08:00"),
        ("2027-10-29T15:00", "2027-11-01T08:00"),
    ],
)
def test_from_eight_to_three(due: str, goes: str) -> None:
    assert calendar(Span(time(8), time(15))).next_message_time(at(due)) == at(goes)


def test_a_short_day_that_ends_before_them_keeps_the_municipalitys_hours() -> None:
    late = calendar(Span(time(13), time(16)))
    assert late.next_message_time(at("2027-03-24T09:00")) == at("2027-03-24T09:00")
    assert late.next_message_time(at("2027-03-24T12:00")) == at("2027-03-30T13:00")
