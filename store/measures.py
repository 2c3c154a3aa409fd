"""Measures: what somebody is to do after a meeting, by when, and whether it is done."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel, col, select

from store.meetings import Item, ItemState, Meeting
from store.rows import row_by_id
from store.types import one_of


class MeasureState(StrEnum):
    """Where a measure is. One that a correction of the minutes took away is dropped."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Family(StrEnum):
    """Who is responsible without an account: the convener follows such a measure up."""

    GUARDIANS = "guardians"
    YOUTH = "youth"


class Measure(SQLModel, table=True):
    """A measure agreed for an item. `what` is an entry of a pick-list, `sealed_text` a short text, sealed, which
    `text_questioned` keeps from channels.

    Responsible is a unit, by one of its people where `person_id` is set, or the family (`family`). `starts_on` and
    `due_on` are local days. `put_off_reason` is an entry of a pick-list, from the last time it was put off, of
    `times_put_off`. Moments are UTC. `owner_id` is who is asked to do it and is reminded: the person, the one the unit
    sends, or the convener; fixed when it is registered.
    """

    __table_args__ = (
        Index("ix_measure_owner", "owner_id", "state", "due_on"),
        Index("ix_measure_due", "tenant_id", "state", "due_on"),
    )
    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id")
    item_id: int = Field(foreign_key="item.id", index=True)
    what: str
    sealed_text: str | None = None
    text_questioned: bool = False
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    family: Family | None = Field(default=None, sa_type=one_of(Family))
    owner_id: int = Field(foreign_key="person.id")
    starts_on: date
    due_on: date
    state: MeasureState = Field(default=MeasureState.OPEN, sa_type=one_of(MeasureState))
    put_off_reason: str | None = None
    times_put_off: int = 0
    created_at: datetime
    ended_at: datetime | None = None
    ended_by: int | None = Field(default=None, foreign_key="person.id")


def measures_of(session: Session, item_id: int) -> Sequence[Measure]:
    """The measures of an item that were not dropped, in the order they were agreed."""
    query = select(Measure).where(Measure.item_id == item_id, Measure.state != MeasureState.DROPPED)
    return session.exec(query.order_by(col(Measure.id))).all()


def measure_by_id(session: Session, tenant_id: int, measure_id: int) -> Measure | None:
    """A measure of this tenant, whatever its state."""
    return row_by_id(session, Measure, tenant_id, measure_id)


def open_measures_of(
    session: Session, tenant_id: int, owner_id: int, limit: int
) -> Sequence[tuple[Measure, Item, Meeting]]:
    """A person's open measures of cases that are still on the agenda, the one due first first."""
    query = (
        select(Measure, Item, Meeting)
        .join(Item, col(Measure.item_id) == col(Item.id))
        .join(Meeting, col(Item.meeting_id) == col(Meeting.id))
        .where(Measure.tenant_id == tenant_id, Measure.owner_id == owner_id)
        .where(Measure.state == MeasureState.OPEN, Item.state == ItemState.PLANNED)
    )
    return session.exec(query.order_by(col(Measure.due_on), col(Measure.id)).limit(limit)).all()
