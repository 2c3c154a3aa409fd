"""Who may read a summary of an item: its parties, and those whose role reads the summaries of its unit."""

from dataclasses import dataclass

from handlers.context import World
from handlers.rules import audience
from handlers.rules.audience import Audience, Unsafe
from store import accounts, attendance, people
from store.accounts import Channel
from store.meetings import Item, Meeting
from store.people import Person, RoleName, Unit, UnitKind


@dataclass(frozen=True)
class Entitled:
    """Person ids: all who may read, and of them those who come from a registered partner."""

    all: frozenset[int]
    partners: frozenset[int]


def parties_of(world: World, item: Item) -> frozenset[int]:
    """The convener, and those who come or have accepted to come in somebody's place (person ids)."""
    assert item.id is not None
    coming = attendance.participants_of(world.session, item.id)
    accepted = {each.person_id for each in coming if each.accepted and each.person_id is not None}
    return frozenset({item.convener_id} | accepted)


def entitled_to(world: World, item: Item, meeting: Meeting) -> Entitled:
    """Who may read the summaries of an item now."""
    parties = parties_of(world, item)
    roles = [RoleName(name) for name in world.rulebook[meeting.arena].minutes.readers]
    by_role = people.people_with_role(world.session, world.tenant_id, roles, meeting.unit_id)
    known = people.people_by_ids(world.session, world.tenant_id, parties)
    partners = frozenset(id_ for id_, person in known.items() if person.active and is_partner(world, person))
    own = frozenset(id_ for id_, person in known.items() if person.active and not _is_outsider(world, person))
    return Entitled(own | partners | {person.id for person in by_role if person.id is not None}, partners)


def is_partner(world: World, person: Person) -> bool:
    """Whether somebody works in an outside organisation that is registered with an agreement, where the municipality
    lets outsiders in.
    """
    outside = [unit for unit in people.units_of(world.session, person) if unit.kind is UnitKind.OUTSIDE]
    return any(may_take_part(world, unit) for unit in outside)


def may_be_told(world: World, person: Person) -> bool:
    """Whether somebody gets messages: not who works only in outside organisations that have no agreement now."""
    return not _is_outsider(world, person) or is_partner(world, person)


def may_take_part(world: World, unit: Unit) -> bool:
    """Whether a unit's people can be parties: the municipality's own, and partners where outsiders are let in."""
    return unit.kind is not UnitKind.OUTSIDE or (bool(unit.agreement) and not world.tenant.refuse_outsiders)


def _is_outsider(world: World, person: Person) -> bool:
    units = people.units_of(world.session, person)
    return bool(units) and all(unit.kind is UnitKind.OUTSIDE for unit in units)


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
