"""The audit trail: who did or read what, when. Ids and event names only."""

from datetime import datetime

from sqlalchemy import Index, insert
from sqlmodel import Field, Session, SQLModel, col, select


class AuditEntry(SQLModel, table=True):
    """One event, at the tenant's time (UTC). `about` and `about_id` say what it was about, `detail` a state or a
    kind, never content.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_about", "tenant_id", "about", "about_id"),)
    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id")
    actor_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    event: str
    about: str
    about_id: int
    detail: str | None = None


_RECORD = insert(AuditEntry.__table__)  # type: ignore[attr-defined]


def record(
    session: Session,
    tenant_id: int,
    actor_id: int | None,
    at: datetime,
    event: str,
    about: str,
    about_id: int,
    detail: str | None = None,
) -> None:
    """Write one line of the trail; `actor_id` None means the bot itself."""
    told = {"tenant_id": tenant_id, "actor_id": actor_id, "at": at, "event": event, "about": about}
    session.connection().execute(_RECORD, told | {"about_id": about_id, "detail": detail})


def last_actor(session: Session, tenant_id: int, event: str, about: str, about_id: int) -> int | None:
    """Who did something last; None when nobody has, or the bot itself."""
    query = select(AuditEntry.actor_id).where(
        AuditEntry.tenant_id == tenant_id,
        AuditEntry.about == about,
        AuditEntry.about_id == about_id,
        AuditEntry.event == event,
    )
    return session.exec(query.order_by(col(AuditEntry.id).desc())).first()
