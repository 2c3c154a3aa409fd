"""The third form: the measures that were agreed on, a form for each that is added."""

from pydantic import BaseModel

from handlers import measures
from handlers.context import Context
from handlers.measures import MeasureAnswers
from handlers.minutes.draft import Writing
from handlers.minutes.held_form import title
from handlers.screens import Button, Buttons, Form, Heading, Part, Row, Text, value
from store.meetings import Item, Meeting

MOST = 10


class OfDraft(BaseModel):
    """A step that brings nothing but its draft."""

    draft: str


class AddMeasure(MeasureAnswers):
    """What the form of one measure brings."""

    draft: str


class RemoveMeasure(BaseModel):
    """Which measure in the list, and how long the list was: a second press of the same button removes nothing more."""

    draft: str
    number: int
    count: int


def measures_form(ctx: Context, draft: str, writing: Writing, item: Item) -> Form:
    """The list, each with the way to take it away, and the way to add one."""
    t = ctx.t
    return Form(
        name="minutes.measures",
        title=title(ctx, writing),
        parts=(Heading(t("Measures")), *_rows(ctx, draft, writing, item), *_add(ctx, draft, writing)),
        submit=t("Next"),
        close=t("Cancel"),
        draft=draft,
    )


def measure_form(ctx: Context, draft: str, item: Item, meeting: Meeting) -> Form:
    """One measure."""
    t = ctx.t
    return Form(
        name="minutes.measure",
        title=t("Add a measure"),
        parts=(
            *measures.measure_fields(ctx, item, meeting),
            Buttons((Button(t("Back without adding"), "minutes.list", value(draft=draft)),)),
        ),
        submit=t("Add"),
        close=t("Cancel"),
        draft=draft,
    )


def without(writing: Writing, request: RemoveMeasure) -> Writing:
    """The draft without one measure; unchanged where the list is another than the one that was shown."""
    if request.count != len(writing.measures) or request.number not in range(request.count):
        return writing
    kept = tuple(each for number, each in enumerate(writing.measures) if number != request.number)
    return writing.model_copy(update={"measures": kept})


def _rows(ctx: Context, draft: str, writing: Writing, item: Item) -> tuple[Part, ...]:
    lines = measures.drafted_lines(ctx, item, writing.measures)
    if not lines:
        return (Text(ctx.t("No measures yet. You can go on without.")),)
    return tuple(
        Row(line, Button(ctx.t("Remove"), "minutes.remove", value(draft=draft, number=number, count=len(lines))))
        for number, line in enumerate(lines)
    )


def _add(ctx: Context, draft: str, writing: Writing) -> tuple[Part, ...]:
    if len(writing.measures) >= MOST:
        return (Text(ctx.t("There is room for {count} measures.", count=MOST)),)
    return (Buttons((Button(ctx.t("Add a measure"), "minutes.add", value(draft=draft)),)),)
