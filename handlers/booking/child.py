"""The first form: which school or kindergarten, who takes the initiative, how old the child is, and which case."""

from datetime import datetime
from typing import Final, Literal

from pydantic import BaseModel

from handlers import access, picks, refusals
from handlers.booking.draft import Booking, arena_of
from handlers.context import Context
from handlers.errors import BadField
from handlers.rules.arena import Arena
from handlers.rules.holders import age_refusal
from handlers.screens import ChoiceField, Form, Note, Option, Text
from store import people
from store.cases import Case, CaseState, case_by_id, cases_of
from store.drafts import Draft
from store.meetings import Item, Meeting, latest_starts
from store.people import UnitKind

NEW_CASE: Final = "new"
# Ages above the arena's own can be chosen too: the refusal then tells where to go.
AGES_ABOVE = 2


class BookForChild(BaseModel):
    """What the first form brings."""

    draft: str
    unit: int
    initiator: str
    age: int
    case: int | Literal["new"] = NEW_CASE


def child_form(ctx: Context, draft: Draft, arena: Arena, booking: Booking) -> Form:
    """The first form. Preset are the unit and the case it begins with, else the asker's own school or kindergarten and
    a new case.
    """
    t = ctx.t
    mine = {unit.id for unit in people.units_of(ctx.session, ctx.actor)}
    known = people.units_of_kinds(ctx.session, ctx.tenant_id, _kinds(arena))
    units = sorted(known, key=lambda unit: unit.id not in mine)
    preset = (str(units[0].id),) if units and units[0].id in mine else ()
    if booking.unit_id is not None:
        preset = (str(booking.unit_id),)
    case = NEW_CASE if booking.case_id is None else str(booking.case_id)
    names = tuple(Option(str(unit.id), unit.name(t.language)) for unit in units)
    return Form(
        name="booking.child",
        title=t("Book a time"),
        parts=(
            Text(t("Never write the child's name here. The case gets a reference instead.")),
            ChoiceField("unit", t("The child's school or kindergarten"), names, initial=preset),
            ChoiceField("initiator", t("Who takes the initiative?"), _initiators(ctx, arena), expanded=True),
            ChoiceField("age", t("How old is the child on the day of the meeting?"), _ages(ctx, arena)),
            ChoiceField("case", t("Case"), _cases(ctx), initial=(case,)),
            Note(refusals.duty_to_report(t)),
        ),
        submit=t("Next"),
        close=t("Cancel"),
        draft=draft.id,
    )


def following(ctx: Context, booking: Booking, item: Item, meeting: Meeting) -> Booking:
    """The booking as it begins after an item: at the same unit, about the same case where that is still the asker's."""
    case = _own_case(ctx, item.case_id)
    return booking.model_copy(update={"unit_id": meeting.unit_id, "case_id": case.id if case else None})


def judge_child(ctx: Context, booking: Booking, request: BookForChild) -> Booking:
    """The booking with the first form's answers; BadField when they cannot be used."""
    arena = arena_of(ctx, booking)
    errors: dict[str, str] = {}
    unit = people.unit_by_id(ctx.session, ctx.tenant_id, request.unit)
    if unit is None or unit.kind not in _kinds(arena):
        errors["unit"] = ctx.t("Choose a school or kindergarten from the list.")
    if request.initiator not in set(arena.initiative.allowed):
        errors["initiator"] = ctx.t("Choose who takes the initiative.")
    if refusal := age_refusal(arena, request.age):
        errors["age"] = refusals.age_text(ctx, refusal)
    case = _own_case(ctx, request.case)
    if case is None and request.case != NEW_CASE:
        errors["case"] = ctx.t("There is no such case among yours. Choose another, or a new case.")
    if errors:
        raise BadField(errors)
    # What later forms answered was about this school and age: it is asked again.
    return Booking(
        arena=booking.arena,
        unit_id=request.unit,
        initiator=request.initiator,
        age=request.age,
        case_id=case.id if case else None,
        wanted_id=booking.wanted_id if request.unit == booking.unit_id else None,
    )


def _kinds(arena: Arena) -> tuple[UnitKind, ...]:
    return tuple(UnitKind(kind.value) for kind in arena.slots.unit_kinds)


def _initiators(ctx: Context, arena: Arena) -> tuple[Option, ...]:
    return picks.options(ctx.t, picks.INITIATORS, arena.initiative.allowed)


def _ages(ctx: Context, arena: Arena) -> tuple[Option, ...]:
    ages = range(arena.ages.first, arena.ages.last + AGES_ABOVE)
    above = arena.ages.last + AGES_ABOVE
    return (
        *(Option(str(age), ctx.t.many("{count} year", "{count} years", age)) for age in ages),
        Option(str(above), ctx.t("{age} years or more", age=above)),
    )


def _cases(ctx: Context) -> tuple[Option, ...]:
    mine = cases_of(ctx.session, ctx.tenant_id, ctx.actor_id)
    latest = latest_starts(ctx.session, (case.id for case in mine if case.id is not None))
    known = (Option(str(case.id), _case_label(ctx, case, latest.get(case.id or 0))) for case in mine)
    return (Option(NEW_CASE, ctx.t("New case")), *known)


def _case_label(ctx: Context, case: Case, latest: datetime | None) -> str:
    """Enough for the owner to know the case again: reference, school, and the day of its latest meeting (UTC)."""
    unit = access.unit_of(ctx, case.unit_id).name(ctx.t.language)
    day = ctx.t.short_day(latest or case.opened_at)
    return f"{case.reference} · {unit} · {day}"


def _own_case(ctx: Context, chosen: int | str) -> Case | None:
    case = case_by_id(ctx.session, ctx.tenant_id, chosen) if isinstance(chosen, int) else None
    return case if case and case.owner_id == ctx.actor_id and case.state is CaseState.OPEN else None
