"""What was agreed becomes rows, when the minutes are registered or corrected; and those who are to do it are told."""

from collections.abc import Sequence

from handlers import planning
from handlers.context import Context
from handlers.measures.agreed import Agreed
from handlers.measures.lines import measure_from
from handlers.measures.reminding import drop_reminders, plan_reminders
from handlers.measures.responsible import owner_of
from store import audit
from store.cipher import cipher_of
from store.measures import Measure, MeasureState, measures_of
from store.meetings import Item, item_with_meeting
from store.notices import NoticeKind


def register_measures(ctx: Context, item: Item, measures: Sequence[Agreed]) -> None:
    """Let an item's measures be these, and no others. What was taken from `measures_agreed` and holds its id, and what
    says the same as a registered one, stays as it is, with its state; what is gone is dropped, and nothing more is said
    of it; what is new is given to its owner. The caller revises what was said about the item.
    """
    assert item.id is not None
    standing = list(measures_of(ctx.session, item.id))
    new: list[Measure] = []
    for given in measures:
        wanted = measure_from(ctx, item, given)
        same = next((row for row in standing if _is_same(ctx, row, wanted, given.get("id"))), None)
        if same is None:
            new.append(wanted)
        else:
            standing.remove(same)
    for row in standing:
        _drop(ctx, row)
    for row in new:
        _give(ctx, item, row)


def _is_same(ctx: Context, row: Measure, wanted: Measure, id_: object) -> bool:
    # By its id it stays, though its owner has put it off since the draft was begun.
    return row.id == id_ if id_ is not None else _content(ctx, row) == _content(ctx, wanted)


def _content(ctx: Context, row: Measure) -> tuple[object, ...]:
    text = cipher_of(ctx.session).open(row.sealed_text) if row.sealed_text else ""
    who = (row.unit_id, row.person_id, row.family)
    return (row.what, text, row.text_questioned, *who, row.starts_on, row.due_on)


def _drop(ctx: Context, row: Measure) -> None:
    row.state, row.ended_at, row.ended_by = MeasureState.DROPPED, ctx.now, ctx.actor_id
    ctx.session.add(row)
    drop_reminders(ctx, row, (NoticeKind.MEASURE_GIVEN,))
    _record(ctx, row, "measure.dropped")


def _give(ctx: Context, item: Item, row: Measure) -> None:
    found = item_with_meeting(ctx.session, ctx.tenant_id, row.item_id)
    assert found is not None
    row.owner_id = owner_of(ctx, *found, row)
    ctx.session.add(row)
    ctx.session.flush()
    _record(ctx, row, "measure.agreed")
    if row.owner_id != item.convener_id:
        planning.tell(ctx, NoticeKind.MEASURE_GIVEN, item, of=row.id, subject_id=row.id)
    plan_reminders(ctx, row)


def _record(ctx: Context, row: Measure, event: str) -> None:
    assert row.id is not None
    audit.record(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, event, "measure", row.id)
