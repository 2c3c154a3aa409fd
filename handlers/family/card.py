"""The rows on the convener's card for those without an account: what is still to be told, what is told, who comes."""

from handlers.context import Context
from handlers.family.coming import coming_part
from handlers.family.rows import ABOUT_TIME
from handlers.family.texts import text_button
from handlers.family.words import told_line
from handlers.screens import Button, Buttons, Heading, Listing, Part, Row, value
from locales import mark
from store import attendance
from store.attendance import OutsideAttendee, OutsideRole, Telling, Told
from store.meetings import Item, ItemState, Meeting

TOLD_THEM = mark("I have told them")
DONE = {Telling.AGENDA: mark("Has got it"), Telling.MINUTES: mark("Has got the summary")}


def family_parts(ctx: Context, item: Item, meeting: Meeting) -> list[Part]:
    """The part of the card about those the convener tells; nothing where nobody without an account is expected."""
    attendees = _attendees(ctx, item)
    if not attendees:
        return []
    facts = told_facts(ctx, item)
    return [
        Heading(ctx.t("Those you tell yourself")),
        *open_rows(ctx, item),
        *text_parts(ctx, item),
        *([Listing(tuple(facts))] if facts else []),
        *_coming(ctx, item, meeting, list(attendees.values())),
    ]


def open_rows(ctx: Context, item: Item) -> list[Row]:
    """What is still to be told, each with the button that registers it."""
    attendees = _attendees(ctx, item)
    return [_open_row(ctx, attendees[row.attendee_id], row) for row in _tellings(ctx, item) if row.done_at is None]


def told_facts(ctx: Context, item: Item) -> list[str]:
    """What has been told, how and when."""
    attendees = _attendees(ctx, item)
    return [told_line(ctx, attendees[row.attendee_id], row) for row in _tellings(ctx, item) if row.done_at is not None]


def text_parts(ctx: Context, item: Item) -> list[Part]:
    """A text to copy for each thing that is still to be told."""
    open_now = dict.fromkeys(row.what for row in _tellings(ctx, item) if row.done_at is None)
    return [Buttons(tuple(text_button(ctx, item, what) for what in open_now))] if open_now else []


def _open_row(ctx: Context, attendee: OutsideAttendee, row: Told) -> Row:
    done = ctx.t(DONE.get(row.what, TOLD_THEM))
    return Row(told_line(ctx, attendee, row), Button(done, "family.tell", value(told=row.id)))


def _coming(ctx: Context, item: Item, meeting: Meeting, attendees: list[OutsideAttendee]) -> list[Part]:
    if item.state is not ItemState.PLANNED or meeting.ends_at <= ctx.now:
        return []
    # Who does not know about the time yet has nothing to answer, and the card stays short.
    knowing = {row.attendee_id for row in _tellings(ctx, item) if row.what in ABOUT_TIME and row.done_at is not None}
    asked = [attendee for attendee in attendees if attendee.role is not OutsideRole.INTERPRETER]
    known = [attendee for attendee in asked if attendee.id in knowing or attendee.coming is not None]
    return [coming_part(ctx, attendee) for attendee in known]


def _attendees(ctx: Context, item: Item) -> dict[int, OutsideAttendee]:
    assert item.id is not None
    return {row.id: row for row in attendance.outside_attendees_of(ctx.session, item.id) if row.id is not None}


def _tellings(ctx: Context, item: Item) -> list[Told]:
    assert item.id is not None
    attendees = _attendees(ctx, item)
    return [row for row in attendance.tellings_of(ctx.session, item.id) if row.attendee_id in attendees]
