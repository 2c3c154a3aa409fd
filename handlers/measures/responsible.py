"""Who is responsible for a measure: a unit, one of its people, or the family; and who is asked to see to it."""

from typing import Any

from handlers import access
from handlers.attendance.who import coming_to
from handlers.calendars import workplace_of
from handlers.context import Context, World
from handlers.screens import Option
from locales import mark
from store import people
from store.attendance import units_coming
from store.measures import Family, Measure
from store.meetings import Item, Meeting
from store.people import Person

OPTION = 75
FAMILY = {Family.GUARDIANS: mark("The guardians"), Family.YOUTH: mark("The youth")}
# The same within a sentence.
FAMILY_WITHIN = {Family.GUARDIANS: mark("the guardians"), Family.YOUTH: mark("the youth")}


def options(ctx: Context, item: Item) -> tuple[Option, ...]:
    """Each unit that takes part, each who takes part, the convener, the guardians and the youth."""
    t = ctx.t
    assert item.id is not None
    units = [Option(f"unit:{unit.id}", _capital(unit.name(t.language))) for unit in units_coming(ctx.session, item.id)]
    names = [
        Option(f"person:{person.id}", t("{name}, {unit}", name=person.name, unit=_unit_name(ctx, unit_id))[:OPTION])
        for person, unit_id in _people(ctx, item)
    ]
    family = [Option(f"family:{key.value}", t(words)) for key, words in FAMILY.items()]
    return (*units, *names, *family)


def responsible_key(given: dict[str, Any]) -> str:
    """The option that a measure in a draft, or a registered one, was made from."""
    for kind, id_ in (("family", given["family"]), ("person", given["person_id"]), ("unit", given["unit_id"])):
        if id_ is not None:
            return f"{kind}:{id_}"
    return ""


def settled(ctx: Context, item: Item, _meeting: Meeting, chosen: str) -> dict[str, Any] | None:
    """Unit, person and family of an option; None for what was never offered."""
    if chosen not in {option.value for option in options(ctx, item)}:
        return None
    kind, _, key = chosen.partition(":")
    if kind == "family":
        return {"unit_id": None, "person_id": None, "family": key}
    if kind == "unit":
        return {"unit_id": int(key), "person_id": None, "family": None}
    units = {person.id: unit_id for person, unit_id in _people(ctx, item)}
    return {"unit_id": units[int(key)], "person_id": int(key), "family": None}


def owner_of(world: World, item: Item, meeting: Meeting, measure: Measure) -> int:
    """Who is asked to see to a measure: the person; else who comes from the unit; else the unit's contact person; else
    the convener.
    """
    if measure.family is not None or measure.unit_id is None:
        return item.convener_id
    if measure.person_id is not None:
        found: Person | None = access.person_of(world, measure.person_id)
    else:
        coming = [person for person, unit_id in _people(world, item) if unit_id == measure.unit_id]
        own = [person for person in coming if person.id == item.convener_id]
        contact = people.contacts_of(world.session, world.tenant_id, meeting.unit_id).get(measure.unit_id)
        found = next(iter([*own, *coming]), contact)
    if found is None or not found.active:
        return item.convener_id
    assert found.id is not None
    return found.id


def _people(world: World, item: Item) -> list[tuple[Person, int]]:
    """The active people who come, each with the unit they come from; the convener first, coming or not."""
    found = {each.person_id: each.unit_id for each in coming_to(world, item) if each.person_id is not None}
    convener = access.person_of(world, item.convener_id)
    own = found.pop(item.convener_id, None) or _unit_of_convener(world, item, convener)
    others = people.people_by_ids(world.session, world.tenant_id, found)
    coming = [(others[person_id], unit_id) for person_id, unit_id in found.items()]
    return [(person, unit_id) for person, unit_id in [(convener, own), *coming] if person.active]


def _unit_of_convener(world: World, item: Item, convener: Person) -> int:
    """A convener who does not come stands for the unit they work in, else for the one whose meeting it is."""
    unit = workplace_of(world, convener)
    if unit is not None and unit.id is not None:
        return unit.id
    meeting = world.session.get(Meeting, item.meeting_id)
    assert meeting is not None
    return meeting.unit_id


def _unit_name(ctx: Context, unit_id: int) -> str:
    return access.unit_of(ctx, unit_id).name(ctx.t.language)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
