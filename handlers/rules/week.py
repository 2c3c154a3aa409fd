"""Weeks as Norwegians number them (ISO 8601), in local time, and when a leader's weekly digest is due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from handlers.rules.calendar import Calendar, NoWorkdayError

# More weeks than this without a working day means that the closed days are wrong, not that one should search on.
_LONGEST_CLOSURE = 57


@dataclass(frozen=True, order=True)
class Week:
    """A week from Monday to Sunday. The first days of January may belong to the last week of the year before."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Week":
        """The week of a day."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @property
    def monday(self) -> date:
        """Its first day. Raises ValueError for a week that the year does not have."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def before(self) -> "Week":
        """The week before."""
        return Week.of(self.monday - timedelta(weeks=1))

    @property
    def after(self) -> "Week":
        """The week after."""
        return Week.of(self.monday + timedelta(weeks=1))

    def bounds(self, calendar: Calendar) -> tuple[datetime, datetime]:
        """From Monday 00:00 up to, not including, the next, in UTC: an hour less or more when the clocks change."""
        return calendar.at(self.monday, time()), calendar.at(self.after.monday, time())

    def workdays(self, calendar: Calendar) -> list[date]:
        """Its working days in order; none when the unit is closed the whole week."""
        days = (self.monday + timedelta(days=ahead) for ahead in range(7))
        return [day for day in days if calendar.is_workday(day)]

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02}"


@dataclass(frozen=True)
class DigestTime:
    """When a leader wants the digest: a weekday, 0 for Monday, or the first working day with None; local time."""

    weekday: int | None = None
    wall: time = time(7, 30)


def first_workday(week: Week, calendar: Calendar) -> date | None:
    """The first working day of the week; None when the unit is closed the whole week."""
    return next(iter(week.workdays(calendar)), None)


def digest_due(week: Week, calendar: Calendar, wanted: DigestTime) -> datetime | None:
    """When the week's digest is due, UTC; None when the unit is closed the whole week.

    A closed weekday means the next working day of the week, or the last before it when none is left. A time of day
    outside the hours of messages, as after a short day's end, means when they open: the digest is not for next week.
    """
    workdays = week.workdays(calendar)
    if not workdays:
        return None
    weekday = wanted.weekday or 0
    day = next((day for day in workdays if day.weekday() >= weekday), workdays[-1])
    due = calendar.at(day, wanted.wall)
    return due if calendar.next_message_time(due) == due else calendar.at(day, calendar.hours.messages.start)


def next_digest(moment: datetime, calendar: Calendar, wanted: DigestTime) -> datetime:
    """The first digest that is due after the moment, both UTC. Raises NoWorkdayError when the closures leave none."""
    dues = (digest_due(week, calendar, wanted) for week in _weeks_from(calendar.day(moment)))
    found = next((due for due in dues if due and due > moment), None)
    if found is None:
        raise NoWorkdayError(calendar.day(moment).isoformat())
    return found


def _weeks_from(day: date) -> Iterator[Week]:
    week = Week.of(day)
    for _ in range(_LONGEST_CLOSURE):
        yield week
        week = week.after
