"""The arenas a tenant uses, as the tenant has approved them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint, bindparam
from sqlmodel import Field, Session, SQLModel, col, select


class ApprovedArena(SQLModel, table=True):
    """A rulebook entry that a tenant has switched on. `links` are https addresses: routine, consent_form,
    referral_form, guide.
    """

    __tablename__ = "approved_arena"
    __table_args__ = (UniqueConstraint("tenant_id", "arena"),)
    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id")
    arena: str
    version: str
    owner: str
    approved_by: str
    approved_on: date
    links: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


# Asked for at most bookings, and so put together once.
_APPROVED_ARENAS = (
    select(ApprovedArena).where(ApprovedArena.tenant_id == bindparam("tenant")).order_by(col(ApprovedArena.id))
)


def approved_arenas(session: Session, tenant_id: int) -> Sequence[ApprovedArena]:
    """Every arena a tenant has switched on, the first registered first."""
    return session.exec(_APPROVED_ARENAS, params={"tenant": tenant_id}).all()


def approved_arena(session: Session, tenant_id: int, arena: str) -> ApprovedArena | None:
    """A tenant's approval of an arena; None when the arena is not in use there."""
    query = select(ApprovedArena).where(ApprovedArena.tenant_id == tenant_id, ApprovedArena.arena == arena)
    return session.exec(query).first()
