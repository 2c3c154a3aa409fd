"""Who leads which units."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from store.people import LEADERS, Person, PersonRole, Unit, UnitKind

# An outside organisation has no meetings of its own here.
LED = (UnitKind.SCHOOL, UnitKind.KINDERGARTEN, UnitKind.SERVICE)


def leaders_with_units(session: Session, tenant_id: int) -> dict[int, list[Unit]]:
    """The active units of each active leader, by the leader's id, in the order the roles were registered."""
    return _led(session, tenant_id, None)


def units_led_by(session: Session, tenant_id: int, person_id: int) -> Sequence[Unit]:
    """The active units that somebody leads; none for who leads none or is no longer active."""
    return _led(session, tenant_id, person_id).get(person_id, [])


def _led(session: Session, tenant_id: int, person_id: int | None) -> dict[int, list[Unit]]:
    query = (
        select(PersonRole.person_id, Unit)
        .join(Unit, col(PersonRole.unit_id) == col(Unit.id))
        .join(Person, col(PersonRole.person_id) == col(Person.id))
        .where(PersonRole.tenant_id == tenant_id, col(PersonRole.role).in_(LEADERS))
        .where(Unit.active, col(Unit.kind).in_(LED), Person.active)
        .order_by(col(PersonRole.id))
    )
    if person_id is not None:
        query = query.where(PersonRole.person_id == person_id)
    led: dict[int, list[Unit]] = {}
    for leader, unit in session.exec(query):
        units = led.setdefault(leader, [])
        if unit not in units:
            units.append(unit)
    return led
