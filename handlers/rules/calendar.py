"""Working days and wall-clock time in one zone.

Moments in and out are aware datetimes in UTC; days and times of day are local. Wall time stays local over both clock
changes: 09:00 is 09:00 in March and in April. The hours are defaults of the design, each a setting of the tenant.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

from handlers.rules.public_holidays import is_holiday, is_short_day

OSLO = ZoneInfo("Europe/Oslo")
_DAY = timedelta(days=1)
# More days than this without a working day means that the closed days are wrong, not that one should search on.
_LONGEST_CLOSURE = 400


class NoWorkdayError(ValueError):
    """No working day for more than a year: the closed days leave none."""


class ClosureKind(StrEnum):
    """A closed day is no working day; a planning day closes times, but people are at work and can be written to."""

    CLOSED = "closed"
    PLANNING = "planning"


@dataclass(frozen=True)
class Closure:
    """Days on which a unit or the whole tenant is closed, first and last included, with the name that is shown."""

    first: date
    last: date
    name: str
    kind: ClosureKind = ClosureKind.CLOSED

    def covers(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Span:
    """From one local time of day up to, not including, another."""

    start: time
    end: time


@dataclass(frozen=True)
class Hours:
    """The hours of a working day, local time. `own` is when one reader wants messages, within `messages`."""

    office: Span = Span(time(8), time(15, 30))
    messages: Span = Span(time(7), time(16))
    own: Span | None = None
    teaching: Span = Span(time(8, 15), time(14, 15))
    short_day_ends: time = time(12)


@dataclass(frozen=True)
class Calendar:
    """What is a working day for those whose duty it is: pass the closures of the tenant and of their unit together.

    The school's summer is among its closures, so that nothing is counted against its staff then.
    """

    zone: ZoneInfo = OSLO
    closures: tuple[Closure, ...] = ()
    hours: Hours = field(default_factory=Hours)

    # Days

    def is_workday(self, day: date) -> bool:
        """Monday to Friday, not a public holiday, not 24 or 31 December, not closed. A planning day is one."""
        return day.weekday() < 5 and not is_holiday(day) and day not in self._closed

    def closure(self, day: date) -> Closure | None:
        """The closure that keeps the unit from having times that day, a planning day included; the first listed."""
        return next((closure for closure in self.closures if closure.covers(day)), None)

    def add_workdays(self, day: date, count: int) -> date:
        """The working day that is ``count`` after (before, when negative) the day; the day itself for 0.

        Raises NoWorkdayError when the closures leave none.
        """
        for _ in range(abs(count)):
            day = self._nearest(day, _DAY if count > 0 else -_DAY)
        return day

    def next_workday(self, day: date) -> date:
        """The first working day after the day."""
        return self.add_workdays(day, 1)

    def workdays_between(self, first: date, last: date) -> int:
        """How many working days lie after ``first``, up to and including ``last``; 0 when last is not later."""
        days = (first + _DAY * ahead for ahead in range(1, (last - first).days + 1))
        return sum(map(self.is_workday, days))

    # Moments

    def local(self, moment: datetime) -> datetime:
        """The moment as local wall time. Raises ValueError for a moment without a zone."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs a zone")
        return moment.astimezone(self.zone)

    def day(self, moment: datetime) -> date:
        """The local day of the moment."""
        return self.local(moment).date()

    def at(self, day: date, wall: time) -> datetime:
        """Local wall time as a moment in UTC.

        A time that the clocks skip in spring moves on by as much (02:30 is 03:30); of a time that comes twice in
        autumn the first is meant.
        """
        return datetime.combine(day, wall.replace(tzinfo=None, fold=0), tzinfo=self.zone).astimezone(UTC)

    def workdays_before(self, moment: datetime, count: int, at: time) -> datetime:
        """The local time ``at``, ``count`` working days before the day of the moment."""
        return self.at(self.add_workdays(self.day(moment), -count), at)

    def deadline_next_workday(self, moment: datetime, at: time = time(15)) -> datetime:
        """The local time ``at`` on the next working day, but not after a short day's end."""
        day = self.next_workday(self.day(moment))
        return self.at(day, self._cut(day, at))

    def add_office_hours(self, moment: datetime, hours: float) -> datetime:
        """The moment when so many office hours have passed, counted on working days only."""
        left = timedelta(hours=hours)
        opens, closes = self._next_window(moment, self.hours.office)
        while closes - opens < left:
            left -= closes - opens
            opens, closes = self._next_window(closes, self.hours.office)
        return opens + left

    def next_message_time(self, moment: datetime, starts_at: datetime | None = None) -> datetime:
        """When an unasked message may go: at once from 07:00 to 16:00 on a working day, or within the reader's own
        hours, else at the next opening.

        With ``starts_at``, the start of the meeting it is about, also at once within the hour before.
        """
        if starts_at and moment <= starts_at <= moment + timedelta(hours=1):
            return moment
        day = self.day(moment)
        opens, closes = self._window(day, self._messages_on(day))
        if self.is_workday(day) and moment < closes:
            return max(opens, moment)
        following = self.next_workday(day)
        return self._window(following, self._messages_on(following))[0]

    def move_out_of_teaching(self, moment: datetime) -> datetime:
        """The moment, or the end of teaching when it falls within: for what runs out for school or kindergarten staff.

        There is no teaching on a planning day.
        """
        day = self.day(moment)
        starts, ends = self._window(day, self.hours.teaching)
        teaches = self.is_workday(day) and self.closure(day) is None
        return ends if teaches and starts <= moment < ends else moment

    def _next_window(self, moment: datetime, span: Span) -> tuple[datetime, datetime]:
        """What is left of the span that the moment is in, else the next whole one."""
        day = self.day(moment)
        opens, closes = self._window(day, span)
        if not self.is_workday(day) or moment >= closes:
            return self._window(self.next_workday(day), span)
        return max(opens, moment), closes

    def _messages_on(self, day: date) -> Span:
        """The hours of messages that day: the reader's own, where they leave anything of a short day."""
        own = self.hours.own
        return own if own is not None and own.start < self._cut(day, own.end) else self.hours.messages

    def _window(self, day: date, span: Span) -> tuple[datetime, datetime]:
        return self.at(day, span.start), self.at(day, self._cut(day, span.end))

    def _cut(self, day: date, wall: time) -> time:
        return min(wall, self.hours.short_day_ends) if is_short_day(day) else wall

    def _nearest(self, day: date, step: timedelta) -> date:
        for _ in range(_LONGEST_CLOSURE):
            day += step
            if self.is_workday(day):
                return day
        raise NoWorkdayError(day.isoformat())

    @cached_property
    def _closed(self) -> frozenset[date]:
        closed = (closure for closure in self.closures if closure.kind is ClosureKind.CLOSED)
        return frozenset(
            each.first + _DAY * ahead for each in closed for ahead in range((each.last - each.first).days + 1)
        )
