from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers import access
from handlers.calendars import calendar_for
from handlers.context import World
from handlers.free_times import arena_in_use, free_times, is_open_to, page_of, times_field
from handlers.screens import Option
from store.people import Unit
from store.slots import Slot, slot_by_id
from tests.town import Town, oslo

MINUTES_OF_A_YEAR = 366 * 24 * 60
MOMENTS = st.integers(0, MINUTES_OF_A_YEAR).map(lambda minutes: oslo(2027, 1, 1) + timedelta(minutes=minutes))


def unit_by(town: Town, world: World, key: str) -> Unit:
    return access.unit_of(world, town.unit_id(world.session, key))


def found(town: Town, unit: str, limit: int = 8, after: datetime | None = None) -> list[int]:
    with town.as_("ingrid") as ctx:
        times = free_times(ctx, arena_in_use(ctx), unit_by(town, ctx, unit), after or ctx.now, limit)
        return [slot.id for slot in times if slot.id is not None]


def test_own_times_come_in_order_from_now_on_and_no_more_than_asked_for(town: Town) -> None:
    later = town.give_slot("solvik", oslo(2027, 5, 4, 10))
    past = town.give_slot("solvik", oslo(2027, 2, 23, 8))
    soon = town.give_slot("solvik", oslo(2027, 4, 6, 10))
    assert past not in found(town, "solvik")
    assert found(town, "solvik") == [soon, later]
    assert found(town, "solvik", limit=1) == [soon]
    assert found(town, "solvik", after=oslo(2027, 4, 6, 10)) == [later]


def test_the_time_of_another_school_is_open_to_all_from_fifteen_working_days_before_at_eight(town: Town) -> None:
    slot = town.give_slot("nesbygda", oslo(2027, 3, 16, 10))
    town.now = oslo(2027, 2, 23, 7, 59)
    assert found(town, "solvik") == []
    town.now = oslo(2027, 2, 23, 8)
    assert found(town, "solvik") == [slot]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(now=MOMENTS, start=MOMENTS)
def test_open_to_all_is_the_same_as_counting_back_from_each_time(town: Town, now: datetime, start: datetime) -> None:
    town.now = now
    with town.world() as world:
        arena, own = arena_in_use(world), unit_by(town, world, "solvik")
        slot = Slot(tenant_id=1, arena=arena.id, unit_id=-1, starts_at=start, ends_at=start, place="")
        opens = calendar_for(world, None).workdays_before(start, 15, arena.slots.open_to_all_at)
        assert is_open_to(world, arena, slot, own) == (now >= opens)


def test_a_time_that_is_held_booked_or_called_off_is_not_free(town: Town) -> None:
    held = town.give_slot("solvik", oslo(2027, 4, 6, 10))
    off = town.give_slot("solvik", oslo(2027, 4, 7, 10))
    with town.world() as world:
        for slot_id, change in ((held, {"held_for": 7}), (off, {"state": "called_off"})):
            slot = slot_by_id(world.session, world.tenant_id, slot_id)
            assert slot is not None
            for field, value in change.items():
                setattr(slot, field, value)
    assert found(town, "solvik") == []


def test_a_page_does_not_end_between_two_times_that_start_together() -> None:
    def at(minutes: int) -> Slot:
        start = oslo(2027, 3, 9, 10) + timedelta(minutes=minutes)
        return Slot(tenant_id=1, arena="samba", unit_id=1, starts_at=start, ends_at=start, place="")

    times = [at(0), at(45), at(45)]
    assert page_of(times, 2) == times[:1]
    assert page_of(times, 3) == times
    assert page_of([at(0), at(0), at(0)], 2) == [at(0), at(0)]


def test_a_time_of_another_school_says_whose_it_is(town: Town) -> None:
    own = town.give_slot("solvik", oslo(2027, 3, 9, 10))
    other = town.give_slot("nesbygda", oslo(2027, 3, 9, 12))
    with town.as_("ingrid") as ctx:
        unit = unit_by(town, ctx, "solvik")
        field = times_field(ctx, free_times(ctx, arena_in_use(ctx), unit, ctx.now), unit)
    assert field.expanded
    assert field.options == (
        Option(str(own), "Tysdag 9. mars kl. 10.00–10.45"),
        Option(str(other), "Tysdag 9. mars kl. 12.00–12.45, Nesbygda skule"),
    )
