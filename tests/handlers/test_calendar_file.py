from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from handlers.calendar_file import calendar_file
from handlers.notices import File
from store.meetings import Meeting
from tests.handlers.attendance.arranged import Arranged
from tests.town import oslo


def file_of(arranged: Arranged, starts_at: datetime, cancelled: bool = False) -> File:
    with arranged.town.as_("hilde") as ctx:
        item, meeting = arranged._in(ctx.session, ctx.tenant_id)
        moved = Meeting(
            **{**meeting.model_dump(), "starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=45)}
        )
        return calendar_file(ctx, item, moved, cancelled)


def test_the_file_says_time_place_and_who_calls_and_nothing_of_the_case(arranged: Arranged) -> None:
    file, meeting = file_of(arranged, oslo(2027, 3, 16, 10)), arranged.meeting()
    calendar = Calendar.from_ical(file.content)
    event = calendar.events[0]
    assert (file.name, file.title) == (f"mote-{meeting.uid[:8]}-0.ics", "Møte (samba-bot)")
    assert calendar["METHOD"] == "REQUEST"
    assert {name: str(event[name]) for name in ("UID", "SUMMARY", "LOCATION", "STATUS", "CLASS", "ORGANIZER")} == {
        "UID": meeting.uid,
        "SUMMARY": "Møte (samba-bot)",
        "LOCATION": "Møterom 2, Solvik skule",
        "STATUS": "CONFIRMED",
        "CLASS": "PRIVATE",
        "ORGANIZER": "invalid:nomail",
    }
    assert event["ORGANIZER"].params["CN"] == "Ingrid Haugland"
    assert (event["SEQUENCE"], event.stamp) == (0, arranged.town.now)
    text = file.content.decode()
    assert not [word for word in (arranged.reference, "SamBa", "PPT", "Hilde") if word in text]


def test_a_cancellation_has_the_same_uid_and_takes_the_meeting_out(arranged: Arranged) -> None:
    file, meeting = file_of(arranged, oslo(2027, 3, 16, 10), cancelled=True), arranged.meeting()
    calendar = Calendar.from_ical(file.content)
    event = calendar.events[0]
    assert (calendar["METHOD"], event["STATUS"], event["UID"]) == ("CANCEL", "CANCELLED", meeting.uid)


@pytest.mark.parametrize(
    "starts_at",
    [
        oslo(2027, 3, 26, 10),
        oslo(2027, 3, 29, 10),
        oslo(2027, 10, 29, 10),
        oslo(2027, 11, 1, 10),
        oslo(2027, 1, 4, 10),
        oslo(2027, 12, 30, 10),
    ],
)
def test_ten_is_ten_on_both_sides_of_both_clock_changes(arranged: Arranged, starts_at: datetime) -> None:
    file = file_of(arranged, starts_at)
    event = Calendar.from_ical(file.content).events[0]
    assert isinstance(event.start, datetime)
    assert (event["DTSTART"].params["TZID"], event.start.hour, event.start) == ("Europe/Oslo", 10, starts_at)


def test_the_zone_described_in_the_file_gives_the_true_moment_every_day_of_a_year(arranged: Arranged) -> None:
    # What the file itself says of the zone is read, as by a calendar that does not know its name.
    wrong: list[datetime] = []
    for day in range(0, 366, 3):
        starts_at = oslo(2027, 1, 1, 8) + timedelta(days=day)
        calendar = Calendar.from_ical(file_of(arranged, starts_at).content)
        start = calendar.events[0].start
        assert isinstance(start, datetime)
        described = calendar.timezones[0].to_tz(lookup_tzid=False)
        if start.replace(tzinfo=described).astimezone(UTC) != starts_at:
            wrong.append(starts_at)
    assert wrong == []
