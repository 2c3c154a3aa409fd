"""A message that never arrives is told to the convener: what it was, the reason, and what can be done."""

from collections.abc import Iterable, Sequence

from handlers import access
from handlers.context import Context, World
from handlers.notices import About, Kind, Message
from handlers.screens import Button, Buttons, Card, Heading, Listing, Part, Text, value
from locales import mark
from store.deliveries import Delivery, DeliveryState, failed_deliveries
from store.meetings import Item, ItemState
from store.notices import NoticeKind

REASONS = {
    "deactivated": mark("The account is closed."),
    "guest": mark("The account belongs to a guest, and guests get no messages about meetings."),
    "stranger": mark("The account belongs to another organisation, and nobody there gets messages about meetings."),
    "no_account": mark("No account is registered."),
    "switched_off": mark("The bot is switched off where they chat."),
    "uninstalled": mark("The bot is not installed where they chat, or has been blocked."),
    "not_met": mark("The bot has not been installed where they chat yet."),
}
UNKNOWN = mark("The connection broke on the way, so nobody can say whether it arrived.")
OTHER_REASON = mark("The chat does not take messages to this account.")
OFF = mark("That the meeting is off")
REMINDER = mark("The reminder of the meeting")
MEASURE = mark("A measure to see to")
CORRECTION = mark("The corrected summary of the meeting")
TAKEN_AWAY = mark("That the summary of the meeting is taken away")
WHAT = {
    NoticeKind.INVITATION: mark("The invitation"),
    NoticeKind.AGENDA: mark("The agenda"),
    NoticeKind.REMINDER_DAY: REMINDER,
    NoticeKind.REMINDER_HOUR: REMINDER,
    NoticeKind.MOVED: mark("That the meeting is moved"),
    NoticeKind.CANCELLED: OFF,
    NoticeKind.RELEASED: OFF,
    NoticeKind.WITHDRAWN: OFF,
    NoticeKind.REPLACED: mark("That somebody else comes instead"),
    NoticeKind.DEPUTY_ASKED: mark("The question of coming instead of somebody"),
    NoticeKind.DEPUTY_ANSWERED: mark("The answer from the one who was asked to come instead"),
    NoticeKind.MINUTES_TO_PARTIES: mark("The summary of the meeting"),
    NoticeKind.MEASURE_GIVEN: MEASURE,
    NoticeKind.MEASURE_DUE: MEASURE,
    NoticeKind.MEASURE_OVERDUE: MEASURE,
}
OTHER = mark("Another message about the meeting")


def reason_of(tried: Sequence[Delivery]) -> str:
    """Why the last of some messages did not arrive, as a source text."""
    lost = [each for each in tried if each.state in (DeliveryState.FAILED, DeliveryState.UNKNOWN)]
    if lost and lost[-1].state is DeliveryState.UNKNOWN:
        return UNKNOWN
    return REASONS.get(lost[-1].reason or "", OTHER_REASON) if lost else OTHER_REASON


def _readers(world: World, about: About) -> Iterable[int]:
    """The convener; the coordinators when it is the convener who cannot be reached."""
    if about.item is None:
        return ()
    if about.item.convener_id != about.subject_id:
        return (about.item.convener_id,)
    return (person.id for person in access.coordinators(world) if person.id is not None)


def _render(ctx: Context, about: About) -> Message | None:
    if about.item is None or about.meeting is None or about.subject_id is None:
        return None
    assert about.item.id is not None
    # What was to bring up to date what stands is nothing that did not arrive.
    failed = [each for each in failed_deliveries(ctx.session, about.item.id, about.subject_id) if not each.revises]
    lines = tuple(dict.fromkeys(ctx.t(_what(about.item, each)) for each in failed))
    if not lines:
        return None
    when = ctx.t.when(about.meeting.starts_at, about.meeting.ends_at, ctx.now)
    name = access.person_of(ctx, about.subject_id).name
    title, text = _said(ctx, name, when, certain=any(each.state is DeliveryState.FAILED for each in failed))
    parts: tuple[Part, ...] = (
        Heading(title),
        Text(text),
        Listing(lines),
        Text(ctx.t(reason_of(failed))),
        *_ways_forward(ctx, about),
    )
    return Message(Card(parts, title))


def _what(item: Item, lost: Delivery) -> str:
    """What a message was to say, as a source text. A summary that stands where it was sent could not be changed."""
    if lost.kind is NoticeKind.MINUTES_TO_PARTIES and lost.address is not None:
        return CORRECTION if item.state is ItemState.PLANNED else TAKEN_AWAY
    return WHAT.get(lost.kind, OTHER)


def _said(ctx: Context, name: str, when: str, certain: bool) -> tuple[str, str]:
    if certain:
        text = ctx.t("{name} did not get this about the meeting {when}:", name=name, when=when)
        return ctx.t("A message did not arrive"), text
    text = ctx.t("{name} may not have got this about the meeting {when}:", name=name, when=when)
    return ctx.t("A message may not have arrived"), text


def _ways_forward(ctx: Context, about: About) -> tuple[Part, ...]:
    assert about.item is not None
    over = about.meeting is None or about.meeting.starts_at <= ctx.now
    if over or about.item.state is not ItemState.PLANNED:
        return (Text(ctx.t("Ring and tell.")),)
    ring = Text(ctx.t("Ring and tell, or choose somebody else."))
    if about.item.convener_id != ctx.actor_id:
        return (ring, Buttons((Button(ctx.t("Times"), "slots.show"),)))
    return (ring, Buttons((Button(ctx.t("Change who comes"), "attendance.people", value(item=about.item.id)),)))


KINDS = {NoticeKind.DELIVERY_FAILED: Kind(readers=_readers, render=_render, outlives=True)}
