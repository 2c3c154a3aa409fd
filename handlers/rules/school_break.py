"""The school's summer: between the last and the first school day nothing is counted against school staff."""

from dataclasses import dataclass
from datetime import date, datetime

from handlers.rules.calendar import Calendar


@dataclass(frozen=True)
class SchoolBreak:
    """The days between the last and the first school day, both included. Moments are UTC, days local."""

    first: date
    last: date

    def covers(self, moment: datetime, calendar: Calendar) -> bool:
        """Whether the moment's local day is in the break."""
        return self.first <= calendar.day(moment) <= self.last

    def go_before(self, moment: datetime, calendar: Calendar) -> datetime:
        """An agenda that falls in the break goes out on the last working day before it, at the same wall time."""
        if not self.covers(moment, calendar):
            return moment
        return calendar.at(calendar.add_workdays(self.first, -1), calendar.local(moment).time())

    def go_after(self, moment: datetime, calendar: Calendar) -> datetime:
        """A reminder of a duty that falls in the break comes the first working day after it, at the same wall time."""
        if not self.covers(moment, calendar):
            return moment
        return calendar.at(calendar.next_workday(self.last), calendar.local(moment).time())
