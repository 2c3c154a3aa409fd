"""Rows, whatever the table: one by its id, and several at once."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Protocol, TypeVar

from sqlalchemy import Insert, insert
from sqlmodel import Session, SQLModel


class OfTenant(Protocol):
    """A row that belongs to one municipality."""

    tenant_id: Any


Row = TypeVar("Row", bound=OfTenant)


def row_by_id(session: Session, table: type[Row], tenant_id: int, row_id: int | str) -> Row | None:
    """A row of this tenant by its id; one that the transaction has seen already costs no query."""
    row = session.get(table, row_id)
    return row if row is not None and row.tenant_id == tenant_id else None


def insert_rows(session: Session, rows: Sequence[SQLModel]) -> None:
    """Insert new rows of one table, whose ids nobody asks for now, in one statement: on SQLite the session would take
    one for each. The objects stay outside the session. What they point to must have been written.
    """
    if rows:
        session.connection().execute(_into(type(rows[0])), [row.model_dump(exclude={"id"}) for row in rows])


@cache
def _into(table: type[SQLModel]) -> Insert:
    return insert(table.__table__)  # type: ignore[attr-defined]
