"""What has been received before: an event that is delivered again is answered once."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Field, Session, SQLModel, col

LIFETIME = timedelta(days=2)


class Receipt(SQLModel, table=True):
    """An event's own id, as its platform gave it, and when it came first (real time, UTC)."""

    key: str = Field(primary_key=True)
    received_at: datetime = Field(index=True)


def receive(session: Session, key: str, real_now: datetime) -> bool:
    """True the first time an event comes, False when it is delivered again."""
    if session.get(Receipt, key) is not None:
        return False
    session.exec(delete(Receipt).where(col(Receipt.received_at) < real_now - LIFETIME))
    session.add(Receipt(key=key, received_at=real_now))
    session.flush()
    return True
