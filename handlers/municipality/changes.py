"""Makes the database say what a municipality file says, and counts what that changed.

What is missing from the file is taken out of use: units, people and channels are deactivated, since meetings, posts and
the audit trail name them, and the rest is deleted. A deactivated person keeps the accounts that nobody else has got:
what was sent there may have to be called back. A person's language in the file is where the bot begins; what the person
has chosen later stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlmodel import Session, select

from handlers.municipality.file import MunicipalityFile
from handlers.municipality.rows import Count, replace, rows_of, upsert, write
from store.accounts import Account, Channel, Workspace
from store.arenas import ApprovedArena
from store.closed_days import ClosedDay
from store.people import Contact, Person, PersonRole, Tenant, Unit

Ids = dict[str, int]


@dataclass
class Changes:
    """What a file changed, by kind."""

    municipality: Count = field(default_factory=Count)
    arenas: Count = field(default_factory=Count)
    units: Count = field(default_factory=Count)
    people: Count = field(default_factory=Count)
    accounts: Count = field(default_factory=Count)
    roles: Count = field(default_factory=Count)
    contacts: Count = field(default_factory=Count)
    channels: Count = field(default_factory=Count)
    closed_days: Count = field(default_factory=Count)

    def __bool__(self) -> bool:
        return any(vars(self).values())


def apply(session: Session, file: MunicipalityFile) -> tuple[Tenant, Changes]:
    """Write a file that has no faults; the caller commits."""
    changes = Changes()
    tenant = _write_tenant(session, file, changes.municipality)
    _Writer(session, _id(tenant), file, changes).write()
    return tenant, changes


def _write_tenant(session: Session, file: MunicipalityFile, count: Count) -> Tenant:
    said = file.municipality.model_dump()
    tenant = session.exec(select(Tenant).where(Tenant.key == file.municipality.key)).first()
    if tenant is None:
        tenant = Tenant(**said)
        session.add(tenant)
        count.created += 1
    count.changed += write(tenant, said)
    session.flush()
    return tenant


class _Writer:
    """Writes one file for one tenant, in the order that the rows need each other."""

    def __init__(self, session: Session, tenant_id: int, file: MunicipalityFile, changes: Changes) -> None:
        self._session, self._tenant_id, self._file, self._changes = session, tenant_id, file, changes
        self._workspaces: Ids = {}
        self._units: Ids = {}
        self._people: Ids = {}

    def write(self) -> None:
        """Write it all."""
        self._write_workspaces()
        self._write_arenas()
        self._write_units()
        self._write_people()
        session, tenant_id, changes = self._session, self._tenant_id, self._changes
        accounts = self._accounts_to_replace(), self._accounts()
        replace(session, *accounts, changes.accounts, learned=("reference", "unreachable"))
        replace(session, rows_of(session, PersonRole, tenant_id), self._roles(), changes.roles)
        replace(session, rows_of(session, Contact, tenant_id), self._contacts(), changes.contacts)
        self._write_channels()
        replace(session, rows_of(session, ClosedDay, tenant_id), self._closed_days(), changes.closed_days)

    def _write_workspaces(self) -> None:
        said = {platform: {"external_id": external_id} for platform, external_id in self._file.workspaces.items()}
        count = Count()
        rows = upsert(self._session, Workspace, self._tenant_id, "platform", said, count)
        self._changes.municipality.changed += count.changed
        self._workspaces = {platform: _id(row) for platform, row in rows.items()}

    def _write_arenas(self) -> None:
        said = {
            name: {**arena.model_dump(exclude={"links"}), "links": arena.links.model_dump(exclude_none=True)}
            for name, arena in self._file.arenas.items()
        }
        rows = upsert(self._session, ApprovedArena, self._tenant_id, "arena", said, self._changes.arenas)
        for name in rows.keys() - said.keys():
            self._session.delete(rows[name])
            self._changes.arenas.removed += 1

    def _write_units(self) -> None:
        said = {
            unit.key: {
                "kind": unit.kind,
                "service": unit.service,
                "agreement": unit.agreement,
                "name_nn": unit.name.nn,
                "name_nb": unit.name.nb,
                "active": True,
            }
            for unit in self._file.units
        }
        rows = upsert(self._session, Unit, self._tenant_id, "key", said, self._changes.units)
        for key in rows.keys() - said.keys():
            self._changes.units.removed += write(rows[key], {"active": False})
        self._units = {key: _id(row) for key, row in rows.items()}

    def _write_people(self) -> None:
        held = {person.key: person.language for person in rows_of(self._session, Person, self._tenant_id)}
        said = {
            # Once there is a language it may be the person's own choice.
            person.key: {"name": person.name, "language": held.get(person.key) or person.language, "active": True}
            for person in self._file.people
        }
        rows = upsert(self._session, Person, self._tenant_id, "key", said, self._changes.people)
        for key in rows.keys() - said.keys():
            self._changes.people.removed += write(rows[key], {"active": False})
        self._people = {key: _id(row) for key, row in rows.items()}

    def _accounts_to_replace(self) -> Iterator[Account]:
        """The accounts of the people in the file, and those that one of them has got from somebody else."""
        named = {self._people[person.key] for person in self._file.people}
        taken = {(account.workspace_id, account.external_id) for account in self._accounts()}
        for account in rows_of(self._session, Account, self._tenant_id):
            if account.person_id in named or (account.workspace_id, account.external_id) in taken:
                yield account

    def _accounts(self) -> Iterator[Account]:
        for person in self._file.people:
            for platform, external_id in person.accounts.items():
                yield Account(
                    tenant_id=self._tenant_id,
                    person_id=self._people[person.key],
                    workspace_id=self._workspaces[platform],
                    external_id=external_id,
                )

    def _roles(self) -> Iterator[PersonRole]:
        for person in self._file.people:
            for role in person.roles:
                unit_id = self._units[role.unit] if role.unit else None
                yield PersonRole(
                    tenant_id=self._tenant_id, person_id=self._people[person.key], role=role.role, unit_id=unit_id
                )

    def _contacts(self) -> Iterator[Contact]:
        for contact in self._file.contacts:
            for unit in contact.units or (None,):
                yield Contact(
                    tenant_id=self._tenant_id,
                    service_id=self._units[contact.service],
                    unit_id=self._units[unit] if unit else None,
                    person_id=self._people[contact.person],
                )

    def _write_channels(self) -> None:
        said = {
            external_id: {
                "unit_id": self._units[channel.unit],
                "workspace_id": self._workspaces[platform],
                "name": channel.name,
                "active": True,
                "item_id": None,
            }
            for channel in self._file.channels
            for platform, external_id in channel.accounts.items()
        }
        rows = upsert(self._session, Channel, self._tenant_id, "external_id", said, self._changes.channels)
        for external_id in rows.keys() - said.keys():
            if rows[external_id].item_id is None:
                self._changes.channels.removed += write(rows[external_id], {"active": False})

    def _closed_days(self) -> Iterator[ClosedDay]:
        for days in self._file.closed_days:
            said = days.model_dump(include={"first", "last", "name", "planning"})
            for kind in days.kinds or ():
                yield ClosedDay(tenant_id=self._tenant_id, kind=kind, **said)
            for unit in days.units or ():
                yield ClosedDay(tenant_id=self._tenant_id, unit_id=self._units[unit], **said)
            if not days.kinds and not days.units:
                yield ClosedDay(tenant_id=self._tenant_id, **said)


def _id(row: Tenant | Workspace | Unit | Person) -> int:
    assert row.id is not None  # it has been flushed
    return row.id
