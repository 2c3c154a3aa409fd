"""When a unit, a kind of unit or the whole municipality is closed."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam
from sqlmodel import Field, Session, SQLModel, col, or_, select

from store.people import Unit, UnitKind
from store.types import one_of


class ClosedDay(SQLModel, table=True):
    """Days, local and inclusive, when a unit, a kind of unit or the whole municipality is closed. A planning day
    closes times, not messages.
    """

    __tablename__ = "closed_day"
    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id", index=True)
    first: date
    last: date
    name: str
    kind: UnitKind | None = Field(default=None, sa_type=one_of(UnitKind))
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    planning: bool = False


class ClosedSpan(NamedTuple):
    """Closed days as they are reckoned with: local days, inclusive."""

    first: date
    last: date
    name: str
    planning: bool


# Asked for at every booking, and so put together once.
_CLOSED_DAYS = (
    select(col(ClosedDay.first), col(ClosedDay.last), col(ClosedDay.name), col(ClosedDay.planning))
    .where(ClosedDay.tenant_id == bindparam("tenant"))
    .order_by(col(ClosedDay.first))
)
_FOR_EVERYONE = col(ClosedDay.kind).is_(None) & col(ClosedDay.unit_id).is_(None)
_CLOSED_FOR_ALL = _CLOSED_DAYS.where(_FOR_EVERYONE)
_CLOSED_FOR_UNIT = _CLOSED_DAYS.where(
    or_(_FOR_EVERYONE, ClosedDay.kind == bindparam("kind"), ClosedDay.unit_id == bindparam("unit"))
)


def closed_days_for(session: Session, tenant_id: int, unit: Unit | None) -> list[ClosedSpan]:
    """The closed days that hold for a unit; with None those of the whole municipality only."""
    asked: dict[str, Any] = {"tenant": tenant_id}
    if unit is not None:
        asked |= {"kind": unit.kind, "unit": unit.id}
    found = session.connection().execute(_CLOSED_FOR_ALL if unit is None else _CLOSED_FOR_UNIT, asked)
    return [ClosedSpan(*row) for row in found]
