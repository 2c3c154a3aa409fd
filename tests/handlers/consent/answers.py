"""A booked meeting, and the answers of those who decide, so that a test says only what is special in it."""

from datetime import date

from sqlmodel import col, select

from handlers.consent import verdict_for
from handlers.entry import Entry
from handlers.rules.consent_ledger import Verdict
from handlers.screens import Answer, FieldValue, Form, Open
from store.cases import Case
from store.consents import Consent
from store.meetings import Item, Meeting, item_with_meeting
from tests.handlers.booking import journey
from tests.town import Town, oslo

MARCH_9 = oslo(2027, 3, 9, 10)
ALL = ("child_welfare", "health_station", "ppt", "school")
BOTH = ("guardian_1", "guardian_2")


def book(town: Town, person: str = "ingrid", reference: str = "S-7F3K") -> int:
    """A meeting for a child of nine, Tuesday 9 March at 10:00 at Solvik, both guardians decide; the item's id."""
    slot = town.give_slot("solvik", MARCH_9)
    journey.book(town, slot, person)
    with town.database.session() as session:
        item = session.exec(select(Item).order_by(col(Item.id).desc())).first()
        assert item is not None
        assert item.id is not None
        case = session.get(Case, item.case_id)
        assert case is not None
        case.reference = reference
        return item.id


def booked(town: Town) -> int:
    """The meeting of `book`, which stands in the database already."""
    with town.database.session() as session:
        item = session.exec(select(Item)).one()
        assert item.id is not None
        return item.id


def opened(town: Town, item: int, holder: str, person: str = "ingrid") -> Form:
    """The form for one who decides."""
    answer = town.asks(person, Entry.ACTION, "consent.open", item=str(item), holder=holder)
    assert isinstance(answer, Open), answer
    return answer.form


def values(holder: str, kind: str, **other: FieldValue) -> dict[str, FieldValue]:
    """What the fields hold for an answer that can be taken."""
    yes = kind in ("written", "oral")
    filled: dict[str, FieldValue] = {
        "kind": kind,
        "evidence": "2027/118-3" if yes else "",
        "given_on": date(2027, 2, 22),
        "informed": yes,
        "scope": ALL if yes else (),
    }
    return {f"{name}_{holder}": value for name, value in (filled | other).items()}


def register(
    town: Town, item: int, holder: str, kind: str = "written", person: str = "ingrid", **other: FieldValue
) -> Answer:
    """Open the form and send it."""
    draft = opened(town, item, holder, person).draft
    return town.asks(person, Entry.FORM, "consent.register", draft=draft, **values(holder, kind, **other))


def register_all(town: Town, item: int) -> None:
    """Both guardians have consented in writing."""
    for holder in BOTH:
        register(town, item, holder)


def undo(town: Town, row: int | None, person: str = "ingrid") -> Answer:
    """Press undo."""
    return town.asks(person, Entry.ACTION, "consent.undo", row=str(row))


def rows(town: Town) -> list[Consent]:
    """The whole ledger."""
    with town.database.session() as session:
        return list(session.exec(select(Consent).order_by(col(Consent.id))))


def held(town: Town, item: int) -> tuple[Item, Meeting]:
    """The item as it is now."""
    with town.world() as world:
        found = item_with_meeting(world.session, world.tenant_id, item)
        assert found is not None
        return found


def verdict(town: Town, item: int) -> Verdict:
    """The item's verdict now."""
    with town.world() as world:
        found = item_with_meeting(world.session, world.tenant_id, item)
        assert found is not None
        return verdict_for(world, *found)
