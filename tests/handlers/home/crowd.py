"""More meetings than anybody can have: rows laid down directly, since only what is read of them matters."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from sqlalchemy import event
from sqlmodel import Session

from handlers.entry import Entry
from handlers.screens import Button, Buttons, Heading, Home, Note, Row, Text
from store.attendance import OutsideAttendee, OutsideRole, Participant, Telling, Told
from store.cases import Case, cases_of
from store.measures import Measure
from store.meetings import Item, Meeting
from store.minutes import Destination, Documented, Minutes
from store.notices import Notice, NoticeKind
from tests.town import Town


def add_meetings(town: Town, starts: list[datetime], convener: str = "ingrid", *others: str) -> list[int]:
    """Planned meetings at Solvik skule, one item each, with nothing consented to; returns the items' ids."""
    with town.world() as world:
        unit_id = town.unit_id(world.session, "solvik")
        owner = _id(town, world.session, convener)
        found: list[int] = []
        before = len(cases_of(world.session, world.tenant_id, owner))
        for number, start in enumerate(starts, before):
            case = Case(
                tenant_id=world.tenant_id,
                reference=f"S-{convener[:2].upper()}{number:02}",
                owner_id=owner,
                unit_id=unit_id,
                opened_at=world.now,
            )
            meeting = Meeting(
                tenant_id=world.tenant_id,
                arena="samba",
                unit_id=unit_id,
                starts_at=start,
                ends_at=start + timedelta(minutes=45),
                place="Møterom 2",
                uid=f"{convener}-{number}",
            )
            world.session.add_all((case, meeting))
            world.session.flush()
            assert case.id is not None
            assert meeting.id is not None
            item = Item(
                tenant_id=world.tenant_id,
                meeting_id=meeting.id,
                case_id=case.id,
                convener_id=owner,
                booked_by_id=owner,
                booked_at=world.now,
                initiator="guardian",
                age=9,
                age_on=start.date(),
                decided_by="both_guardians",
                heard="talked_with",
                agenda_sent_at=world.now,
            )
            world.session.add(item)
            world.session.flush()
            assert item.id is not None
            for person in (convener, *others):
                world.session.add(
                    Participant(
                        tenant_id=world.tenant_id,
                        item_id=item.id,
                        unit_id=unit_id,
                        person_id=town.person(world.session, person).id,
                        required=True,
                        joined_at=world.now,
                    )
                )
            found.append(item.id)
        return found


def _id(town: Town, session: Session, person: str) -> int:
    found = town.person(session, person).id
    assert found is not None
    return found


def tell_family(town: Town, item_id: int, what: Telling = Telling.TIME) -> None:
    """A guardian is to be told something of an item."""
    with town.world() as world:
        attendee = OutsideAttendee(tenant_id=world.tenant_id, item_id=item_id, role=OutsideRole.GUARDIAN_1)
        world.session.add(attendee)
        world.session.flush()
        assert attendee.id is not None
        world.session.add(
            Told(tenant_id=world.tenant_id, item_id=item_id, attendee_id=attendee.id, what=what, opened_at=world.now)
        )


def agree(town: Town, item_id: int, owner: str, due_on: date) -> None:
    """A measure of an item."""
    with town.world() as world:
        world.session.add(
            Measure(
                tenant_id=world.tenant_id,
                item_id=item_id,
                what="guidance",
                unit_id=town.unit_id(world.session, "ppt"),
                owner_id=_id(town, world.session, owner),
                starts_on=due_on,
                due_on=due_on,
                created_at=world.now,
            )
        )


def sum_up(town: Town, item_id: int, documented: Documented) -> None:
    """The minutes of an item are written."""
    with town.world() as world:
        world.session.add(
            Minutes(
                tenant_id=world.tenant_id,
                item_id=item_id,
                held=True,
                documented=documented,
                destination=Destination.NOWHERE,
                written_by=_id(town, world.session, "ingrid"),
                written_at=world.now,
            )
        )


def promise(town: Town, item_id: int, kind: NoticeKind, due: datetime) -> None:
    """A notice about an item that says when something is due."""
    with town.world() as world:
        world.session.add(
            Notice(tenant_id=world.tenant_id, kind=kind, key=f"{kind}:{item_id}:{due}", item_id=item_id, due_at=due)
        )


def page_of(town: Town, person: str) -> Home:
    """Somebody's own page."""
    page = town.asks(person, Entry.ACTION, "home.open")
    assert isinstance(page, Home)
    return page


def read(page: Home) -> list[str]:
    """Every line of a page, what follows a heading indented; a row with what stands on its button."""
    lines: list[str] = []
    for part in page.parts:
        match part:
            case Heading(text):
                lines.append(text)
            case Row(text, Button(words)):
                first, *rest = text.split("\n")
                lines += [f"  {first} [{words}]", *(f"  {line}" for line in rest)]
            case Text(text) | Note(text):
                lines.append(f"  {text}")
            case Buttons(buttons):
                lines.append("  " + " ".join(f"[{button.text}]" for button in buttons))
    return lines


def under(page: Home, heading: str) -> list[str]:
    """The lines under one heading."""
    lines = read(page)
    start = lines.index(heading) + 1
    end = next((at for at in range(start, len(lines)) if not lines[at].startswith(" ")), len(lines))
    return [line.strip() for line in lines[start:end]]


@contextmanager
def counted_statements(town: Town) -> Iterator[list[str]]:
    """What the database is asked meanwhile."""
    asked: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(town.database.engine, "before_cursor_execute", count)
    try:
        yield asked
    finally:
        event.remove(town.database.engine, "before_cursor_execute", count)
