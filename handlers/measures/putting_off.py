"""The owner puts off a deadline, with a reason from a list and a new day."""

from datetime import date

from pydantic import BaseModel

from handlers import drafting, picks, planning
from handlers.context import Context
from handlers.errors import BadField, OutOfDate
from handlers.measures.agreed import fault_of_due
from handlers.measures.cards import about_line
from handlers.measures.own import OfMeasure, Own, own_measure
from handlers.measures.reminding import plan_reminders
from handlers.screens import (
    Answer,
    Button,
    ChoiceField,
    DateField,
    Finish,
    Form,
    Heading,
    Open,
    Receipt,
    Text,
)
from store import audit

PURPOSE = "measure.put_off"


class PutOffMeasure(BaseModel):
    """Why, and until when."""

    draft: str
    reason: str = ""
    due: date | None = None


def open_putting_off(ctx: Context, request: OfMeasure) -> Answer:
    """The form; a measure that is done or stopped has no deadline to put off."""
    own = _open(ctx, request.measure)
    draft = drafting.begin(ctx, PURPOSE, measure=own.measure.id)
    return Open(_form(ctx, own, draft.id))


def put_off_measure(ctx: Context, request: PutOffMeasure) -> Answer:
    """Move the deadline, once for one form; the reminders move along."""
    again = (Button(ctx.t("My measures"), "todo.show", style="primary"),)
    gone = ctx.t("What is filled in is kept for a day. Find the measure in your list and start again.")
    draft = drafting.held(ctx, PURPOSE, request.draft, gone=gone, again=again)
    measure_id = int(draft.data["measure"])
    if draft.consumed_at is not None:
        return _done(ctx, own_measure(ctx, measure_id))
    own = _open(ctx, measure_id)
    reason, due = _checked(ctx, own, request)
    if drafting.consume(ctx, draft):
        own.measure.due_on, own.measure.put_off_reason = due, reason
        own.measure.times_put_off += 1
        ctx.session.add(own.measure)
        ctx.session.flush()
        plan_reminders(ctx, own.measure)
        audit.record(
            ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "measure.put_off", "measure", measure_id, reason
        )
        planning.revise(ctx, own.item)
    return _done(ctx, own)


def _open(ctx: Context, measure_id: int) -> Own:
    own = own_measure(ctx, measure_id)
    if not own.open:
        raise OutOfDate(
            ctx.t("The measure is done, or no longer applies. Your list shows what is open."),
            heading=ctx.t("This card no longer applies"),
            buttons=(Button(ctx.t("My measures"), "todo.show"),),
        )
    return own


def _form(ctx: Context, own: Own, draft: str) -> Form:
    t = ctx.t
    return Form(
        name=PURPOSE,
        title=t("Put off the deadline"),
        parts=(
            Text(about_line(ctx, own)),
            Text(t("Deadline: {day}.", day=t.day(own.measure.due_on, ctx.now))),
            ChoiceField("reason", t("Why?"), picks.options(t, picks.PUT_OFF_REASONS), expanded=True),
            DateField("due", t("New deadline")),
        ),
        submit=t("Put off"),
        close=t("Cancel"),
        draft=draft,
    )


def _checked(ctx: Context, own: Own, request: PutOffMeasure) -> tuple[str, date]:
    errors: dict[str, str] = {}
    if request.reason not in picks.PUT_OFF_REASONS:
        errors["reason"] = ctx.t("Choose why.")
    if request.due is None:
        errors["due"] = ctx.t("Choose the new day.")
    elif fault := fault_of_due(ctx, request.due):
        errors["due"] = fault
    elif request.due <= own.measure.due_on:
        errors["due"] = ctx.t("Choose a day after the deadline that stands now.")
    if errors or request.due is None:
        raise BadField(errors)
    return request.reason, request.due


def _done(ctx: Context, own: Own) -> Finish:
    t = ctx.t
    text = t("The new deadline is {day}.", day=t.day(own.measure.due_on, ctx.now))
    parts = (Heading(t("The deadline is put off")), Text(about_line(ctx, own)), Text(text))
    return Finish(Receipt(t("Put off the deadline"), parts, t("Close")))
