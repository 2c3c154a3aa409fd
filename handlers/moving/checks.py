"""What must hold for a meeting to be moved, each with its way forward."""

from handlers import access, drafting
from handlers.consent.verdicts import must_be_registered_first, verdict_for
from handlers.context import Context
from handlers.errors import BadField, OutOfDate
from handlers.free_times import is_open_to
from handlers.rules.arena import Arena
from handlers.screens import Button, value
from store import slots
from store.drafts import Draft
from store.meetings import Item, ItemState, Meeting
from store.people import Unit
from store.slots import Slot

PURPOSE = "moving"


def held(ctx: Context, draft_id: str) -> Draft:
    """The asker's own draft; OutOfDate when it is gone, after a day or because it was never theirs."""
    gone = ctx.t("Nothing has been moved. Choose the meeting again, and you see the times that are free now.")
    return drafting.held(ctx, PURPOSE, draft_id, gone=gone)


def planned(ctx: Context, draft: Draft) -> tuple[Item, Meeting]:
    """The item of the draft, planned as it was when the form was opened; OutOfDate else."""
    item, meeting = access.item_for_manager(ctx, int(draft.data["item"]))
    require_planned(ctx, item, meeting)
    if meeting.sequence != draft.data["sequence"]:
        raise OutOfDate(
            ctx.t(
                "It is now {when}. Do you still want to move it?",
                when=ctx.t.when(meeting.starts_at, meeting.ends_at, ctx.now),
            ),
            heading=ctx.t("The meeting has been moved since you opened the form"),
            buttons=(Button(ctx.t("Move the meeting"), "moving.open", value(item=item.id)),),
        )
    return item, meeting


def require_planned(ctx: Context, item: Item, meeting: Meeting) -> None:
    """OutOfDate for what has been held, or has ended."""
    if item.state is not ItemState.PLANNED or meeting.starts_at <= ctx.now:
        raise OutOfDate(
            ctx.t("It has been held, or is no longer planned. You can book a new time."),
            heading=ctx.t("The meeting cannot be moved"),
            buttons=(Button(ctx.t("Book a time"), "booking.start"), Button(ctx.t("My meetings"), "list.show")),
        )


def require_consent(ctx: Context, item: Item, meeting: Meeting, slot: Slot, field: str) -> None:
    """A near time is taken with the consent in place or not at all: there is no time left to release it in. BadField at
    the field else.
    """
    if not must_be_registered_first(ctx, arena_of(ctx, meeting), unit_of(ctx, meeting), slot.starts_at):
        return
    if not verdict_for(ctx, item, meeting, slot.starts_at.astimezone(ctx.zone).date()).valid:
        raise BadField(
            {
                field: ctx.t(
                    "This time is so near that the consent must be registered first. "
                    "Choose a later time, or register the consent on the meeting's card."
                )
            }
        )


def available(ctx: Context, meeting: Meeting, slot_id: int | None) -> Slot | None:
    """The slot, if the meeting can have it at this moment."""
    slot = slots.slot_by_id(ctx.session, ctx.tenant_id, slot_id) if slot_id is not None else None
    if slot is None or slot.arena != meeting.arena or slot.starts_at <= ctx.now:
        return None
    free = slots.is_free(ctx.session, slot) and is_open_to(ctx, arena_of(ctx, meeting), slot, unit_of(ctx, meeting))
    return slot if free else None


def arena_of(ctx: Context, meeting: Meeting) -> Arena:
    """The meeting's arena."""
    return ctx.rulebook[meeting.arena]


def unit_of(ctx: Context, meeting: Meeting) -> Unit:
    """The unit whose meeting it is."""
    return access.unit_of(ctx, meeting.unit_id)
