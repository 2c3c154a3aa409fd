"""What the owner of a measure reads: what it is, for which case, by when, how it stands, and what can be done."""

from datetime import date

from handlers import access, picks, readers
from handlers.context import Context
from handlers.measures.lines import is_overdue, what_of, who_of
from handlers.measures.own import Own
from handlers.screens import Button, Buttons, Card, Heading, Note, Part, Text, value
from store.measures import MeasureState
from store.notices import NoticeKind


def measure_card(ctx: Context, own: Own, kind: NoticeKind) -> Card:
    """How a measure stands now, for its owner, where a message of a kind stands."""
    if own.frozen:
        return _frozen_card(ctx, own)
    match own.measure.state:
        case MeasureState.OPEN:
            return _open_card(ctx, own, kind)
        case MeasureState.DONE:
            return _done_card(ctx, own, kind)
        case MeasureState.DROPPED:
            return _dropped_card(ctx, own)


def _open_card(ctx: Context, own: Own, kind: NoticeKind) -> Card:
    heading, notice = _opening(ctx, own, kind)
    parts: tuple[Part, ...] = (
        Heading(heading),
        Text(about_line(ctx, own)),
        Text("\n".join(_facts(ctx, own))),
        Buttons(owner_buttons(ctx, own, kind.value)),
    )
    return Card(parts, notice)


def _opening(ctx: Context, own: Own, kind: NoticeKind) -> tuple[str, str]:
    """The heading, and what a locked phone shows."""
    t, due = ctx.t, own.measure.due_on
    day = t.day(due, ctx.now)
    if is_overdue(ctx, own.measure):
        return t("The deadline for a measure has passed"), t("A deadline of yours has passed: {day}", day=day)
    if kind is NoticeKind.MEASURE_GIVEN:
        return t("You have been given a measure"), t("You have been given something to do by {day}", day=day)
    if due == _today(ctx):
        return t("Today is the deadline for a measure"), t("A deadline of yours is today")
    return t("The deadline for a measure is {day}", day=day), t("A deadline of yours is {day}", day=day)


def about_line(ctx: Context, own: Own) -> str:
    """«Rettleiing. Sak S-7F3K, møtet tysdag 9. mars.»"""
    return ctx.t(
        "{what}. Case {reference}, the meeting {day}.",
        what=own_what(ctx, own),
        reference=access.case_of(ctx, own.item).reference,
        day=ctx.t.day(own.meeting.starts_at, ctx.now),
    )


def own_what(ctx: Context, own: Own) -> str:
    """What is to be done, for the owner; who is no party reads no text that only the parties are to see."""
    party = ctx.actor_id in readers.parties_of(ctx, own.item)
    return what_of(ctx, own.measure, in_channel=not party)


def _facts(ctx: Context, own: Own) -> list[str]:
    t, measure = ctx.t, own.measure
    lines = [t("Deadline: {day}.", day=t.day(measure.due_on, ctx.now))]
    if measure.starts_on > _today(ctx):
        lines.insert(0, t("It starts {day}.", day=t.day(measure.starts_on, ctx.now)))
    if measure.put_off_reason is not None:
        lines.append(t("The deadline was put off: {reason}.", reason=reason_of(ctx, measure.put_off_reason)))
    if measure.family is not None or measure.person_id not in (None, ctx.actor_id):
        lines.append(t("Responsible: {who}. You follow it up.", who=who_of(ctx, measure)))
    elif measure.person_id is None:
        lines.append(t("Responsible: {who}.", who=who_of(ctx, measure)))
    if own.item.convener_id != ctx.actor_id:
        lines.append(t("Ask {name} if you wonder about something.", name=_convener(ctx, own)))
    return lines


def reason_of(ctx: Context, reason: str) -> str:
    """Why a deadline was put off, within a sentence."""
    words = ctx.t(picks.PUT_OFF_REASONS[reason])
    return words[:1].lower() + words[1:]


def owner_buttons(ctx: Context, own: Own, shown: str) -> tuple[Button, ...]:
    """What the owner can do with an open measure."""
    claims = value(measure=own.measure.id, shown=shown)
    return (
        Button(ctx.t("Mark as done"), "measure.done", claims, "primary"),
        Button(ctx.t("Put off the deadline"), "measure.put_off", claims),
    )


def undo_button(ctx: Context, own: Own, shown: str) -> Button:
    """The way back for the one who marked a measure as done."""
    return Button(ctx.t("Undo"), "measure.undo", value(measure=own.measure.id, shown=shown))


def can_undo(ctx: Context, own: Own) -> bool:
    """Whether the reader marked it as done, and nothing has come between."""
    return own.measure.state is MeasureState.DONE and own.measure.ended_by == ctx.actor_id and not own.frozen


def _done_card(ctx: Context, own: Own, kind: NoticeKind) -> Card:
    parts: list[Part] = [Heading(ctx.t("The measure is done")), Text(about_line(ctx, own))]
    if own.measure.ended_at is not None:
        parts.append(Text(ctx.t("Marked as done {day}.", day=ctx.t.day(own.measure.ended_at, ctx.now))))
    if can_undo(ctx, own):
        parts.append(Buttons((undo_button(ctx, own, kind.value),)))
    return Card(tuple(parts), ctx.t("Something of yours is marked as done"))


def _dropped_card(ctx: Context, own: Own) -> Card:
    text = ctx.t(
        "It was taken out of what was agreed in case {reference}. You do not need to do anything more.",
        reference=access.case_of(ctx, own.item).reference,
    )
    parts = (Heading(ctx.t("The measure no longer applies")), Text(text))
    return Card(parts, ctx.t("Something you were given no longer applies"))


def _frozen_card(ctx: Context, own: Own) -> Card:
    reference = access.case_of(ctx, own.item).reference
    parts = (
        Heading(ctx.t("The measure is stopped")),
        Text(
            ctx.t("Case {reference} is off the agenda, so I do not remind you of this any more.", reference=reference)
        ),
        Note(ctx.t("Ask {name} if you wonder about something.", name=_convener(ctx, own))),
    )
    return Card(parts, ctx.t("Something you were given is stopped"))


def _convener(ctx: Context, own: Own) -> str:
    return access.person_of(ctx, own.item.convener_id).name


def _today(ctx: Context) -> date:
    return ctx.now.astimezone(ctx.zone).date()
