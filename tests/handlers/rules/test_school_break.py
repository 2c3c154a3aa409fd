from datetime import UTC, date, datetime

from handlers.rules.calendar import OSLO, Calendar
from handlers.rules.school_break import SchoolBreak

SUMMER = SchoolBreak(date(2027, 6, 19), date(2027, 8, 15))
CALENDAR = Calendar()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO).astimezone(UTC)


def test_an_agenda_that_falls_in_the_summer_goes_out_before_it() -> None:
    assert SUMMER.go_before(at("2027-08-11T09:00"), CALENDAR) == at("2027-06-18T09:00")


def test_a_duty_that_falls_in_the_summer_is_reminded_of_after_it() -> None:
    assert SUMMER.go_after(at("2027-06-21T09:00"), CALENDAR) == at("2027-08-16T09:00")


def test_the_school_days_around_it_are_left_alone() -> None:
    last, first = at("2027-06-18T09:00"), at("2027-08-16T09:00")
    assert [SUMMER.go_before(last, CALENDAR), SUMMER.go_after(first, CALENDAR)] == [last, first]
