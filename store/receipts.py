"""What has been received before: an event that is delivered again is answered once."""

from datetime import datetime, timedelta
from zlib import crc32

from sqlalchemy import bindparam, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session, SQLModel, col

LIFETIME = timedelta(days=2)


class Receipt(SQLModel, table=True):
    """An event's own id, as its platform gave it, and when it came first (real time, UTC)."""

    key: str = Field(primary_key=True)
    received_at: datetime = Field(index=True)


# Done at every event, and so put together once for each kind of database.
_INSERT = {
    name: insert(Receipt).values(key=bindparam("key"), received_at=bindparam("received_at")).on_conflict_do_nothing()
    for name, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}
_DELETE_OLD = delete(Receipt).where(col(Receipt.received_at) < bindparam("before"))
# Of so many events one tidies up after all of them.
TIDY_EVERY = 50


def receive(session: Session, key: str, real_now: datetime) -> bool:
    """True the first time an event comes, False when it is delivered again."""
    connection = session.connection()
    added = connection.execute(_INSERT[connection.dialect.name], {"key": key, "received_at": real_now})
    if crc32(key.encode()) % TIDY_EVERY == 0:
        connection.execute(_DELETE_OLD, {"before": real_now - LIFETIME})
    return added.rowcount == 1
