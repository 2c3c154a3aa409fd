"""A claimed delivery, judged and rendered for its reader from what is true at the moment of sending."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from handlers import access, outbox, planning
from handlers.context import World
from handlers.notices import Kind, Message
from store import notices
from store.accounts import accounts_of
from store.notices import Delivery, DeliveryState, Notice, NoticeKind


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


def prepare(
    session: Session, real_now: datetime, tenant_id: int, delivery_id: str, kinds: Mapping[NoticeKind, Kind]
) -> Prepared | None:
    """Judge and render a claimed delivery from what is true now.

    None means that nothing is to be sent: it was overtaken (and is recorded so), or its original is still on its way
    (and it is put off), or its reader is not at work at this hour (and it waits until then), or has left (and it
    has failed).
    """
    world = outbox.world_at(session, tenant_id, real_now)
    delivery = outbox.held_delivery(session, tenant_id, delivery_id)
    original = notices.delivery_by_id(session, tenant_id, delivery.revises) if delivery.revises else None
    if _waits(world, delivery, original, real_now):
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
        outbox.record_failed(session, real_now, tenant_id, delivery_id, "deactivated")
        return None
    message, fingerprint = _beside_what_stands(message, original)
    if original is not None and original.fingerprint == fingerprint:
        delivery.state = DeliveryState.OVERTAKEN
        return None
    address = original.address if original else None
    return Prepared(delivery.id, *place, message, address, delivery.attempts > 1, fingerprint, correction)


def mailbox(session: Session, _real_now: datetime, tenant_id: int, delivery_id: str) -> tuple[str, str, str] | None:
    """Where the reader of a delivery is: platform, workspace, account; None when nowhere."""
    delivery = outbox.held_delivery(session, tenant_id, delivery_id)
    account = next(iter(accounts_of(session, delivery.person_id)), None)
    return (account[1].platform, account[1].external_id, account[0].external_id) if account else None


def _waits(world: World, delivery: Delivery, original: Delivery | None, real_now: datetime) -> bool:
    """Whether it goes back to wait: its original is still on its way, or its reader is not at work at this hour."""
    if original is not None:
        on_its_way = original.state in (DeliveryState.WAITING, DeliveryState.CLAIMED)
        if on_its_way:
            outbox.put_off(delivery, real_now, 1.0)
        return on_its_way
    notice = world.session.get(Notice, delivery.notice_id)
    assert notice is not None
    about = outbox.about_of(world, delivery.item_id, delivery.subject_id)
    due = outbox.delivery_time(world, notice, about, delivery.person_id)
    if due > world.now:
        delivery.due_at, delivery.state = due, DeliveryState.WAITING
        delivery.attempts -= 1
    return due > world.now


def _judged(world: World, delivery: Delivery, kind: Kind, revising: bool) -> Message | None:
    about = outbox.about_of(world, delivery.item_id, delivery.subject_id)
    if not revising and outbox.has_ended(about) and not kind.outlives:
        return None
    context = world.seen_by(access.person_of(world, delivery.person_id))
    message = kind.render(context, about)
    return Message(planning.gone_card(context)) if message is None and revising else message


def _beside_what_stands(message: Message, original: Delivery | None) -> tuple[Message, str]:
    """The message without a file that stands there already, and what tells whether two messages say the same.

    A file is known by its name, since its content holds the moment it was made.
    """
    card = hashlib.sha256(repr(message.card).encode()).hexdigest()
    file = message.file.name if message.file else ""
    standing = (original.fingerprint or "").partition(" ")[2] if original else None
    if standing is not None and file in ("", standing):
        return Message(message.card), f"{card} {standing}"
    return message, f"{card} {file}"
