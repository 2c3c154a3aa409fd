"""The steps of moving: choose the meeting, choose the time, and for another unit's time the place."""

from typing import Any

from pydantic import AwareDatetime, BaseModel
from sqlalchemy.exc import IntegrityError

from handlers import drafting, endings, which_item
from handlers.context import Context
from handlers.errors import BadField
from handlers.guard import guarded
from handlers.moving import ages
from handlers.moving.answers import done, place_form, taken, times_answer
from handlers.moving.checks import PURPOSE, available, held, planned, require_consent, require_planned
from handlers.screens import Answer, Open, Show
from store import drafts
from store.cipher import cipher_of
from store.drafts import Draft
from store.meetings import Item, Meeting
from store.slots import Slot


class MoveByWords(BaseModel):
    """What stands after the command: a case reference, or nothing."""

    words: str = ""


class MoveItem(BaseModel):
    """Which item's meeting is to be moved."""

    item: int


class LaterTimes(BaseModel):
    """Show the times after a moment (UTC)."""

    draft: str
    after: AwareDatetime


class ChooseTime(BaseModel):
    """The time that was chosen."""

    draft: str
    slot: int


class ChoosePlace(BaseModel):
    """Where to meet, at a time that was set up for another unit."""

    draft: str
    place: str


def move_by_words(ctx: Context, request: MoveByWords) -> Answer:
    """The times for the case that is named, or the asker's meetings to choose from."""
    if request.words.strip():
        return _start(ctx, *which_item.item_of_words(ctx, request.words))
    heading = ctx.t("Which meeting will you move?")
    return Show(which_item.choice_card(ctx, heading, ctx.t("Move"), "moving.open"))


def open_moving(ctx: Context, request: MoveItem) -> Answer:
    """The times a meeting can be moved to."""
    return _start(ctx, *which_item.item_to_manage(ctx, request.item))


def show_later(ctx: Context, request: LaterTimes) -> Answer:
    """The next page of times."""
    draft = held(ctx, request.draft)
    return times_answer(ctx, draft, *planned(ctx, draft), after=request.after)


def choose_time(ctx: Context, request: ChooseTime) -> Answer:
    """Move the meeting. Asked first is the age where the new day leaves it open who decides, and the place where the
    time was set up for another unit.
    """
    draft = held(ctx, request.draft)
    if draft.consumed_at is not None:
        return done(ctx, draft)
    item, meeting = planned(ctx, draft)
    slot = available(ctx, meeting, request.slot)
    if slot is None:
        return times_answer(ctx, draft, item, meeting, lead=taken(ctx))
    ages.forget_age(ctx, draft)
    if ages.is_open(ctx, item, meeting, slot):
        drafts.fill_draft(ctx.session, draft, slot=slot.id)
        return Open(ages.age_form(ctx, draft, item, meeting, slot))
    return _place_or_move(ctx, draft, item, meeting, slot, "slot")


def give_age(ctx: Context, request: ages.GiveAge) -> Answer:
    """Go on with the age that holds on the new day."""
    draft = held(ctx, request.draft)
    if draft.consumed_at is not None:
        return done(ctx, draft)
    item, meeting = planned(ctx, draft)
    slot = available(ctx, meeting, draft.data.get("slot"))
    if slot is None:
        return times_answer(ctx, draft, item, meeting, lead=taken(ctx))
    ages.keep_age(ctx, draft, item, meeting, slot, request)
    return _place_or_move(ctx, draft, item, meeting, slot, "age")


def choose_place(ctx: Context, request: ChoosePlace) -> Answer:
    """Move the meeting to another unit's time, at a place of one's own."""
    draft = held(ctx, request.draft)
    if draft.consumed_at is not None:
        return done(ctx, draft)
    item, meeting = planned(ctx, draft)
    place = guarded(ctx, "place", request.place).strip()
    if not place:
        raise BadField({"place": ctx.t("Write where you will meet.")})
    slot = available(ctx, meeting, draft.data.get("slot"))
    if slot is None:
        return times_answer(ctx, draft, item, meeting, lead=taken(ctx))
    if draft.data.get("age") is None and ages.is_open(ctx, item, meeting, slot):
        return Open(ages.age_form(ctx, draft, item, meeting, slot))
    require_consent(ctx, ages.as_given(ctx, draft, item, slot), meeting, slot, "place")
    return _move(ctx, draft, item, meeting, slot, place)


def _start(ctx: Context, item: Item, meeting: Meeting) -> Answer:
    require_planned(ctx, item, meeting)
    data: dict[str, Any] = {"item": item.id, "sequence": meeting.sequence}
    draft = drafting.begin(ctx, PURPOSE, **data)
    return times_answer(ctx, draft, item, meeting)


def _place_or_move(ctx: Context, draft: Draft, item: Item, meeting: Meeting, slot: Slot, field: str) -> Answer:
    require_consent(ctx, ages.as_given(ctx, draft, item, slot), meeting, slot, field)
    if slot.unit_id != meeting.unit_id:
        drafts.fill_draft(ctx.session, draft, slot=slot.id)
        return Open(place_form(ctx, draft, meeting, slot))
    return _move(ctx, draft, item, meeting, slot)


def _move(ctx: Context, draft: Draft, item: Item, meeting: Meeting, slot: Slot, place: str | None = None) -> Answer:
    try:
        with ctx.session.begin_nested():
            ages.take_age(ctx, draft, item, slot)
            endings.move_item(ctx, item, meeting, slot, ctx.actor_id)
            if place is not None:
                # The other unit's link stays with that unit, as its room does.
                meeting.sealed_place, meeting.video_link = cipher_of(ctx.session).seal(place), None
                ctx.session.flush()
    except IntegrityError:
        ctx.session.refresh(item)
        ctx.session.refresh(meeting)
        return times_answer(ctx, draft, item, meeting, lead=taken(ctx))
    drafting.consume(ctx, draft)
    return done(ctx, draft)
