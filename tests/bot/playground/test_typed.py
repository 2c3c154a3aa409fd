"""Dates and times as they are typed."""

import pytest

from bot.playground.typed import read_date, read_time, show_date, show_time


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("9.3.2027", "2027-03-09"),
        ("09.03.2027", "2027-03-09"),
        (" 9. 3. 2027 ", "2027-03-09"),
        ("9/3/2027", "2027-03-09"),
        ("2027-03-09", "2027-03-09"),
        ("30.2.2027", None),
        ("9.3.27", None),
        ("i morgon", None),
        ("", None),
    ],
)
def test_a_day_is_read_the_norwegian_way(typed: str, day: str | None) -> None:
    assert read_date(typed) == day


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("10.00", "10:00"),
        ("10:00", "10:00"),
        ("1000", "10:00"),
        ("8", "08:00"),
        ("24.00", None),
        ("10.5", None),
        ("snart", None),
        ("", None),
    ],
)
def test_a_time_is_read_the_norwegian_way(typed: str, moment: str | None) -> None:
    assert read_time(typed) == moment


def test_they_are_written_so_too() -> None:
    assert (show_date("2027-03-09"), show_date(""), show_time("10:00")) == ("09.03.2027", "", "10.00")
