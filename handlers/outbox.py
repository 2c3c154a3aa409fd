"""What is due: expanded into deliveries for the readers that hold then, claimed, and recorded when they are sent.

`real_now` (UTC) is the real time, which leases and back-off count in; what is due is compared with the tenant's own
now.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers import access, planning, standing, waitlist, watching
from handlers.calendars import message_time
from handlers.context import World
from handlers.notices import About, Kind
from store import deliveries, notices, people
from store.deliveries import Delivery, DeliveryState
from store.meetings import ItemState, item_with_meeting
from store.notices import Notice, NoticeKind, NoticeState

log = logging.getLogger("samba_bot.outbox")
LEASE = timedelta(seconds=60)
WITHIN_THE_HOUR = timedelta(minutes=60)
# With the growing wait between them, tries go on for half an hour.
MAX_ATTEMPTS = 12
FIRST_WAIT = timedelta(seconds=1)
LONGEST_WAIT = timedelta(minutes=10)


def expand_due(session: Session, real_now: datetime, kinds: Mapping[NoticeKind, Kind], limit: int = 20) -> int:
    """Plan the day where it is not planned, and turn due notices of all tenants into deliveries; returns how much was
    done. One short transaction, in which a portion of one tenant's day is planned at most.
    """
    taken, planned = 0, False
    for tenant in people.all_tenants(session):
        world = access.world_of(session, tenant, real_now)
        planned = planned or standing.plan_day(world)
        for notice in notices.due_notices(session, world.tenant_id, world.now, real_now, limit):
            _try_to_expand(world, notice, kinds, real_now)
            taken += 1
    return taken + planned


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
        _expand_revision(world, notice, about)
        return
    if has_ended(about) and not kind.outlives:
        return
    again = kind.reminder and notice.only_id is not None
    if kind.act and not again:
        kind.act(world, about)
    for person_id in dict.fromkeys(kind.readers(world, about)):
        if notice.only_id in (None, person_id):
            due = delivery_time(world, notice, about, person_id)
            deliveries.add_delivery(world.session, notice, due, person_id=person_id)
    for channel_id in dict.fromkeys(kind.channels(world, about)):
        deliveries.add_delivery(world.session, notice, world.now, channel_id=channel_id)


def _expand_revision(world: World, notice: Notice, about: About) -> None:
    """Of a notice about an item everything that was said of it is revised; else what one notice became."""
    if notice.item_id is not None:
        said = deliveries.deliveries_about(world.session, notice.item_id)
    else:
        assert notice.subject_id is not None
        said = deliveries.deliveries_of(world.session, notice.subject_id)
    for delivery in said:
        if _may_change(about, delivery):
            deliveries.add_revision(world.session, notice, delivery, world.now)


def _may_change(about: About, delivery: Delivery) -> bool:
    """Whether it stands, or is just being sent. Where it could not be changed before it is tried again, but once it is
    given in another way only to take it away.
    """
    stands = delivery.address is not None
    match delivery.state:
        case DeliveryState.SENT | DeliveryState.CLAIMED:
            return True
        case DeliveryState.FAILED:
            return stands
        case DeliveryState.GIVEN:
            return stands and has_ended(about)
    return False


def delivery_time(world: World, notice: Notice, about: About, person_id: int) -> datetime:
    """When a notice may reach a reader, from now on: at once when asked for or near, else while they are at work."""
    near = about.meeting is not None and abs(about.meeting.starts_at - world.now) <= WITHIN_THE_HOUR
    if notice.asked or near:
        return world.now
    return message_time(world, access.person_of(world, person_id), world.now)


@dataclass(frozen=True)
class Claim:
    """A delivery that is ours for the length of the lease. `line` is the same for all that goes to one reader or one
    channel, and goes out in order.
    """

    tenant_id: int
    delivery: str
    line: tuple[int | None, int | None]


def claim(session: Session, real_now: datetime, lease: timedelta = LEASE, limit: int = 20) -> list[Claim]:
    """Take deliveries that are due, of all tenants, the earliest first. `lease` must outlast the slowest send."""
    claimed: list[Claim] = []
    for tenant in people.all_tenants(session):
        world = access.world_of(session, tenant, real_now)
        found = deliveries.claim_deliveries(session, world.tenant_id, world.now, real_now, lease, limit)
        claimed += [Claim(world.tenant_id, each.id, (each.person_id, each.channel_id)) for each in found]
    return claimed


def record_sent(
    session: Session, real_now: datetime, tenant_id: int, delivery_id: str, fingerprint: str, address: str
) -> None:
    """The delivery stands at `address` and says what `fingerprint` tells. A revision moves what its original says."""
    world = world_at(session, tenant_id, real_now)
    delivery = held_delivery(session, tenant_id, delivery_id)
    delivery.state, delivery.sent_at, delivery.reason = DeliveryState.SENT, world.now, None
    delivery.in_doubt = False
    if delivery.channel_id is not None:
        watching.watch(world, delivery.channel_id)
    standing = deliveries.delivery_by_id(session, tenant_id, delivery.revises) if delivery.revises else delivery
    assert standing is not None
    standing.address, standing.fingerprint = address, fingerprint
    if standing.state in (DeliveryState.FAILED, DeliveryState.GIVEN):
        # An earlier revision never got there, and this one did: the convener's card need say so no longer.
        standing.state, standing.reason = DeliveryState.SENT, None
        if standing.item_id is not None:
            planning.revise_card(world, standing.item_id, of=delivery.id)
    planning.follow_on_card(world, delivery)


def record_overtaken(session: Session, _real_now: datetime, tenant_id: int, delivery_id: str) -> None:
    """It never got through, and is no longer to be said."""
    held_delivery(session, tenant_id, delivery_id).state = DeliveryState.OVERTAKEN


def record_later(
    session: Session,
    real_now: datetime,
    tenant_id: int,
    delivery_id: str,
    seconds: float,
    reason: str,
    unsent: bool = False,
) -> None:
    """Try again after `seconds` of real time or, the more tries have failed, after more, up to `MAX_ATTEMPTS` times.
    `unsent`: for certain nothing got through, by this try or an earlier one.
    """
    delivery = held_delivery(session, tenant_id, delivery_id)
    delivery.in_doubt = delivery.in_doubt and not unsent
    if delivery.attempts >= MAX_ATTEMPTS:
        if delivery.in_doubt:
            record_unknown(session, real_now, tenant_id, delivery_id)
        else:
            record_failed(session, real_now, tenant_id, delivery_id, reason)
        return
    delivery.reason = reason
    growing = min(FIRST_WAIT * 2 ** (delivery.attempts - 1), LONGEST_WAIT)
    put_off(delivery, real_now, max(seconds, growing.total_seconds()), tried=True)


def record_failed(session: Session, real_now: datetime, tenant_id: int, delivery_id: str, reason: str) -> None:
    """It will never arrive; the convener is told, with the choices left."""
    world = world_at(session, tenant_id, real_now)
    delivery = held_delivery(session, tenant_id, delivery_id)
    delivery.state, delivery.reason, delivery.in_doubt = DeliveryState.FAILED, reason, False
    if delivery.item_id is not None and delivery.kind is not NoticeKind.DELIVERY_FAILED and not delivery.revises:
        planning.report_failure(world, delivery)
    elif delivery.revises and delivery.channel_id is not None:
        planning.report_not_replaced(world, delivery)
    elif delivery.revises and delivery.kind is NoticeKind.MINUTES_TO_PARTIES:
        planning.report_not_changed(world, delivery)
    elif delivery.kind is NoticeKind.OFFER and delivery.subject_id is not None and not delivery.revises:
        waitlist.undelivered(world, delivery.subject_id)
    planning.follow_on_card(world, delivery)


def leave_in_doubt(session: Session, real_now: datetime, tenant_id: int, delivery_id: str) -> bool:
    """There is no other try. Whether an earlier one may have got through, and nobody can say."""
    delivery = held_delivery(session, tenant_id, delivery_id)
    if delivery.in_doubt:
        record_unknown(session, real_now, tenant_id, delivery_id)
    return delivery.in_doubt


def may_go_elsewhere(session: Session, _real_now: datetime, tenant_id: int, delivery_id: str, looks_up: bool) -> bool:
    """An account of its reader's does not take it. Whether another may get it: only where for certain nothing got
    through, by this try or an earlier one, which a platform that `looks_up` can no longer be asked. What stands with
    an account is changed nowhere else.
    """
    delivery = held_delivery(session, tenant_id, delivery_id)
    if delivery.person_id is None or delivery.revises or (looks_up and delivery.attempts > 1):
        return False
    delivery.in_doubt = False
    return True


def record_unknown(session: Session, real_now: datetime, tenant_id: int, delivery_id: str) -> None:
    """A message that may have got through, where nothing can be looked up: it is not sent again, and the convener is
    told that nobody can say. A post in a channel is asked about.
    """
    world = world_at(session, tenant_id, real_now)
    delivery = held_delivery(session, tenant_id, delivery_id)
    delivery.state = DeliveryState.UNKNOWN
    if delivery.channel_id is not None:
        watching.watch(world, delivery.channel_id)
        planning.report_unknown(world, delivery)
    elif delivery.item_id is not None and delivery.kind is not NoticeKind.DELIVERY_FAILED:
        planning.report_failure(world, delivery)
    planning.follow_on_card(world, delivery)


def put_off(delivery: Delivery, real_now: datetime, seconds: float, tried: bool = False) -> None:
    """Let it wait `seconds` of real time; one that was not `tried` has lost no attempt."""
    delivery.state = DeliveryState.WAITING
    delivery.not_before = real_now + timedelta(seconds=seconds)
    if not tried:
        delivery.attempts -= 1


def about_of(world: World, item_id: int | None, subject_id: int | None) -> About:
    """What a notice is about, as it is now."""
    found = item_with_meeting(world.session, world.tenant_id, item_id) if item_id is not None else None
    item, meeting = found if found else (None, None)
    return About(item, meeting, subject_id)


def has_ended(about: About) -> bool:
    """Whether it is about an item that is no longer planned."""
    return about.item is not None and about.item.state is not ItemState.PLANNED


def held_delivery(session: Session, tenant_id: int, delivery_id: str) -> Delivery:
    """A delivery by an id that we hold ourselves."""
    delivery = deliveries.delivery_by_id(session, tenant_id, delivery_id)
    assert delivery is not None
    return delivery


def world_at(session: Session, tenant_id: int, real_now: datetime) -> World:
    """What is true for a tenant at a moment of real time."""
    tenant = session.get(people.Tenant, tenant_id)
    assert tenant is not None
    return access.world_of(session, tenant, real_now)
