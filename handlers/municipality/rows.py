"""Brings a tenant's rows of one kind to what is wanted, and counts what that takes."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, select

Row = TypeVar("Row", bound=SQLModel)


@dataclass
class Count:
    """How many rows of a kind were made, changed, and taken out of use."""

    created: int = 0
    changed: int = 0
    removed: int = 0

    def __bool__(self) -> bool:
        return bool(self.created or self.changed or self.removed)


def rows_of(session: Session, kind: type[Row], tenant_id: int) -> list[Row]:
    """Every row of a kind that a tenant has, in order."""
    columns = kind.__table__.c  # type: ignore[attr-defined]  # every table has it, but SQLModel does not say so
    return list(session.exec(select(kind).where(columns.tenant_id == tenant_id).order_by(columns.id)))


def upsert(
    session: Session, kind: type[Row], tenant_id: int, name: str, wanted: Mapping[str, Mapping[str, Any]], count: Count
) -> dict[str, Row]:
    """Give each wanted row its values, making those that are missing. `name` is the field that tells rows apart.

    Returns every row by it, those that are not wanted included.
    """
    rows = {getattr(row, name): row for row in rows_of(session, kind, tenant_id)}
    for key, values in wanted.items():
        if key in rows:
            count.changed += write(rows[key], values)
        else:
            rows[key] = kind(tenant_id=tenant_id, **{name: key}, **values)
            session.add(rows[key])
            count.created += 1
    session.flush()
    return rows


def replace(
    session: Session, held: Iterable[Row], wanted: Iterable[Row], count: Count, *, learned: Collection[str] = ()
) -> None:
    """Delete the rows that nobody wants and add those that are missing. Rows are the same when all is but their ids and
    `learned`: the fields that no file tells of.
    """
    old, new = {_said(row, learned): row for row in held}, {_said(row, learned): row for row in wanted}
    for said in old.keys() - new.keys():
        session.delete(old[said])
    session.flush()  # what changes hands must be free before it is taken again
    session.add_all([row for said, row in new.items() if said not in old])
    session.flush()
    count.created += len(new.keys() - old.keys())
    count.removed += len(old.keys() - new.keys())


def write(row: SQLModel, values: Mapping[str, Any]) -> bool:
    """Give a row these values; True when it had others."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed)


def _said(row: SQLModel, learned: Collection[str]) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted(row.model_dump(exclude={"id", *learned}).items()))
