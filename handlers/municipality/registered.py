"""What is registered about a municipality, and what is missing: for those who set up the bot. People are told by the
keys of the file, never by name.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from handlers.access import rulebook
from handlers.context import language_of
from handlers.municipality.rows import rows_of
from locales import Language
from store.accounts import Account, Channel, Workspace
from store.arenas import ApprovedArena
from store.people import LEADERS, Contact, Person, PersonRole, RoleName, Tenant, Unit, UnitKind, all_tenants

WITH_TIMES = (UnitKind.SCHOOL, UnitKind.KINDERGARTEN)


@dataclass(frozen=True)
class Room:
    """A unit's channel, by the name and the id it has in the file. `reference` is what the platform wants beside the
    id; None where it wants nothing, or where nobody there has met us.
    """

    name: str
    channel: str
    reference: str | None = None


@dataclass(frozen=True)
class Registered:
    """One municipality, as one platform sees it. `accounts` gives the account of each person who has one there;
    `elsewhere` are those who have one on another; `unmet` have one here that we have been given no reference to, `lost`
    one where nothing gets through any longer. `without_contact` gives the units to which a service sends nobody;
    `partners` are people from outside who may take part. Units and people stand as the keys of the file.
    """

    name: str
    language: Language
    workspaces: tuple[str, ...]
    units: tuple[str, ...]
    people: tuple[str, ...]
    arenas: tuple[str, ...]
    coordinators: tuple[str, ...]
    partners: tuple[str, ...]
    without_leader: tuple[str, ...]
    without_agreement: tuple[str, ...]
    without_service: tuple[str, ...]
    without_contact: Mapping[str, tuple[str, ...]]
    accounts: Mapping[str, str]
    elsewhere: tuple[str, ...]
    unmet: tuple[str, ...]
    lost: tuple[str, ...]
    rooms: tuple[Room, ...]

    @property
    def without_account(self) -> tuple[str, ...]:
        """The people whom no platform reaches."""
        return tuple(person for person in self.people if person not in {*self.accounts, *self.elsewhere})


def registered(session: Session, platform: str) -> list[Registered]:
    """Every municipality on this database."""
    return [_registered(session, tenant, platform) for tenant in all_tenants(session)]


def _registered(session: Session, tenant: Tenant, platform: str) -> Registered:
    assert tenant.id is not None
    units = {row.id: row for row in rows_of(session, Unit, tenant.id) if row.active}
    people = {row.id: row for row in rows_of(session, Person, tenant.id) if row.active}
    roles = [row for row in rows_of(session, PersonRole, tenant.id) if row.person_id in people]
    contacts = [row for row in rows_of(session, Contact, tenant.id) if row.person_id in people]
    workspaces = {row.id: row.external_id for row in rows_of(session, Workspace, tenant.id) if row.platform == platform}
    all_accounts = [row for row in rows_of(session, Account, tenant.id) if row.person_id in people]
    accounts = [row for row in all_accounts if row.workspace_id in workspaces]
    channels = [row for row in rows_of(session, Channel, tenant.id) if row.workspace_id in workspaces]
    rooms = [row for row in channels if row.active and row.item_id is None]
    arenas = tuple(row.arena for row in rows_of(session, ApprovedArena, tenant.id))
    services = _services(arenas)
    outside = {
        unit.id: unit for unit in units.values() if unit.kind is UnitKind.OUTSIDE and not tenant.refuse_outsiders
    }
    agreed = {unit.id for unit in outside.values() if unit.agreement}
    led = {role.unit_id for role in roles if role.role in LEADERS}
    return Registered(
        name=tenant.name,
        language=language_of(tenant, None),
        workspaces=tuple(workspaces.values()),
        units=tuple(unit.key for unit in units.values()),
        people=tuple(person.key for person in people.values()),
        arenas=arenas,
        coordinators=tuple(people[role.person_id].key for role in roles if role.role is RoleName.SAMBA_COORDINATOR),
        partners=tuple(dict.fromkeys(people[role.person_id].key for role in roles if role.unit_id in agreed)),
        without_agreement=tuple(unit.key for unit in outside.values() if not unit.agreement),
        without_leader=tuple(
            unit.key for unit in units.values() if unit.kind is not UnitKind.OUTSIDE and unit.id not in led
        ),
        without_service=tuple(name for name in services if name not in {unit.service for unit in units.values()}),
        without_contact=_without_contact(list(units.values()), contacts, services),
        accounts={people[row.person_id].key: row.external_id for row in accounts},
        elsewhere=tuple(
            dict.fromkeys(people[row.person_id].key for row in all_accounts if row.workspace_id not in workspaces)
        ),
        unmet=tuple(people[row.person_id].key for row in accounts if not row.reference and not row.unreachable),
        lost=tuple(people[row.person_id].key for row in accounts if row.unreachable),
        rooms=tuple(Room(room.name, room.external_id, room.reference) for room in rooms if room.unit_id in units),
    )


def _services(arenas: Collection[str]) -> list[str]:
    """The services that the arenas in use ask for."""
    wanted = [rulebook()[arena].composition.required_services for arena in arenas if arena in rulebook()]
    return list(dict.fromkeys(service for services in wanted for service in services))


def _without_contact(
    units: list[Unit], contacts: list[Contact], services: Collection[str]
) -> Mapping[str, tuple[str, ...]]:
    missing = {}
    for service in (unit for unit in units if unit.service in services):
        sends_to = {contact.unit_id for contact in contacts if contact.service_id == service.id}
        if None not in sends_to:
            missing[service.key] = tuple(
                unit.key for unit in units if unit.kind in WITH_TIMES and unit.id not in sends_to
            )
    return {service: keys for service, keys in missing.items() if keys}
