"""What came out of a meeting: one row of minutes for an item. What was agreed stands in `store.measures`."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, Column, bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from store.meetings import Item, ItemState, Meeting
from store.types import one_of


class Documented(StrEnum):
    """Whether the documentation is written where the arena says."""

    YES = "yes"
    LATER = "later"


class PartInDeciding(StrEnum):
    """Whether somebody was part of deciding."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Destination(StrEnum):
    """Where the summary goes. `undecided`: it was refused where it was to stand, and nothing else is chosen yet."""

    CHANNEL = "channel"
    PARTIES = "parties"
    NOWHERE = "nowhere"
    UNDECIDED = "undecided"


class Minutes(SQLModel, table=True):
    """The minutes of an item, as they are now. All moments are UTC.

    `not_held_reason` and `conclusions` are entries of pick-lists. `sealed_text` is the convener's short text, sealed;
    `text_questioned` keeps it from a channel, for the parties only. `documented` says whether the documentation is
    written, `documented_at` when that was registered. `corrections` counts the corrections; `corrected_at` is the last.
    `channel_id` is set where the destination is a channel.
    """

    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id", index=True)
    item_id: int = Field(foreign_key="item.id", unique=True)
    held: bool
    not_held_reason: str | None = None
    conclusions: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    sealed_text: str | None = None
    text_questioned: bool = False
    guardians_decided: PartInDeciding | None = Field(default=None, sa_type=one_of(PartInDeciding))
    youth_decided: PartInDeciding | None = Field(default=None, sa_type=one_of(PartInDeciding))
    documented: Documented | None = Field(default=None, sa_type=one_of(Documented))
    documented_at: datetime | None = None
    destination: Destination = Field(sa_type=one_of(Destination))
    channel_id: int | None = Field(default=None, foreign_key="channel.id")
    written_by: int = Field(foreign_key="person.id")
    written_at: datetime
    corrections: int = 0
    corrected_at: datetime | None = None


# Asked for at every booking, and so put together once.
_OTHER_ITEMS_WITH_MINUTES = (
    select(Item)
    .join(Minutes, col(Minutes.item_id) == col(Item.id))
    .where(Item.case_id == bindparam("case"), Item.state == ItemState.PLANNED, Item.id != bindparam("item"))
    .order_by(col(Item.id))
)


def minutes_of(session: Session, item_id: int) -> Minutes | None:
    """The minutes of an item; None when nobody has written them."""
    return session.exec(select(Minutes).where(Minutes.item_id == item_id)).first()


def unwritten_items(
    session: Session, tenant_id: int, person_id: int, before: datetime, limit: int
) -> Sequence[tuple[Item, Meeting]]:
    """The planned items that a person convenes, whose meeting has started by a moment (UTC) and that have no minutes;
    the newest first.
    """
    query = (
        select(Item, Meeting)
        .join(Meeting, col(Item.meeting_id) == col(Meeting.id))
        .join(Minutes, col(Minutes.item_id) == col(Item.id), isouter=True)
        .where(Item.tenant_id == tenant_id, Item.convener_id == person_id, Item.state == ItemState.PLANNED)
        .where(Meeting.starts_at <= before, col(Minutes.id).is_(None))
        .order_by(col(Meeting.starts_at).desc(), col(Item.id).desc())
        .limit(limit)
    )
    return session.exec(query).all()


def other_items_with_minutes(session: Session, item: Item) -> Sequence[Item]:
    """The other planned items of an item's case that have minutes, in the order they were booked."""
    return session.exec(_OTHER_ITEMS_WITH_MINUTES, params={"case": item.case_id, "item": item.id}).all()
