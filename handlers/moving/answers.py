"""What is shown on the way: the times, the place, and that the meeting is moved."""

from datetime import datetime

from handlers import access, family, which_item
from handlers.context import Context
from handlers.free_times import PAGE, free_times, page_of, times_field
from handlers.moving.checks import arena_of, unit_of
from handlers.screens import (
    Answer,
    Button,
    Buttons,
    Finish,
    Form,
    Heading,
    Open,
    Part,
    Receipt,
    Text,
    TextField,
    value,
)
from handlers.units import at_unit
from store.attendance import Telling
from store.drafts import Draft
from store.meetings import Item, Meeting
from store.slots import Slot


def times_answer(
    ctx: Context,
    draft: Draft,
    item: Item,
    meeting: Meeting,
    after: datetime | None = None,
    lead: tuple[Part, ...] = (),
) -> Answer:
    """The free times as a form; `lead` stands above them. A receipt when there are none after a moment (UTC)."""
    found = free_times(ctx, arena_of(ctx, meeting), unit_of(ctx, meeting), after or ctx.now, PAGE + 1)
    if not found:
        return Finish(Receipt(ctx.t("Move the meeting"), (*lead, *_none_free(ctx, item, after)), ctx.t("Close")))
    page = page_of(found)
    later = Button(
        ctx.t("Show later times"), "moving.later", value(draft=draft.id, after=page[-1].starts_at.isoformat())
    )
    return Open(
        Form(
            name="moving.time",
            title=ctx.t("Move the meeting"),
            parts=(
                *lead,
                Text(which_item.item_line(ctx, item, meeting)),
                times_field(ctx, page, unit_of(ctx, meeting)),
                *((Buttons((later,)),) if len(found) > len(page) else ()),
            ),
            submit=ctx.t("Move the meeting"),
            close=ctx.t("Cancel"),
            draft=draft.id,
        )
    )


def _none_free(ctx: Context, item: Item, after: datetime | None) -> tuple[Part, ...]:
    t = ctx.t
    again = Button(t("Show the first times"), "moving.open", value(item=item.id))
    call_off = Button(t("Cancel the meeting"), "cancel.open", value(item=item.id))
    heading = t("There are no later times") if after else t("No other times are free")
    return (
        Heading(heading),
        Text(t("The meeting stays where it is. The SamBa coordinator can add times.")),
        Buttons((again, call_off) if after else (call_off,)),
    )


def place_form(ctx: Context, draft: Draft, meeting: Meeting, slot: Slot) -> Form:
    """Asks where to meet, at a time that was set up for another unit."""
    t = ctx.t
    host = access.unit_of(ctx, slot.unit_id).name(t.language)
    return Form(
        name="moving.place",
        title=t("Where will you meet?"),
        parts=(
            Text(t("This time was set up for {unit}. Where will you meet?", unit=host)),
            TextField("place", t("Place {at_unit}", at_unit=at_unit(t, unit_of(ctx, meeting))), placeholder=slot.place),
        ),
        submit=t("Move the meeting"),
        close=t("Cancel"),
        draft=draft.id,
    )


def done(ctx: Context, draft: Draft) -> Answer:
    """That the meeting is moved, and what is left to do; the same at a second click."""
    t = ctx.t
    item, meeting = access.item_for_manager(ctx, int(draft.data["item"]))
    ask = t("Tell the family about the new time. I do not do that. Here is a text to copy:")
    parts = (
        Heading(t("The meeting is moved")),
        Text(which_item.item_line(ctx, item, meeting)),
        Text(t("Those who come are told, and are asked again whether they can come.")),
        *family.whose_task(ctx, item, meeting, Telling.CHANGE, ask),
    )
    return Finish(Receipt(t("The meeting is moved"), parts, t("Close")))


def taken(ctx: Context) -> tuple[Part, ...]:
    """What stands above the other times when somebody was quicker. Who it was is nobody's business."""
    return (
        Heading(ctx.t("The time has just been taken")),
        Text(ctx.t("The meeting stays where it is until you choose another time.")),
    )
