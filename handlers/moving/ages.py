"""The child's age on another day: who decides, and whether the arena is for the child, are judged for the new day."""

from datetime import date

from dateutil.relativedelta import relativedelta
from pydantic import BaseModel

from handlers import access, refusals
from handlers.context import Context
from handlers.errors import BadField
from handlers.moving.checks import arena_of
from handlers.rules.holders import age_refusal, asks_for_youth_date, must_ask_age_again, possible_ages
from handlers.screens import ChoiceField, DateField, Field, Form, Heading, Option, Text
from store import drafts
from store.drafts import Draft
from store.meetings import Item, Meeting
from store.slots import Slot


class GiveAge(BaseModel):
    """How old the child is on the new day, and from when the youth decides where that comes within a year."""

    draft: str
    age: int | None = None
    youth_from: date | None = None


def is_open(ctx: Context, item: Item, meeting: Meeting, slot: Slot) -> bool:
    """Whether the new day leaves open who decides, or whether the arena is for the child. BadField where it is not, or
    where somebody moves the meeting who does not know the child.
    """
    arena, on = arena_of(ctx, meeting), day_of(ctx, slot)
    refused = [age_refusal(arena, age) for age in _possible(ctx, item, meeting, slot)]
    if refused[0] is not None and all(refused):
        raise BadField({"slot": refusals.age_text(ctx, refused[0])})
    if not must_ask_age_again(arena, item.age, item.youth_decides_from, item.age_on, on):
        return False
    if item.convener_id != ctx.actor_id:
        name = access.person_of(ctx, item.convener_id).name
        raise BadField(
            {
                "slot": ctx.t(
                    "The child's age on that day decides who must consent. Choose another time, or ask {name} to move "
                    "the meeting.",
                    name=name,
                )
            }
        )
    return True


def age_form(ctx: Context, draft: Draft, item: Item, meeting: Meeting, slot: Slot) -> Form:
    """Asks for the age on the new day."""
    t = ctx.t
    ages = _possible(ctx, item, meeting, slot)
    options = tuple(Option(str(age), t.many("{count} year", "{count} years", age)) for age in ages)
    return Form(
        name="moving.age",
        title=t("The child's age"),
        parts=(
            Heading(t.when(slot.starts_at, slot.ends_at, ctx.now)),
            Text(t("The age on the day of the meeting decides who must consent.")),
            ChoiceField("age", t("How old is the child on the day of the meeting?"), options, expanded=True),
            *_youth_date(ctx, meeting, ages),
        ),
        submit=t("Next"),
        close=t("Cancel"),
        draft=draft.id,
    )


def _youth_date(ctx: Context, meeting: Meeting, ages: range) -> tuple[Field, ...]:
    rules = arena_of(ctx, meeting).consent
    if not any(asks_for_youth_date(rules, age) for age in ages):
        return ()
    hint = ctx.t(
        "Only when the youth is {age} then. It is kept until the case in the meeting is closed.",
        age=rules.deciding_age - 1,
    )
    return (DateField("youth_from", ctx.t("From which day does the youth decide?"), required=False, hint=hint),)


def keep_age(ctx: Context, draft: Draft, item: Item, meeting: Meeting, slot: Slot, request: GiveAge) -> None:
    """Keep the age for the chosen time until the meeting is moved. Raises BadField."""
    arena, on = arena_of(ctx, meeting), day_of(ctx, slot)
    if request.age is None or request.age not in _possible(ctx, item, meeting, slot):
        raise BadField({"age": ctx.t("Choose how old the child is then.")})
    if refusal := age_refusal(arena, request.age):
        raise BadField({"age": refusals.age_text(ctx, refusal)})
    youth_from = request.youth_from if asks_for_youth_date(arena.consent, request.age) else None
    if asks_for_youth_date(arena.consent, request.age) and not _within_a_year(youth_from, on):
        error = ctx.t("Choose the day the youth turns {age}: within a year after the meeting.", age=request.age + 1)
        raise BadField({"youth_from": error})
    drafts.fill_draft(ctx.session, draft, age=request.age, youth_from=youth_from.isoformat() if youth_from else None)


def forget_age(ctx: Context, draft: Draft) -> None:
    """Another time is chosen: an age that was given holds for one day."""
    drafts.fill_draft(ctx.session, draft, age=None, youth_from=None)


def as_given(ctx: Context, draft: Draft, item: Item, slot: Slot) -> Item:
    """The item with the age that was given for the chosen time, outside the database."""
    copy = Item.model_validate(item.model_dump())
    take_age(ctx, draft, copy, slot)
    return copy


def take_age(ctx: Context, draft: Draft, item: Item, slot: Slot) -> None:
    """Give the item the age that was given for the chosen time, where it was asked for."""
    if draft.data.get("age") is None:
        return
    youth_from = draft.data.get("youth_from")
    item.age, item.age_on = draft.data["age"], day_of(ctx, slot)
    item.youth_decides_from = date.fromisoformat(youth_from) if youth_from else None


def day_of(ctx: Context, slot: Slot) -> date:
    """The local day of a slot."""
    return slot.starts_at.astimezone(ctx.zone).date()


def _possible(ctx: Context, item: Item, meeting: Meeting, slot: Slot) -> range:
    rules = arena_of(ctx, meeting).consent
    return possible_ages(rules, item.age, item.youth_decides_from, item.age_on, day_of(ctx, slot))


def _within_a_year(youth_from: date | None, on: date) -> bool:
    return youth_from is not None and on < youth_from <= on + relativedelta(years=1)
