"""What has been promised to be said. Rows hold no text.

A notice stands for one moment of one thing. When it is due it is expanded into a delivery (`store.deliveries`) for each
reader that holds then.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from importlib import import_module

from sqlalchemy import Executable, Index, UniqueConstraint, bindparam, func, update
from sqlmodel import Field, Session, SQLModel, col, or_, select

from store.types import one_of


class NoticeKind(StrEnum):
    """What a notice says, or does."""

    BOOKED = "booked"
    INVITATION = "invitation"
    AGENDA = "agenda"
    REMINDER_DAY = "reminder_day"
    REMINDER_HOUR = "reminder_hour"
    CONSENT_MISSING = "consent_missing"
    CONSENT_CHOICE = "consent_choice"
    CONSENT_EXPIRING = "consent_expiring"
    START = "start"
    RELEASE = "release"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    MOVED = "moved"
    REPLACED = "replaced"
    REPLIES_CHECK = "replies_check"
    DECLINED = "declined"
    COVER_NEEDED = "cover_needed"
    DEPUTY_ASKED = "deputy_asked"
    DEPUTY_ANSWERED = "deputy_answered"
    NO_GUARDIANS = "no_guardians"
    FAMILY_UNTOLD = "family_untold"
    CONTACT_MISSING = "contact_missing"
    OFFER = "offer"
    OFFER_EXPIRES = "offer_expires"
    OFFER_GONE = "offer_gone"
    OFFER_FAILED = "offer_failed"
    DELIVERY_FAILED = "delivery_failed"
    MINUTES_DUE = "minutes_due"
    MINUTES_POST = "minutes_post"
    MINUTES_TO_PARTIES = "minutes_to_parties"
    POST_REFUSED = "post_refused"
    POST_UNKNOWN = "post_unknown"
    POST_TAKEN_DOWN = "post_taken_down"
    DOCUMENTATION_DUE = "documentation_due"
    MEASURE_GIVEN = "measure_given"
    MEASURE_DUE = "measure_due"
    MEASURE_OVERDUE = "measure_overdue"
    DIGEST = "digest"
    REVISION = "revision"
    RETENTION = "retention"


class NoticeState(StrEnum):
    """A planned notice may move or die with what it is about; an expanded one has become deliveries."""

    PLANNED = "planned"
    EXPANDED = "expanded"
    DEAD = "dead"


class Notice(SQLModel, table=True):
    """A promise. `key` says what it is and is unique in the tenant; `due_at` is the tenant's time, UTC.

    `item_id` is the item it is about; `subject_id` something narrower that the kind knows (an offer, a participant, a
    slot, a delivery). `only_id` is the one person it is for, of those its kind names; None means all of them. `asked`
    marks the answer to somebody's own click, which goes out at any hour. `not_before` is
    real time (UTC): a notice that could not be expanded waits longer after each of its `attempts`, and does not hold
    up the others.
    """

    __table_args__ = (
        UniqueConstraint("tenant_id", "key"),
        Index("ix_notice_due", "tenant_id", "state", "due_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id")
    kind: NoticeKind = Field(sa_type=one_of(NoticeKind))
    key: str
    item_id: int | None = Field(default=None, foreign_key="item.id", index=True)
    subject_id: int | None = None
    only_id: int | None = None  # no foreign key: SQLite cannot add one to a table that others refer to
    due_at: datetime
    asked: bool = False
    state: NoticeState = Field(default=NoticeState.PLANNED, sa_type=one_of(NoticeState))
    attempts: int = 0
    not_before: datetime | None = None


# Asked for at every booking, and so put together once.
_PLANNED_FOR = select(func.min(Notice.due_at)).where(
    Notice.item_id == bindparam("item"), Notice.kind == bindparam("kind"), Notice.state == NoticeState.PLANNED
)


@cache
def _promise(dialect: str) -> Executable:
    """A booking makes many promises: each is one statement, and the unique key keeps it from being two."""
    insert = import_module(f"sqlalchemy.dialects.{dialect}").insert(Notice.__table__)  # type: ignore[attr-defined]
    moved: Executable = insert.on_conflict_do_update(
        index_elements=["tenant_id", "key"],
        set_={"due_at": insert.excluded.due_at, "state": insert.excluded.state},
        where=col(Notice.state) != NoticeState.EXPANDED,
    )
    return moved


@dataclass(frozen=True)
class Promise:
    """A notice that is to be planned; the fields are `Notice`'s."""

    kind: NoticeKind
    key: str
    due_at: datetime
    item_id: int | None = None
    subject_id: int | None = None
    only_id: int | None = None
    asked: bool = False


def plan(
    session: Session,
    tenant_id: int,
    kind: NoticeKind,
    key: str,
    due_at: datetime,
    *,
    item_id: int | None = None,
    subject_id: int | None = None,
    only_id: int | None = None,
    asked: bool = False,
) -> None:
    """Promise a notice. Planning the same key again moves a notice that has not gone out, and changes nothing for one
    that has.
    """
    plan_several(session, tenant_id, [Promise(kind, key, due_at, item_id, subject_id, only_id, asked)])


def plan_several(session: Session, tenant_id: int, promised: Iterable[Promise]) -> None:
    """The same of several notices in one statement. Of those that are due at once the first goes out first."""
    planned = [vars(each) | {"tenant_id": tenant_id, "state": NoticeState.PLANNED} for each in promised]
    if planned:
        session.connection().execute(_promise(session.get_bind().dialect.name), planned)


def drop_planned(
    session: Session,
    item_id: int,
    kinds: Iterable[NoticeKind] | None = None,
    subject_id: int | None = None,
    *,
    put_off: bool = True,
) -> None:
    """What was planned about an item, of some kinds or of all, will not be said; of one subject where it is given.
    `put_off`: what somebody has put off for themselves neither.
    """
    query = update(Notice).where(col(Notice.item_id) == item_id, col(Notice.state) == NoticeState.PLANNED)
    if kinds is not None:
        query = query.where(col(Notice.kind).in_(tuple(kinds)))
    if subject_id is not None:
        query = query.where(col(Notice.subject_id) == subject_id)
    if not put_off:
        query = query.where(col(Notice.only_id).is_(None))
    session.exec(query.values(state=NoticeState.DEAD))


def drop_put_off(session: Session, like: Notice) -> None:
    """What one person has had put off before, of the same about the same, will not be said."""
    assert like.only_id is not None
    query = update(Notice).where(
        col(Notice.tenant_id) == like.tenant_id,
        col(Notice.only_id) == like.only_id,
        col(Notice.kind) == like.kind,
        col(Notice.item_id).is_not_distinct_from(like.item_id),
        col(Notice.subject_id).is_not_distinct_from(like.subject_id),
        col(Notice.state) == NoticeState.PLANNED,
        col(Notice.id) != like.id,
    )
    session.exec(query.values(state=NoticeState.DEAD))


def planned_for(session: Session, item_id: int, kind: NoticeKind) -> datetime | None:
    """When the item's earliest notice of a kind that has not gone out is due, UTC; None when none is planned."""
    return session.exec(_PLANNED_FOR, params={"item": item_id, "kind": kind}).one()


def due_notices(session: Session, tenant_id: int, now: datetime, real_now: datetime, limit: int) -> Sequence[Notice]:
    """Planned notices whose moment has come (tenant's time, UTC), the earliest first."""
    query = select(Notice).where(
        Notice.tenant_id == tenant_id, Notice.state == NoticeState.PLANNED, Notice.due_at <= now
    )
    query = query.where(or_(col(Notice.not_before).is_(None), col(Notice.not_before) <= real_now))
    return session.exec(query.order_by(col(Notice.due_at), col(Notice.id)).limit(limit)).all()


def notice_by_key(session: Session, tenant_id: int, key: str) -> Notice | None:
    """The notice that a key names."""
    return session.exec(select(Notice).where(Notice.tenant_id == tenant_id, Notice.key == key)).first()


def notice_of_item(session: Session, item_id: int, kind: NoticeKind) -> Notice | None:
    """The first notice of a kind about an item."""
    return session.exec(
        select(Notice).where(Notice.item_id == item_id, Notice.kind == kind).order_by(col(Notice.id))
    ).first()
