"""The times a unit is given in one go: a weekday, every so many weeks, some meetings after one another."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta
from dateutil.rrule import WEEKLY, rrule

from handlers.rules.arena_parts import Language
from handlers.rules.calendar import Calendar
from handlers.rules.public_holidays import holiday_name, is_holiday, is_short_day

NUMBER = range(1, 9)
LENGTH_MINUTES = range(15, 181)
EVERY_N_WEEKS = range(1, 27)
LONGEST_SPAN_YEARS = 2
_MIDNIGHT_MINUTES = 24 * 60


class SeriesError(StrEnum):
    """What is wrong with a series."""

    LAST_BEFORE_FIRST = "last_before_first"
    SPAN_TOO_LONG = "span_too_long"
    STARTS_IN_THE_PAST = "starts_in_the_past"
    NOT_A_WORKDAY = "not_a_workday"
    WEEKS_OUT_OF_RANGE = "weeks_out_of_range"
    NUMBER_OUT_OF_RANGE = "number_out_of_range"
    LENGTH_OUT_OF_RANGE = "length_out_of_range"
    PAST_MIDNIGHT = "past_midnight"
    NO_DATE = "no_date"
    OVERLAP = "overlap"


class SeriesField(StrEnum):
    """The field of the series that a fault stands at."""

    WEEKDAY = "weekday"
    EVERY_N_WEEKS = "every_n_weeks"
    FIRST = "first"
    LAST = "last"
    START = "start"
    NUMBER = "number"
    LENGTH_MINUTES = "length_minutes"


@dataclass(frozen=True)
class SeriesFault:
    """What is wrong, and at which field. Codes, not words."""

    error: SeriesError
    field: SeriesField


@dataclass(frozen=True)
class Series:
    """``weekday`` 0 is Monday; ``first`` and ``last`` are local days, both included; ``start`` is local wall time.

    Each day has ``number`` meetings of ``length_minutes``, one after another without a pause.
    """

    weekday: int
    every_n_weeks: int
    first: date
    last: date
    start: time
    number: int
    length_minutes: int


@dataclass(frozen=True)
class Holiday:
    """The day is a public holiday or an eve that is not worked."""

    day: date

    def name(self, language: Language) -> str:
        """Its name inside a sentence."""
        return holiday_name(self.day, language) or ""


@dataclass(frozen=True)
class Closed:
    """The unit is closed that day, or has a planning day; with the name the tenant gave it."""

    name: str


@dataclass(frozen=True)
class ShortDay:
    """The meeting would run past the end of a short day: the Wednesday before Easter. ``ends`` is local."""

    ends: time


Problem = Holiday | Closed | ShortDay


@dataclass(frozen=True)
class PlannedSlot:
    """A time that the series would give. Start and end are UTC, the day local; a problem is shown before it is kept."""

    starts_at: datetime
    ends_at: datetime
    day: date
    problem: Problem | None = None


@dataclass(frozen=True)
class TakenTime:
    """A time the unit already has, UTC."""

    starts_at: datetime
    ends_at: datetime


def expand(series: Series, calendar: Calendar) -> list[PlannedSlot]:
    """The times of the series in order, those on holidays and closed days too, marked with their problem.

    Weeks are counted from the first such weekday on or after ``first``. The local time is the same on every date, over
    both clock changes.
    """
    return [slot for day in series_days(series) for slot in _slots_of_day(series, day, calendar)]


def series_days(series: Series) -> list[date]:
    """The local days of the series; empty when the weekday does not come between first and last."""
    ahead = (series.weekday - series.first.weekday()) % 7
    if (series.last - series.first).days < ahead:
        return []
    anchor = datetime.combine(series.first + timedelta(days=ahead), time())
    until = datetime.combine(series.last, time())
    return [each.date() for each in rrule(WEEKLY, interval=series.every_n_weeks, dtstart=anchor, until=until)]


def series_faults(
    series: Series, calendar: Calendar, now: datetime, taken: Iterable[TakenTime] = ()
) -> tuple[SeriesFault, ...]:
    """All that is wrong with the series, in the order of its fields; empty when it can be expanded.

    ``taken`` are the times the unit already has: a time that overlaps one of them is a fault at the start.
    """
    faults = _faults_of_numbers(series) + _faults_of_dates(series, calendar.day(now))
    if faults:
        return faults
    slots = expand(series, calendar)
    if not slots:
        return (SeriesFault(SeriesError.NO_DATE, SeriesField.LAST),)
    if slots[0].starts_at <= now:
        return (SeriesFault(SeriesError.STARTS_IN_THE_PAST, SeriesField.FIRST),)
    if overlapping(slots, taken):
        return (SeriesFault(SeriesError.OVERLAP, SeriesField.START),)
    return ()


def overlapping(slots: Sequence[PlannedSlot], taken: Iterable[TakenTime]) -> list[PlannedSlot]:
    """The planned times without a problem that overlap a time taken, or an earlier one of their own. Ends may touch."""
    busy: defaultdict[date, list[TakenTime]] = defaultdict(list)
    for each in taken:
        _note(busy, each)
    found = []
    for slot in slots:
        near = {other for day in _days(slot) for other in busy[day]}
        if slot.problem is None and any(_overlap(slot, other) for other in near):
            found.append(slot)
        _note(busy, TakenTime(slot.starts_at, slot.ends_at))
    return found


def slot_problem(calendar: Calendar, starts_at: datetime, ends_at: datetime) -> Problem | None:
    """Why a time should not be where it is: a holiday, a closed day, or past the end of a short day."""
    day = calendar.day(starts_at)
    if is_holiday(day):
        return Holiday(day)
    if closure := calendar.closure(day):
        return Closed(closure.name)
    if is_short_day(day) and ends_at > calendar.at(day, calendar.hours.short_day_ends):
        return ShortDay(calendar.hours.short_day_ends)
    return None


def _overlap(one: PlannedSlot, other: TakenTime) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _days(time_span: PlannedSlot | TakenTime) -> set[date]:
    return {time_span.starts_at.date(), time_span.ends_at.date()}


def _note(busy: defaultdict[date, list[TakenTime]], each: TakenTime) -> None:
    for day in _days(each):
        busy[day].append(each)


def _slots_of_day(series: Series, day: date, calendar: Calendar) -> list[PlannedSlot]:
    length = timedelta(minutes=series.length_minutes)
    first = calendar.at(day, series.start)
    starts = [first + length * place for place in range(series.number)]
    return [PlannedSlot(at, at + length, day, slot_problem(calendar, at, at + length)) for at in starts]


def _faults_of_numbers(series: Series) -> tuple[SeriesFault, ...]:
    checks = (
        (series.weekday not in range(5), SeriesError.NOT_A_WORKDAY, SeriesField.WEEKDAY),
        (series.every_n_weeks not in EVERY_N_WEEKS, SeriesError.WEEKS_OUT_OF_RANGE, SeriesField.EVERY_N_WEEKS),
        (series.number not in NUMBER, SeriesError.NUMBER_OUT_OF_RANGE, SeriesField.NUMBER),
        (series.length_minutes not in LENGTH_MINUTES, SeriesError.LENGTH_OUT_OF_RANGE, SeriesField.LENGTH_MINUTES),
    )
    faults = tuple(SeriesFault(error, field) for wrong, error, field in checks if wrong)
    return faults or _runs_past_midnight(series)


def _runs_past_midnight(series: Series) -> tuple[SeriesFault, ...]:
    ends = series.start.hour * 60 + series.start.minute + series.number * series.length_minutes
    return (SeriesFault(SeriesError.PAST_MIDNIGHT, SeriesField.START),) if ends > _MIDNIGHT_MINUTES else ()


def _faults_of_dates(series: Series, today: date) -> tuple[SeriesFault, ...]:
    checks = (
        (series.first < today, SeriesError.STARTS_IN_THE_PAST, SeriesField.FIRST),
        (series.last < series.first, SeriesError.LAST_BEFORE_FIRST, SeriesField.LAST),
        (_too_long(series), SeriesError.SPAN_TOO_LONG, SeriesField.LAST),
    )
    return tuple(SeriesFault(error, field) for wrong, error, field in checks if wrong)


def _too_long(series: Series) -> bool:
    span = relativedelta(series.last, series.first)
    return (span.years, span.months, span.days) > (LONGEST_SPAN_YEARS, 0, 0)
