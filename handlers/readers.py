"""Who may read a summary of an item: its parties, and those whose role reads the summaries of its unit."""

from dataclasses import dataclass

from handlers.context import World
from handlers.rules import audience
from handlers.rules.audience import Audience, Unsafe
from store import accounts, meetings, people
from store.accounts import Channel
from store.meetings import Item, Meeting
from store.people import Person, RoleName, UnitKind


@dataclass(frozen=True)
class Entitled:
    """Person ids: all who may read, and of them those who come from a registered partner."""

    all: frozenset[int]
    partners: frozenset[int]


def parties_of(world: World, item: Item) -> frozenset[int]:
    """The convener, and those who come or have accepted to come in somebody's place (person ids)."""
    assert item.id is not None
    coming = meetings.participants_of(world.session, item.id)
    accepted = {each.person_id for each in coming if each.accepted and each.person_id is not None}
    return frozenset({item.convener_id} | accepted)


def entitled_to(world: World, item: Item, meeting: Meeting) -> Entitled:
    """Who may read the summaries of an item now."""
    parties = parties_of(world, item)
    roles = [RoleName(name) for name in world.rulebook[meeting.arena].minutes.readers]
    by_role = people.people_with_role(world.session, world.tenant_id, roles, meeting.unit_id)
    known = people.people_by_ids(world.session, world.tenant_id, parties)
    active = frozenset(person_id for person_id, person in known.items() if person.active)
    partners = frozenset(person_id for person_id in active if is_partner(world, known[person_id]))
    return Entitled(active | {person.id for person in by_role if person.id is not None}, partners)


def is_partner(world: World, person: Person) -> bool:
    """Whether somebody works in an outside organisation that is registered with an agreement, where the municipality
    lets outsiders in.
    """
    units = people.units_of(world.session, person)
    registered = any(unit.kind is UnitKind.OUTSIDE and unit.agreement for unit in units)
    return registered and not world.tenant.refuse_outsiders


def judge_channel(
    world: World, item: Item, meeting: Meeting, channel: Channel, found: Audience | None
) -> Unsafe | None:
    """Why a summary of an item may not stand in a channel with this audience; None when it may."""
    entitled = entitled_to(world, item, meeting)
    known = accounts.accounts_in(world.session, channel.workspace_id, entitled.all)
    return audience.judge(
        found,
        {account.external_id for account in known},
        {account.external_id for account in known if account.person_id in entitled.partners},
    )
