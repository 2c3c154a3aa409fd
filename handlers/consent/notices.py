"""What is said about consent without being asked: that it is missing, that it runs out, that it no longer holds."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time

from handlers import access, planning
from handlers.consent.card import answer_button
from handlers.consent.ledger import stands
from handlers.consent.receipts import ways_on
from handlers.consent.verdicts import verdict_for
from handlers.consent.withdrawn import withdrawn, withdrawn_readers
from handlers.consent.words import day_text, holder_name, state_text
from handlers.context import Context, World
from handlers.notices import About, Kind, Message
from handlers.rules.holders import Holder
from handlers.screens import Button, Buttons, Card, Heading, Part, Row, Text, value
from store import meetings, notices
from store.consents import Consent, entry_by_id
from store.meetings import Item, ItemState, Meeting
from store.notices import NoticeKind


def convener_without_consent(world: World, about: About) -> Iterable[int]:
    """The convener, where a planned item's consent does not hold now."""
    assert about.item is not None
    assert about.meeting is not None
    return () if verdict_for(world, about.item, about.meeting).valid else (about.item.convener_id,)


def before_release(world: World, about: About) -> datetime | None:
    """Without consent the time is given to others: nothing can be done after that, nor once the meeting has begun."""
    assert about.item is not None
    assert about.item.id is not None
    assert about.meeting is not None
    return notices.planned_for(world.session, about.item.id, NoticeKind.RELEASE) or about.meeting.starts_at


def missing_card(ctx: Context, item: Item, meeting: Meeting, heading: str, text: str) -> Card:
    """A card to the convener: whose answer is missing, each with the way to register it, and what else can be done."""
    verdict = verdict_for(ctx, item, meeting)
    rows = [
        Row(state_text(ctx, item, state), answer_button(ctx, item, state))
        for state in verdict.holders
        if not state.holds
    ]
    parts: tuple[Part, ...] = (Heading(heading), Text(text), *rows, Buttons(ways_on(ctx, item)))
    return Card(parts, ctx.t("An answer is missing for a meeting {day}", day=day_text(ctx, meeting)))


def _in_place_card(ctx: Context, item: Item, meeting: Meeting) -> Card:
    """What takes the place of a reminder of consent when the consent has come."""
    text = ctx.t(
        "Case {reference}, the meeting {day}: all who must consent, have done so.",
        reference=access.case_of(ctx, item).reference,
        day=day_text(ctx, meeting),
    )
    return Card(
        (Heading(ctx.t("The consent is in place")), Text(text)), ctx.t("The answers for a meeting are in place")
    )


def unless_in_place(ctx: Context, about: About, missing: Callable[[Context, Item, Meeting], Card]) -> Message | None:
    """To the one who still convenes a planned item: that the consent is in place, or else what is `missing`."""
    item, meeting = about.item, about.meeting
    if item is None or item.convener_id != ctx.actor_id or item.state is not ItemState.PLANNED:
        return None
    assert meeting is not None
    card = _in_place_card if verdict_for(ctx, item, meeting).valid else missing
    return Message(card(ctx, item, meeting))


def _missing(ctx: Context, about: About) -> Message | None:
    return unless_in_place(ctx, about, _missing_now)


def _missing_now(ctx: Context, item: Item, meeting: Meeting) -> Card:
    heading = ctx.t("Consent is missing in case {reference}", reference=access.case_of(ctx, item).reference)
    text = ctx.t("Without it nobody but you gets the agenda for the meeting {day}.", day=day_text(ctx, meeting))
    return missing_card(ctx, item, meeting, heading, text)


def _begin(world: World, about: About) -> None:
    """From its start on the convener's card is about what comes after the meeting."""
    assert about.item is not None
    assert about.item.id is not None
    planning.revise_card(world, about.item.id, of=f"start:{about.item.version}")


def _start(ctx: Context, about: About) -> Message | None:
    return unless_in_place(ctx, about, _missing_at_start)


def _missing_at_start(ctx: Context, item: Item, meeting: Meeting) -> Card:
    heading = ctx.t("Do not discuss case {reference} now", reference=access.case_of(ctx, item).reference)
    text = ctx.t("The consent does not hold today. You can meet, but not share information about the case.")
    return missing_card(ctx, item, meeting, heading, text)


def _expiring_readers(world: World, about: About) -> Iterable[int]:
    found = _consent_of(world, about)
    return (found[1].convener_id,) if found and stands(world, found[0]) else ()


def _while_it_holds(world: World, about: About) -> datetime | None:
    """The end of the last day on which the consent holds."""
    found = _consent_of(world, about)
    if found is None or found[0].expires_on is None:
        return None
    return datetime.combine(found[0].expires_on, time.max, tzinfo=world.zone).astimezone(UTC)


def _expiring(ctx: Context, about: About) -> Message | None:
    found = _consent_of(ctx, about)
    if found is None or not stands(ctx, found[0]) or found[1].convener_id != ctx.actor_id:
        return None
    entry, item = found
    heading = ctx.t("A consent in case {reference} expires soon", reference=access.case_of(ctx, item).reference)
    who = holder_name(ctx, Holder(entry.holder))
    text = ctx.t(
        "{holder}: the consent expires soon. Ask for a new one if the work goes on. Without it we cannot share "
        "information about the case after that.",
        holder=who,
    )
    parts: tuple[Part, ...] = (Heading(heading), Text(text))
    if item.state is ItemState.PLANNED:
        button = Button(ctx.t("Register answer"), "consent.open", value(item=item.id, holder=entry.holder))
        parts = (*parts, Buttons((button,)))
    return Message(Card(parts, ctx.t("An answer that you have registered expires soon")))


def _consent_of(world: World, about: About) -> tuple[Consent, Item] | None:
    """The consent a notice is about, and the case's newest item, whose convener is the one to tell."""
    entry = entry_by_id(world.session, world.tenant_id, about.subject_id) if about.subject_id else None
    latest = meetings.latest_item_of_case(world.session, entry.case_id) if entry else None
    return (entry, latest[0]) if entry and latest else None


KINDS = {
    NoticeKind.CONSENT_MISSING: Kind(convener_without_consent, _missing, reminder=True, until=before_release),
    NoticeKind.CONSENT_EXPIRING: Kind(
        _expiring_readers, _expiring, outlives=True, reminder=True, until=_while_it_holds
    ),
    NoticeKind.WITHDRAWN: Kind(withdrawn_readers, withdrawn, outlives=True),
    NoticeKind.START: Kind(convener_without_consent, _start, _begin),
}
