"""The offer as a message, its end, and what happens at the deadline."""

from collections.abc import Iterable

from handlers.context import Context, World
from handlers.notices import About, Kind, Message
from handlers.waitlist import cards, line
from store import slots, waitlist
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
    found = _found(ctx, about)
    if found is None or found[0].state is not OfferState.OPEN or ctx.now >= found[0].deadline_at:
        return None
    slot = slots.slot_by_id(ctx.session, ctx.tenant_id, found[0].slot_id)
    return Message(cards.offer_card(ctx, *found, slot)) if slot else None


def _gone(ctx: Context, about: About) -> Message | None:
    found = _found(ctx, about)
    if found is None or found[0].state not in (OfferState.EXPIRED, OfferState.OVERTAKEN):
        return None
    slot = slots.slot_by_id(ctx.session, ctx.tenant_id, found[0].slot_id)
    return Message(cards.closed_card(ctx, *found, slot)) if slot else None


def _expire(world: World, about: About) -> None:
    found = _found(world, about)
    if found is not None and found[0].state is OfferState.OPEN:
        line.pass_on(world, *found, OfferState.EXPIRED)


KINDS = {
    NoticeKind.OFFER: Kind(readers=_reader, render=_offer),
    NoticeKind.OFFER_EXPIRES: Kind(act=_expire),
    NoticeKind.OFFER_GONE: Kind(readers=_reader, render=_gone),
}
