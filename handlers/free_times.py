"""The times that can still be had, as a list and as a field to choose from: for booking and for moving."""

from datetime import datetime, time, timedelta

from handlers import access
from handlers.calendars import calendar_for
from handlers.context import Context, World
from handlers.rules.arena import Arena
from handlers.screens import LIMITS, ChoiceField, Option
from store import slots
from store.arenas import approved_arenas
from store.people import Unit
from store.slots import Slot

PAGE = 8
EXPANDED_MOST = 10


def arena_in_use(world: World) -> Arena:
    """The arena whose times are given and booked: the first that the tenant has approved, else the first there is."""
    approved = (row.arena for row in approved_arenas(world.session, world.tenant_id) if row.arena in world.rulebook)
    return world.rulebook[next(approved, next(iter(world.rulebook)))]


def free_times(world: World, arena: Arena, unit: Unit, after: datetime, limit: int = PAGE) -> list[Slot]:
    """The unit's next times after a moment (UTC), at most `limit`: its own, and others' that are open to all."""
    assert unit.id is not None
    asked = (world.session, world.tenant_id, arena.id, unit.id, max(after, world.now))
    own = slots.free_slots(*asked, limit)
    others = slots.free_slots_elsewhere(*asked, open_to_all_before(world, arena), limit)
    # Where two start together the unit's own comes first.
    return sorted([*own, *others], key=lambda slot: (slot.starts_at, slot.unit_id != unit.id, slot.id))[:limit]


def page_of(times: list[Slot], size: int = PAGE) -> list[Slot]:
    """The first page of what was found, at most `size`.

    It does not end between two that start together, since the next page begins after its last.
    """
    if len(times) <= size:
        return times
    return [slot for slot in times[:size] if slot.starts_at < times[size].starts_at] or times[:size]


def open_to_all_before(world: World, arena: Arena) -> datetime:
    """Unclaimed times that start before this moment (UTC) are open to all units.

    It is counted in the municipality's own working days. Raises NoWorkdayError as the calendar does.
    """
    calendar = calendar_for(world, None)
    today = calendar.day(world.now)
    opened = today if world.now >= calendar.at(today, arena.slots.open_to_all_at) else today - timedelta(days=1)
    last = calendar.add_workdays(opened, arena.slots.open_to_all_workdays)
    return calendar.at(last + timedelta(days=1), time(0))


def is_open_to(world: World, arena: Arena, slot: Slot, unit: Unit) -> bool:
    """Whether a unit may take a slot: its own always, another's when it is open to all."""
    return slot.unit_id == unit.id or slot.starts_at < open_to_all_before(world, arena)


def times_field(ctx: Context, times: list[Slot], own_unit: Unit) -> ChoiceField:
    """A choice among free times, as field `slot`; a time of another unit says whose it is."""
    options = tuple(Option(str(slot.id), time_label(ctx, slot, own_unit)) for slot in times)
    return ChoiceField("slot", ctx.t("Choose a time"), options, expanded=len(options) <= EXPANDED_MOST)


def time_label(ctx: Context, slot: Slot, own_unit: Unit) -> str:
    """«Tysdag 9. mars kl. 10.00–10.45», and for another unit's time the unit's name."""
    when = ctx.t.when(slot.starts_at, slot.ends_at, ctx.now)
    when = when[:1].upper() + when[1:]
    if slot.unit_id == own_unit.id:
        return when
    return f"{when}, {access.unit_of(ctx, slot.unit_id).name(ctx.t.language)}"[: LIMITS.option]
