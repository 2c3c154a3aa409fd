"""The waiting list of a unit's times, and the offers made from it."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index, bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from store.rows import row_by_id
from store.types import one_of


class WaitState(StrEnum):
    """Where somebody on the list stands."""

    WAITING = "waiting"
    OFFERED = "offered"
    BOOKED = "booked"
    LEFT = "left"


class OfferState(StrEnum):
    """What became of an offer."""

    OPEN = "open"
    TAKEN = "taken"
    DECLINED = "declined"
    EXPIRED = "expired"
    OVERTAKEN = "overtaken"
    UNDELIVERED = "undelivered"


class WaitEntry(SQLModel, table=True):
    """Somebody who waits for a time at a unit. `request` is what was filled in, so that nothing is asked twice."""

    __tablename__ = "wait_entry"
    __table_args__ = (Index("ix_wait_entry_line", "tenant_id", "arena", "unit_id", "state", "id"),)
    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id")
    arena: str
    unit_id: int = Field(foreign_key="unit.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    request: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    joined_at: datetime
    state: WaitState = Field(default=WaitState.WAITING, sa_type=one_of(WaitState))


class Offer(SQLModel, table=True):
    """A time offered to the first in line, theirs until `deadline_at` (UTC)."""

    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id")
    entry_id: int = Field(foreign_key="wait_entry.id", index=True)
    slot_id: int = Field(foreign_key="slot.id", index=True)
    offered_at: datetime
    deadline_at: datetime
    state: OfferState = Field(default=OfferState.OPEN, sa_type=one_of(OfferState))


# Asked for at every booking, and so put together once.
_ENTRIES_OF = (
    select(WaitEntry)
    .where(WaitEntry.tenant_id == bindparam("tenant"), WaitEntry.person_id == bindparam("person"))
    .where(col(WaitEntry.state).in_((WaitState.WAITING, WaitState.OFFERED)))
    .order_by(col(WaitEntry.id))
)


def line_for(session: Session, tenant_id: int, arena: str, unit_id: int) -> Sequence[WaitEntry]:
    """Who waits for a time at a unit, the first in line first."""
    query = select(WaitEntry).where(
        WaitEntry.tenant_id == tenant_id,
        WaitEntry.arena == arena,
        WaitEntry.unit_id == unit_id,
        WaitEntry.state == WaitState.WAITING,
    )
    return session.exec(query.order_by(col(WaitEntry.id))).all()


def entries_of(session: Session, tenant_id: int, person_id: int) -> Sequence[WaitEntry]:
    """Where a person waits, or has been offered a time."""
    return session.exec(_ENTRIES_OF, params={"tenant": tenant_id, "person": person_id}).all()


def offer_with_entry(session: Session, tenant_id: int, offer_id: int) -> tuple[Offer, WaitEntry] | None:
    """An offer of this tenant, with who it was made to."""
    query = (
        select(Offer, WaitEntry)
        .join(WaitEntry, col(Offer.entry_id) == col(WaitEntry.id))
        .where(Offer.tenant_id == tenant_id, Offer.id == offer_id)
    )
    return session.exec(query).first()


def entries_offered(session: Session, slot_id: int) -> set[int]:
    """Who has ever been offered a slot, by the id of their place in line."""
    return set(session.exec(select(Offer.entry_id).where(Offer.slot_id == slot_id)))


def entry_by_id(session: Session, tenant_id: int, entry_id: int) -> WaitEntry | None:
    """A place in line of this tenant."""
    return row_by_id(session, WaitEntry, tenant_id, entry_id)


def open_offer_of(session: Session, entry_id: int) -> Offer | None:
    """The offer that somebody on the list has not answered yet."""
    return session.exec(select(Offer).where(Offer.entry_id == entry_id, Offer.state == OfferState.OPEN)).first()


def entries_before(session: Session, tenant_id: int, moment: datetime) -> Sequence[WaitEntry]:
    """Who has waited since before a moment (UTC)."""
    query = select(WaitEntry).where(
        WaitEntry.tenant_id == tenant_id,
        WaitEntry.joined_at < moment,
        col(WaitEntry.state).in_((WaitState.WAITING, WaitState.OFFERED)),
    )
    return session.exec(query.order_by(col(WaitEntry.id))).all()
