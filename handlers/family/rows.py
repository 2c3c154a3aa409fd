"""The rows behind the convener's card: who comes without an account, and what each is still to be told."""

from collections.abc import Iterable, Sequence
from datetime import time

from handlers import access, planning
from handlers.calendars import calendar_for
from handlers.context import World
from store import attendance, notices
from store.attendance import OutsideAttendee, OutsideRole, Telling, Told
from store.meetings import Item, Meeting
from store.notices import NoticeKind
from store.rows import insert_rows

# The interpreter needs the time and the place; what the meeting is about is for the parties.
WITHOUT_AGENDA = frozenset({OutsideRole.INTERPRETER})
ABOUT_TIME = frozenset({Telling.TIME, Telling.CHANGE})
REMINDED_AT = time(9)
REMINDED_WORKDAYS = 2


def create_attendees(world: World, item: Item, meeting: Meeting, roles: Iterable[OutsideRole]) -> None:
    """Expect people without an account to an item to which nobody is expected yet, and open a row for each to be told
    of the time. For the booking.
    """
    assert item.id is not None
    tenant_id, item_id = meeting.tenant_id, item.id
    insert_rows(world.session, [OutsideAttendee(tenant_id=tenant_id, item_id=item_id, role=role) for role in roles])
    expected = attendance.outside_attendees_of(world.session, item.id)
    insert_rows(world.session, [_row(world, attendee, Telling.TIME) for attendee in expected])
    _plan_reminders(world, item, meeting, Telling.TIME)


def open_tellings(world: World, item: Item, what: Telling) -> None:
    """Somebody is to be told something, each by a row of their own. Safe to repeat.

    A move opens what was told of the time and the agenda again; a cancellation overtakes all that went before, and a
    summary what is still to be told of a meeting that has been. A row that is overtaken is replaced, not reused:
    whoever is filling in that the old time was told must not close the new.
    """
    assert item.id is not None
    meeting = world.session.get(Meeting, item.meeting_id)
    assert meeting is not None
    if meeting.ends_at <= world.now and what is not Telling.MINUTES:
        # A consent withdrawn after the meeting ends the item: nothing is left to stay away from, or to pass on.
        close_tellings(world, item, Telling.MINUTES)
        return
    held = attendance.tellings_of(world.session, item.id)
    opened: list[Told] = []
    for attendee in attendance.outside_attendees_of(world.session, item.id):
        own = [row for row in held if row.attendee_id == attendee.id]
        opened += [_row(world, attendee, telling) for telling in _opened_for(attendee, own, what)]
    insert_rows(world.session, opened)
    world.session.flush()
    notices.drop_planned(world.session, item.id, (NoticeKind.FAMILY_UNTOLD,))
    _plan_reminders(world, item, meeting, what)


def close_tellings(world: World, item: Item, what: Telling) -> None:
    """Nobody is to be told this any more, or what was told no longer holds."""
    assert item.id is not None
    for row in attendance.tellings_of(world.session, item.id):
        row.overtaken = row.overtaken or row.what is what
    world.session.flush()


def _opened_for(attendee: OutsideAttendee, own: Sequence[Told], what: Telling) -> tuple[Telling, ...]:
    """What is to be told now, and overtakes what it replaces."""
    match what:
        case Telling.TIME:
            return () if any(row.what in ABOUT_TIME for row in own) else (Telling.TIME,)
        case Telling.AGENDA:
            held = attendee.role in WITHOUT_AGENDA or any(row.what is Telling.AGENDA for row in own)
            return () if held else (Telling.AGENDA,)
        case Telling.CHANGE:
            attendee.coming = None
            return _changed(own)
        case Telling.CANCELLATION:
            return _cancelled(own)
        case Telling.MINUTES:
            return () if attendee.role in WITHOUT_AGENDA else _summed_up(own)


def _changed(own: Sequence[Told]) -> tuple[Telling, ...]:
    knows = any(row.what is Telling.CHANGE or row.done_at for row in own if row.what in ABOUT_TIME)
    opened = [Telling.CHANGE if knows else Telling.TIME]
    for row in own:
        row.overtaken = row.what in ABOUT_TIME or row.done_at is not None
        if row.what is Telling.AGENDA and row.overtaken:
            opened.append(Telling.AGENDA)
    return tuple(opened)


def _cancelled(own: Sequence[Told]) -> tuple[Telling, ...]:
    if any(row.what is Telling.CANCELLATION for row in own):
        return ()
    for row in own:
        row.overtaken = True
    return (Telling.CANCELLATION,)


def _summed_up(own: Sequence[Told]) -> tuple[Telling, ...]:
    if any(row.what is Telling.MINUTES for row in own):
        return ()
    for row in own:
        row.overtaken = row.overtaken or row.done_at is None
    return (Telling.MINUTES,)


def _row(world: World, attendee: OutsideAttendee, what: Telling) -> Told:
    assert attendee.id is not None
    return Told(
        tenant_id=attendee.tenant_id,
        item_id=attendee.item_id,
        attendee_id=attendee.id,
        what=what,
        opened_at=world.now,
    )


def _plan_reminders(world: World, item: Item, meeting: Meeting, what: Telling) -> None:
    """Rows that stay open are reminded of: some days after they were opened, and before it is too late."""
    calendar = calendar_for(world, access.unit_of(world, meeting.unit_id))
    today = calendar.day(world.now)
    if what is Telling.CANCELLATION:
        # What was planned died with the item, but somebody may still stand at the door.
        dues = [min(calendar.at(calendar.next_workday(today), REMINDED_AT), meeting.starts_at)]
    elif what is Telling.MINUTES:
        dues = [calendar.at(calendar.add_workdays(today, REMINDED_WORKDAYS), REMINDED_AT)]
    else:
        after = calendar.at(calendar.add_workdays(today, REMINDED_WORKDAYS), REMINDED_AT)
        dues = [after, calendar.workdays_before(meeting.starts_at, REMINDED_WORKDAYS, REMINDED_AT)]
        dues = [due for due in dues if world.now < due < meeting.starts_at]
    kind = NoticeKind.FAMILY_UNTOLD
    told = [planning.promise(kind, item, due, of=f"{what}:{due:%Y%m%d}") for due in dues]
    notices.plan_several(world.session, world.tenant_id, told)
