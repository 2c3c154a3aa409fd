"""What the owner of a measure is told without having asked: that it is given, is due, or is overdue."""

from collections.abc import Iterable
from functools import partial

from handlers import access, planning
from handlers.agenda.arrived import has_arrived
from handlers.context import Context, World
from handlers.measures.cards import measure_card
from handlers.measures.own import Own
from handlers.measures.reminding import plan_overdue, plan_reminders
from handlers.notices import About, Kind, Message
from store import audit
from store.measures import Measure, MeasureState, measure_by_id
from store.notices import NoticeKind


def _owner(world: World, about: About) -> Iterable[int]:
    own = _found(world, about)
    return (own.measure.owner_id,) if own and own.open else ()


def _owner_in_time(world: World, about: About) -> Iterable[int]:
    """Nobody once the deadline has passed: that is said by itself."""
    own = _found(world, about)
    in_time = own is not None and own.measure.due_on >= world.now.astimezone(world.zone).date()
    return _owner(world, about) if in_time else ()


def _render(kind: NoticeKind, ctx: Context, about: About) -> Message | None:
    own = _found(ctx, about)
    if own is None or own.measure.owner_id != ctx.actor_id:
        return None
    if not own.open and not has_arrived(ctx, own.item, kind, own.measure.id):
        return None
    return Message(measure_card(ctx, own, kind))


def _see_to_owner(world: World, about: About) -> None:
    """What belonged to somebody who has left goes back to the convener."""
    own = _found(world, about)
    if own is None or own.measure.state is not MeasureState.OPEN:
        return
    if not access.person_of(world, own.measure.owner_id).active:
        _give_back(world, own)


def _see_to_overdue(world: World, about: About) -> None:
    _see_to_owner(world, about)
    own = _found(world, about)
    if own is not None:
        plan_overdue(world, own.measure)


def _give_back(world: World, own: Own) -> None:
    own.measure.owner_id = own.item.convener_id
    world.session.add(own.measure)
    world.session.flush()
    plan_reminders(world, own.measure)
    assert own.measure.id is not None
    audit.record(world.session, world.tenant_id, None, world.now, "measure.given_back", "measure", own.measure.id)
    planning.revise(world, own.item)


def _found(world: World, about: About) -> Own | None:
    if about.item is None or about.meeting is None or about.subject_id is None:
        return None
    measure: Measure | None = measure_by_id(world.session, world.tenant_id, about.subject_id)
    return Own(measure, about.item, about.meeting) if measure is not None else None


KINDS = {
    NoticeKind.MEASURE_GIVEN: Kind(_owner, partial(_render, NoticeKind.MEASURE_GIVEN), _see_to_owner),
    NoticeKind.MEASURE_DUE: Kind(
        _owner_in_time, partial(_render, NoticeKind.MEASURE_DUE), _see_to_owner, reminder=True
    ),
    NoticeKind.MEASURE_OVERDUE: Kind(
        _owner, partial(_render, NoticeKind.MEASURE_OVERDUE), _see_to_overdue, reminder=True
    ),
}
