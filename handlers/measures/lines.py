"""A measure in one line: what, who and by when, as those who read it may have it."""

from collections.abc import Sequence
from datetime import date

from handlers import access, picks
from handlers.context import Context
from handlers.measures.agreed import Agreed
from handlers.measures.responsible import FAMILY_WITHIN
from store.cipher import cipher_of
from store.measures import Family, Measure, MeasureState, measures_of
from store.meetings import Item


def measure_lines(ctx: Context, item: Item, *, in_channel: bool) -> tuple[str, ...]:
    """«Rettleiing: PPT, innan fredag 2. april», a line for each measure of an item. In a channel a person is their
    unit, and a text that was questioned is left out.
    """
    assert item.id is not None
    return tuple(measure_line(ctx, row, in_channel=in_channel) for row in measures_of(ctx.session, item.id))


def drafted_lines(ctx: Context, item: Item, measures: Sequence[Agreed], *, in_channel: bool = False) -> tuple[str, ...]:
    """The same of measures in a draft. What is registered already is read as it stands now."""
    assert item.id is not None
    standing = {row.id: row for row in measures_of(ctx.session, item.id)}
    rows = [standing.get(each.get("id")) or measure_from(ctx, item, each) for each in measures]
    return tuple(measure_line(ctx, row, in_channel=in_channel) for row in rows)


def measure_line(ctx: Context, measure: Measure, *, in_channel: bool) -> str:
    """One measure with its state in words."""
    what, who = what_of(ctx, measure, in_channel=in_channel), who_of(ctx, measure, in_channel=in_channel)
    day = ctx.t.day(measure.due_on, ctx.now)
    if measure.state is MeasureState.DONE:
        return ctx.t("{what}: {who}, done", what=what, who=who)
    if is_overdue(ctx, measure):
        return ctx.t("{what}: {who}, overdue since {day}", what=what, who=who, day=day)
    return ctx.t("{what}: {who}, by {day}", what=what, who=who, day=day)


def what_of(ctx: Context, measure: Measure, *, in_channel: bool = False) -> str:
    """The entry of the list, with the short text where it may be read."""
    name = ctx.t(picks.MEASURES[measure.what])
    if measure.sealed_text is None or (in_channel and measure.text_questioned):
        return name
    text = cipher_of(ctx.session).open(measure.sealed_text)
    return text if measure.what == picks.OTHER_MEASURE else ctx.t("{what} ({text})", what=name, text=text)


def who_of(ctx: Context, measure: Measure, *, in_channel: bool = False) -> str:
    """Who is responsible, within a sentence: a role; for the parties a person's name."""
    if measure.family is not None:
        return ctx.t(FAMILY_WITHIN[measure.family])
    if measure.person_id is not None and not in_channel:
        return access.person_of(ctx, measure.person_id).name
    assert measure.unit_id is not None
    return access.unit_of(ctx, measure.unit_id).name(ctx.t.language)


def is_overdue(ctx: Context, measure: Measure) -> bool:
    """Whether an open measure should have been done before today."""
    return measure.state is MeasureState.OPEN and measure.due_on < ctx.now.astimezone(ctx.zone).date()


def measure_from(ctx: Context, item: Item, given: Agreed) -> Measure:
    """A measure in a draft as a row that is not stored. Its owner is not settled."""
    assert item.id is not None
    return Measure(
        tenant_id=ctx.tenant_id,
        item_id=item.id,
        what=given["what"],
        sealed_text=given["sealed_text"],
        text_questioned=given["text_questioned"],
        unit_id=given["unit_id"],
        person_id=given["person_id"],
        family=Family(given["family"]) if given["family"] else None,
        owner_id=item.convener_id,
        starts_on=date.fromisoformat(given["starts_on"]),
        due_on=date.fromisoformat(given["due_on"]),
        state=MeasureState.OPEN,
        created_at=ctx.now,
    )
