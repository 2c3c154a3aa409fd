"""The owner marks a measure as done, and takes that back."""

from handlers import planning
from handlers.context import Context
from handlers.measures.cards import can_undo, measure_card
from handlers.measures.own import OfMeasure, Own, own_measure
from handlers.measures.reminding import drop_reminders, plan_reminders
from handlers.measures.todo import LIST, todo_card
from handlers.screens import Answer, Replace
from store import audit
from store.measures import MeasureState
from store.notices import NoticeKind

SHOWN = {kind.value: kind for kind in (NoticeKind.MEASURE_DUE, NoticeKind.MEASURE_OVERDUE)}


def mark_done(ctx: Context, request: OfMeasure) -> Answer:
    """The measure is done: nothing more is said of it. A second press changes nothing."""
    own = own_measure(ctx, request.measure)
    if own.open:
        own.measure.state, own.measure.ended_at, own.measure.ended_by = MeasureState.DONE, ctx.now, ctx.actor_id
        drop_reminders(ctx, own.measure)
        _changed(ctx, own, "measure.done")
    return _answer(ctx, own, request.shown)


def take_back(ctx: Context, request: OfMeasure) -> Answer:
    """It is not done after all: it is open again, and reminded of. Only for the one who marked it."""
    own = own_measure(ctx, request.measure)
    if can_undo(ctx, own):
        own.measure.state, own.measure.ended_at, own.measure.ended_by = MeasureState.OPEN, None, None
        plan_reminders(ctx, own.measure)
        _changed(ctx, own, "measure.undone")
    return _answer(ctx, own, request.shown)


def _changed(ctx: Context, own: Own, event: str) -> None:
    ctx.session.add(own.measure)
    ctx.session.flush()
    assert own.measure.id is not None
    audit.record(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, event, "measure", own.measure.id)
    planning.revise(ctx, own.item)


def _answer(ctx: Context, own: Own, shown: str) -> Answer:
    if shown == LIST:
        return Replace(todo_card(ctx, own))
    return Replace(measure_card(ctx, own, SHOWN.get(shown, NoticeKind.MEASURE_GIVEN)))
