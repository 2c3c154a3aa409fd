"""The check buttons on the convener's card: a row for each who decides, what it means, and until when."""

from handlers import access
from handlers.consent.ledger import latest_entry
from handlers.consent.verdicts import verdict_for
from handlers.consent.words import day_text, holder_name, last_day, state_text
from handlers.context import Context
from handlers.rules.consent_ledger import ConsentState, HolderState, Verdict
from handlers.screens import Button, Buttons, Heading, Note, Part, Row, Text, value
from store import notices
from store.consents import ConsentKind
from store.meetings import Item, ItemState, Meeting
from store.notices import NoticeKind


def consent_parts(ctx: Context, item: Item, meeting: Meeting) -> list[Part]:
    """How the consents of a planned item stand, for its convener. A press registers what was given outside the chat. Of
    an item that has ended for want of consent only the way to undo a slip is left.
    """
    verdict = verdict_for(ctx, item, meeting)
    if item.state is ItemState.WITHDRAWN:
        return undo_parts(ctx, item, verdict)
    if item.state is not ItemState.PLANNED:
        return []
    heading = Heading(ctx.t("Consent in case {reference}", reference=access.case_of(ctx, item).reference))
    rows = [Row(state_text(ctx, item, state), answer_button(ctx, item, state)) for state in verdict.holders]
    meaning = Text(_meaning(ctx, meeting, verdict))
    return [heading, meaning, *rows, *undo_parts(ctx, item, verdict), *_what_next(ctx, item, verdict)]


def answer_button(ctx: Context, item: Item, state: HolderState) -> Button:
    """The way to the form, the same for every answer: to withdraw takes no more presses than to consent."""
    text = ctx.t("Register answer") if state.state is ConsentState.WAITING else ctx.t("Change answer")
    return Button(text, "consent.open", value(item=item.id, holder=state.holder))


def undo_parts(ctx: Context, item: Item, verdict: Verdict) -> list[Part]:
    """A button for each of the reader's own slips that can still be undone; of an item that has ended only a no is."""
    states = [state for state in verdict.holders if item.state is ItemState.PLANNED or not state.holds]
    buttons = [button for state in states if (button := _undo_button(ctx, item, state)) is not None]
    return [Buttons(tuple(buttons))] if buttons else []


def _undo_button(ctx: Context, item: Item, state: HolderState) -> Button | None:
    assert item.id is not None
    entry = latest_entry(ctx, item.id, state.holder)
    if entry is None or entry.kind is ConsentKind.UNDONE or entry.recorded_by != ctx.actor_id:
        return None
    text = ctx.t("Undo: {holder}", holder=holder_name(ctx, state.holder))
    return Button(text, "consent.undo", value(row=entry.id))


def _meaning(ctx: Context, meeting: Meeting, verdict: Verdict) -> str:
    day = day_text(ctx, meeting)
    if verdict.valid:
        until = last_day(verdict)
        assert until is not None
        return ctx.t("The consent is in place, and holds to and including {day}.", day=ctx.t.day(until, ctx.now))
    count = len(verdict.holders)
    return ctx.t.many(
        "One must consent before we can share information in the meeting {day}. The consent is given to you, not "
        "here. Here you register that you have it.",
        "{number} must consent before we can share information in the meeting {day}. The consents are given to you, "
        "not here. Here you register that you have them.",
        count,
        number=ctx.t.number(count).capitalize(),
        day=day,
    )


def _what_next(ctx: Context, item: Item, verdict: Verdict) -> list[Part]:
    assert item.id is not None
    t = ctx.t
    if verdict.valid:
        return []
    lines: list[str] = []
    if any(state.state is ConsentState.SCOPE_TOO_NARROW for state in verdict.holders):
        lines.append(t("Ask for a consent that covers all who come, or change who comes."))
    agenda = notices.planned_for(ctx.session, item.id, NoticeKind.AGENDA)
    if agenda is not None and agenda > ctx.now:
        lines.append(t("Register it by {day}, so that the agenda can go out.", day=t.day(agenda, ctx.now)))
    release = notices.planned_for(ctx.session, item.id, NoticeKind.RELEASE)
    if release is not None and release > ctx.now:
        lines.append(t("Without consent the time is given to others {when}.", when=t.moment(release, ctx.now)))
    return [Note(" ".join(lines))] if lines else []
