"""Drafts: what has been filled in so far in a form of several steps. Deleted after 24 hours; never holds refused
text.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Column, bindparam, delete, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Field, Session, SQLModel, col, select

LIFETIME = timedelta(hours=24)


class Draft(SQLModel, table=True):
    """One person's draft of one form. `consumed_at` is set once, by the submission that took effect."""

    id: str = Field(primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id")
    person_id: int = Field(foreign_key="person.id")
    purpose: str
    data: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    created_at: datetime = Field(index=True)
    consumed_at: datetime | None = None


# Asked for at every form, and so put together once.
_FIND_DRAFT = select(Draft).where(
    Draft.id == bindparam("id"),
    Draft.tenant_id == bindparam("tenant"),
    Draft.person_id == bindparam("person"),
    Draft.purpose == bindparam("purpose"),
)
_CHANGE = update(Draft.__table__).where(Draft.__table__.c.id == bindparam("draft"))  # type: ignore[attr-defined]
_FILL = _CHANGE.values(data=bindparam("data"))
_TAKE = _CHANGE.where(col(Draft.consumed_at).is_(None)).values(consumed_at=bindparam("now"))
_TAKE_FILLED = _TAKE.values(data=bindparam("data"))


def start_draft(
    session: Session, tenant_id: int, person_id: int, purpose: str, data: dict[str, Any], now: datetime
) -> Draft:
    """A new draft, with an id that cannot be guessed."""
    draft = Draft(
        id=secrets.token_urlsafe(12),
        tenant_id=tenant_id,
        person_id=person_id,
        purpose=purpose,
        data=data,
        created_at=now,
    )
    session.add(draft)
    session.flush()
    return draft


def find_draft(session: Session, tenant_id: int, person_id: int, draft_id: str, purpose: str) -> Draft | None:
    """A person's own draft, consumed or not."""
    named = {"id": draft_id, "tenant": tenant_id, "person": person_id, "purpose": purpose}
    return session.exec(_FIND_DRAFT, params=named).first()


def is_open(session: Session, tenant_id: int, person_id: int, draft_id: str) -> bool:
    """Whether a person's own draft is there, and has not been taken."""
    query = select(Draft.id).where(
        Draft.id == draft_id,
        Draft.tenant_id == tenant_id,
        Draft.person_id == person_id,
        col(Draft.consumed_at).is_(None),
    )
    return session.exec(query).first() is not None


def fill_draft(session: Session, draft: Draft, **answers: Any) -> None:
    """Add what a step brought; later answers replace earlier ones."""
    filled = {**draft.data, **answers}
    session.connection().execute(_FILL, {"draft": draft.id, "data": filled})
    set_committed_value(draft, "data", filled)


def consume_draft(session: Session, draft: Draft, now: datetime, **answers: Any) -> bool:
    """Take the draft, with the last answers. True for exactly one caller: a second click on the same button gets False,
    and the draft as the first one left it.
    """
    filled = {**draft.data, **answers}
    take, told = (_TAKE_FILLED, {"data": filled}) if answers else (_TAKE, {})
    taken = session.connection().execute(take, {"draft": draft.id, "now": now, **told}).rowcount == 1
    if not taken:
        session.refresh(draft)
        return False
    set_committed_value(draft, "data", filled)
    set_committed_value(draft, "consumed_at", now)
    return True


def delete_draft(session: Session, tenant_id: int, person_id: int, draft_id: str) -> None:
    """Delete a person's own draft, unless it has been taken."""
    own = delete(Draft).where(
        col(Draft.id) == draft_id,
        col(Draft.tenant_id) == tenant_id,
        col(Draft.person_id) == person_id,
        col(Draft.consumed_at).is_(None),
    )
    session.exec(own)


def delete_old_drafts(session: Session, tenant_id: int, now: datetime) -> int:
    """Delete what is older than its lifetime; returns how many went."""
    old = delete(Draft).where(col(Draft.tenant_id) == tenant_id, col(Draft.created_at) <= now - LIFETIME)
    return session.exec(old).rowcount
