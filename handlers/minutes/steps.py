"""The way through the forms. Each step judges what came, keeps it in the draft and opens the next form; the last one
writes the minutes, once for one draft.
"""

from pydantic import BaseModel

from handlers import measures
from handlers.context import Context
from handlers.drafting import consume
from handlers.errors import OutOfDate
from handlers.minutes import checks, commit
from handlers.minutes.destinations import read_where
from handlers.minutes.draft import Writing, begin, held, keep, kept_without_consent
from handlers.minutes.held_form import HeldOrNot, held_form, judge_held
from handlers.minutes.measures_form import AddMeasure, OfDraft, RemoveMeasure, measure_form, measures_form, without
from handlers.minutes.outcome_form import WhatCameOut, judge_outcome, outcome_form
from handlers.minutes.preview import preview_form
from handlers.minutes.receipt import receipt
from handlers.screens import Answer, Button, Finish, Open, value
from store import audit
from store.drafts import Draft
from store.meetings import Item, Meeting
from store.minutes import Destination, minutes_of


class OfItem(BaseModel):
    """Which item's minutes."""

    item: int


class ConfirmMinutes(BaseModel):
    """Where the summary is to go."""

    draft: str
    where: str = ""


def open_minutes(ctx: Context, request: OfItem) -> Answer:
    """The first form, to write the minutes or to correct those that are written. For the convener alone."""
    item, meeting = checks.to_sum_up(ctx, request.item)
    written = minutes_of(ctx.session, request.item)
    draft = begin(ctx, item, written)
    if written is not None:
        audit.record(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "minutes.read", "item", request.item)
    return Open(held_form(ctx, draft.id, Writing.model_validate(draft.data), item, meeting))


def take_held(ctx: Context, request: HeldOrNot) -> Answer:
    """The first form has been sent: on to what came out of it, where it was held and the consent holds."""
    draft, writing, item, meeting = _going_on(ctx, request.draft)
    writing = judge_held(ctx, writing, request)
    keep(ctx, draft, writing)
    if writing.held and checks.may_tell(ctx, item, meeting):
        return Open(outcome_form(ctx, draft.id, writing, item, meeting))
    return Open(preview_form(ctx, draft.id, writing, item, meeting))


def take_outcome(ctx: Context, request: WhatCameOut) -> Answer:
    """The second form has been sent."""
    draft, writing, item, meeting = _going_on(ctx, request.draft, "held")
    if not checks.may_tell(ctx, item, meeting):
        return Open(preview_form(ctx, draft.id, kept_without_consent(ctx, item, writing), item, meeting))
    writing = judge_outcome(ctx, writing, item, meeting, request)
    keep(ctx, draft, writing)
    return Open(measures_form(ctx, draft.id, writing, item))


def show_measures(ctx: Context, request: OfDraft) -> Answer:
    """The list again, with nothing added."""
    draft, writing, item, _ = _going_on(ctx, request.draft, "conclusions")
    return Open(measures_form(ctx, draft.id, writing, item))


def open_measure(ctx: Context, request: OfDraft) -> Answer:
    """The form of one measure."""
    draft, writing, item, meeting = _going_on(ctx, request.draft, "conclusions")
    keep(ctx, draft, writing.model_copy(update={"adding": True}))
    return Open(measure_form(ctx, draft.id, item, meeting))


def add_measure(ctx: Context, request: AddMeasure) -> Answer:
    """Put the measure on the list, once for one form."""
    draft, writing, item, meeting = _going_on(ctx, request.draft, "conclusions")
    if writing.adding:
        agreed = measures.read_measure(ctx, item, meeting, request)
        writing = writing.model_copy(update={"measures": (*writing.measures, agreed), "adding": False})
        keep(ctx, draft, writing)
    return Open(measures_form(ctx, draft.id, writing, item))


def remove_measure(ctx: Context, request: RemoveMeasure) -> Answer:
    """Take a measure off the list."""
    draft, writing, item, _ = _going_on(ctx, request.draft, "conclusions")
    writing = without(writing, request)
    keep(ctx, draft, writing)
    return Open(measures_form(ctx, draft.id, writing, item))


def take_measures(ctx: Context, request: OfDraft) -> Answer:
    """The list is as it is to be."""
    draft, writing, item, meeting = _going_on(ctx, request.draft, "conclusions")
    return Open(preview_form(ctx, draft.id, writing, item, meeting))


def confirm_minutes(ctx: Context, request: ConfirmMinutes) -> Answer:
    """Write or correct the minutes, once for one draft, and send them where they are to go."""
    draft, writing, item, meeting = held(ctx, request.draft, "held")
    if draft.consumed_at is not None:
        return Finish(receipt(ctx, item, meeting))
    checks.require_started(ctx, item, meeting)
    checks.require_same(ctx, item, writing.corrects)
    if not checks.may_tell(ctx, item, meeting):
        destination, channel_id = Destination.NOWHERE, None
        writing = kept_without_consent(ctx, item, writing)
    else:
        if writing.held and writing.conclusions is None:
            # The consent has come since the first form was sent: the rest can be written after all.
            return Open(outcome_form(ctx, draft.id, writing, item, meeting))
        destination, channel_id = read_where(ctx, item, meeting, request.where)
    if consume(ctx, draft):
        commit.write(ctx, item, meeting, writing, destination, channel_id)
    return Finish(receipt(ctx, item, meeting))


def _going_on(ctx: Context, draft_id: str, sent: str = "") -> tuple[Draft, Writing, Item, Meeting]:
    """A draft that can still be filled in. OutOfDate when it has become minutes already."""
    draft, writing, item, meeting = held(ctx, draft_id, sent)
    checks.require_started(ctx, item, meeting)
    if draft.consumed_at is not None:
        raise OutOfDate(
            ctx.t("What you filled in is saved. You can still correct it."),
            heading=ctx.t("The summary is written already"),
            buttons=(Button(ctx.t("Correct the summary"), "minutes.open", value(item=item.id), "primary"),),
        )
    return draft, writing, item, meeting
