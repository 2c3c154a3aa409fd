"""What is due: expanded into deliveries for the readers that hold then, judged and rendered for each when it is sent.

`real_now` (UTC) is the real time, which leases and back-off count in; what is due is compared with the tenant's own
now.
"""

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers import access, planning
from handlers.calendars import message_time
from handlers.context import World
from handlers.notices import About, Kind, Message
from store import notices, people
from store.accounts import accounts_of
from store.meetings import ItemState, item_with_meeting
from store.notices import Delivery, DeliveryState, Notice, NoticeKind, NoticeState

log = logging.getLogger("samba_bot.outbox")
LEASE = timedelta(seconds=60)
WITHIN_THE_HOUR = timedelta(minutes=60)
MAX_ATTEMPTS = 8
FIRST_WAIT = timedelta(seconds=1)
LONGEST_WAIT = timedelta(minutes=10)


@dataclass(frozen=True)
class Prepared:
    """A delivery that is to be sent: to whom (as the platform knows them), what, and in place of what.

    `again`: an earlier try may have got through. `correction`: it is no longer to be said, and `message` takes its
    place only where such a try did get through.
    """

    delivery: str
    platform: str
    workspace: str
    account: str
    message: Message
    address: str | None
    again: bool
    fingerprint: str
    correction: bool = False


def expand_due(session: Session, real_now: datetime, kinds: Mapping[NoticeKind, Kind], limit: int = 20) -> int:
    """Turn due notices of all tenants into deliveries; returns how many notices were taken. One short transaction."""
    taken = 0
    for tenant in people.all_tenants(session):
        world = access.world_of(session, tenant, real_now)
        for notice in notices.due_notices(session, world.tenant_id, world.now, real_now, limit):
            _try_to_expand(world, notice, kinds, real_now)
            taken += 1
    return taken


def _try_to_expand(world: World, notice: Notice, kinds: Mapping[NoticeKind, Kind], real_now: datetime) -> None:
    """One that fails changes nothing, waits a while and lets the others pass. It is tried for as long as it stands."""
    try:
        with world.session.begin_nested():
            _expand(world, notice, kinds[notice.kind])
    except Exception as error:
        log.error("notice failed id=%s kind=%s error=%s", notice.id, notice.kind, type(error).__qualname__)
        notice.attempts += 1
        notice.not_before = real_now + min(FIRST_WAIT * 2**notice.attempts, LONGEST_WAIT)


def _expand(world: World, notice: Notice, kind: Kind) -> None:
    notice.state = NoticeState.EXPANDED
    about = about_of(world, notice.item_id, notice.subject_id)
    if notice.kind is NoticeKind.REVISION:
        _expand_revision(world, notice)
        return
    if _ended(about) and not kind.outlives:
        return
    if kind.act:
        kind.act(world, about)
    for person_id in dict.fromkeys(kind.readers(world, about)):
        notices.add_delivery(world.session, notice, person_id, _delivery_time(world, notice, about, person_id))


def _expand_revision(world: World, notice: Notice) -> None:
    """Of a notice about an item everything that was said of it is revised; else what one notice became."""
    standing = (DeliveryState.SENT, DeliveryState.CLAIMED)
    if notice.item_id is not None:
        said = notices.deliveries_about(world.session, notice.item_id)
    else:
        assert notice.subject_id is not None
        said = notices.deliveries_of(world.session, notice.subject_id)
    for delivery in said:
        if delivery.state in standing:
            notices.add_delivery(world.session, notice, delivery.person_id, world.now, revises=delivery)


def _delivery_time(world: World, notice: Notice, about: About, person_id: int) -> datetime:
    near = about.meeting is not None and abs(about.meeting.starts_at - world.now) <= WITHIN_THE_HOUR
    if notice.asked or near:
        return world.now
    return message_time(world, access.person_of(world, person_id), world.now)


@dataclass(frozen=True)
class Claim:
    """A delivery that is ours for the length of the lease, and whose it is."""

    tenant_id: int
    delivery: str
    person_id: int


def claim(session: Session, real_now: datetime, lease: timedelta = LEASE, limit: int = 20) -> list[Claim]:
    """Take deliveries that are due, of all tenants, the earliest first. `lease` must outlast the slowest send."""
    claimed: list[Claim] = []
    for tenant in people.all_tenants(session):
        world = access.world_of(session, tenant, real_now)
        found = notices.claim_deliveries(session, world.tenant_id, world.now, real_now, lease, limit)
        claimed += [Claim(world.tenant_id, delivery.id, delivery.person_id) for delivery in found]
    return claimed


def mailbox(session: Session, _real_now: datetime, tenant_id: int, delivery_id: str) -> tuple[str, str, str] | None:
    """Where the reader of a delivery is: platform, workspace, account; None when nowhere."""
    delivery = _held(session, tenant_id, delivery_id)
    account = next(iter(accounts_of(session, delivery.person_id)), None)
    return (account[1].platform, account[1].external_id, account[0].external_id) if account else None


def prepare(
    session: Session, real_now: datetime, tenant_id: int, delivery_id: str, kinds: Mapping[NoticeKind, Kind]
) -> Prepared | None:
    """Judge and render a claimed delivery from what is true now.

    None means that nothing is to be sent: it was overtaken (and is recorded so), or its original is still on its way
    (and it is put off), or its reader is not at work at this hour (and it waits until then), or has left (and it
    has failed).
    """
    world = _world(session, tenant_id, real_now)
    delivery = _held(session, tenant_id, delivery_id)
    original = notices.delivery_by_id(session, tenant_id, delivery.revises) if delivery.revises else None
    if original is not None and original.state in (DeliveryState.WAITING, DeliveryState.CLAIMED):
        _put_off(delivery, real_now, 1.0)
        return None
    if original is None and (later := _quiet_until(world, delivery)) is not None:
        delivery.due_at, delivery.state = later, DeliveryState.WAITING
        delivery.attempts -= 1
        return None
    message = _judged(world, delivery, kinds[delivery.kind], revising=original is not None)
    correction = message is None and delivery.attempts > 1
    if correction:
        message = _judged(world, delivery, kinds[delivery.kind], revising=True)
    place = mailbox(session, real_now, tenant_id, delivery_id)
    if message is None or place is None or (original is not None and original.address is None):
        delivery.state = DeliveryState.OVERTAKEN
        return None
    if not access.person_of(world, delivery.person_id).active:
        record_failed(session, real_now, tenant_id, delivery_id, "deactivated")
        return None
    card, file = _marks(message)
    if original is not None and original.fingerprint:
        standing_card, _, standing_file = original.fingerprint.partition(" ")
        if file in ("", standing_file):
            message, file = Message(message.card), standing_file  # the file that stands there holds
            if card == standing_card:
                delivery.state = DeliveryState.OVERTAKEN
                return None
    address = original.address if original else None
    again = delivery.attempts > 1
    return Prepared(delivery.id, *place, message, address, again, f"{card} {file}", correction)


def _marks(message: Message) -> tuple[str, str]:
    """What two messages that say the same have in common. A file's is its name: it holds the moment it was made."""
    card = hashlib.sha256(repr(message.card).encode()).hexdigest()
    return card, message.file.name if message.file else ""


def _quiet_until(world: World, delivery: Delivery) -> datetime | None:
    """Until when an unasked message waits that could not be sent while its reader was at work; None when it may go."""
    notice = world.session.get(Notice, delivery.notice_id)
    assert notice is not None
    about = about_of(world, delivery.item_id, delivery.subject_id)
    due = _delivery_time(world, notice, about, delivery.person_id)
    return due if due > world.now else None


def _judged(world: World, delivery: Delivery, kind: Kind, revising: bool) -> Message | None:
    about = about_of(world, delivery.item_id, delivery.subject_id)
    if not revising and _ended(about) and not kind.outlives:
        return None
    context = world.seen_by(access.person_of(world, delivery.person_id))
    message = kind.render(context, about)
    return Message(planning.gone_card(context)) if message is None and revising else message


def record_sent(session: Session, real_now: datetime, tenant_id: int, prepared: Prepared, address: str) -> None:
    """The delivery stands at `address`. A revision moves what its original stands for."""
    world = _world(session, tenant_id, real_now)
    delivery = _held(session, tenant_id, prepared.delivery)
    delivery.state, delivery.sent_at, delivery.reason = DeliveryState.SENT, world.now, None
    standing = notices.delivery_by_id(session, tenant_id, delivery.revises) if delivery.revises else delivery
    assert standing is not None
    standing.address, standing.fingerprint = address, prepared.fingerprint


def record_overtaken(session: Session, _real_now: datetime, tenant_id: int, delivery_id: str) -> None:
    """It never got through, and is no longer to be said."""
    _held(session, tenant_id, delivery_id).state = DeliveryState.OVERTAKEN


def record_later(
    session: Session, real_now: datetime, tenant_id: int, delivery_id: str, seconds: float, reason: str
) -> None:
    """Nothing was sent; try again after `seconds` of real time, up to `MAX_ATTEMPTS` times."""
    delivery = _held(session, tenant_id, delivery_id)
    if delivery.attempts >= MAX_ATTEMPTS:
        record_failed(session, real_now, tenant_id, delivery_id, reason)
        return
    delivery.reason = reason
    _put_off(delivery, real_now, seconds, tried=True)


def record_failed(session: Session, real_now: datetime, tenant_id: int, delivery_id: str, reason: str) -> None:
    """It will never arrive; the convener is told, with the choices left."""
    world = _world(session, tenant_id, real_now)
    delivery = _held(session, tenant_id, delivery_id)
    delivery.state, delivery.reason = DeliveryState.FAILED, reason
    if delivery.item_id is not None and delivery.kind is not NoticeKind.DELIVERY_FAILED and not delivery.revises:
        planning.report_failure(world, delivery)


def _put_off(delivery: Delivery, real_now: datetime, seconds: float, tried: bool = False) -> None:
    delivery.state = DeliveryState.WAITING
    delivery.not_before = real_now + timedelta(seconds=seconds)
    if not tried:
        delivery.attempts -= 1


def about_of(world: World, item_id: int | None, subject_id: int | None) -> About:
    """What a notice is about, as it is now."""
    found = item_with_meeting(world.session, world.tenant_id, item_id) if item_id is not None else None
    item, meeting = found if found else (None, None)
    return About(item, meeting, subject_id)


def _ended(about: About) -> bool:
    return about.item is not None and about.item.state is not ItemState.PLANNED


def _held(session: Session, tenant_id: int, delivery_id: str) -> Delivery:
    delivery = notices.delivery_by_id(session, tenant_id, delivery_id)
    assert delivery is not None
    return delivery


def _world(session: Session, tenant_id: int, real_now: datetime) -> World:
    tenant = session.get(people.Tenant, tenant_id)
    assert tenant is not None
    return access.world_of(session, tenant, real_now)
