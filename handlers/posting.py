"""Posts in channels: whether one may stand there for those who can read it now, and what takes its place when not.

A channel has no look-up, so a post is sent at most once: where nobody can say whether it got through, the convener is
asked.
"""

from datetime import datetime

from handlers import access, expanding, outbox, planning, readers
from handlers.context import World
from handlers.notices import About, Kind, Message
from handlers.rules.audience import Audience, Unsafe
from store.accounts import Channel
from store.deliveries import Delivery, DeliveryState
from store.meetings import Item, Meeting


def judged_post(
    world: World,
    real_now: datetime,
    delivery: Delivery,
    original: Delivery | None,
    kind: Kind,
    audience: Audience | None,
) -> Message | None:
    """What is to stand in the channel; None when nothing is to be sent. A post that is refused or in doubt is recorded
    so, and no longer claimed.
    """
    about = expanding.about_of(world, delivery.item_id, delivery.subject_id)
    if original is None and delivery.in_doubt:
        outbox.record_unknown(world.session, real_now, world.tenant_id, delivery.id)
        return None
    if original is not None and original.state is DeliveryState.UNKNOWN:
        return None  # there is nothing to edit, and the convener is asked
    message = _rendered(world, about, kind)
    unsafe = _unsafe(world, about, delivery, audience) if message is not None else None
    if original is None:
        if unsafe is not None:
            outbox.record_failed(world.session, real_now, world.tenant_id, delivery.id, unsafe)
        return message
    if unsafe is not None:
        original.reason = unsafe
        planning.report_taken_down(world, original)
    if message is None or unsafe is not None or original.state is DeliveryState.TAKEN_DOWN:
        if original.address is None and original.state is not DeliveryState.TAKEN_DOWN:
            _tell_what_is_left(world, delivery, original)
        original.state = DeliveryState.TAKEN_DOWN
        return _stub(world, about, kind)
    return message


def _tell_what_is_left(world: World, delivery: Delivery, original: Delivery) -> None:
    """It stands where only the convener has seen it, and cannot be changed from here."""
    assert original.item_id is not None
    planning.report_taken_down(world, original)
    planning.revise_card(world, original.item_id, of=delivery.id)


def _rendered(world: World, about: About, kind: Kind) -> Message | None:
    if about.item is None or (expanding.has_ended(about) and not kind.outlives):
        return None
    return kind.render(world.posted_by(access.person_of(world, about.item.convener_id)), about)


def _stub(world: World, about: About, kind: Kind) -> Message | None:
    if about.item is None or kind.stub is None:
        return None
    return Message(kind.stub(world.posted_by(access.person_of(world, about.item.convener_id))))


def _unsafe(world: World, about: About, delivery: Delivery, audience: Audience | None) -> Unsafe | None:
    item, meeting = _held(about)
    channel = world.session.get(Channel, delivery.channel_id)
    assert channel is not None
    return readers.judge_channel(world, item, meeting, channel, audience)


def _held(about: About) -> tuple[Item, Meeting]:
    assert about.item is not None
    assert about.meeting is not None
    return about.item, about.meeting
