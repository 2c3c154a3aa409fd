"""Who leads which units."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, select

from store.people import LEADERS, Person, PersonRole, Unit, UnitKind

# An outside organisation has no meetings of its own here.
LED = (UnitKind.SCHOOL, UnitKind.KINDERGARTEN, UnitKind.SERVICE)


def leaders_with_units(session: Session, tenant_id: int) -> dict[int, list[Unit]]:
    """The active units of each active leader, by the leader's id, in the order the roles were registered."""
    return _led(session, _leads(tenant_id))


def units_led_by(session: Session, tenant_id: int, person_id: int) -> Sequence[Unit]:
    """The active units that somebody leads; none for who leads none or is no longer active."""
    return _led(session, and_(_leads(tenant_id), PersonRole.person_id == person_id)).get(person_id, [])


def leader_ids(session: Session, tenant_id: int) -> Sequence[int]:
    """Every active leader of an active unit."""
    return session.exec(select(PersonRole.person_id).where(_leads(tenant_id)).distinct()).all()


def _led(session: Session, whose: ColumnElement[bool]) -> dict[int, list[Unit]]:
    led: dict[int, list[Unit]] = {}
    for leader, unit in session.exec(select(PersonRole.person_id, Unit).where(whose).order_by(col(PersonRole.id))):
        units = led.setdefault(leader, [])
        if unit not in units:
            units.append(unit)
    return led


def _leads(tenant_id: int) -> ColumnElement[bool]:
    """Whether a role leads an active unit and an active person holds it."""
    return and_(
        col(PersonRole.tenant_id) == tenant_id,
        col(PersonRole.role).in_(LEADERS),
        col(Unit.id) == col(PersonRole.unit_id),
        col(Unit.active),
        col(Unit.kind).in_(LED),
        col(Person.id) == col(PersonRole.person_id),
        col(Person.active),
    )
