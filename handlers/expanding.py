"""What is due, expanded into deliveries for the readers that hold then.

`real_now` (UTC) is the real time, which a notice that failed waits in; what is due is compared with the tenant's own
now.
"""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers import access, standing
from handlers.calendars import message_time
from handlers.context import World
from handlers.notices import About, Kind
from store import deliveries, notices, people
from store.deliveries import Delivery, DeliveryState
from store.meetings import ItemState, item_with_meeting
from store.notices import Notice, NoticeKind, NoticeState

log = logging.getLogger("samba_bot.expanding")
WITHIN_THE_HOUR = timedelta(minutes=60)
# What fails waits longer from one try to the next.
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


def about_of(world: World, item_id: int | None, subject_id: int | None) -> About:
    """What a notice is about, as it is now."""
    found = item_with_meeting(world.session, world.tenant_id, item_id) if item_id is not None else None
    item, meeting = found if found else (None, None)
    return About(item, meeting, subject_id)


def has_ended(about: About) -> bool:
    """Whether it is about an item that is no longer planned."""
    return about.item is not None and about.item.state is not ItemState.PLANNED
