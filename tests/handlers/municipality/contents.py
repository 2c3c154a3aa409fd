"""What a database says of its municipalities, in the words of a municipality file."""

from typing import Any

from sqlmodel import Session, SQLModel, select

from store.accounts import Account, Channel, Workspace
from store.arenas import ApprovedArena
from store.audit import AuditEntry
from store.closed_days import ClosedDay
from store.database import Database
from store.people import Contact, Person, PersonRole, Tenant, Unit

TABLES = (Tenant, Workspace, ApprovedArena, Unit, Person, Account, PersonRole, Contact, Channel, ClosedDay)


def counts(database: Database) -> dict[str, int]:
    """How many rows each table has, the audit trail too."""
    with database.session() as session:
        return {str(table.__tablename__): len(session.exec(select(table)).all()) for table in (*TABLES, AuditEntry)}


def rows(database: Database) -> list[dict[str, Any]]:
    """Every row there is, ids included."""
    with database.session() as session:
        return [row.model_dump() for table in TABLES for row in session.exec(select(table))]


def people(database: Database) -> dict[str, dict[str, Any]]:
    """Each person, active or not, with what belongs to them."""
    with database.session() as session:
        units = {unit.id: unit.key for unit in session.exec(select(Unit))}
        return {
            person.key: {
                "name": person.name,
                "language": person.language,
                "active": person.active,
                "accounts": {account.external_id for account in _of(session, Account, person)},
                "roles": {(str(role.role), units.get(role.unit_id)) for role in _of(session, PersonRole, person)},
            }
            for person in session.exec(select(Person))
        }


def _of(session: Session, table: type[SQLModel], person: Person) -> list[Any]:
    columns = table.__table__.c  # type: ignore[attr-defined]
    return list(session.exec(select(table).where(columns.person_id == person.id)))
