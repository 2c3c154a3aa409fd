"""The two forms that build an agenda, and what one reads when it is done."""

from handlers import access, consent, picks
from handlers.agenda.free_text import MOST_CHARACTERS
from handlers.agenda.lengths import length_of
from handlers.agenda.points import Point, choices, chosen_now, lines, shown
from handlers.agenda.words import when_of
from handlers.context import Context
from handlers.refusals import duty_to_report
from handlers.screens import (
    ChoiceField,
    Field,
    Form,
    Heading,
    Listing,
    Note,
    Option,
    Receipt,
    Text,
    TextField,
)
from store.meetings import Item, Meeting

OPTION = 75
STEPS = (5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60)


def points_form(ctx: Context, item: Item, meeting: Meeting, draft: str) -> Form:
    """What stands on the agenda is preset; how the child is heard is asked again."""
    t = ctx.t
    lead = t("Case {case}, {when}.", case=access.case_of(ctx, item).reference, when=when_of(ctx, meeting))
    return Form(
        name="agenda.edit",
        title=t("Agenda"),
        parts=(Text(lead), *_point_fields(ctx, item, meeting), *_heard_fields(ctx, item), Note(duty_to_report(t))),
        submit=t("Next"),
        close=t("Cancel"),
        draft=draft,
    )


def _point_fields(ctx: Context, item: Item, meeting: Meeting) -> tuple[Field, ...]:
    t = ctx.t
    options = tuple(Option(key, _cut(text)) for key, text in choices(ctx, item, meeting).items())
    known = {option.value for option in options}
    return (
        ChoiceField(
            "points",
            t("What is on the agenda?"),
            options[:100],
            required=False,
            many=True,
            initial=tuple(key for key in chosen_now(ctx, item) if key in known),
        ),
        TextField(
            "own",
            t("One more point, in your own words"),
            required=False,
            max_length=MOST_CHARACTERS,
            hint=t("Short, and without name, age, class or diagnosis. Leave it empty if the list is enough."),
        ),
    )


def _heard_fields(ctx: Context, item: Item) -> tuple[Field, ...]:
    t = ctx.t
    return (
        ChoiceField(
            "heard",
            t("How is the child heard?"),
            picks.options(t, picks.HEARD),
            expanded=True,
            initial=(item.heard,) if item.heard in picks.HEARD else (),
        ),
        ChoiceField(
            "heard_reason",
            t("Why is the child not heard now?"),
            picks.options(t, picks.NOT_HEARD_REASONS),
            required=False,
            hint=t("Only when you chose «Not heard now»."),
            initial=(item.heard_reason,) if item.heard_reason in picks.NOT_HEARD_REASONS else (),
        ),
    )


def minutes_form(ctx: Context, item: Item, meeting: Meeting, draft: str, points: list[Point]) -> Form:
    """How long each point takes, preset so that it adds up."""
    t, length = ctx.t, length_of(meeting)
    fields = [_minutes_field(ctx, meeting, number, point, length) for number, point in enumerate(points, 1)]
    lead = t("The meeting lasts {count} minutes. Together the points can take no more.", count=length)
    note = (
        t("The agenda has gone out. When you save, everyone who has it sees the new one.")
        if item.agenda_sent_at is not None
        else t("The agenda goes out later. You can change it until the meeting.")
    )
    return Form(
        name="agenda.minutes",
        title=t("Time for each point"),
        parts=(Text(lead), *fields, Note(note)),
        submit=t("Save"),
        close=t("Cancel"),
        draft=draft,
    )


def _minutes_field(ctx: Context, meeting: Meeting, number: int, point: Point, length: int) -> ChoiceField:
    counts = sorted({*(step for step in STEPS if step <= length), point.minutes})
    options = tuple(Option(str(count), ctx.t("{count} minutes", count=count)) for count in counts)
    label = _cut(f"{number}. {shown(ctx, meeting, point)}", 150)
    return ChoiceField(f"minutes_{number}", label, options, initial=(str(point.minutes),))


def receipt(ctx: Context, item: Item, meeting: Meeting) -> Receipt:
    """The agenda as it now stands, and what comes of it."""
    t = ctx.t
    parts = (
        Heading(t("The agenda is saved")),
        Listing(lines(ctx, item, meeting), numbered=True),
        Text(_what_comes_of_it(ctx, item, meeting)),
    )
    return Receipt(t("Agenda"), parts, t("Close"))


def _what_comes_of_it(ctx: Context, item: Item, meeting: Meeting) -> str:
    t, when = ctx.t, when_of(ctx, meeting)
    if item.agenda_sent_at is not None:
        return t("Everyone who has the agenda for the meeting {when} sees the new one.", when=when)
    if consent.verdict_for(ctx, item, meeting).valid:
        return t("I send it before the meeting {when}.", when=when)
    return t("I send it before the meeting {when}, when the consent is in place.", when=when)


def _cut(text: str, length: int = OPTION) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
