"""The counts of SQL beside those of plain loops over all rows, over random histories; and how they are found."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite
from sqlmodel import Session, select

from handlers.calendars import calendar_for
from handlers.context import World
from handlers.digest.figures import Figures, count, count_week, scope_of, told_from
from handlers.rules.week import Week
from store import figures as counts
from store.closed_days import ClosedDay
from store.consents import ConsentKind
from store.measures import MeasureState
from store.meetings import Item, ItemState
from store.minutes import Documented
from store.people import Unit
from store.slots import SlotState
from store.unit_weeks import UnitWeek
from tests.handlers.digest.history import History
from tests.handlers.digest.naive import Everything
from tests.town import Town, oslo

UNITS = ("solvik", "nesbygda", "blaaklokka")
LED = (*UNITS, "barnevernet", "ppt", "helsestasjonen")
MONDAY = date(2027, 3, 8)
WEEK = Week(2027, 10)
NOW = oslo(2027, 3, 8, 7, 30)
# Friday's meetings are asked about on Monday at nine.
ASKED = oslo(2027, 3, 5)
STATES = st.sampled_from((ItemState.PLANNED,) * 6 + (ItemState.CANCELLED, ItemState.RELEASED, ItemState.WITHDRAWN))
KINDS = (ConsentKind.WRITTEN, ConsentKind.ORAL, ConsentKind.REFUSED, ConsentKind.WITHDRAWN)
WRITTEN = (None, None, "held", "later", "not_held")


@st.composite
def moments(draw: st.DrawFn) -> datetime:
    """Within five weeks about the digest, and often at the edge of a week or a day."""
    day = MONDAY + timedelta(days=draw(st.integers(-22, 13) | st.sampled_from((-8, -7, -1, 0, 6, 7))))
    hour, minute = draw(st.sampled_from(((0, 0), (7, 15), (7, 45), (10, 0), (23, 45))))
    return oslo(day.year, day.month, day.day, hour, minute)


@st.composite
def histories(draw: st.DrawFn) -> Callable[[History], None]:
    """What has been booked, moved, called off, written and agreed."""
    seed = draw(st.randoms(use_true_random=False))
    meetings = draw(st.lists(st.tuples(st.sampled_from(UNITS), moments(), STATES), max_size=14))
    times = draw(st.lists(st.tuples(st.sampled_from(UNITS), moments()), max_size=8))

    def make(history: History) -> None:
        for unit, starts_at, state in meetings:
            _meeting(history, seed, unit, starts_at, state)
        for unit, starts_at in times:
            held_for = seed.choice((None, None, 7))
            history.slot(unit, starts_at, state=seed.choice(tuple(SlotState)), held_for=held_for)

    return make


def _meeting(history: History, seed: Any, unit: str, starts_at: datetime, state: ItemState) -> None:
    # Now and then another unit has lent its time; a meeting that was moved stands at its new time only.
    owner = seed.choice((unit, unit, *UNITS))
    slot = seed.choice((None, history.slot(owner, starts_at)))
    services = tuple(service for service in LED[3:] if seed.random() < 0.7)
    arena = seed.choice(("samba", "samba", "tbu"))
    item = history.meeting(unit, starts_at, arena=arena, slot=slot, state=state, services=services, consents=False)
    if seed.random() < 0.3:
        odd: dict[str, bool] = seed.choice(({"active": False}, {"accepted": False}))
        history.takes_part(item, seed.choice(LED[3:]), **odd)
    for holder in ("guardian_1", "guardian_2"):
        for _ in range(seed.choice((0, 1, 1, 2))):
            history.consent(item, _case(history, item), holder, seed.choice(KINDS))
    written = seed.choice(WRITTEN) if starts_at < NOW else None
    if written is not None:
        documented = Documented.LATER if written == "later" else Documented.YES
        history.minutes(item, held=written != "not_held", documented=documented)
    for _ in range(seed.choice((0, 0, 1, 2))):
        due = MONDAY + timedelta(days=seed.choice((-40, -1, 0, 1, 30)))
        history.measure(item, due, seed.choice((None, *LED)), seed.choice(tuple(MeasureState)))


def _case(history: History, item: int) -> int:
    return history.world.session.exec(select(Item.case_id).where(Item.id == item)).one()


def two_arenas(world: World, now: datetime = NOW) -> World:
    """The same world with a second arena, at another moment."""
    samba = world.rulebook["samba"]
    return replace(world, now=now, rulebook={"samba": samba, "tbu": samba.model_copy(update={"id": "tbu"})})


def unit_named(world: World, key: str) -> Unit:
    return world.session.exec(select(Unit).where(Unit.key == key, Unit.tenant_id == world.tenant_id)).one()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories())
def test_every_figure_is_what_plain_loops_over_all_rows_find(town: Town, make: Callable[[History], None]) -> None:
    with town.world() as plain:
        try:
            world = two_arenas(plain)
            make(History(world))
            everything = Everything(world)
            for key in LED:
                unit = unit_named(world, key)
                expected = everything.figures(unit, date(2027, 3, 1), MONDAY, ASKED)
                assert count(world, unit, WEEK.before, WEEK) == expected, key
        finally:
            plain.session.rollback()


def test_what_was_counted_in_a_week_stands_whatever_happens_after(town: Town) -> None:
    with town.world() as plain:
        world = two_arenas(plain)
        history, unit = History(world), unit_named(world, "solvik")
        item = history.meeting("solvik", oslo(2027, 3, 2, 10))
        before = count_week(world, unit, WEEK)
        history.minutes(item, held=False)
        again = count_week(replace(world, now=NOW + timedelta(days=2)), unit, WEEK)
        after = count_week(replace(world, now=NOW + timedelta(weeks=1)), unit, WEEK.after)
    assert again is before
    assert (before.counted_at, before.monday, before.since) == (NOW, MONDAY, date(2027, 3, 1))
    assert Figures.model_validate(before.figures).held == {"samba": 1, "tbu": 0}
    assert Figures.model_validate(after.figures).held == {"samba": 0, "tbu": 0}


def test_a_count_that_is_no_longer_needed_is_forgotten(town: Town) -> None:
    with town.world() as world:
        unit, week = unit_named(world, "solvik"), WEEK
        for _ in range(16):
            count_week(world, unit, week)
            week = week.after
        kept = sorted(row.monday for row in world.session.exec(select(UnitWeek)))
    assert (len(kept), kept[0], kept[-1]) == (13, date(2027, 3, 29), week.before.monday)


def test_after_a_closure_the_figures_tell_of_the_last_open_week_too(town: Town) -> None:
    with town.world() as world:
        calendar = calendar_for(world, unit_named(world, "solvik"))
        assert told_from(Week(2027, 8), calendar) == Week(2027, 6)
        assert told_from(Week(2027, 9), calendar) == Week(2027, 8)
        service = calendar_for(world, unit_named(world, "ppt"))
        assert told_from(Week(2027, 8), service) == Week(2027, 7)


def test_a_unit_that_has_always_been_closed_is_asked_about_the_week_before(town: Town) -> None:
    with town.world() as world:
        unit = unit_named(world, "solvik")
        row = ClosedDay(
            tenant_id=world.tenant_id, first=date(2020, 1, 1), last=date(2027, 2, 28), name="Ny", unit_id=unit.id
        )
        world.session.add(row)
        world.session.flush()
        assert told_from(Week(2027, 9), calendar_for(world, unit)) == Week(2027, 8)


def test_meetings_after_the_conveners_were_asked_lack_nothing_yet(town: Town) -> None:
    asked = {}
    with town.world() as plain:
        world, unit = two_arenas(plain), unit_named(plain, "solvik")
        history = History(world)
        for day in (4, 5):
            history.meeting("solvik", oslo(2027, 3, day, 14))
        for hour in (7, 9):
            at = replace(world, now=oslo(2027, 3, 8, hour))
            asked[hour] = count(at, unit, WEEK.before, WEEK).summaries
    assert asked == {7: 1, 9: 2}


# ---- How they are found ----------------------------------------------------------------------------------------------


def plan_of(session: Session, query: Any) -> list[str]:
    text = str(query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    return [row[3] for row in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")]


@pytest.mark.parametrize("key", ["solvik", "ppt"])
def test_every_count_is_answered_by_an_index(town: Town, key: str) -> None:
    start, end = datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 3, 8, tzinfo=UTC)
    with town.world() as world:
        scope = scope_of(world, unit_named(world, key))
        queries = {
            "meeting": (counts.held_query(scope, start, end), counts.missing_query(scope, start, end)),
            "slot": (counts.times_query(scope, start, end), counts.free_query(scope, start, end)),
            "measure": (counts.measures_query(scope, date(2027, 1, 1), MONDAY),),
        }
        plans = [(table, plan_of(world.session, query)) for table, found in queries.items() for query in found]
    ranges = {
        "meeting": "ix_meeting_unit_time (tenant_id=? AND unit_id=? AND starts_at>? AND starts_at<?)",
        "slot": "ix_slot_unit_time (tenant_id=? AND arena=? AND unit_id=? AND starts_at>? AND starts_at<?)",
        "measure": "ix_measure_due (tenant_id=? AND state=? AND due_on>? AND due_on<?)",
    }
    for table, plan in plans:
        assert not [step for step in plan if step.startswith("SCAN")], plan
        assert [step for step in plan if ranges[table] in step], plan


def test_a_count_takes_as_many_steps_after_ten_years_as_after_one(town: Town) -> None:
    steps = {}
    with town.world() as plain:
        world = two_arenas(plain)
        history, unit = History(world), unit_named(plain, "solvik")
        for years in (1, 9):
            for month in range(years * 40):
                at = NOW - timedelta(days=200 + 7 * month)
                history.minutes(history.meeting("solvik", at, slot=history.slot("solvik", at)))
            steps[years] = _steps(world, unit)
    assert steps[9] <= steps[1] * 1.1


def _steps(world: World, unit: Unit) -> int:
    """How many thousands of instructions SQLite carries out for one count."""
    raw = world.session.connection().connection.driver_connection
    assert raw is not None
    passed = [0]

    def step() -> int:
        passed[0] += 1
        return 0

    raw.set_progress_handler(step, 10)
    count(world, unit, WEEK.before, WEEK)
    raw.set_progress_handler(None, 10)
    return passed[0]
