"""The times that units have, in series and one by one."""

from collections.abc import Sequence
from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import Index, Integer, bindparam, case, func
from sqlmodel import Field, Session, SQLModel, col, select

from store.meetings import Meeting
from store.rows import row_by_id
from store.types import one_of


class SlotState(StrEnum):
    """Whether a time can be used. Booked is not a state: a meeting on the slot says that."""

    OPEN = "open"
    CALLED_OFF = "called_off"


class SlotSeries(SQLModel, table=True):
    """A rule that gave a unit its times: local days and time of day, `every_n_weeks` on `weekday` (Monday 0)."""

    __tablename__ = "slot_series"
    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id")
    unit_id: int = Field(foreign_key="unit.id")
    arena: str
    weekday: int
    every_n_weeks: int
    first: date
    last: date
    starts: time
    number: int
    length_minutes: int
    place: str
    video_link: str | None = None
    created_by: int = Field(foreign_key="person.id")


class Slot(SQLModel, table=True):
    """One time of a unit, UTC. `held_for` is the waiting-list offer that holds it."""

    __table_args__ = (
        Index("ix_slot_unit_time", "tenant_id", "arena", "unit_id", "starts_at"),
        Index("ix_slot_time", "tenant_id", "arena", "starts_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id")
    arena: str
    unit_id: int = Field(foreign_key="unit.id")
    series_id: int | None = Field(default=None, foreign_key="slot_series.id")
    starts_at: datetime
    ends_at: datetime
    place: str
    video_link: str | None = None
    state: SlotState = Field(default=SlotState.OPEN, sa_type=one_of(SlotState))
    held_for: int | None = None


# Asked for at most steps of a booking, and so put together once.
_BOOKED = select(Meeting.id).where(Meeting.slot_id == bindparam("slot"))
_FREE = (
    select(Slot)
    .join(Meeting, col(Meeting.slot_id) == col(Slot.id), isouter=True)
    .where(Slot.tenant_id == bindparam("tenant"), Slot.arena == bindparam("arena"))
    .where(Slot.starts_at > bindparam("after"), Slot.state == SlotState.OPEN)
    .where(col(Slot.held_for).is_(None), col(Meeting.id).is_(None))
    .order_by(col(Slot.starts_at), col(Slot.id))
    .limit(bindparam("most", type_=Integer))
)
_FREE_HERE = _FREE.where(Slot.unit_id == bindparam("unit"))
_FREE_ELSEWHERE = _FREE.where(Slot.unit_id != bindparam("unit"), Slot.starts_at < bindparam("before"))


def slot_by_id(session: Session, tenant_id: int, slot_id: int) -> Slot | None:
    """A slot of this tenant."""
    return row_by_id(session, Slot, tenant_id, slot_id)


def free_slots(
    session: Session, tenant_id: int, arena: str, unit_id: int, after: datetime, limit: int
) -> Sequence[Slot]:
    """A unit's next open slots after a moment (UTC) that nobody has booked and no offer holds, at most `limit`."""
    asked = {"tenant": tenant_id, "arena": arena, "unit": unit_id, "after": after, "most": limit}
    return session.exec(_FREE_HERE, params=asked).all()


def free_slots_elsewhere(
    session: Session, tenant_id: int, arena: str, unit_id: int, after: datetime, before: datetime, limit: int
) -> Sequence[Slot]:
    """The next free slots of all units but one, between two moments (UTC), at most `limit`."""
    asked = {"tenant": tenant_id, "arena": arena, "unit": unit_id, "after": after, "before": before, "most": limit}
    return session.exec(_FREE_ELSEWHERE, params=asked).all()


def is_free(session: Session, slot: Slot) -> bool:
    """Whether the slot can be booked by anyone at this moment."""
    booked = session.exec(_BOOKED, params={"slot": slot.id}).first()
    return slot.state == SlotState.OPEN and slot.held_for is None and booked is None


def meeting_on(session: Session, slot: Slot) -> Meeting | None:
    """The meeting that has a slot."""
    return session.exec(select(Meeting).where(Meeting.slot_id == slot.id)).first()


def slots_after(
    session: Session, tenant_id: int, arena: str, unit_id: int, after: datetime, limit: int
) -> Sequence[tuple[Slot, Meeting | None]]:
    """A unit's next slots after a moment (UTC), at most `limit`, each with the meeting that has it."""
    query = (
        select(Slot, Meeting)
        .join(Meeting, col(Meeting.slot_id) == col(Slot.id), isouter=True)
        .where(Slot.tenant_id == tenant_id, Slot.arena == arena, Slot.unit_id == unit_id, Slot.starts_at > after)
        .order_by(col(Slot.starts_at), col(Slot.id))
        .limit(limit)
    )
    return session.exec(query).all()


def units_with_slots(
    session: Session, tenant_id: int, arena: str, after: datetime
) -> dict[int, tuple[datetime | None, int]]:
    """For each unit that has slots after a moment (UTC): when the next free one starts, and how many are booked."""
    free = (col(Slot.state) == SlotState.OPEN) & col(Slot.held_for).is_(None) & col(Meeting.id).is_(None)
    query = (
        select(Slot.unit_id, func.min(case((free, col(Slot.starts_at)))), func.count(col(Meeting.id)))
        .join(Meeting, col(Meeting.slot_id) == col(Slot.id), isouter=True)
        .where(Slot.tenant_id == tenant_id, Slot.arena == arena, Slot.starts_at > after)
        .group_by(col(Slot.unit_id))
    )
    return {unit_id: (free_at, booked) for unit_id, free_at, booked in session.exec(query)}


def slots_between(
    session: Session, tenant_id: int, arena: str, unit_id: int, start: datetime, end: datetime
) -> Sequence[tuple[Slot, Meeting | None]]:
    """A unit's slots from `start` up to `end` (UTC), each with the meeting that has it."""
    query = (
        select(Slot, Meeting)
        .join(Meeting, col(Meeting.slot_id) == col(Slot.id), isouter=True)
        .where(Slot.tenant_id == tenant_id, Slot.arena == arena, Slot.unit_id == unit_id)
        .where(Slot.starts_at >= start, Slot.starts_at < end)
        .order_by(col(Slot.starts_at))
    )
    return session.exec(query).all()
