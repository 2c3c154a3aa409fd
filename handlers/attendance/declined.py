"""Somebody from a required service does not come: what the convener is told, and what can be done."""

from collections.abc import Iterable

from handlers import access
from handlers.agenda.words import held, when_of
from handlers.attendance.who import everyone_asked, person_name, reply_of, row_of, unit_name
from handlers.context import Context, World
from handlers.notices import About, Kind, Message
from handlers.screens import Button, Buttons, Card, Heading, Text, value
from store.attendance import Participant, Reply
from store.meetings import Item, ItemState, Meeting
from store.notices import NoticeKind


def _convener(world: World, about: About) -> Iterable[int]:
    item, _ = held(about)
    declined = row_of(world, item, about.subject_id)
    return [item.convener_id] if declined and declined.person_id != item.convener_id else []


def _declined(ctx: Context, about: About) -> Message | None:
    item, meeting = held(about)
    declined = row_of(ctx, item, about.subject_id)
    if declined is None or item.state is not ItemState.PLANNED or item.convener_id != ctx.actor_id:
        return None
    settled = _settled(ctx, item, declined)
    if settled is None and meeting.starts_at <= ctx.now:
        return None  # nothing can be done about it any more
    if settled is None:
        return Message(declined_card(ctx, item, meeting, declined))
    return Message(Card((Heading(ctx.t("The regrets are dealt with")), Text(settled)), settled_notice(ctx, meeting)))


def declined_card(ctx: Context, item: Item, meeting: Meeting, declined: Participant) -> Card:
    """Who does not come, from which service, and the three ways on."""
    when = when_of(ctx, meeting)
    claims = value(item=item.id, participant=declined.id)
    parts = (
        Heading(ctx.t("Regrets from {unit}", unit=unit_name(ctx, declined))),
        Text(
            ctx.t(
                "{name} is not coming to the meeting {when} in case {case}. Choose another from the same service, "
                "move the meeting, or hold it without the service.",
                name=person_name(ctx, declined),
                when=when,
                case=access.case_of(ctx, item).reference,
            )
        ),
        Buttons(
            (
                Button(ctx.t("Choose another person"), "attendance.appoint", claims, "primary"),
                Button(ctx.t("Move the meeting"), "moving.open", value(item=item.id)),
                Button(ctx.t("Hold the meeting without"), "attendance.without", claims),
            )
        ),
    )
    return Card(parts, ctx.t("Somebody is not coming to the meeting {when}", when=when))


def settled_notice(ctx: Context, meeting: Meeting) -> str:
    """What a locked phone shows when regrets are no longer open."""
    return ctx.t("Who comes to the meeting {when} has changed", when=when_of(ctx, meeting))


def _settled(ctx: Context, item: Item, declined: Participant) -> str | None:
    name, unit = person_name(ctx, declined), unit_name(ctx, declined)
    if not declined.active:
        after = [each for each in everyone_asked(ctx, item) if each.replaces_id == declined.id and each.accepted]
        if after:
            return ctx.t("{name} comes from {unit}.", name=person_name(ctx, after[-1]), unit=unit)
        return ctx.t("{name} is no longer on the list of those who come.", name=name)
    if reply_of(item, declined) is not Reply.NOT_COMING:
        return ctx.t("{name} has changed the answer. See your meeting for who comes.", name=name)
    return None if declined.required else ctx.t("You hold the meeting without {unit}.", unit=unit)


KINDS = {NoticeKind.DECLINED: Kind(_convener, _declined)}
