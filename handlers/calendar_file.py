"""The meeting as a file for calendars (iCalendar, RFC 5545 and 5546). A calendar is read by others: nothing in it
says what the meeting is about.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from icalendar import Calendar, Event, vCalAddress

from handlers import access
from handlers.agenda.words import place_of
from handlers.context import Context
from handlers.notices import File, Message
from handlers.screens import Card, Text
from store.meetings import Item, Meeting

SUMMARY = "Møte (samba-bot)"  # the same in nynorsk and bokmål
# RFC 5546 wants an organizer. We hold nobody's e-mail address; this one is what calendars use for none.
NO_ADDRESS = "invalid:nomail"


@dataclass(frozen=True)
class CalendarFile(File):
    """A file whose name tells which version of which meeting it holds; the content also holds when it was made.

    So two of the same version are the same to whoever asks whether a message has changed.
    """

    content: bytes = field(repr=False)


def calendar_file(ctx: Context, item: Item, meeting: Meeting, cancelled: bool = False) -> File:
    """The meeting's time and place as it is now, or, when `cancelled`, that it is to be taken out of the calendar.

    The uid stays the same as long as the meeting does, and the sequence rises with each change, so a calendar puts
    the newest in place of the last.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//samba-bot//samba-bot//NO")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "REQUEST")
    calendar.add_component(_event(ctx, item, meeting, cancelled))
    calendar.add_missing_timezones(*_around(meeting.starts_at))
    name = f"mote-{meeting.uid[:8]}-{meeting.sequence}.ics"
    return CalendarFile(name, SUMMARY, calendar.to_ical())


def off_message(ctx: Context, card: Card, file: File | None) -> Message:
    """That a meeting is off, with what the file is for where one comes with it."""
    if file is None:
        return Message(card)
    use = Text(ctx.t("If the meeting is in your calendar, the file takes it out."))
    return Message(replace(card, parts=(*card.parts, use)), file)


def _event(ctx: Context, item: Item, meeting: Meeting, cancelled: bool) -> Event:
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", ctx.now)
    event.add("dtstart", meeting.starts_at.astimezone(ctx.zone))
    event.add("dtend", meeting.ends_at.astimezone(ctx.zone))
    event.add("summary", SUMMARY)
    event.add("location", place_of(ctx, meeting))
    event.add("organizer", _organizer(ctx, item))
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if meeting.video_link:
        event.add("url", meeting.video_link)
    return event


def _organizer(ctx: Context, item: Item) -> vCalAddress:
    organizer = vCalAddress(NO_ADDRESS)
    organizer.params["CN"] = access.person_of(ctx, item.convener_id).name
    return organizer


def _around(moment: datetime) -> tuple[date, date]:
    # From a New Year on, since the zone's description begins with the offset of its first day.
    return date(moment.year - 1, 1, 1), date(moment.year + 2, 1, 1)
