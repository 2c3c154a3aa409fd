"""Meetings, and the items in them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, Column, Index, bindparam, func
from sqlmodel import Field, Session, SQLModel, col, select

from store.types import one_of


class MeetingState(StrEnum):
    """What became of a meeting. Only a planned one has a slot."""

    PLANNED = "planned"
    CANCELLED = "cancelled"
    RELEASED = "released"


class ItemState(StrEnum):
    """What became of an item: cancelled by people, released for want of consent, withdrawn with the consent."""

    PLANNED = "planned"
    CANCELLED = "cancelled"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


class Meeting(SQLModel, table=True):
    """A meeting, UTC. `uid` and `sequence` are its identity and version in calendars. `slot_id` is unique: a slot has
    one meeting at most. `sealed_place` is where to meet in the convener's own words, sealed; it goes before `place`,
    which the slot brought.
    """

    __table_args__ = (Index("ix_meeting_unit_time", "tenant_id", "unit_id", "starts_at"),)
    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id")
    arena: str
    unit_id: int = Field(foreign_key="unit.id")
    slot_id: int | None = Field(default=None, foreign_key="slot.id", unique=True)
    starts_at: datetime
    ends_at: datetime
    place: str
    sealed_place: str | None = None
    video_link: str | None = None
    state: MeetingState = Field(default=MeetingState.PLANNED, sa_type=one_of(MeetingState))
    uid: str = Field(unique=True)
    sequence: int = 0


class Item(SQLModel, table=True):
    """A matter in a meeting. `version` rises with each change that concerns others.

    `age` is in whole years on the local day `age_on`, that of the meeting when the age was given.
    `youth_decides_from` (local date) stays until the item closes and no longer. `agenda_sent_at` (UTC) is when the
    agenda went out first.
    """

    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id")
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    case_id: int = Field(foreign_key="child_case.id", index=True)
    convener_id: int = Field(foreign_key="person.id", index=True)
    booked_by_id: int = Field(foreign_key="person.id")
    booked_at: datetime
    initiator: str
    age: int
    age_on: date
    youth_decides_from: date | None = None
    decided_by: str
    decided_reason: str | None = None
    heard: str
    heard_reason: str | None = None
    interpreter: bool = False
    themes: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    guardians_expected: int = 2
    state: ItemState = Field(default=ItemState.PLANNED, sa_type=one_of(ItemState))
    end_reason: str | None = None
    keep_until_release: bool = False
    version: int = 1
    agenda_sent_at: datetime | None = None


# Asked for at most requests, and so put together once.
_ITEM_WITH_MEETING = (
    select(Item, Meeting)
    .join(Meeting, col(Item.meeting_id) == col(Meeting.id))
    .where(Item.tenant_id == bindparam("tenant"), Item.id == bindparam("item"))
)
_NEWEST_ITEMS = (
    select(func.max(Item.id))
    .where(col(Item.case_id).in_(bindparam("cases", expanding=True)))
    .group_by(col(Item.case_id))
)
_LATEST_STARTS = (
    select(Item.case_id, Meeting.starts_at)
    .join(Meeting, col(Item.meeting_id) == col(Meeting.id))
    .where(col(Item.id).in_(_NEWEST_ITEMS))
)


def item_with_meeting(session: Session, tenant_id: int, item_id: int) -> tuple[Item, Meeting] | None:
    """An item of this tenant, with its meeting."""
    return session.exec(_ITEM_WITH_MEETING, params={"tenant": tenant_id, "item": item_id}).first()


def items_of_meeting(session: Session, meeting_id: int) -> Sequence[Item]:
    """The items of a meeting, in the order they were booked."""
    return session.exec(select(Item).where(Item.meeting_id == meeting_id).order_by(col(Item.id))).all()


def items_called_by(
    session: Session, tenant_id: int, person_id: int, after: datetime, limit: int
) -> Sequence[tuple[Item, Meeting]]:
    """The planned items that a person convenes and that start after a moment (UTC), in order of time."""
    query = (
        select(Item, Meeting)
        .join(Meeting, col(Item.meeting_id) == col(Meeting.id))
        .where(Item.tenant_id == tenant_id, Item.convener_id == person_id, Item.state == ItemState.PLANNED)
        .where(Meeting.starts_at > after)
        .order_by(col(Meeting.starts_at), col(Item.id))
        .limit(limit)
    )
    return session.exec(query).all()


def latest_item_of_case(session: Session, case_id: int) -> tuple[Item, Meeting] | None:
    """The case's newest item, with its meeting."""
    query = (
        select(Item, Meeting)
        .join(Meeting, col(Item.meeting_id) == col(Meeting.id))
        .where(Item.case_id == case_id)
        .order_by(col(Item.id).desc())
    )
    return session.exec(query).first()


def latest_starts(session: Session, case_ids: Iterable[int]) -> dict[int, datetime]:
    """When the meeting of each case's newest item starts (UTC), by case; a case without an item is left out."""
    return dict(session.exec(_LATEST_STARTS, params={"cases": tuple(case_ids)}).all())


def planned_items_of_case(session: Session, case_id: int) -> Sequence[tuple[Item, Meeting]]:
    """The case's planned items, each with its meeting, in the order they were booked."""
    query = (
        select(Item, Meeting)
        .join(Meeting, col(Item.meeting_id) == col(Meeting.id))
        .where(Item.case_id == case_id, Item.state == ItemState.PLANNED)
        .order_by(col(Item.id))
    )
    return session.exec(query).all()


def earlier_item_of_case(session: Session, item: Item) -> Item | None:
    """The case's item before this one, if it has one that was not called off."""
    assert item.id is not None
    query = select(Item).where(Item.case_id == item.case_id, Item.state == ItemState.PLANNED, col(Item.id) < item.id)
    return session.exec(query.order_by(col(Item.id).desc())).first()
