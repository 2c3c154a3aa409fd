"""What those in line read about an offer, from what is true of it now."""

from handlers import access
from handlers.context import Context
from handlers.free_times import time_label
from handlers.screens import Button, Buttons, Card, Heading, Part, Text, value
from handlers.units import at_unit
from store.slots import Slot
from store.waitlist import Offer, OfferState, WaitEntry, WaitState


def offer_card(ctx: Context, offer: Offer, entry: WaitEntry, slot: Slot) -> Card:
    """An open offer: the time, the deadline, what happens after it, and the answers."""
    t = ctx.t
    until = t.moment(offer.deadline_at, ctx.now)
    parts = (
        Heading(t("A time is kept for you")),
        Text(_time(ctx, slot)),
        Text(
            t(
                "It is yours to book until {deadline}. After that it is offered to the next in line, "
                "and you keep your place on the waiting list.",
                deadline=until,
            )
        ),
        Buttons(
            (
                Button(t("Take the time"), "waitlist.accept", value(offer=offer.id), style="primary"),
                Button(t("No, offer it to the next"), "waitlist.decline", value(offer=offer.id)),
                _leave(ctx, entry),
            )
        ),
    )
    return Card(parts, t("A time is kept for you until {deadline}", deadline=until))


def closed_card(ctx: Context, offer: Offer, entry: WaitEntry, slot: Slot) -> Card:
    """An offer that is no longer open, in whatever way it ended."""
    if entry.state is WaitState.LEFT:
        return left_card(ctx, entry)
    heading, text, buttons = _ended(ctx, offer, entry)
    parts: tuple[Part, ...] = (Heading(heading), Text(_time(ctx, slot)), Text(text), Buttons(buttons))
    return Card(parts, ctx.t("The offer of a time no longer applies"))


def _ended(ctx: Context, offer: Offer, entry: WaitEntry) -> tuple[str, str, tuple[Button, ...]]:
    t = ctx.t
    stay = (_leave(ctx, entry), Button(t("Book a time"), "booking.start"))
    match offer.state:
        case OfferState.TAKEN:
            own = (Button(t("My meetings"), "list.show"),)
            return t("You have taken this time"), t("You find the meeting among yours."), own
        case OfferState.DECLINED:
            return (
                t("You have said no to this time"),
                t("You keep your place, and are told of the next free time."),
                stay,
            )
        case OfferState.OVERTAKEN:
            text = t("It has been called off. You keep your place, and are told of the next free time.")
            return t("The time you were offered is gone"), text, stay
        case _:
            text = t("The deadline has passed. You keep your place, and are told of the next free time.")
            return t("The offer has run out"), text, stay


def undelivered_card(ctx: Context, entry: WaitEntry, slot: Slot, reason: str) -> Card:
    """For the coordinators: an offer that never arrived, why, and what becomes of the time."""
    t, name = ctx.t, access.person_of(ctx, entry.person_id).name
    unit = access.unit_of(ctx, slot.unit_id)
    offered = t(
        "{name} was offered a time {at_unit}, {when}, and did not get the message.",
        name=name,
        at_unit=at_unit(t, unit),
        when=t.when(slot.starts_at, slot.ends_at, ctx.now),
    )
    parts = (
        Heading(t("An offer did not arrive")),
        Text(offered),
        Text(t(reason)),
        Text(t("The time goes to the next in line. Ring {name}, who keeps the place on the waiting list.", name=name)),
        Buttons((Button(t("Show the times"), "slots.unit", value(unit=unit.id)),)),
    )
    return Card(parts, t("An offer of a time did not arrive"))


def left_card(ctx: Context, entry: WaitEntry) -> Card:
    """That somebody is out of the line."""
    t = ctx.t
    parts = (
        Heading(t("You are no longer on the waiting list")),
        Text(
            t(
                "You will not be offered times {at_unit}. You can book a free time when you want to.",
                at_unit=at_unit(t, access.unit_of(ctx, entry.unit_id)),
            )
        ),
        Buttons((Button(t("Book a time"), "booking.start"),)),
    )
    return Card(parts, t("You are no longer on the waiting list"))


def _time(ctx: Context, slot: Slot) -> str:
    unit = access.unit_of(ctx, slot.unit_id)
    return ctx.t("{when} {at_unit}.", when=time_label(ctx, slot, unit), at_unit=at_unit(ctx.t, unit))


def _leave(ctx: Context, entry: WaitEntry) -> Button:
    return Button(ctx.t("Leave the list"), "waitlist.leave", value(entry=entry.id))
