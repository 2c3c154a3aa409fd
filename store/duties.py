"""What somebody is still to see to, read in few statements however much there is."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, or_, select

from store.attendance import OutsideAttendee, Participant, Telling, Told
from store.cases import Case
from store.consents import Consent
from store.deliveries import Delivery, DeliveryState
from store.meetings import Item, ItemState, Meeting
from store.minutes import Destination, Documented, Minutes
from store.notices import Notice, NoticeKind, NoticeState
from store.people import Unit
from store.slots import Slot
from store.waitlist import Offer, OfferState, WaitEntry, WaitState


def untold_items(
    session: Session, tenant_id: int, convener_id: int, now: datetime, limit: int
) -> Sequence[tuple[Item, Meeting]]:
    """A convener's items of which somebody without an account is still to be told, in order of time: of a meeting ahead
    (UTC), also one that is called off, and of what was agreed in one that is over.
    """
    open_rows = (
        select(Told.item_id)
        .join(Item, col(Item.id) == col(Told.item_id))
        .join(Meeting, col(Meeting.id) == col(Item.meeting_id))
        .where(Item.convener_id == convener_id, col(Told.done_at).is_(None), col(Told.overtaken).is_(False))
        .where(or_(Meeting.ends_at > now, Told.what == Telling.MINUTES))
    )
    query = (
        select(Item, Meeting)
        .join(Meeting, col(Item.meeting_id) == col(Meeting.id))
        .where(Item.tenant_id == tenant_id, Item.convener_id == convener_id, col(Item.id).in_(open_rows))
    )
    return session.exec(query.order_by(col(Meeting.starts_at), col(Item.id)).limit(limit)).all()


def unwritten_items(
    session: Session, tenant_id: int, convener_id: int, now: datetime, limit: int
) -> Sequence[tuple[Item, Meeting]]:
    """A convener's items whose meeting is over (UTC) and whose minutes have been asked for and not written, the oldest
    first.
    """
    asked = select(Notice.item_id).where(Notice.kind == NoticeKind.MINUTES_DUE, Notice.state != NoticeState.DEAD)
    query = (
        select(Item, Meeting)
        .join(Meeting, col(Item.meeting_id) == col(Meeting.id))
        .join(Minutes, col(Minutes.item_id) == col(Item.id), isouter=True)
        .where(Item.tenant_id == tenant_id, Item.convener_id == convener_id, Item.state == ItemState.PLANNED)
        .where(Meeting.ends_at <= now, col(Minutes.id).is_(None))
        .where(asked.where(Notice.item_id == Item.id).exists())
    )
    return session.exec(query.order_by(col(Meeting.starts_at), col(Item.id)).limit(limit)).all()


@dataclass(frozen=True)
class Moments:
    """When the first and the last notice of a kind about an item is or was due, UTC."""

    first: datetime
    last: datetime


def undocumented_items(
    session: Session, tenant_id: int, convener_id: int, limit: int
) -> Sequence[tuple[Item, Meeting]]:
    """A convener's items that are still to be documented, the oldest first."""
    return _summed_up(session, tenant_id, convener_id, limit, Minutes.documented == Documented.LATER)


def undecided_items(session: Session, tenant_id: int, convener_id: int, limit: int) -> Sequence[tuple[Item, Meeting]]:
    """A convener's items whose summary was refused where it was to stand, and goes nowhere until something else is
    chosen; the oldest first.
    """
    return _summed_up(session, tenant_id, convener_id, limit, Minutes.destination == Destination.UNDECIDED)


def doubtful_items(session: Session, tenant_id: int, convener_id: int, limit: int) -> Sequence[tuple[Item, Meeting]]:
    """A convener's items whose summary may stand in the channel it is for, where nobody has looked yet; the oldest
    first.
    """
    in_doubt = select(Delivery.id).where(
        Delivery.item_id == Item.id,
        Delivery.channel_id == Minutes.channel_id,
        Delivery.kind == NoticeKind.MINUTES_POST,
        Delivery.state == DeliveryState.UNKNOWN,
    )
    return _summed_up(session, tenant_id, convener_id, limit, in_doubt.exists())


def unreached_items(session: Session, tenant_id: int, convener_id: int, limit: int) -> Sequence[tuple[Item, Meeting]]:
    """A convener's items with a summary that a party was to be sent and does not have, or may not have; the oldest
    first. Who is a party no longer counts here, too.
    """
    lost = select(Delivery.id).where(
        Delivery.item_id == Item.id,
        Delivery.kind == NoticeKind.MINUTES_TO_PARTIES,
        col(Delivery.revises).is_(None),
        col(Delivery.state).in_((DeliveryState.FAILED, DeliveryState.UNKNOWN)),
    )
    return _summed_up(session, tenant_id, convener_id, limit, lost.exists())


def _summed_up(
    session: Session, tenant_id: int, convener_id: int, limit: int, *those: ColumnElement[bool] | bool
) -> Sequence[tuple[Item, Meeting]]:
    query = (
        select(Item, Meeting)
        .join(Meeting, col(Item.meeting_id) == col(Meeting.id))
        .join(Minutes, col(Minutes.item_id) == col(Item.id))
        .where(Item.tenant_id == tenant_id, Item.convener_id == convener_id, Item.state == ItemState.PLANNED)
        .where(*those)
    )
    return session.exec(query.order_by(col(Meeting.starts_at), col(Item.id)).limit(limit)).all()


def moments_of(
    session: Session, item_ids: Iterable[int], kinds: Iterable[NoticeKind]
) -> dict[tuple[int, NoticeKind], Moments]:
    """When notices of some kinds about some items are or were due, by item and kind; what somebody has put off for
    themselves does not count.
    """
    query = (
        select(Notice.item_id, Notice.kind, func.min(Notice.due_at), func.max(Notice.due_at))
        .where(col(Notice.item_id).in_(tuple(item_ids)), col(Notice.kind).in_(tuple(kinds)))
        .where(Notice.state != NoticeState.DEAD, col(Notice.only_id).is_(None))
        .group_by(col(Notice.item_id), col(Notice.kind))
    )
    found = session.exec(query)
    return {(item_id, NoticeKind(kind)): Moments(*due) for item_id, kind, *due in found if item_id is not None}


def everyone_asked_to(session: Session, item_ids: Iterable[int]) -> dict[int, list[Participant]]:
    """Who comes, came or was asked, by item, in the order they were asked."""
    query = select(Participant).where(col(Participant.item_id).in_(tuple(item_ids)))
    found: dict[int, list[Participant]] = defaultdict(list)
    for participant in session.exec(query.order_by(col(Participant.id))):
        found[participant.item_id].append(participant)
    return found


def attendees_of_items(session: Session, item_ids: Iterable[int]) -> dict[int, list[OutsideAttendee]]:
    """Who comes without an account, by item."""
    query = select(OutsideAttendee).where(col(OutsideAttendee.item_id).in_(tuple(item_ids)))
    found: dict[int, list[OutsideAttendee]] = defaultdict(list)
    for attendee in session.exec(query.where(col(OutsideAttendee.active)).order_by(col(OutsideAttendee.id))):
        found[attendee.item_id].append(attendee)
    return found


def ledgers_of(session: Session, case_ids: Iterable[int]) -> dict[tuple[int, int], list[Consent]]:
    """Every row about some cases, by case and by the unit of the meeting it was written for, in order."""
    query = (
        select(Consent, Meeting.unit_id)
        .join(Item, col(Item.id) == col(Consent.item_id))
        .join(Meeting, col(Meeting.id) == col(Item.meeting_id))
        .where(col(Consent.case_id).in_(tuple(case_ids)))
    )
    found: dict[tuple[int, int], list[Consent]] = defaultdict(list)
    for consent, unit_id in session.exec(query.order_by(col(Consent.id))):
        found[consent.case_id, unit_id].append(consent)
    return found


def cases_by_ids(session: Session, tenant_id: int, case_ids: Iterable[int]) -> dict[int, Case]:
    """Several cases of this tenant at once, by id."""
    query = select(Case).where(Case.tenant_id == tenant_id, col(Case.id).in_(tuple(case_ids)))
    return {case.id: case for case in session.exec(query) if case.id is not None}


def units_of_tenant(session: Session, tenant_id: int) -> dict[int, Unit]:
    """Every unit of this tenant, active or not, by id."""
    found = session.exec(select(Unit).where(Unit.tenant_id == tenant_id))
    return {unit.id: unit for unit in found if unit.id is not None}


def waits_of(
    session: Session, tenant_id: int, person_id: int, limit: int
) -> Sequence[tuple[WaitEntry, Offer | None, Slot | None]]:
    """Where a person waits, each with the open offer and its slot where there is one; offers first."""
    query = (
        select(WaitEntry, Offer, Slot)
        .join(Offer, (col(Offer.entry_id) == col(WaitEntry.id)) & (col(Offer.state) == OfferState.OPEN), isouter=True)
        .join(Slot, col(Slot.id) == col(Offer.slot_id), isouter=True)
        .where(WaitEntry.tenant_id == tenant_id, WaitEntry.person_id == person_id)
        .where(col(WaitEntry.state).in_((WaitState.WAITING, WaitState.OFFERED)))
    )
    order = (col(Offer.deadline_at).is_(None), col(Offer.deadline_at), col(WaitEntry.id))
    return session.exec(query.order_by(*order).limit(limit)).all()
