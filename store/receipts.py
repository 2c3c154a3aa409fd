"""What has been received before: an event that is delivered again is answered once."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete
from sqlmodel import Field, Session, SQLModel, col

LIFETIME = timedelta(days=2)


class Receipt(SQLModel, table=True):
    """An event's own id, as its platform gave it, and when it came first (real time, UTC)."""

    key: str = Field(primary_key=True)
    received_at: datetime = Field(index=True)


# Done at every event, and so put together once.
_DELETE_OLD = (
    delete(Receipt).where(col(Receipt.received_at) < bindparam("before")).execution_options(synchronize_session=False)
)


def receive(session: Session, key: str, real_now: datetime) -> bool:
    """True the first time an event comes, False when it is delivered again."""
    if session.get(Receipt, key) is not None:
        return False
    session.exec(_DELETE_OLD, params={"before": real_now - LIFETIME})
    session.add(Receipt(key=key, received_at=real_now))
    session.flush()
    return True
