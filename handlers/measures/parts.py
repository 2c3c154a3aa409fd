"""What was agreed, as it stands on the convener's card."""

from handlers.context import Context
from handlers.measures.cards import reason_of
from handlers.measures.lines import measure_line
from handlers.screens import Heading, Listing, Part, Text
from store.measures import Measure, MeasureState, measures_of
from store.meetings import Item, ItemState, Meeting


def measure_parts(ctx: Context, item: Item, _meeting: Meeting) -> list[Part]:
    """Each measure with who sees to it, by when, and how it stands; nothing before anything is agreed."""
    assert item.id is not None
    found = measures_of(ctx.session, item.id)
    if not found:
        return []
    heading = Heading(ctx.t("Measures"))
    if item.state is not ItemState.PLANNED:
        return [heading, Text(ctx.t("The measures are stopped, and I remind nobody of them."))]
    return [heading, Listing(tuple(_line(ctx, measure) for measure in found))]


def _line(ctx: Context, measure: Measure) -> str:
    line = measure_line(ctx, measure, in_channel=False)
    if measure.put_off_reason is None or measure.state is not MeasureState.OPEN:
        return line
    reason = reason_of(ctx, measure.put_off_reason)
    return ctx.t("{measure} (put off: {reason})", measure=line, reason=reason)
