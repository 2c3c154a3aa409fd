"""A claimed delivery, judged and rendered for its reader from what is true at the moment of sending."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from handlers import access, expanding, later, outbox, planning, posting, readers
from handlers.context import World, language_of
from handlers.fingerprints import being_replaced, file_of, fingerprint_of
from handlers.notices import Kind, Message
from handlers.places import Place, Platforms, place_of
from handlers.rules.audience import Audience
from locales import Language
from store import deliveries
from store.deliveries import Delivery, DeliveryState
from store.notices import Notice, NoticeKind
from store.people import Person


@dataclass(frozen=True)
class Prepared:
    """A delivery that is to be sent: where to, what, and in place of what.

    `again`: an earlier try may have got through. `correction`: it is no longer to be said, and `message` takes its
    place only where such a try did get through. `file_stands`: the message's file came with what it takes the place of.
    """

    delivery: str
    place: Place
    message: Message
    address: str | None
    again: bool
    fingerprint: str
    language: Language
    correction: bool = False
    file_stands: bool = False


def prepare(
    session: Session,
    real_now: datetime,
    tenant_id: int,
    delivery_id: str,
    kinds: Mapping[NoticeKind, Kind],
    audience: Audience | None = None,
    looks_up: bool = True,
    platforms: Platforms | None = None,
) -> Prepared | None:
    """Judge and render a claimed delivery from what is true now; `audience` is who can read the channel it goes to.
    `looks_up`: whether its platform can tell if an earlier try to a person got through; in a channel none can.

    None means that nothing is to be sent: it was overtaken (and is recorded so), or its original is still on its way
    (and it is put off), or its reader is not at work at this hour (and it waits until then), or its reader has left or
    its channel is not safe (and it has failed), or that nobody can say whether it got through (and it is asked about).
    """
    world = outbox.world_at(session, tenant_id, real_now)
    delivery = outbox.held_delivery(session, tenant_id, delivery_id)
    original = deliveries.delivery_by_id(session, tenant_id, delivery.revises) if delivery.revises else None
    if _waits(world, delivery, original, real_now):
        return None
    if delivery.in_doubt and original is None and delivery.person_id is not None:
        outbox.record_unknown(session, real_now, tenant_id, delivery_id)
        return None
    message = _message(world, real_now, delivery, original, kinds[delivery.kind], audience)
    correction = message is None and delivery.attempts > 1 and delivery.person_id is not None
    if correction:
        message = _judged(world, delivery, kinds[delivery.kind], revising=True)
    if delivery.state is not DeliveryState.CLAIMED:
        return None
    place = place_of(session, real_now, tenant_id, delivery_id, platforms)
    if message is None or place is None or (original is not None and original.address is None):
        delivery.state = DeliveryState.OVERTAKEN
        return None
    fingerprint, file_stands = _beside_what_stands(message, original)
    if original is not None and original.fingerprint == fingerprint:
        delivery.state = DeliveryState.OVERTAKEN
        return None
    if original is None:
        delivery.in_doubt, delivery.workspace_id = delivery.channel_id is not None or not looks_up, place.home
    else:
        # Until this is known to have got through, either may stand there, and what is said next is no repetition.
        original.fingerprint = being_replaced(original.fingerprint)
    address = original.address if original else None
    again = delivery.attempts > 1 and delivery.person_id is not None
    language = _language(world, delivery)
    return Prepared(delivery.id, place, message, address, again, fingerprint, language, correction, file_stands)


def _language(world: World, delivery: Delivery) -> Language:
    """The reader's own; the municipality's for a post that many read."""
    reader = access.person_of(world, delivery.person_id) if delivery.person_id is not None else None
    return language_of(world.tenant, reader)


def _message(
    world: World,
    real_now: datetime,
    delivery: Delivery,
    original: Delivery | None,
    kind: Kind,
    audience: Audience | None,
) -> Message | None:
    """What is to stand there now; None when nothing is. A delivery that fails on the way is no longer claimed."""
    if delivery.channel_id is not None:
        return posting.judged_post(world, real_now, delivery, original, kind, audience)
    message = _judged(world, delivery, kind, revising=original is not None)
    assert delivery.person_id is not None
    reader = access.person_of(world, delivery.person_id)
    reason = _barred(world, reader)
    if message is None or reason is None:
        return message
    if original is not None:
        # What stands before somebody who has left is taken away when it would change.
        return Message(planning.gone_card(world.seen_by(reader)))
    outbox.record_failed(world.session, real_now, world.tenant_id, delivery.id, reason)
    return message


def _barred(world: World, reader: Person) -> str | None:
    """Why somebody gets nothing, whatever the platform says of the account; None for the others."""
    if not reader.active:
        return "deactivated"
    return None if readers.may_be_told(world, reader) else "stranger"


def _waits(world: World, delivery: Delivery, original: Delivery | None, real_now: datetime) -> bool:
    """Whether it goes back to wait: its original is still on its way, or its reader is not at work at this hour."""
    if original is not None:
        on_its_way = original.state in (DeliveryState.WAITING, DeliveryState.CLAIMED)
        if on_its_way:
            outbox.put_off(delivery, real_now, 1.0)
        return on_its_way
    if delivery.person_id is None:
        return False
    notice = world.session.get(Notice, delivery.notice_id)
    assert notice is not None
    about = expanding.about_of(world, delivery.item_id, delivery.subject_id)
    due = expanding.delivery_time(world, notice, about, delivery.person_id)
    if due > world.now:
        delivery.due_at, delivery.state = due, DeliveryState.WAITING
        delivery.attempts -= 1
    return due > world.now


def _judged(world: World, delivery: Delivery, kind: Kind, revising: bool) -> Message | None:
    about = expanding.about_of(world, delivery.item_id, delivery.subject_id)
    if not revising and expanding.has_ended(about) and not kind.outlives:
        return None
    assert delivery.person_id is not None
    context = world.seen_by(access.person_of(world, delivery.person_id))
    message = kind.render(context, about)
    if message is None:
        return Message(planning.gone_card(context)) if revising else None
    return later.with_button(context, about, kind, delivery.revises or delivery.id, message)


def _beside_what_stands(message: Message, original: Delivery | None) -> tuple[str, bool]:
    """What tells whether two messages say the same, and whether the message's file stands there already."""
    file = message.file.name if message.file else ""
    standing = (file_of(original.fingerprint) or "") if original else None
    if standing is not None and file in ("", standing):
        return fingerprint_of(message.card, standing), bool(file)
    return fingerprint_of(message.card, file), False
