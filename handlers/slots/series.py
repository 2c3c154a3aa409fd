"""Giving a unit its times in one go: what is wanted, then every date, and only then the times themselves."""

from datetime import date, time

from pydantic import BaseModel

from handlers import access, drafting
from handlers.context import Context
from handlers.errors import BadField
from handlers.screens import (
    LIMITS,
    Answer,
    ChoiceField,
    Field,
    Form,
    Heading,
    Listing,
    Open,
    Option,
    Part,
    Text,
)
from handlers.slots import give
from handlers.slots.drafts import held, too_old
from handlers.slots.fields import series_fields
from handlers.slots.request import Judged, Wanted, judge, read_filled, read_place
from handlers.slots.units import unit_with_times
from handlers.slots.wording import problem_line
from store import drafts
from store.drafts import Draft

PURPOSE = "slots.series"
SKIP, BACK = "skip", "back"
# Room in each line of a list for what a platform puts before it.
MARGIN = 10


class OpenSeries(BaseModel):
    """Give times, to a unit if one is named."""

    unit: int | None = None


class GiveSeries(BaseModel):
    """What the form brings."""

    draft: str
    unit: int
    weekday: int
    every: int
    first: date | None
    last: date | None
    start: time | None
    number: int
    length: int
    place: str = ""
    video: str = ""


class ConfirmSeries(BaseModel):
    """Whether the holidays and closed days are skipped; not asked where there are none."""

    draft: str
    skip: str = ""


def open_series(ctx: Context, request: OpenSeries) -> Answer:
    """The form for a series."""
    access.require_coordinator(ctx)
    given = {"unit": unit_with_times(ctx, request.unit).id} if request.unit is not None else {}
    draft = drafting.begin(ctx, PURPOSE, **given)
    return Open(_form(ctx, draft))


def take_series(ctx: Context, request: GiveSeries) -> Answer:
    """Judge what is wanted, and show every date it comes to."""
    access.require_coordinator(ctx)
    draft = held(ctx, request.draft, PURPOSE)
    if draft.consumed_at is not None:
        return give.receipt(ctx, draft)
    place, video = read_place(ctx, request.place, request.video)
    filled = read_filled(ctx, request.model_dump(exclude={"draft", "place", "video"}))
    wanted = Wanted.model_validate(filled | {"place": place, "video": video})
    judged = judge(ctx, wanted)
    if judged.errors:
        raise BadField(judged.errors)
    if not judged.kept:
        raise BadField({"last": ctx.t("All these dates are public holidays or closed days. Choose others.")})
    drafts.fill_draft(ctx.session, draft, **wanted.model_dump(mode="json"))
    return Open(_confirm_form(ctx, draft, judged))


def confirm_series(ctx: Context, request: ConfirmSeries) -> Answer:
    """Make the times, all of them or none, once for one form."""
    access.require_coordinator(ctx)
    draft = held(ctx, request.draft, PURPOSE)
    if draft.consumed_at is not None:
        return give.receipt(ctx, draft)
    if request.skip == BACK:
        return Open(_form(ctx, draft))
    wanted = _wanted(ctx, draft)
    judged = judge(ctx, wanted)
    if judged.errors or not judged.kept:
        # Something has changed since the dates were shown.
        return Open(_form(ctx, draft, lead=tuple(Text(error) for error in judged.errors.values())))
    if judged.skipped and request.skip != SKIP:
        raise BadField({"skip": ctx.t("Choose whether these days are skipped, or go back.")})
    give.make(ctx, draft, wanted, judged)
    return give.receipt(ctx, draft)


def _form(ctx: Context, draft: Draft, lead: tuple[Part, ...] = ()) -> Form:
    given = {field: str(known) for field, known in draft.data.items() if known is not None}
    return Form(
        name="slots.series",
        title=ctx.t("Give times"),
        parts=(*lead, *series_fields(ctx, given)),
        submit=ctx.t("Show the dates"),
        close=ctx.t("Cancel"),
        draft=draft.id,
    )


def _confirm_form(ctx: Context, draft: Draft, judged: Judged) -> Form:
    t = ctx.t
    return Form(
        name="slots.series_confirm",
        title=t("Are the dates right?"),
        parts=(
            Heading(judged.unit.name(t.language)),
            Text(give.how_many(ctx, judged)),
            *_lists(ctx, judged),
            *_skipping(ctx, judged),
        ),
        submit=t("Give the times"),
        close=t("Cancel"),
        draft=draft.id,
    )


def _lists(ctx: Context, judged: Judged) -> tuple[Part, ...]:
    """When the meetings start, once; then every date, with its own times only where they are fewer."""
    days: dict[date, tuple[str, ...]] = {}
    for each in judged.kept:
        days[each.day] = (*days.get(each.day, ()), ctx.t.clock(each.starts_at).removeprefix("kl. "))
    usual = max(days.values(), key=len)
    lines = [
        ctx.t.day(day, ctx.now).capitalize()
        if times == usual
        else ctx.t("{day} at {times}", day=ctx.t.day(day, ctx.now).capitalize(), times=ctx.t.listing(list(times)))
        for day, times in days.items()
    ]
    return (Text(ctx.t("Start: {times}", times=ctx.t.listing(list(usual)))), *in_lists(lines))


def in_lists(lines: list[str]) -> tuple[Listing, ...]:
    """All the lines, in as many lists as their length needs: a text that is too long would be cut."""
    lists: list[list[str]] = [[]]
    for line in lines:
        if sum(len(each) + MARGIN for each in (*lists[-1], line)) > LIMITS.text:
            lists.append([])
        lists[-1].append(line)
    return tuple(Listing(tuple(each)) for each in lists)


def _skipping(ctx: Context, judged: Judged) -> tuple[Part | Field, ...]:
    t = ctx.t
    if not judged.skipped:
        return ()
    lines = [problem_line(ctx, each.day, each.problem) for each in judged.skipped if each.problem is not None]
    return (
        Heading(t("Public holidays and closed days among them")),
        *in_lists(lines),
        ChoiceField(
            "skip",
            t("No times are given on these days. Is that right?"),
            (Option(SKIP, t("Yes, skip these days")), Option(BACK, t("No, go back and change"))),
            expanded=True,
        ),
    )


def _wanted(ctx: Context, draft: Draft) -> Wanted:
    if "start" not in draft.data:
        raise too_old(ctx, PURPOSE)
    return Wanted.model_validate(draft.data)
