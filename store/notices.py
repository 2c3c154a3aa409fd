"""What has been promised to be said: notices, and the deliveries each becomes. Rows hold no text.

A notice stands for one moment of one thing. When it is due it is expanded into a delivery for each reader that holds
then. A delivery is claimed with a lease, sent, and recorded; a crash between gives the claim back when the lease runs
out.
"""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, func, text, update
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
    DELIVERY_FAILED = "delivery_failed"
    REVISION = "revision"
    RETENTION = "retention"


class NoticeState(StrEnum):
    """A planned notice may move or die with what it is about; an expanded one has become deliveries."""

    PLANNED = "planned"
    EXPANDED = "expanded"
    DEAD = "dead"


class DeliveryState(StrEnum):
    """Where a delivery is. `unknown`: it may have been sent, and nobody can say."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    OVERTAKEN = "overtaken"
    UNKNOWN = "unknown"


class Notice(SQLModel, table=True):
    """A promise. `key` says what it is and is unique in the tenant; `due_at` is the tenant's time, UTC.

    `item_id` is the item it is about; `subject_id` something narrower that the kind knows (an offer, a participant, a
    slot, a delivery). `asked` marks the answer to somebody's own click, which goes out at any hour. `not_before` is
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
    due_at: datetime
    asked: bool = False
    state: NoticeState = Field(default=NoticeState.PLANNED, sa_type=one_of(NoticeState))
    attempts: int = 0
    not_before: datetime | None = None


class Delivery(SQLModel, table=True):
    """One message to one reader. The id travels with the message where the platform allows it, so that an unknown
    outcome can be looked up.

    `due_at` is the tenant's time; `not_before` and `claimed_until` are real time (UTC). `address` is where the
    message stands, opaque. `revises` names the sent delivery that this one edits in place. `reason` is why it failed,
    a code. `fingerprint` tells whether what stands there is what would be said now.
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
        Index("ix_delivery_due", "tenant_id", "state", "due_at"),
    )
    id: str = Field(primary_key=True)
    tenant_id: int = Field(foreign_key="tenant.id")
    notice_id: int = Field(foreign_key="notice.id")
    kind: NoticeKind = Field(sa_type=one_of(NoticeKind))
    item_id: int | None = Field(default=None, foreign_key="item.id", index=True)
    subject_id: int | None = None
    person_id: int = Field(foreign_key="person.id", index=True)
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


def plan(
    session: Session,
    tenant_id: int,
    kind: NoticeKind,
    key: str,
    due_at: datetime,
    *,
    item_id: int | None = None,
    subject_id: int | None = None,
    asked: bool = False,
) -> Notice:
    """Promise a notice. Planning the same key again moves a notice that has not gone out, and changes nothing for one
    that has.
    """
    held = notice_by_key(session, tenant_id, key)
    if held is not None:
        if held.state is not NoticeState.EXPANDED:
            held.due_at, held.state = due_at, NoticeState.PLANNED
        return held
    notice = Notice(
        tenant_id=tenant_id, kind=kind, key=key, due_at=due_at, item_id=item_id, subject_id=subject_id, asked=asked
    )
    session.add(notice)
    session.flush()
    return notice


def drop_planned(session: Session, item_id: int, kinds: Iterable[NoticeKind] | None = None) -> None:
    """What was planned about an item, of some kinds or of all, will not be said."""
    query = update(Notice).where(col(Notice.item_id) == item_id, col(Notice.state) == NoticeState.PLANNED)
    if kinds is not None:
        query = query.where(col(Notice.kind).in_(tuple(kinds)))
    session.exec(query.values(state=NoticeState.DEAD))


def drop_waiting(session: Session, item_id: int, kinds: Iterable[NoticeKind]) -> None:
    """What has not been sent of an item's messages of some kinds will not be sent."""
    query = update(Delivery).where(
        col(Delivery.item_id) == item_id,
        col(Delivery.state) == DeliveryState.WAITING,
        col(Delivery.revises).is_(None),
        col(Delivery.kind).in_(tuple(kinds)),
    )
    session.exec(query.values(state=DeliveryState.OVERTAKEN))


def planned_for(session: Session, item_id: int, kind: NoticeKind) -> datetime | None:
    """When the item's earliest notice of a kind that has not gone out is due, UTC; None when none is planned."""
    query = select(func.min(Notice.due_at)).where(
        Notice.item_id == item_id, Notice.kind == kind, Notice.state == NoticeState.PLANNED
    )
    return session.exec(query).one()


def due_notices(session: Session, tenant_id: int, now: datetime, real_now: datetime, limit: int) -> Sequence[Notice]:
    """Planned notices whose moment has come (tenant's time, UTC), the earliest first."""
    query = select(Notice).where(
        Notice.tenant_id == tenant_id, Notice.state == NoticeState.PLANNED, Notice.due_at <= now
    )
    query = query.where(or_(col(Notice.not_before).is_(None), col(Notice.not_before) <= real_now))
    return session.exec(query.order_by(col(Notice.due_at), col(Notice.id)).limit(limit)).all()


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
    session: Session, notice: Notice, person_id: int, due_at: datetime, revises: Delivery | None = None
) -> None:
    """A delivery of this notice to one reader. A revision is of the kind of what it revises."""
    about = revises or notice
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
            due_at=due_at,
            revises=revises.id if revises else None,
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
    return session.exec(select(Delivery).where(Delivery.tenant_id == tenant_id, Delivery.id == delivery_id)).first()


def deliveries_about(session: Session, item_id: int) -> Sequence[Delivery]:
    """Every delivery about an item that is no revision, in order."""
    query = select(Delivery).where(Delivery.item_id == item_id, col(Delivery.revises).is_(None))
    return session.exec(query.order_by(col(Delivery.due_at), col(Delivery.id))).all()


def notice_by_key(session: Session, tenant_id: int, key: str) -> Notice | None:
    """The notice that a key names."""
    return session.exec(select(Notice).where(Notice.tenant_id == tenant_id, Notice.key == key)).first()


def deliveries_of(session: Session, notice_id: int) -> Sequence[Delivery]:
    """What a notice became, without what revises it."""
    query = select(Delivery).where(Delivery.notice_id == notice_id, col(Delivery.revises).is_(None))
    return session.exec(query.order_by(col(Delivery.id))).all()


def failed_deliveries(session: Session, item_id: int, person_id: int) -> Sequence[Delivery]:
    """What never reached a reader about an item, in order."""
    query = select(Delivery).where(
        Delivery.item_id == item_id, Delivery.person_id == person_id, Delivery.state == DeliveryState.FAILED
    )
    return session.exec(query.order_by(col(Delivery.due_at), col(Delivery.id))).all()
