"""Which units can have times, and how they stand in a form."""

from collections.abc import Sequence

from handlers.context import Context
from handlers.errors import OutOfDate
from handlers.free_times import arena_in_use
from handlers.screens import Button, ChoiceField, Option
from store import people
from store.people import Unit, UnitKind


def units_with_times(ctx: Context) -> Sequence[Unit]:
    """The units whose times a coordinator gives, by name."""
    kinds = tuple(UnitKind(kind.value) for kind in arena_in_use(ctx).slots.unit_kinds)
    return people.units_of_kinds(ctx.session, ctx.tenant_id, kinds)


def unit_field(ctx: Context, chosen: int | None = None) -> ChoiceField:
    """A choice among them, as field `unit`."""
    options = tuple(Option(str(unit.id), unit.name(ctx.t.language)) for unit in units_with_times(ctx))
    return ChoiceField(
        "unit", ctx.t("School or kindergarten"), options, initial=(str(chosen),) if chosen is not None else ()
    )


def unit_with_times(ctx: Context, unit_id: int) -> Unit:
    """One of them by a claimed id; OutOfDate when it is none."""
    unit = next((unit for unit in units_with_times(ctx) if unit.id == unit_id), None)
    if unit is None:
        raise OutOfDate(
            ctx.t("This school or kindergarten has no times here. Choose another."),
            heading=ctx.t("We cannot find the unit"),
            buttons=(Button(ctx.t("Show the times"), "slots.show"),),
        )
    return unit
