"""The free times one has to do with: those of one's own school or kindergarten, and for a coordinator all of them."""

from handlers import access, units
from handlers.context import Context
from handlers.free_times import arena_in_use, time_label
from handlers.screens import Button, Buttons, Heading, Part, Row, value
from handlers.slots.overview import unit_row
from handlers.slots.units import units_with_times
from store import slots
from store.people import Unit, UnitKind, units_of

UNITS = 3
TIMES, TIMES_OF_EACH = 5, 3
OVERVIEW = 8


def times_parts(ctx: Context) -> tuple[Part, ...]:
    """For a coordinator the units with their next free time, else the next free times of the reader's own units."""
    if access.is_coordinator(ctx):
        return _overview(ctx)
    kinds = {UnitKind(kind.value) for kind in arena_in_use(ctx).slots.unit_kinds}
    own = [unit for unit in units_of(ctx.session, ctx.actor) if unit.kind in kinds][:UNITS]
    most = TIMES if len(own) == 1 else TIMES_OF_EACH
    return tuple(part for unit in own for part in _of_unit(ctx, unit, most))


def _overview(ctx: Context) -> tuple[Part, ...]:
    all_units = units_with_times(ctx)
    known = slots.units_with_slots(ctx.session, ctx.tenant_id, arena_in_use(ctx).id, ctx.now)
    rows = tuple(unit_row(ctx, unit, *known.get(unit.id or 0, (None, 0))) for unit in all_units[:OVERVIEW])
    words = ctx.t("Show all and give times")
    return (Heading(ctx.t("Free times")), *rows, Buttons((Button(words, "slots.show"),)))


def _of_unit(ctx: Context, unit: Unit, most: int) -> tuple[Part, ...]:
    assert unit.id is not None
    at_unit = units.at_unit(ctx.t, unit)
    heading = Heading(ctx.t("Free times {at_unit}", at_unit=at_unit))
    found = slots.free_slots(ctx.session, ctx.tenant_id, arena_in_use(ctx).id, unit.id, ctx.now, most)
    if not found:
        text = ctx.t("No times are free {at_unit}. Book all the same, and join the waiting list.", at_unit=at_unit)
        return (heading, Row(text, Button(ctx.t("Book a time"), "booking.start")))
    rows = (
        Row(time_label(ctx, slot, unit), Button(ctx.t("Book this time"), "booking.start", value(slot=slot.id)))
        for slot in found
    )
    return (heading, *rows)
