"""What the rows of a meeting say now."""

from sqlmodel import Session

from handlers import endings
from handlers.entry import Entry
from handlers.family import family_parts
from handlers.screens import Answer, FieldValue, Open, Part
from store.attendance import OutsideRole, Telling, outside_attendees_of, tellings_of
from store.meetings import Item, ItemState, Meeting
from store.slots import slot_by_id
from tests.town import OSLO, Town, oslo

MARCH_16 = oslo(2027, 3, 16, 10)


def standing(town: Town, item: int) -> list[tuple[OutsideRole, Telling, bool]]:
    """Each row that is not overtaken: who, what, and whether it is done."""
    with town.world() as world:
        roles = {row.id: row.role for row in outside_attendees_of(world.session, item)}
        rows = tellings_of(world.session, item)
        return [(roles[row.attendee_id], row.what, row.done_at is not None) for row in rows]


def row_id(town: Town, item: int, role: OutsideRole, what: Telling) -> int:
    """The row's id."""
    with town.world() as world:
        roles = {row.id: row.role for row in outside_attendees_of(world.session, item)}
        rows = tellings_of(world.session, item)
        return next(row.id or 0 for row in rows if (roles[row.attendee_id], row.what) == (role, what))


def told(town: Town, row: int, person: str = "ingrid", **other: FieldValue) -> Answer:
    """Open the form for a row and send it: by telephone, today."""
    opened = town.asks(person, Entry.ACTION, "family.tell", told=str(row))
    assert isinstance(opened, Open)
    values: dict[str, FieldValue] = {"how": "phone", "day": town.now.astimezone(OSLO).date()}
    return town.asks(person, Entry.FORM, "family.told", draft=opened.form.draft, **(values | other))


def move(town: Town, item: int) -> None:
    """Move the meeting a week on."""
    slot_id = town.give_slot("solvik", MARCH_16, place="Biblioteket")
    with town.as_("ingrid") as ctx:
        held, meeting = _held(ctx.session, item)
        slot = slot_by_id(ctx.session, ctx.tenant_id, slot_id)
        assert slot is not None
        endings.move_item(ctx, held, meeting, slot, ctx.actor_id)


def cancel(town: Town, item: int) -> None:
    """Cancel the meeting."""
    with town.as_("ingrid") as ctx:
        endings.end_item(ctx, *_held(ctx.session, item), ItemState.CANCELLED, ctx.actor_id, "illness")


def parts(town: Town, item: int, person: str = "ingrid") -> list[Part]:
    """The family's part of the convener's card."""
    with town.as_(person) as ctx:
        return family_parts(ctx, *_held(ctx.session, item))


def _held(session: Session, item: int) -> tuple[Item, Meeting]:
    held = session.get(Item, item)
    assert held is not None
    meeting = session.get(Meeting, held.meeting_id)
    assert meeting is not None
    return held, meeting
