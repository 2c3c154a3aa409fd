"""What notices have become: one message to one reader or one channel. Rows hold no text.

A delivery is claimed with a lease, sent, and recorded; a crash between gives the claim back when the lease runs out.
"""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, func, text, update
from sqlmodel import Field, Session, SQLModel, col, or_, select

from store.notices import Notice, NoticeKind, NoticeState
from store.rows import row_by_id
from store.types import one_of


class DeliveryState(StrEnum):
    """Where a delivery is. `unknown`: it may have been sent, and nobody can say. `taken_down`: a post in whose place a
    stub stands for good. `given`: it failed, and its reader has got it in another way.
    """

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    OVERTAKEN = "overtaken"
    UNKNOWN = "unknown"
    TAKEN_DOWN = "taken_down"
    GIVEN = "given"


class Delivery(SQLModel, table=True):
    """One message to one reader, or to one channel. In a direct message the id travels with it where the platform
    allows that, so that an unknown outcome can be looked up; a post in a channel is sent at most once, and `in_doubt`
    from just before it is sent until the outcome is known.

    `due_at` is the tenant's time; `not_before` and `claimed_until` are real time (UTC). `address` is where the
    message stands, opaque. `revises` names the sent delivery that this one edits in place. `reason` is why it failed,
    a code. `fingerprint` tells whether what stands there is what would be said now. `workspace_id` is where a message
    to a person was tried last, and where it stands once it is sent.
    """

    __table_args__ = (
        UniqueConstraint("notice_id", "person_id", "revises"),
        # NULLs are distinct to the constraint above, so what revises nothing needs its own.
        Index(
            "uq_delivery_notice_id_person_id",
            "notice_id",
            "person_id",
            unique=True,
            sqlite_where=text("revises IS NULL"),
            postgresql_where=text("revises IS NULL"),
        ),
        Index(
            "uq_delivery_notice_id_channel_id",
            "notice_id",
            "channel_id",
            unique=True,
            sqlite_where=text("revises IS NULL"),
            postgresql_where=text("revises IS NULL"),
        ),
        Index("ix_delivery_due", "tenant_id", "state", "due_at"),
        CheckConstraint("(person_id IS NULL) <> (channel_id IS NULL)", name="one_reader"),
    )
    id: str = Field(primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id")
    notice_id: int = Field(foreign_key="notice.id")
    kind: NoticeKind = Field(sa_type=one_of(NoticeKind))
    item_id: int | None = Field(default=None, foreign_key="item.id", index=True)
    subject_id: int | None = None
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    channel_id: int | None = Field(default=None, foreign_key="channel.id", index=True)
    due_at: datetime
    state: DeliveryState = Field(default=DeliveryState.WAITING, sa_type=one_of(DeliveryState))
    attempts: int = 0
    not_before: datetime | None = None
    claimed_until: datetime | None = None
    sent_at: datetime | None = None
    address: str | None = None
    reason: str | None = None
    revises: str | None = Field(default=None, foreign_key="delivery.id")
    fingerprint: str | None = None
    in_doubt: bool = False
    workspace_id: int | None = Field(default=None, foreign_key="workspace.id")


def drop_waiting(session: Session, item_id: int, kinds: Iterable[NoticeKind], subject_id: int | None = None) -> None:
    """What has not been sent of an item's messages of some kinds will not be sent; of one subject where it is given."""
    query = update(Delivery).where(
        col(Delivery.item_id) == item_id,
        col(Delivery.state) == DeliveryState.WAITING,
        col(Delivery.revises).is_(None),
        col(Delivery.kind).in_(tuple(kinds)),
    )
    if subject_id is not None:
        query = query.where(col(Delivery.subject_id) == subject_id)
    session.exec(query.values(state=DeliveryState.OVERTAKEN))


def judge_waiting_again(session: Session, tenant_id: int, person_id: int, now: datetime) -> None:
    """What waits for a reader's hours falls due now (tenant's time), and is put off again where it still must wait."""
    query = update(Delivery).where(
        col(Delivery.tenant_id) == tenant_id,
        col(Delivery.person_id) == person_id,
        col(Delivery.state) == DeliveryState.WAITING,
        col(Delivery.due_at) > now,
    )
    session.exec(query.values(due_at=now))


def next_due(session: Session, tenant_id: int, now: datetime) -> datetime | None:
    """The first moment after `now` (tenant's time, UTC) when something falls due that people notice."""
    notice = select(func.min(Notice.due_at)).where(
        Notice.tenant_id == tenant_id, Notice.state == NoticeState.PLANNED, Notice.due_at > now
    )
    notice = notice.where(Notice.kind != NoticeKind.RETENTION)
    delivery = select(func.min(Delivery.due_at)).where(
        Delivery.tenant_id == tenant_id, Delivery.state == DeliveryState.WAITING, Delivery.due_at > now
    )
    found = (session.exec(notice).one(), session.exec(delivery).one())
    return min((moment for moment in found if moment is not None), default=None)


def add_delivery(
    session: Session, notice: Notice, due_at: datetime, *, person_id: int | None = None, channel_id: int | None = None
) -> None:
    """A delivery of this notice to one reader, or to one channel."""
    _add(session, notice, notice, due_at, person_id, channel_id, revises=None)


def add_revision(session: Session, notice: Notice, original: Delivery, due_at: datetime) -> None:
    """A delivery that brings another one up to date where it stands. It is of the kind of what it revises."""
    _add(session, notice, original, due_at, original.person_id, original.channel_id, revises=original.id)


def _add(
    session: Session,
    notice: Notice,
    about: Notice | Delivery,
    due_at: datetime,
    person_id: int | None,
    channel_id: int | None,
    revises: str | None,
) -> None:
    assert notice.id is not None
    session.add(
        Delivery(
            id=secrets.token_hex(10),
            tenant_id=notice.tenant_id,
            notice_id=notice.id,
            kind=about.kind,
            item_id=about.item_id,
            subject_id=about.subject_id,
            person_id=person_id,
            channel_id=channel_id,
            due_at=due_at,
            revises=revises,
        )
    )


def claim_deliveries(
    session: Session, tenant_id: int, now: datetime, real_now: datetime, lease: timedelta, limit: int
) -> Sequence[Delivery]:
    """Take deliveries that are due (tenant's time) and that nobody holds, the earliest first. They are ours for the
    length of the lease, in real time.
    """
    free = (col(Delivery.state) == DeliveryState.WAITING) | (
        (col(Delivery.state) == DeliveryState.CLAIMED) & (col(Delivery.claimed_until) < real_now)
    )
    query = (
        select(Delivery)
        .where(Delivery.tenant_id == tenant_id, free, Delivery.due_at <= now)
        .where(or_(col(Delivery.not_before).is_(None), col(Delivery.not_before) <= real_now))
        .order_by(col(Delivery.due_at), col(Delivery.notice_id), col(Delivery.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    claimed = session.exec(query).all()
    for delivery in claimed:
        delivery.state = DeliveryState.CLAIMED
        delivery.claimed_until = real_now + lease
        delivery.attempts += 1
    session.flush()
    return claimed


def delivery_by_id(session: Session, tenant_id: int, delivery_id: str) -> Delivery | None:
    """A delivery of this tenant."""
    return row_by_id(session, Delivery, tenant_id, delivery_id)


def deliveries_about(session: Session, item_id: int) -> Sequence[Delivery]:
    """Every delivery about an item that is no revision, in order."""
    query = select(Delivery).where(Delivery.item_id == item_id, col(Delivery.revises).is_(None))
    return session.exec(query.order_by(col(Delivery.due_at), col(Delivery.notice_id), col(Delivery.id))).all()


def deliveries_of(session: Session, notice_id: int) -> Sequence[Delivery]:
    """What a notice became, without what revises it."""
    query = select(Delivery).where(Delivery.notice_id == notice_id, col(Delivery.revises).is_(None))
    return session.exec(query.order_by(col(Delivery.id))).all()


def failed_deliveries(session: Session, item_id: int, person_id: int) -> Sequence[Delivery]:
    """What never reached a reader about an item, or may not have, in order."""
    lost = (DeliveryState.FAILED, DeliveryState.UNKNOWN)
    query = select(Delivery).where(
        Delivery.item_id == item_id, Delivery.person_id == person_id, col(Delivery.state).in_(lost)
    )
    return session.exec(query.order_by(col(Delivery.due_at), col(Delivery.notice_id))).all()


def posts_about(session: Session, item_id: int) -> Sequence[Delivery]:
    """Every post in a channel about an item that is no revision, in order."""
    query = select(Delivery).where(
        Delivery.item_id == item_id, col(Delivery.channel_id).is_not(None), col(Delivery.revises).is_(None)
    )
    return session.exec(query.order_by(col(Delivery.due_at), col(Delivery.notice_id))).all()


def posts_standing_in(session: Session, channel_id: int) -> Sequence[Delivery]:
    """Every post that stands in a channel, or may stand there, in order."""
    may_stand = col(Delivery.state).in_((DeliveryState.SENT, DeliveryState.UNKNOWN))
    query = select(Delivery).where(Delivery.channel_id == channel_id, may_stand, col(Delivery.revises).is_(None))
    return session.exec(query.order_by(col(Delivery.due_at), col(Delivery.id))).all()


def is_on_its_way(session: Session, channel_id: int) -> bool:
    """Whether a post is just being sent to a channel, or waits to be."""
    query = select(Delivery.id).where(
        Delivery.channel_id == channel_id, col(Delivery.state).in_((DeliveryState.WAITING, DeliveryState.CLAIMED))
    )
    return session.exec(query.limit(1)).first() is not None


def newest_revision(session: Session, delivery_id: str) -> Delivery | None:
    """The last of what brings a delivery up to date where it stands; None when nothing does."""
    query = select(Delivery).where(Delivery.revises == delivery_id).order_by(col(Delivery.notice_id).desc())
    return session.exec(query).first()
