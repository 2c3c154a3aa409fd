"""Municipalities, their units, and the people who work there."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import UniqueConstraint, bindparam
from sqlmodel import Field, Session, SQLModel, col, or_, select

from store.rows import row_by_id
from store.types import one_of


class UnitKind(StrEnum):
    """What a unit is. Times belong to schools and kindergartens."""

    SCHOOL = "school"
    KINDERGARTEN = "kindergarten"
    SERVICE = "service"
    OUTSIDE = "outside"


class RoleName(StrEnum):
    """What a person is in a unit, or, with no unit, in the municipality."""

    HEAD_OF_SCHOOL = "head_of_school"
    HEAD_OF_KINDERGARTEN = "head_of_kindergarten"
    DEPARTMENT_HEAD = "department_head"
    UNIT_HEAD = "unit_head"
    FORM_TEACHER = "form_teacher"
    PEDAGOGICAL_LEADER = "pedagogical_leader"
    SPECIAL_NEEDS_LEAD = "special_needs_lead"
    PROFESSIONAL_LEAD = "professional_lead"
    EMPLOYEE = "employee"
    SAMBA_COORDINATOR = "samba_coordinator"
    ADMINISTRATOR = "administrator"


LEADERS = (RoleName.HEAD_OF_SCHOOL, RoleName.HEAD_OF_KINDERGARTEN, RoleName.UNIT_HEAD, RoleName.PROFESSIONAL_LEAD)


class Tenant(SQLModel, table=True):
    """A municipality. `clock_offset` in seconds moves its now from the real time (only a try-out does that).

    `refuse_outsiders`: nobody from outside gets messages or reads summaries, registered partners included.
    `day_planned` is the last local day on which what recurs was planned; `planned_to` is how far the next one has
    come, the last person's id.
    """

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    name: str
    language: str
    timezone: str = "Europe/Oslo"
    clock_offset: float = 0.0
    refuse_outsiders: bool = False
    day_planned: date | None = None
    planned_to: int | None = None


class Unit(SQLModel, table=True):
    """A school, kindergarten, service or outside organisation. `service` is the field a service works in:
    health_station, child_welfare, ppt. `agreement` is the reference of the agreement that makes an outside organisation
    a partner, whose people can be parties.
    """

    __table_args__ = (UniqueConstraint("tenant_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id")
    key: str
    kind: UnitKind = Field(sa_type=one_of(UnitKind))
    service: str | None = None
    name_nn: str
    name_nb: str
    agreement: str | None = None
    active: bool = True

    def name(self, language: str) -> str:
        """The unit's name as it stands within a sentence in that language."""
        return self.name_nb if language == "nb" else self.name_nn


class Person(SQLModel, table=True):
    """An employee. `language` is the person's own choice; without one the tenant's is used."""

    __table_args__ = (UniqueConstraint("tenant_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id", index=True)
    key: str
    name: str
    language: str | None = None
    active: bool = True


class PersonRole(SQLModel, table=True):
    """A role a person has in a unit; without a unit, in the whole municipality."""

    __tablename__ = "person_role"
    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    role: RoleName = Field(sa_type=one_of(RoleName))
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)


class Contact(SQLModel, table=True):
    """Who a service sends to one school or kindergarten; without a unit, to all that have nobody of their own."""

    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id", index=True)
    service_id: int = Field(foreign_key="unit.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    person_id: int = Field(foreign_key="person.id")


class Named(NamedTuple):
    """Somebody who can be chosen."""

    id: int
    name: str


# Asked for at most requests, and so put together once.
_UNITS_OF_KINDS = (
    select(Unit)
    .where(Unit.tenant_id == bindparam("tenant"), Unit.active)
    .where(col(Unit.kind).in_(bindparam("kinds", expanding=True)))
    .order_by(col(Unit.name_nn))
)
# The last of each field is the first registered.
_SERVICE_UNITS = (
    select(Unit)
    .where(Unit.tenant_id == bindparam("tenant"), Unit.active)
    .where(col(Unit.service).in_(bindparam("services", expanding=True)))
    .order_by(col(Unit.id).desc())
)
_PEOPLE_BY_IDS = select(Person).where(
    Person.tenant_id == bindparam("tenant"), col(Person.id).in_(bindparam("people", expanding=True))
)
_ROLE_NAMES_OF = select(PersonRole.role).where(PersonRole.person_id == bindparam("person"))
_UNITS_OF = (
    select(Unit)
    .join(PersonRole, col(PersonRole.unit_id) == col(Unit.id))
    .where(PersonRole.person_id == bindparam("person"), Unit.active)
    .order_by(col(PersonRole.id))
)
_STAFF_OF = (
    select(Person)
    .join(PersonRole, col(PersonRole.person_id) == col(Person.id))
    .where(Person.tenant_id == bindparam("tenant"), Person.active, PersonRole.unit_id == bindparam("unit"))
    .distinct()
    .order_by(Person.name)
)
_STAFF_OF_EACH = (
    select(col(PersonRole.unit_id), col(Person.id), col(Person.name))
    .join(Person, col(PersonRole.person_id) == col(Person.id))
    .where(Person.tenant_id == bindparam("tenant"), Person.active)
    .where(col(PersonRole.unit_id).in_(bindparam("units", expanding=True)))
    .distinct()
    .order_by(Person.name)
)
# The last of each service is the one who goes before the others.
_CONTACTS_OF = (
    select(Contact.service_id, Person)
    .join(Person, col(Contact.person_id) == col(Person.id))
    .where(Contact.tenant_id == bindparam("tenant"), Person.active)
    .where(or_(Contact.unit_id == bindparam("unit"), col(Contact.unit_id).is_(None)))
    .order_by(col(Contact.unit_id).is_not(None), col(Contact.id).desc())
)


def tenant_now(tenant: Tenant, real_now: datetime) -> datetime:
    """The tenant's now, UTC."""
    return real_now + timedelta(seconds=tenant.clock_offset)


def all_tenants(session: Session) -> Sequence[Tenant]:
    """Every municipality on this database."""
    return session.exec(select(Tenant).order_by(col(Tenant.id))).all()


def unit_by_id(session: Session, tenant_id: int, unit_id: int) -> Unit | None:
    """An active unit of this tenant."""
    unit = row_by_id(session, Unit, tenant_id, unit_id)
    return unit if unit is not None and unit.active else None


def units_of_kinds(session: Session, tenant_id: int, kinds: Iterable[UnitKind]) -> Sequence[Unit]:
    """The active units of some kinds, by name."""
    return session.exec(_UNITS_OF_KINDS, params={"tenant": tenant_id, "kinds": tuple(kinds)}).all()


def service_units(session: Session, tenant_id: int, services: Iterable[str]) -> dict[str, Unit]:
    """The units that work in some service fields, by field."""
    found = session.exec(_SERVICE_UNITS, params={"tenant": tenant_id, "services": tuple(services)})
    return {unit.service: unit for unit in found if unit.service is not None}


def service_unit(session: Session, tenant_id: int, service: str) -> Unit | None:
    """The unit that works in a service field."""
    return session.exec(select(Unit).where(Unit.tenant_id == tenant_id, Unit.service == service, Unit.active)).first()


def person_by_id(session: Session, tenant_id: int, person_id: int) -> Person | None:
    """A person of this tenant, active or not."""
    return row_by_id(session, Person, tenant_id, person_id)


def people_by_ids(session: Session, tenant_id: int, ids: Iterable[int]) -> dict[int, Person]:
    """Several people of this tenant at once, by id."""
    found = session.exec(_PEOPLE_BY_IDS, params={"tenant": tenant_id, "people": tuple(ids)})
    return {person.id: person for person in found if person.id is not None}


def role_names_of(session: Session, person_id: int) -> frozenset[RoleName]:
    """What roles a person has anywhere."""
    found = session.connection().execute(_ROLE_NAMES_OF, {"person": person_id}).scalars()
    return frozenset(map(RoleName, found))


def units_of(session: Session, person: Person) -> Sequence[Unit]:
    """The active units a person works in, the first registered first."""
    found = session.exec(_UNITS_OF, params={"person": person.id})
    return list({unit.id: unit for unit in found}.values())


def staff_of(session: Session, tenant_id: int, unit_id: int) -> Sequence[Person]:
    """The active people who work in a unit, by name."""
    return session.exec(_STAFF_OF, params={"tenant": tenant_id, "unit": unit_id}).all()


def staff_of_each(session: Session, tenant_id: int, unit_ids: Iterable[int]) -> dict[int, list[Named]]:
    """The same for several units, by unit, as they are chosen from."""
    found: dict[int, list[Named]] = {unit_id: [] for unit_id in unit_ids}
    asked = {"tenant": tenant_id, "units": tuple(found)}
    for unit_id, person_id, name in session.connection().execute(_STAFF_OF_EACH, asked):
        assert unit_id is not None
        assert person_id is not None
        found[unit_id].append(Named(person_id, name))
    return found


def people_with_role(
    session: Session, tenant_id: int, roles: Iterable[RoleName], unit_id: int | None = None
) -> Sequence[Person]:
    """The active people who hold one of the roles, in the unit if one is given."""
    query = (
        select(Person)
        .join(PersonRole, col(PersonRole.person_id) == col(Person.id))
        .where(Person.tenant_id == tenant_id, Person.active, col(PersonRole.role).in_(tuple(roles)))
        .distinct()
        .order_by(col(Person.id))
    )
    if unit_id is not None:
        query = query.where(PersonRole.unit_id == unit_id)
    return session.exec(query).all()


def contacts_of(session: Session, tenant_id: int, unit_id: int) -> dict[int, Person]:
    """Who the services send to a unit, by service: the unit's own contact person, else the one for all. A service that
    has named nobody active is left out.
    """
    return dict(session.exec(_CONTACTS_OF, params={"tenant": tenant_id, "unit": unit_id}).all())
