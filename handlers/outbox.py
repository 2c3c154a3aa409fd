"""Deliveries that are due, claimed, and what became of them, recorded.

`real_now` (UTC) is the real time, which leases and back-off count in; what is due is compared with the tenant's own
now.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers import access, planning, waitlist, watching
from handlers.context import World
from handlers.expanding import FIRST_WAIT, LONGEST_WAIT
from store import deliveries, people
from store.deliveries import Delivery, DeliveryState
from store.notices import NoticeKind

LEASE = timedelta(seconds=60)
# With the growing wait between them, tries go on for half an hour.
MAX_ATTEMPTS = 12


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
