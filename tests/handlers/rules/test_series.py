from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.calendar import OSLO, Calendar, Closure, ClosureKind
from handlers.rules.public_holidays import holiday_name, is_holiday
from handlers.rules.series import (
    Closed,
    Holiday,
    PlannedSlot,
    Series,
    SeriesError,
    SeriesFault,
    SeriesField,
    ShortDay,
    TakenTime,
    expand,
    overlapping,
    series_days,
    series_faults,
)

CALENDAR = Calendar(
    closures=(
        Closure(date(2027, 2, 22), date(2027, 2, 26), "vinterferie"),
        Closure(date(2027, 6, 1), date(2027, 6, 1), "planleggingsdag", ClosureKind.PLANNING),
    )
)
NOW = datetime(2027, 2, 23, 8, tzinfo=UTC)
TUESDAYS = Series(
    weekday=1,
    every_n_weeks=2,
    first=date(2027, 3, 8),
    last=date(2027, 4, 9),
    start=time(10),
    number=2,
    length_minutes=45,
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO).astimezone(UTC)


def slot(start: str, end: str, **more: Holiday | Closed | ShortDay) -> PlannedSlot:
    return PlannedSlot(at(start), at(end), date.fromisoformat(start[:10]), more.get("problem"))


def test_a_series_over_easter_and_the_change_to_summer_time() -> None:
    assert expand(TUESDAYS, CALENDAR) == [
        slot("2027-03-09T10:00", "2027-03-09T10:45"),
        slot("2027-03-09T10:45", "2027-03-09T11:30"),
        slot("2027-03-23T10:00", "2027-03-23T10:45"),
        slot("2027-03-23T10:45", "2027-03-23T11:30"),
        slot("2027-04-06T10:00", "2027-04-06T10:45"),
        slot("2027-04-06T10:45", "2027-04-06T11:30"),
    ]
    assert [each.starts_at.hour for each in expand(TUESDAYS, CALENDAR)][::2] == [9, 9, 8]


def test_holidays_and_closed_days_are_listed_with_their_names() -> None:
    mondays = replace(TUESDAYS, weekday=0, every_n_weeks=1, last=date(2027, 5, 31), number=1)
    marked = {each.day: each.problem for each in expand(mondays, CALENDAR) if each.problem}
    assert marked == {date(2027, 3, 29): Holiday(date(2027, 3, 29)), date(2027, 5, 17): Holiday(date(2027, 5, 17))}
    assert Holiday(date(2027, 5, 17)).name("nn") == "andre pinsedag og 17. mai"
    tuesdays = replace(TUESDAYS, first=date(2027, 2, 23), last=date(2027, 6, 1), every_n_weeks=1, number=1)
    assert {each.day: each.problem for each in expand(tuesdays, CALENDAR) if each.problem} == {
        date(2027, 2, 23): Closed("vinterferie"),
        date(2027, 6, 1): Closed("planleggingsdag"),
    }


def test_on_the_short_wednesday_only_what_runs_past_noon_is_marked() -> None:
    wednesday = replace(TUESDAYS, weekday=2, first=date(2027, 3, 24), last=date(2027, 3, 24), start=time(11, 15))
    assert [each.problem for each in expand(wednesday, CALENDAR)] == [None, ShortDay(time(12))]


def test_weeks_are_counted_from_the_first_such_weekday() -> None:
    mondays = replace(TUESDAYS, weekday=0, first=date(2027, 3, 12), last=date(2027, 4, 12))
    assert series_days(mondays) == [date(2027, 3, 15), date(2027, 3, 29), date(2027, 4, 12)]


@pytest.mark.parametrize(
    ("changes", "error", "field"),
    [
        ({"last": date(2027, 3, 1)}, SeriesError.LAST_BEFORE_FIRST, SeriesField.LAST),
        ({"last": date(2029, 3, 9)}, SeriesError.SPAN_TOO_LONG, SeriesField.LAST),
        ({"first": date(2027, 2, 22)}, SeriesError.STARTS_IN_THE_PAST, SeriesField.FIRST),
        ({"first": date(2027, 2, 23), "start": time(9)}, SeriesError.STARTS_IN_THE_PAST, SeriesField.FIRST),
        ({"weekday": 5}, SeriesError.NOT_A_WORKDAY, SeriesField.WEEKDAY),
        ({"weekday": 7}, SeriesError.NOT_A_WORKDAY, SeriesField.WEEKDAY),
        ({"every_n_weeks": 0}, SeriesError.WEEKS_OUT_OF_RANGE, SeriesField.EVERY_N_WEEKS),
        ({"number": 0}, SeriesError.NUMBER_OUT_OF_RANGE, SeriesField.NUMBER),
        ({"number": 9}, SeriesError.NUMBER_OUT_OF_RANGE, SeriesField.NUMBER),
        ({"length_minutes": 14}, SeriesError.LENGTH_OUT_OF_RANGE, SeriesField.LENGTH_MINUTES),
        ({"length_minutes": 181}, SeriesError.LENGTH_OUT_OF_RANGE, SeriesField.LENGTH_MINUTES),
        ({"start": time(22, 31)}, SeriesError.PAST_MIDNIGHT, SeriesField.START),
        ({"last": date(2027, 3, 8)}, SeriesError.NO_DATE, SeriesField.LAST),
    ],
)
def test_a_fault_has_a_code_and_a_field(changes: dict[str, object], error: SeriesError, field: SeriesField) -> None:
    assert series_faults(replace(TUESDAYS, **changes), CALENDAR, NOW) == (SeriesFault(error, field),)  # type: ignore[arg-type]


def test_the_limits_themselves_are_allowed() -> None:
    widest = replace(TUESDAYS, last=date(2029, 3, 8), number=8, length_minutes=180, start=time(0))
    assert series_faults(widest, CALENDAR, NOW) == ()
    assert series_faults(replace(TUESDAYS, start=time(22, 30)), CALENDAR, NOW) == ()


def test_several_faults_are_named_at_once() -> None:
    wrong = replace(TUESDAYS, number=0, length_minutes=5, last=date(2027, 3, 1))
    assert series_faults(wrong, CALENDAR, NOW) == (
        SeriesFault(SeriesError.NUMBER_OUT_OF_RANGE, SeriesField.NUMBER),
        SeriesFault(SeriesError.LENGTH_OUT_OF_RANGE, SeriesField.LENGTH_MINUTES),
        SeriesFault(SeriesError.LAST_BEFORE_FIRST, SeriesField.LAST),
    )


def test_a_date_at_the_end_of_time_is_no_crash() -> None:
    far = replace(TUESDAYS, first=date(9999, 12, 31), last=date(9999, 12, 31))
    assert series_faults(far, CALENDAR, NOW) == (SeriesFault(SeriesError.NO_DATE, SeriesField.LAST),)
    assert series_faults(replace(far, first=date.min), CALENDAR, NOW) == (
        SeriesFault(SeriesError.STARTS_IN_THE_PAST, SeriesField.FIRST),
        SeriesFault(SeriesError.SPAN_TOO_LONG, SeriesField.LAST),
    )


def test_times_may_touch_but_not_overlap() -> None:
    before = TakenTime(at("2027-03-09T09:15"), at("2027-03-09T10:00"))
    across = TakenTime(at("2027-03-09T11:00"), at("2027-03-09T12:00"))
    assert series_faults(TUESDAYS, CALENDAR, NOW, [before]) == ()
    assert series_faults(TUESDAYS, CALENDAR, NOW, [before, across]) == (
        SeriesFault(SeriesError.OVERLAP, SeriesField.START),
    )
    assert overlapping(expand(TUESDAYS, CALENDAR), [across]) == [slot("2027-03-09T10:45", "2027-03-09T11:30")]


@st.composite
def series(draw: st.DrawFn) -> Series:
    first = draw(st.dates(date(2027, 2, 24), date(2028, 12, 31)))
    number, length = draw(st.integers(1, 8)), draw(st.integers(15, 180))
    latest = max(0, 24 * 60 - number * length)
    minutes = min(draw(st.integers(0, 23 * 60)), latest)
    return Series(
        weekday=draw(st.integers(0, 4)),
        every_n_weeks=draw(st.integers(1, 8)),
        first=first,
        last=first + timedelta(days=draw(st.integers(0, 400))),
        start=time(minutes // 60, minutes % 60),
        number=number,
        length_minutes=length,
    )


@given(series())
def test_every_time_keeps_its_wall_time_over_both_clock_changes(given_series: Series) -> None:
    slots = expand(given_series, CALENDAR)
    start = timedelta(hours=given_series.start.hour, minutes=given_series.start.minute)
    walls = [start + timedelta(minutes=given_series.length_minutes) * place for place in range(given_series.number)]
    days = series_days(given_series)
    local = [CALENDAR.local(each.starts_at).replace(tzinfo=None) for each in slots]
    assert local == [datetime.combine(day, time()) + wall for day in days for wall in walls]
    assert {each.ends_at - each.starts_at for each in slots} <= {timedelta(minutes=given_series.length_minutes)}
    assert [each.day for each in slots] == [day for day in days for _ in walls]


@given(series())
def test_no_time_stands_unmarked_where_nobody_is_at_work(given_series: Series) -> None:
    for each in expand(given_series, CALENDAR):
        expected = is_holiday(each.day) or any(closure.covers(each.day) for closure in CALENDAR.closures)
        if expected or not isinstance(each.problem, ShortDay):
            assert (each.problem is not None) == expected
        if isinstance(each.problem, Holiday):
            assert each.problem.name("nb") == holiday_name(each.day, "nb")


@given(series())
def test_the_days_are_the_weekdays_in_the_span_at_even_intervals(given_series: Series) -> None:
    span = range((given_series.last - given_series.first).days + 1)
    fitting = [given_series.first + timedelta(days=n) for n in span]
    weekdays = [day for day in fitting if day.weekday() == given_series.weekday]
    assert series_days(given_series) == weekdays[:: given_series.every_n_weeks]


@given(series(), series())
def test_overlaps_as_one_compares_each_with_each(one: Series, other: Series) -> None:
    taken = [TakenTime(each.starts_at, each.ends_at) for each in expand(other, CALENDAR)]
    slots = expand(one, CALENDAR)
    naive = [
        each
        for each in slots
        if not each.problem and any(each.starts_at < t.ends_at and t.starts_at < each.ends_at for t in taken)
    ]
    assert overlapping(slots, taken) == naive
