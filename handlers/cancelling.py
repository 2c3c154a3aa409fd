"""Cancelling a meeting, with a reason from a list. Everyone who was invited is told, and the time is free."""

from pydantic import BaseModel

from handlers import access, drafting, endings, family, picks, which_item
from handlers.context import Context
from handlers.errors import BadField, OutOfDate
from handlers.screens import (
    Answer,
    Button,
    ChoiceField,
    Finish,
    Form,
    Heading,
    Open,
    Receipt,
    Show,
    Text,
)
from store.attendance import Telling
from store.drafts import Draft
from store.meetings import Item, ItemState, Meeting

PURPOSE = "cancelling"


class CancelByWords(BaseModel):
    """What stands after the command: a case reference, or nothing."""

    words: str = ""


class CancelItem(BaseModel):
    """Which item's meeting is to be cancelled."""

    item: int


class ConfirmCancelling(BaseModel):
    """Why the meeting is cancelled."""

    draft: str
    reason: str = ""


def cancel_by_words(ctx: Context, request: CancelByWords) -> Answer:
    """The form for the case that is named, or the asker's meetings to choose from."""
    if request.words.strip():
        return _start(ctx, *which_item.item_of_words(ctx, request.words))
    heading = ctx.t("Which meeting will you cancel?")
    return Show(which_item.choice_card(ctx, heading, ctx.t("Cancel it"), "cancel.open"))


def open_cancelling(ctx: Context, request: CancelItem) -> Answer:
    """The form that asks why."""
    return _start(ctx, *which_item.item_to_manage(ctx, request.item))


def confirm_cancelling(ctx: Context, request: ConfirmCancelling) -> Answer:
    """Cancel the meeting, once for one form."""
    draft = _held(ctx, request.draft)
    item, meeting = access.item_for_manager(ctx, int(draft.data["item"]))
    if draft.consumed_at is not None:
        return _done(ctx, item, meeting)
    _require_planned(ctx, item, meeting)
    if request.reason not in picks.END_REASONS:
        raise BadField({"reason": ctx.t("Choose why the meeting is cancelled.")})
    if drafting.consume(ctx, draft):
        endings.end_item(ctx, item, meeting, ItemState.CANCELLED, ctx.actor_id, request.reason)
    return _done(ctx, item, meeting)


def _start(ctx: Context, item: Item, meeting: Meeting) -> Answer:
    _require_planned(ctx, item, meeting)
    draft = drafting.begin(ctx, PURPOSE, item=item.id)
    t = ctx.t
    return Open(
        Form(
            name="cancel.confirm",
            title=t("Cancel the meeting"),
            parts=(
                Text(which_item.item_line(ctx, item, meeting)),
                Text(t("Those who are invited are told that the meeting is cancelled, not why.")),
                ChoiceField(
                    "reason",
                    t("Why is the meeting cancelled?"),
                    picks.options(t, picks.END_REASONS),
                    expanded=True,
                ),
            ),
            submit=t("Cancel the meeting"),
            close=t("Keep the meeting"),
            draft=draft.id,
        )
    )


def _done(ctx: Context, item: Item, meeting: Meeting) -> Answer:
    t = ctx.t
    ask = t("Tell the family about it. I do not do that. Here is a text to copy:")
    parts = (
        Heading(t("The meeting is cancelled")),
        Text(which_item.item_line(ctx, item, meeting)),
        Text(t("Those who were invited are told, and the time is free for others.")),
        *family.whose_task(ctx, item, meeting, Telling.CANCELLATION, ask),
    )
    return Finish(Receipt(t("The meeting is cancelled"), parts, t("Close")))


def _held(ctx: Context, draft_id: str) -> Draft:
    gone = ctx.t("Nothing has been cancelled. Choose the meeting again among yours.")
    return drafting.held(ctx, PURPOSE, draft_id, gone=gone)


def _require_planned(ctx: Context, item: Item, meeting: Meeting) -> None:
    if item.state is not ItemState.PLANNED or meeting.starts_at <= ctx.now:
        raise OutOfDate(
            ctx.t("It has been held, or is no longer planned. There is nothing more you need to do."),
            heading=ctx.t("The meeting cannot be cancelled"),
            buttons=(Button(ctx.t("My meetings"), "list.show"), Button(ctx.t("Book a time"), "booking.start")),
        )
