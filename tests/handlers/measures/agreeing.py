"""Agreeing on measures as the minutes do, and reading what came of it."""

from datetime import date
from typing import Any

from handlers import planning
from handlers.measures import MeasureAnswers, measures_agreed, read_measure, register_measures
from store.measures import Measure, measure_by_id, measures_of
from store.notices import NoticeKind
from tests.handlers.attendance.arranged import Arranged

GIVEN, DUE, OVERDUE = NoticeKind.MEASURE_GIVEN, NoticeKind.MEASURE_DUE, NoticeKind.MEASURE_OVERDUE
FRIDAY = date(2027, 4, 2)


def unit(held: Arranged, key: str) -> str:
    """The option for a unit."""
    with held.town.world() as world:
        return f"unit:{held.town.unit_id(world.session, key)}"


def person(held: Arranged, key: str) -> str:
    """The option for a person."""
    return f"person:{held.town.person_id(key)}"


def answers(responsible: str, **other: Any) -> MeasureAnswers:
    """Guidance, from the day of the meeting until Friday 2 April 2027."""
    given: dict[str, Any] = {"what": "guidance", "starts": date(2027, 3, 16), "due": FRIDAY, "responsible": responsible}
    return MeasureAnswers(**{f"measure_{name}": value for name, value in (given | other).items()})


def read(held: Arranged, asked: MeasureAnswers, who: str = "ingrid") -> dict[str, Any]:
    """A measure as it lies in the draft."""
    with held.town.as_(who) as ctx:
        return read_measure(ctx, *held._in(ctx.session, ctx.tenant_id), asked)


def register(held: Arranged, *measures: dict[str, Any]) -> list[Measure]:
    """These measures and no others are registered, as the minutes do it; returns what stands then."""
    with held.town.as_("ingrid") as ctx:
        item, _ = held._in(ctx.session, ctx.tenant_id)
        register_measures(ctx, item, measures)
        planning.revise(ctx, item)
    held.town.deliver()
    return standing(held)


def agree(held: Arranged, responsible: str, **other: Any) -> int:
    """One measure is agreed beside those that are; returns its id."""
    with held.town.as_("ingrid") as ctx:
        before = measures_agreed(ctx, held._in(ctx.session, ctx.tenant_id)[0])
    return register(held, *before, read(held, answers(responsible, **other)))[-1].id or 0


def standing(held: Arranged) -> list[Measure]:
    """The measures of the item that were not dropped."""
    with held.town.world() as world:
        return list(measures_of(world.session, held.item_id))


def measure(held: Arranged, measure_id: int) -> Measure:
    """A measure as it stands."""
    with held.town.world() as world:
        found = measure_by_id(world.session, world.tenant_id, measure_id)
        assert found is not None
        return found


def hand_to(held: Arranged, measure_id: int, key: str) -> None:
    """Somebody else is the owner, as a unit's contact person is when nobody of the unit comes."""
    owner = held.town.person_id(key)
    with held.town.world() as world:
        found = measure_by_id(world.session, world.tenant_id, measure_id)
        assert found is not None
        found.owner_id = owner
        world.session.add(found)
        planning.revise(world, held._in(world.session, world.tenant_id)[0])
    held.town.deliver()


def leaves(held: Arranged, key: str) -> None:
    """Somebody no longer works in the municipality."""
    with held.town.world() as world:
        left = held.town.person(world.session, key)
        left.active = False
        world.session.add(left)
