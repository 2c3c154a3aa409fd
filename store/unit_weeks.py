"""What was counted of a unit for its leaders, once a week. It is kept, since meetings move and end in place: the next
week is compared with what was shown then.
"""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint, delete
from sqlmodel import Field, Session, SQLModel, col, select

# Longer than the school's summer, after which there is something to compare with all the same.
KEPT = timedelta(weeks=12)


class UnitWeek(SQLModel, table=True):
    """The figures of a unit in the week that begins on `monday`, local, as they were when they were first asked for, at
    `counted_at` (UTC). They tell of the meetings from `since`, a Monday, up to that week. `figures` are counts only.
    """

    __tablename__ = "unit_week"
    __table_args__ = (UniqueConstraint("unit_id", "monday"),)
    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id")
    unit_id: int = Field(foreign_key="unit.id")
    monday: date
    since: date
    counted_at: datetime
    figures: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


def unit_week(session: Session, unit_id: int, monday: date) -> UnitWeek | None:
    """What was counted of a unit in a week; None when nothing was."""
    return session.exec(select(UnitWeek).where(UnitWeek.unit_id == unit_id, UnitWeek.monday == monday)).first()


def newest_unit_week(session: Session, unit_id: int, before: date) -> UnitWeek | None:
    """What was counted of a unit last, in the weeks that begin before a day and are still kept."""
    query = (
        select(UnitWeek)
        .where(UnitWeek.unit_id == unit_id, UnitWeek.monday < before, UnitWeek.monday >= before - KEPT)
        .order_by(col(UnitWeek.monday).desc())
    )
    return session.exec(query).first()


def keep_unit_week(session: Session, week: UnitWeek) -> UnitWeek:
    """Keep what was counted, and forget what the unit no longer needs."""
    old = delete(UnitWeek).where(col(UnitWeek.unit_id) == week.unit_id, col(UnitWeek.monday) < week.monday - KEPT)
    session.exec(old)
    session.add(week)
    session.flush()
    return week
