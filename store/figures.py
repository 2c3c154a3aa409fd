"""Counts for a unit's leaders. Each looks at a stretch of time or at what is open now, by an index, however long the
history is. Moments are UTC, from `start` up to, not including, `end`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, exists, func
from sqlmodel import Session, and_, col, or_, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from store.attendance import Participant
from store.measures import Measure, MeasureState
from store.meetings import Item, ItemState, Meeting
from store.minutes import Documented, Minutes
from store.people import Unit
from store.slots import Slot, SlotState


@dataclass(frozen=True)
class Scope:
    """Whose meetings are counted: those at a unit, or, for a service, those it takes part in. `arenas` are all there
    are: an index of times begins with them.
    """

    tenant_id: int
    unit_id: int
    takes_part: bool
    arenas: tuple[str, ...]

    def where(self) -> ColumnElement[bool]:
        """Whether a meeting, joined with its items, is the unit's."""
        own = col(Meeting.tenant_id) == self.tenant_id
        if not self.takes_part:
            return and_(own, col(Meeting.unit_id) == self.unit_id)
        comes = exists().where(
            col(Participant.item_id) == col(Item.id),
            col(Participant.unit_id) == self.unit_id,
            col(Participant.active),
            col(Participant.accepted),
        )
        # All units by name, so that the index of units and times answers.
        units = select(Unit.id).where(Unit.tenant_id == self.tenant_id)
        return and_(own, col(Meeting.unit_id).in_(units), comes)


def held_by_arena(session: Session, scope: Scope, start: datetime, end: datetime) -> dict[str, int]:
    """How many planned meetings there were in each arena, without those registered as not held."""
    return dict(session.exec(held_query(scope, start, end)).all())


def planned_items(session: Session, scope: Scope, start: datetime, end: datetime) -> Sequence[tuple[Item, Meeting]]:
    """The planned items of a stretch of time, in order."""
    query = (
        select(Item, Meeting)
        .join(Meeting, col(Item.meeting_id) == col(Meeting.id))
        .where(scope.where(), Item.state == ItemState.PLANNED, Meeting.starts_at >= start, Meeting.starts_at < end)
        .order_by(col(Meeting.starts_at), col(Item.id))
    )
    return session.exec(query).all()


def summaries_missing(session: Session, scope: Scope, start: datetime, end: datetime) -> int:
    """How many planned items have no minutes."""
    return session.exec(missing_query(scope, start, end).where(col(Minutes.id).is_(None))).one()


def documentation_missing(session: Session, scope: Scope, start: datetime, end: datetime) -> int:
    """How many planned items have minutes that say that the documentation is still to be written."""
    return session.exec(missing_query(scope, start, end).where(Minutes.documented == Documented.LATER)).one()


def times_of(session: Session, scope: Scope, start: datetime, end: datetime) -> tuple[int, int]:
    """How many of a unit's times were used, and how many were not. A meeting that was not held used none, and a time
    that was called off is neither.
    """
    used, given = session.exec(times_query(scope, start, end)).one()
    return used, given - used


def times_free(session: Session, scope: Scope, start: datetime, end: datetime) -> int:
    """How many of a unit's times can be booked."""
    return session.exec(free_query(scope, start, end)).one()


def open_measures(session: Session, scope: Scope, first: date = date.min, before: date = date.max) -> int:
    """How many open measures a unit is to do that are due from `first` up to, not including, `before`, local days.

    Those of the families are followed up where the meeting was.
    """
    return session.exec(measures_query(scope, first, before)).one()


def held_query(scope: Scope, start: datetime, end: datetime) -> Select[str, int]:
    """Behind `held_by_arena`."""
    return (
        select(Meeting.arena, func.count(col(Meeting.id).distinct()))
        .join(Item, col(Item.meeting_id) == col(Meeting.id))
        .join(Minutes, col(Minutes.item_id) == col(Item.id), isouter=True)
        .where(scope.where(), Item.state == ItemState.PLANNED, Meeting.starts_at >= start, Meeting.starts_at < end)
        .where(or_(col(Minutes.id).is_(None), col(Minutes.held)))
        .group_by(col(Meeting.arena))
    )


def missing_query(scope: Scope, start: datetime, end: datetime) -> SelectOfScalar[int]:
    """Behind `summaries_missing` and `documentation_missing`: planned items with their minutes, if any."""
    return (
        select(func.count(col(Item.id)))
        .join(Meeting, col(Item.meeting_id) == col(Meeting.id))
        .join(Minutes, col(Minutes.item_id) == col(Item.id), isouter=True)
        .where(scope.where(), Item.state == ItemState.PLANNED, Meeting.starts_at >= start, Meeting.starts_at < end)
    )


def times_query(scope: Scope, start: datetime, end: datetime) -> Select[int, int]:
    """Behind `times_of`: how many times were used, and how many could have been."""
    used = (
        select(Item.id)
        .join(Minutes, col(Minutes.item_id) == col(Item.id), isouter=True)
        .where(Item.meeting_id == Meeting.id, or_(col(Minutes.id).is_(None), col(Minutes.held)))
        .correlate(Meeting)
        .exists()
    )
    given = used | (col(Slot.state) == SlotState.OPEN)
    return (
        select(func.count(1).filter(used), func.count(1).filter(given))
        .select_from(Slot)
        .join(Meeting, col(Meeting.slot_id) == col(Slot.id), isouter=True)
        .where(_times(scope, start, end))
    )


def free_query(scope: Scope, start: datetime, end: datetime) -> SelectOfScalar[int]:
    """Behind `times_free`."""
    return (
        select(func.count(col(Slot.id)))
        .join(Meeting, col(Meeting.slot_id) == col(Slot.id), isouter=True)
        .where(_times(scope, start, end), Slot.state == SlotState.OPEN)
        .where(col(Slot.held_for).is_(None), col(Meeting.id).is_(None))
    )


def measures_query(scope: Scope, first: date, before: date) -> SelectOfScalar[int]:
    """Behind `open_measures`."""
    return (
        select(func.count(col(Measure.id)))
        .join(Item, col(Measure.item_id) == col(Item.id))
        .join(Meeting, col(Item.meeting_id) == col(Meeting.id))
        .where(Measure.tenant_id == scope.tenant_id, Measure.state == MeasureState.OPEN)
        .where(Measure.due_on >= first, Measure.due_on < before)
        .where(
            or_(
                Measure.unit_id == scope.unit_id,
                and_(col(Measure.family).is_not(None), Meeting.unit_id == scope.unit_id),
            )
        )
    )


def _times(scope: Scope, start: datetime, end: datetime) -> ColumnElement[bool]:
    return and_(
        col(Slot.tenant_id) == scope.tenant_id,
        col(Slot.arena).in_(scope.arenas),
        col(Slot.unit_id) == scope.unit_id,
        col(Slot.starts_at) >= start,
        col(Slot.starts_at) < end,
    )
