"""Where somebody waits in line for a time, and what they are offered."""

from handlers import units
from handlers.screens import Button, value
from handlers.waiting.duty import LOOKED_FOR, Duty, Reader
from store.duties import waits_of
from store.slots import Slot
from store.waitlist import Offer, WaitEntry


def in_line(reader: Reader) -> tuple[list[Duty], list[Duty]]:
    """The offers that are to be answered, and the places in line, which only wait."""
    ctx = reader.ctx
    found = waits_of(ctx.session, ctx.tenant_id, ctx.actor_id, LOOKED_FOR)
    offers = [_offer(reader, entry, offer, slot) for entry, offer, slot in found if offer and slot]
    return offers, [_place(reader, entry) for entry, offer, slot in found if not (offer and slot)]


def _offer(reader: Reader, entry: WaitEntry, offer: Offer, slot: Slot) -> Duty:
    ctx = reader.ctx
    text = ctx.t(
        "You are offered {when} {at_unit}. Answer by {deadline}.",
        when=ctx.t.when(slot.starts_at, slot.ends_at, ctx.now),
        at_unit=units.at_unit(ctx.t, reader.units[entry.unit_id]),
        deadline=ctx.t.moment(offer.deadline_at, ctx.now),
    )
    button = Button(ctx.t("Take the time"), "waitlist.accept", value(offer=offer.id))
    return Duty(text, button, slot.starts_at, offer.deadline_at, said=True)


def _place(reader: Reader, entry: WaitEntry) -> Duty:
    text = reader.ctx.t("You are on the waiting list for {unit}.", unit=reader.unit_name(entry.unit_id))
    button = Button(reader.ctx.t("Leave the list"), "waitlist.leave", value(entry=entry.id))
    return Duty(text, button, entry.joined_at)
