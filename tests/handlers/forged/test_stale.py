"""Cards and forms that have grown old: what they were about has ended, moved, passed or gone to somebody else."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, delete, select, update

from handlers import endings
from handlers.attendance import joining
from handlers.context import World
from handlers.waitlist import line
from store import waitlist
from store.arenas import ApprovedArena
from store.attendance import Participant
from store.drafts import Draft
from store.meetings import Item, ItemState, Meeting, item_with_meeting
from store.people import Person, PersonRole, Unit
from store.slots import Slot, SlotState, slot_by_id
from store.waitlist import OfferState
from tests.handlers.forged.asking import TRACES, Towns, ask
from tests.handlers.forged.attacks import HONEST
from tests.handlers.forged.scene import Scene

Change = Callable[[World, Scene], object]
CALL_OFF = update(Slot).values(state=SlotState.CALLED_OFF)
LEAVE = update(Person).values(active=False)


def _items(world: World, scene: Scene) -> list[tuple[Item, Meeting]]:
    found = [
        item_with_meeting(world.session, world.tenant_id, int(scene.ids[name]))
        for name in ("item", "bare", "been", "summed")
    ]
    return [each for each in found if each is not None]


def _end(state: ItemState) -> Change:
    def change(world: World, scene: Scene) -> None:
        for item, meeting in _items(world, scene):
            endings.end_item(world, item, meeting, state, None)

    return change


def _move(world: World, scene: Scene) -> None:
    slot = slot_by_id(world.session, world.tenant_id, int(scene.ids["elsewhere"]))
    assert slot is not None
    item, meeting = _items(world, scene)[0]
    endings.move_item(world, item, meeting, slot, item.convener_id)


def _replace(world: World, scene: Scene) -> None:
    item, meeting = _items(world, scene)[0]
    for person, successor in (("hilde", "anne"), ("erik", "liv")):
        place = world.session.exec(
            select(Participant).where(
                Participant.item_id == item.id, Participant.person_id == int(scene.ids[person]), col(Participant.active)
            )
        ).one()
        joining.put_in_place(world, item, meeting, place, int(scene.ids[successor]), item.convener_id)


def _expire(world: World, scene: Scene) -> None:
    found = waitlist.offer_with_entry(world.session, world.tenant_id, int(scene.ids["offer"]))
    assert found is not None
    line.pass_on(world, *found, OfferState.EXPIRED)


def _run(statement: Any) -> Change:
    return lambda world, _scene: world.session.exec(statement)


NOW = timedelta(0)
ENDED = r"(moving|cancel|agenda|attendance|release|family|minutes|measure)\.|consent\.(open|register)"
# What happens first, how much later the ask comes, and which of the routes must then change nothing.
CHANGES: Mapping[str, tuple[Change, timedelta, str]] = {
    "cancelled": (_end(ItemState.CANCELLED), NOW, ENDED),
    "released": (_end(ItemState.RELEASED), NOW, ENDED),
    "withdrawn": (_end(ItemState.WITHDRAWN), NOW, ENDED),
    "moved": (_move, NOW, r"moving\.(time|place|later)|attendance\.(reply|deputy$)"),
    "past": (_run(select(1)), timedelta(days=60), r"(moving|cancel|agenda|attendance|release)\.|booking\.(time|conf)"),
    "replaced": (_replace, NOW, r"attendance\.(reply|deputy|without|appoint)"),
    "offer gone": (_expire, NOW, r"waitlist\.(accept|decline)"),
    "drafts gone": (
        _run(delete(Draft)),
        NOW,
        r"booking\.|moving\.|agenda\.|cancel\.|minutes\.(held|outcome|list|add|remove|measure|confirm)|"
        r"measure\.put|later\.choose|slots\.(series|add|call)",
    ),
    "called off": (_run(CALL_OFF), NOW, r"booking\.(time|people|confirm)|moving\.|slots\.(remove|call)"),
    "units closed": (_run(update(Unit).values(active=False)), NOW, r"slots\.|booking\.(child|people)"),
    "all have left": (_run(LEAVE), NOW, r"booking\.people|attendance\.(deputy$|appoint|person)"),
    "roles lost": (_run(delete(PersonRole)), NOW, r"slots\."),
    "arena switched off": (_run(delete(ApprovedArena)), NOW, r"booking\.start"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_has_happened_every_card_is_answered(towns: Towns, change: str) -> None:
    happen, later, stale = CHANGES[change]
    changed: dict[str, list[str]] = {}
    for route, asked in HONEST.items():
        values = asked.values(towns.own)
        found = ask(
            towns, towns.own, asked.who, route, values, first=lambda world: happen(world, towns.own), later=later
        )
        if found.changed - TRACES and re.match(stale, route[1]):
            changed[route[1]] = sorted(found.changed)
    assert changed == {}
