"""What the convener reads when an answer has been registered: what it means, and what to do next."""

from handlers.consent.fields import YES
from handlers.consent.verdicts import verdict_for
from handlers.consent.withdrawn import what_follows
from handlers.consent.words import state_text
from handlers.context import Context
from handlers.rules.consent_ledger import ConsentState
from handlers.screens import Button, Buttons, Heading, Part, Receipt, Row, Text, value
from store import notices
from store.consents import ConsentKind
from store.meetings import Item, ItemState, Meeting
from store.notices import NoticeKind


def receipt(ctx: Context, item: Item, meeting: Meeting, kind: ConsentKind) -> Receipt:
    """The receipt for an answer, from what is true now. It stands the same for a second click."""
    t = ctx.t
    parts: tuple[Part, ...]
    if item.state is ItemState.WITHDRAWN:
        parts = (Heading(t("The case is off the agenda")), *what_follows(ctx, item, meeting))
    elif item.state is not ItemState.PLANNED:
        parts = (Text(t("The meeting is no longer set up")),)
    elif kind in YES:
        parts = (
            Heading(t("The consent is registered")),
            Text(_after_yes(ctx, item, meeting)),
            *_next(ctx, item, meeting),
        )
    else:
        parts = _after_no(ctx, item, kind)
    return Receipt(t("The answer is registered"), parts, t("Close"))


def _next(ctx: Context, item: Item, meeting: Meeting) -> tuple[Part, ...]:
    """The way to the next one whose answer is waited for."""
    waiting = [state for state in verdict_for(ctx, item, meeting).holders if state.state is ConsentState.WAITING]
    if not waiting:
        return ()
    button = Button(ctx.t("Register answer"), "consent.open", value(item=item.id, holder=waiting[0].holder))
    return (Row(state_text(ctx, item, waiting[0]), button),)


def _after_yes(ctx: Context, item: Item, meeting: Meeting) -> str:
    t = ctx.t
    assert item.id is not None
    if not verdict_for(ctx, item, meeting).valid:
        return t("Not all consents are in place yet. The card of the meeting shows what is missing.")
    agenda = notices.planned_for(ctx.session, item.id, NoticeKind.AGENDA)
    if agenda is None:
        return t("All the consents are in place.")
    if agenda <= ctx.now:
        return t("All the consents are in place. The agenda goes out now.")
    return t("All the consents are in place. The agenda goes out {when}.", when=t.moment(agenda, ctx.now))


def _after_no(ctx: Context, item: Item, kind: ConsentKind) -> tuple[Part, ...]:
    t = ctx.t
    assert item.id is not None
    heading = t("It is registered that the answer is no")
    if kind is ConsentKind.WITHDRAWN:
        heading = t("It is registered that the consent is withdrawn")
    meaning = t("Nobody but you gets the agenda now, and the case cannot be discussed in the meeting.")
    release = notices.planned_for(ctx.session, item.id, NoticeKind.RELEASE)
    if release is not None:
        when = t.moment(release, ctx.now)
        meaning = t(
            "Nobody but you gets the agenda now. Without consent the time is given to others {when}.", when=when
        )
    return (Heading(heading), Text(meaning), Buttons(ways_on(ctx, item)))


def ways_on(ctx: Context, item: Item) -> tuple[Button, ...]:
    """What the convener can do with a time for which there is no consent."""
    t = ctx.t
    return (
        Button(t("Move the meeting"), "moving.open", value(item=item.id)),
        Button(t("Cancel the meeting"), "cancel.open", value(item=item.id)),
    )
