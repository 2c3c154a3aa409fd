"""Several rows of one table at once."""

from collections.abc import Sequence

from sqlmodel import Session, SQLModel, insert


def insert_rows(session: Session, rows: Sequence[SQLModel]) -> None:
    """Insert new rows of one table, whose ids nobody asks for now, in one statement: on SQLite the session would take
    one for each. The objects stay outside the session.
    """
    if rows:
        session.execute(insert(type(rows[0])), [row.model_dump(exclude={"id"}) for row in rows])
