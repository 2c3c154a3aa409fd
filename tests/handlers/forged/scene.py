"""Two municipalities on one database, each with one of everything that somebody could lay their hands on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from handlers import waitlist
from handlers.entry import Entry
from handlers.municipality import load_municipality
from handlers.screens import FieldValue, Open
from store.attendance import OutsideAttendee, Participant, Told
from store.cases import case_by_id
from store.consents import Consent
from store.database import Database
from store.meetings import Item
from store.slots import slot_by_id
from store.waitlist import Offer, WaitEntry
from tests.conftest import MUNICIPALITY
from tests.handlers.attendance.arranged import AGENDA_DUE, arrange
from tests.handlers.booking import journey
from tests.handlers.forged.been import sum_up
from tests.handlers.forged.owed import owe
from tests.town import Town, oslo

OWN, OTHER = "lyngvag", "granvik"
# The second municipality's names all hold this word: it must never be read in the first one, and the other way.
MARKS = {OWN: "Haugland", OTHER: "Granvik"}
NOBODY = '[[people]]\nkey = "nyleg"\nname = "Nina Nyleg"\naccounts = { slack = "U0NYLEG" }\nroles = []\n'
OWN_WORDS = "Turtaking i storefri"
SERIES: Mapping[str, FieldValue] = {
    "weekday": "1",
    "every": "1",
    "first": date(2027, 4, 6),
    "last": date(2027, 4, 20),
    "start": time(10),
    "number": "1",
    "length": "45",
    "place": "Møterom 2",
    "video": "",
}


@dataclass
class Scene:
    """One municipality's things, by what they are called in the requests. `secrets` is what nobody else may read."""

    town: Town
    ids: dict[str, str] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)
    secrets: tuple[str, ...] = ()

    def opened(self, name: str, person: str, entry: Entry, ask: str, **values: FieldValue) -> str:
        """Open a form and keep its draft under a name."""
        answer = self.town.asks(person, entry, ask, **values)
        assert isinstance(answer, Open), (ask, answer)
        self.drafts[name] = answer.form.draft
        return answer.form.draft


def municipality(key: str) -> str:
    """The try-out's municipality file; for another key with a workspace, places and people of its own."""
    own = MUNICIPALITY.read_text(encoding="utf-8") + NOBODY
    if key == OWN:
        return own
    other = own.replace(OWN, key).replace("T0LYNGVAAG", "T0GRANVIK").replace("lyngvaag", key).replace("C0", "C1")
    for name in ("Solvik", "Nesbygda", "Storhaug", "Blåklokka", "Haugland", "Lyngvåg"):
        other = other.replace(name, "Granvik" + name[:2])
    return other


def build(database: Database, key: str) -> Scene:
    """Load a municipality and let its people do all that leaves something behind."""
    with database.session() as session:
        load_municipality(session, municipality(key), ("slack",))
    scene = Scene(Town(database, municipality=key))
    _meeting(scene)
    _waiting(scene)
    _times(scene)
    _booking_drafts(scene)
    _item_drafts(scene)
    _coordinators_drafts(scene)
    sum_up(scene)
    owe(scene)
    return scene


def _meeting(scene: Scene) -> None:
    """Ingrid's meeting, whose agenda is out, with a deputy asked; and one more that lacks consent."""
    town = scene.town
    arranged = arrange(town)
    arranged.consents()
    _agenda_in_own_words(scene, arranged.item_id)
    town.wait_until(AGENDA_DUE)
    deputy = scene.opened(
        "deputy", "hilde", Entry.ACTION, "attendance.deputy", item=str(arranged.item_id), sequence="0"
    )
    town.asks("hilde", Entry.FORM, "attendance.deputy", draft=deputy, chosen=str(town.person_id("sunniva")))
    journey.book(town, town.give_slot("solvik", oslo(2027, 3, 23, 12)))
    town.deliver()
    with town.world() as world:
        items = world.session.exec(select(Item).where(Item.tenant_id == world.tenant_id).order_by(col(Item.id))).all()
        item, bare = items
        own = {
            "item": item.id,
            "bare": bare.id,
            "case": item.case_id,
            "sequence": 0,
            "told": _one(world.session, Told, Told.item_id == item.id, col(Told.done_at).is_(None)),
            "attendee": _one(world.session, OutsideAttendee, OutsideAttendee.item_id == item.id),
            "row": _one(world.session, Consent, Consent.item_id == item.id),
            "place": _place(scene, world.session, item, "hilde"),
            "deputy": _place(scene, world.session, item, "sunniva"),
        }
        scene.ids |= {name: str(each) for name, each in own.items()}
        cases = [case_by_id(world.session, world.tenant_id, each.case_id) for each in items]
        scene.secrets = (*(case.reference for case in cases if case), OWN_WORDS)


def _place(scene: Scene, session: Session, item: Item, person: str) -> int:
    person_id = scene.town.person(session, person).id
    return _one(session, Participant, Participant.item_id == item.id, Participant.person_id == person_id)


def _one(session: Session, table: type[SQLModel], *where: Any) -> int:
    found: list[Any] = [*session.exec(select(table).where(*where))]
    return max(int(each.id) for each in found)


def _agenda_in_own_words(scene: Scene, item: int) -> None:
    draft = scene.opened("agenda", "ingrid", Entry.ACTION, "agenda.open", item=str(item))
    points = {"points": ("going_well",), "own": OWN_WORDS, "heard": "talked_with", "heard_reason": None}
    scene.town.asks("ingrid", Entry.FORM, "agenda.edit", draft=draft, **points)
    scene.town.asks("ingrid", Entry.FORM, "agenda.minutes", draft=draft, minutes_1="10", minutes_2="10")


def _waiting(scene: Scene) -> None:
    """Jonas is offered a time at the kindergarten, and Olav waits behind him."""
    town = scene.town
    for person in ("jonas", "olav"):
        draft = journey.start(town, person)
        journey.child(town, person, draft, "blaaklokka")
        journey.voice(town, person, draft)
        town.asks(person, Entry.ACTION, "booking.wait", draft=draft)
    held = town.give_slot("blaaklokka", oslo(2027, 4, 27, 10))
    with town.world() as world:
        slot = slot_by_id(world.session, world.tenant_id, held)
        assert slot is not None
        waitlist.slot_freed(world, slot)
    town.deliver()
    with town.world() as world:
        scene.ids["offer"] = str(_one(world.session, Offer, Offer.tenant_id == world.tenant_id))
        jonas = town.person(world.session, "jonas").id
        scene.ids["entry"] = str(_one(world.session, WaitEntry, WaitEntry.person_id == jonas))


def _times(scene: Scene) -> None:
    town = scene.town
    scene.ids["slot"] = str(town.give_slot("solvik", oslo(2027, 3, 24, 10)))
    scene.ids["near"] = str(town.give_slot("solvik", oslo(2027, 3, 12, 10)))
    scene.ids["elsewhere"] = str(town.give_slot("nesbygda", oslo(2027, 3, 18, 10)))
    with town.world() as world:
        for key in ("solvik", "barnevernet"):
            scene.ids[key] = str(town.unit_id(world.session, key))
    for person in ("ingrid", "jonas", "liv", "hilde", "erik", "per", "anne"):
        scene.ids[person] = str(town.person_id(person))


def _booking_drafts(scene: Scene) -> None:
    town = scene.town
    for name in ("start", "child", "voice", "time", "people", "near"):
        draft = scene.drafts[name] = journey.start(town, "ingrid")
        if name == "start":
            continue
        journey.child(town, "ingrid", draft)
        if name == "child":
            continue
        journey.voice(town, "ingrid", draft)
        if name == "voice":
            continue
        journey.time(town, "ingrid", draft, int(scene.ids["near" if name == "near" else "slot"]))
        if name != "time":
            journey.people(town, "ingrid", draft)


def _item_drafts(scene: Scene) -> None:
    town, item = scene.town, scene.ids["item"]
    scene.opened("moving", "ingrid", Entry.ACTION, "moving.open", item=item)
    moving = scene.opened("moving_place", "ingrid", Entry.ACTION, "moving.open", item=item)
    town.asks("ingrid", Entry.FORM, "moving.time", draft=moving, slot=scene.ids["elsewhere"])
    scene.opened("cancel", "ingrid", Entry.ACTION, "cancel.open", item=item)
    scene.opened("agenda", "ingrid", Entry.ACTION, "agenda.open", item=item)
    minutes = scene.opened("minutes", "ingrid", Entry.ACTION, "agenda.open", item=item)
    points = {"points": ("going_well",), "own": "", "heard": "talked_with", "heard_reason": None}
    town.asks("ingrid", Entry.FORM, "agenda.edit", draft=minutes, **points)
    scene.opened("deputy", "erik", Entry.ACTION, "attendance.deputy", item=item, sequence="0")
    scene.opened("appoint", "ingrid", Entry.ACTION, "attendance.appoint", item=item, participant=scene.ids["place"])
    scene.opened("change", "ingrid", Entry.ACTION, "attendance.people", item=item)
    chosen = scene.opened("person", "ingrid", Entry.ACTION, "attendance.people", item=item)
    change = f"add:{scene.ids['barnevernet']}"
    town.asks("ingrid", Entry.FORM, "attendance.people", draft=chosen, change=change)
    scene.opened("consent", "ingrid", Entry.ACTION, "consent.open", item=item, holder="guardian_1")
    scene.opened("told", "ingrid", Entry.ACTION, "family.tell", told=scene.ids["told"])


def _coordinators_drafts(scene: Scene) -> None:
    town, unit = scene.town, scene.ids["solvik"]
    scene.opened("series", "anne", Entry.ACTION, "slots.series", unit=unit)
    dates = scene.opened("dates", "anne", Entry.ACTION, "slots.series", unit=unit)
    town.asks("anne", Entry.FORM, "slots.series", draft=dates, unit=unit, **SERIES)
    scene.opened("add", "anne", Entry.ACTION, "slots.add", unit=unit)
    scene.opened("day", "anne", Entry.ACTION, "slots.call_off", unit=unit)
    called = scene.opened("called", "anne", Entry.ACTION, "slots.call_off", unit=unit)
    day = date(2027, 3, 24)
    town.asks("anne", Entry.FORM, "slots.call_off", draft=called, unit=unit, day=day, reason="illness")
