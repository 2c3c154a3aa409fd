"""The offer as a message, its end, and what happens at the deadline."""

from collections.abc import Iterable, Sequence

from handlers import access
from handlers.context import Context, World
from handlers.failures import reason_of
from handlers.notices import About, Kind, Message
from handlers.waitlist import cards, line
from store import deliveries, notices, slots, waitlist
from store.deliveries import Delivery, DeliveryState
from store.notices import NoticeKind
from store.waitlist import Offer, OfferState, WaitEntry


def _found(world: World, about: About) -> tuple[Offer, WaitEntry] | None:
    if about.subject_id is None:
        return None
    return waitlist.offer_with_entry(world.session, world.tenant_id, about.subject_id)


def _reader(world: World, about: About) -> Iterable[int]:
    found = _found(world, about)
    return (found[1].person_id,) if found else ()


def _offer(ctx: Context, about: About) -> Message | None:
    """The open offer; where the offer stands with its reader already, also how it ended."""
    found = _found(ctx, about)
    slot = slots.slot_by_id(ctx.session, ctx.tenant_id, found[0].slot_id) if found else None
    if found is None or slot is None:
        return None
    if found[0].state is OfferState.OPEN:
        return Message(cards.offer_card(ctx, *found, slot)) if ctx.now < found[0].deadline_at else None
    return Message(cards.closed_card(ctx, *found, slot)) if _has_come(ctx, found[0]) else None


def _has_come(ctx: Context, offer: Offer) -> bool:
    return any(each.state is DeliveryState.SENT for each in _deliveries_of(ctx, offer))


def _deliveries_of(ctx: Context, offer: Offer) -> Sequence[Delivery]:
    notice = notices.notice_by_key(ctx.session, ctx.tenant_id, line.notice_key(NoticeKind.OFFER, offer))
    assert notice is not None
    assert notice.id is not None
    return deliveries.deliveries_of(ctx.session, notice.id)


def _gone(ctx: Context, about: About) -> Message | None:
    found = _found(ctx, about)
    if found is None or found[0].state not in (OfferState.EXPIRED, OfferState.OVERTAKEN):
        return None
    slot = slots.slot_by_id(ctx.session, ctx.tenant_id, found[0].slot_id)
    return Message(cards.closed_card(ctx, *found, slot)) if slot else None


def _coordinators(world: World, about: About) -> Iterable[int]:
    """Those who run the times; not the one who cannot be reached."""
    found = _found(world, about)
    known = [person.id for person in access.coordinators(world) if person.id is not None]
    return [person_id for person_id in known if found and person_id != found[1].person_id]


def _undelivered(ctx: Context, about: About) -> Message | None:
    found = _found(ctx, about)
    slot = slots.slot_by_id(ctx.session, ctx.tenant_id, found[0].slot_id) if found else None
    if found is None or slot is None:
        return None
    return Message(cards.undelivered_card(ctx, found[1], slot, reason_of(_deliveries_of(ctx, found[0]))))


def _expire(world: World, about: About) -> None:
    found = _found(world, about)
    if found is not None and found[0].state is OfferState.OPEN:
        line.pass_on(world, *found, OfferState.EXPIRED)


KINDS = {
    NoticeKind.OFFER: Kind(readers=_reader, render=_offer),
    NoticeKind.OFFER_EXPIRES: Kind(act=_expire),
    NoticeKind.OFFER_GONE: Kind(readers=_reader, render=_gone),
    NoticeKind.OFFER_FAILED: Kind(readers=_coordinators, render=_undelivered),
}
