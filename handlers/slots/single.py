"""One time: adding it, and taking a free one away."""

from datetime import date, time

from pydantic import AwareDatetime, BaseModel

from handlers import access, drafting, waitlist
from handlers.context import Context
from handlers.errors import BadField, OutOfDate
from handlers.screens import Answer, Button, Form, Open, Replace, value
from handlers.slots import give
from handlers.slots.drafts import held
from handlers.slots.fields import single_fields
from handlers.slots.overview import ShowUnit, unit_card
from handlers.slots.request import Wanted, judge, read_filled, read_place
from handlers.slots.units import unit_with_times
from handlers.slots.wording import problem_name
from store import audit, meetings, slots
from store.meetings import Meeting
from store.slots import Slot, SlotState

PURPOSE = "slots.add"


class OpenAdding(BaseModel):
    """Add a time, to a unit if one is named."""

    unit: int | None = None


class AddSlot(BaseModel):
    """What the form brings."""

    draft: str
    unit: int
    first: date | None
    start: time | None
    length: int
    place: str = ""
    video: str = ""


class RemoveSlot(BaseModel):
    """Which time is taken away, and from which page of times it was seen."""

    slot: int
    after: AwareDatetime | None = None


def open_adding(ctx: Context, request: OpenAdding) -> Answer:
    """The form for one time."""
    access.require_coordinator(ctx)
    given = {"unit": str(unit_with_times(ctx, request.unit).id)} if request.unit is not None else {}
    draft = drafting.begin(ctx, PURPOSE, **given)
    form = Form(
        name="slots.add",
        title=ctx.t("Add one time"),
        parts=single_fields(ctx, given),
        submit=ctx.t("Add the time"),
        close=ctx.t("Cancel"),
        draft=draft.id,
    )
    return Open(form)


def add_slot(ctx: Context, request: AddSlot) -> Answer:
    """Make one time, once for one form."""
    access.require_coordinator(ctx)
    draft = held(ctx, request.draft, PURPOSE)
    if draft.consumed_at is not None:
        return give.receipt(ctx, draft)
    place, video = read_place(ctx, request.place, request.video)
    filled = read_filled(ctx, request.model_dump(exclude={"draft", "place", "video"}))
    one_day = {"last": filled["first"], "weekday": filled["first"].weekday(), "every": 1, "number": 1}
    wanted = Wanted.model_validate(filled | one_day | {"place": place, "video": video})
    judged = judge(ctx, wanted)
    if judged.errors:
        raise BadField(_at_date(judged.errors))
    for each in judged.skipped:
        assert each.problem is not None
        reason = problem_name(ctx.t, each.problem)
        raise BadField({"first": ctx.t("There are no meetings this day: {reason}. Choose another.", reason=reason)})
    give.make(ctx, draft, wanted, judged)
    return give.receipt(ctx, draft)


def remove_slot(ctx: Context, request: RemoveSlot) -> Answer:
    """Take a time away that nobody has booked. Who was offered it is told."""
    access.require_coordinator(ctx)
    slot = slots.slot_by_id(ctx.session, ctx.tenant_id, request.slot)
    if slot is None or slot.starts_at <= ctx.now:
        raise OutOfDate(
            ctx.t("It is past, or not there any more. The list shows what holds now."),
            heading=ctx.t("This card no longer applies"),
            buttons=(Button(ctx.t("Show the times"), "slots.show"),),
        )
    if (meeting := slots.meeting_on(ctx.session, slot)) is not None:
        raise _booked(ctx, meeting)
    call_off(ctx, slot)
    unit = unit_with_times(ctx, slot.unit_id)
    return Replace(unit_card(ctx, unit, ShowUnit(unit=slot.unit_id, after=request.after)))


def call_off(ctx: Context, slot: Slot) -> None:
    """Nobody can book the slot any more. Safe to repeat; a meeting on it is the caller's to end."""
    if slot.state is SlotState.CALLED_OFF:
        return
    assert slot.id is not None
    slot.state = SlotState.CALLED_OFF
    ctx.session.add(slot)
    ctx.session.flush()
    waitlist.withdraw_offer(ctx, slot)
    audit.record(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "slot.called_off", "slot", slot.id)


def _booked(ctx: Context, meeting: Meeting) -> OutOfDate:
    assert meeting.id is not None
    t = ctx.t
    item = meetings.items_of_meeting(ctx.session, meeting.id)[0]
    return OutOfDate(
        t("Move the meeting, or cancel it and say why. Then those who come are told."),
        heading=t("This time has been booked"),
        buttons=(
            Button(t("Move the meeting"), "moving.open", value(item=item.id)),
            Button(t("Cancel the meeting"), "cancel.open", value(item=item.id)),
        ),
    )


def _at_date(errors: dict[str, str]) -> dict[str, str]:
    """The form for one time has one field for the date."""
    return {("first" if field in ("weekday", "last") else field): text for field, text in errors.items()}
