"""Channels where summaries stand are watched: when they become unsafe, what stands there is taken down.

A platform tells of some changes and not of others, so each such channel is looked at once an hour besides, in the
tenant's time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers import access, planning, readers
from handlers.context import World
from handlers.rules.audience import Audience, Unsafe
from store import accounts, deliveries, meetings, people
from store.accounts import Channel
from store.deliveries import Delivery, DeliveryState

EVERY = timedelta(hours=1)
# How long a post may be on its way, so that it stands at the next look.
SOON = timedelta(minutes=1)
CHANNELS = 5


@dataclass(frozen=True)
class Watched:
    """A channel to look at, as we and as its platform know it; `reference` is what it is written to by."""

    tenant_id: int
    channel_id: int
    platform: str
    workspace: str
    channel: str
    reference: str | None = None


def watch(world: World, channel_id: int) -> None:
    """Something stands in a channel from now on: look at it in an hour, if nothing makes it sooner."""
    channel = world.session.get(Channel, channel_id)
    if channel is not None and channel.check_at is None:
        channel.check_at = world.now + EVERY


def channels_to_check(session: Session, real_now: datetime) -> list[Watched]:
    """The channels of all tenants to look at now. Each is put off as it is taken: one that cannot be read holds up
    nothing.
    """
    worlds = [access.world_of(session, tenant, real_now) for tenant in people.all_tenants(session)]
    return [watched for world in worlds for watched in _taken(world)]


def _taken(world: World) -> Iterator[Watched]:
    for channel, workspace in accounts.channels_to_check(world.session, world.tenant_id, world.now, CHANNELS):
        assert channel.id is not None
        channel.check_at = world.now + EVERY
        yield Watched(
            world.tenant_id,
            channel.id,
            workspace.platform,
            workspace.external_id,
            channel.external_id,
            channel.reference,
        )


def check_channel(
    session: Session, real_now: datetime, tenant_id: int, channel_id: int, audience: Audience | None
) -> int:
    """See what may no longer stand in a channel with this audience, and plan that it is taken down; returns how much.

    The taking down judges once more, from what is true then. What nobody can say whether it stands there is out of
    reach: the convener is told to look, and to delete it. What is on its way was judged by who was there before, and
    so the channel is looked at again soon.
    """
    tenant, channel = session.get(people.Tenant, tenant_id), session.get(Channel, channel_id)
    assert tenant is not None
    assert channel is not None
    world = access.world_of(session, tenant, real_now)
    standing = deliveries.posts_standing_in(session, channel_id)
    reasons = [(post, _unsafe(world, channel, post, audience)) for post in standing]
    unsafe = [(post, reason) for post, reason in reasons if reason is not None]
    for post, reason in unsafe:
        if post.state is DeliveryState.UNKNOWN:
            post.state, post.reason = DeliveryState.TAKEN_DOWN, reason
            planning.report_taken_down(world, post)
        else:
            planning.revise_post(world, post)
    if deliveries.is_on_its_way(session, channel_id):
        channel.check_at = min(channel.check_at or world.now + SOON, world.now + SOON)
    elif not standing:
        channel.check_at = None
    return len(unsafe)


def channel_changed(
    session: Session, real_now: datetime, platform: str, workspace: str, external_id: str, new_id: str | None = None
) -> bool:
    """A platform tells that who reads a channel may have changed, or that the channel has a new id: look at it now.

    Returns whether it is one of ours with something in it, or on its way there: that was judged before the change.
    """
    channel = accounts.channel_known_as(session, platform, workspace, external_id)
    if channel is None:
        return False
    if new_id is not None and accounts.channel_known_as(session, platform, workspace, new_id) is None:
        channel.external_id = new_id
    assert channel.id is not None
    if channel.check_at is None and not deliveries.is_on_its_way(session, channel.id):
        return False
    tenant = session.get(people.Tenant, channel.tenant_id)
    assert tenant is not None
    channel.check_at = people.tenant_now(tenant, real_now)
    return True


def _unsafe(world: World, channel: Channel, post: Delivery, audience: Audience | None) -> Unsafe | None:
    found = meetings.item_with_meeting(world.session, world.tenant_id, post.item_id) if post.item_id else None
    return readers.judge_channel(world, *found, channel, audience) if found else Unsafe.UNREADABLE
