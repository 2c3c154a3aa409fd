"""A measure as it is filled in, and as it waits in the draft of the minutes until they are registered."""

from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel

from handlers import guard, picks
from handlers.context import Context
from handlers.errors import BadField
from handlers.measures.responsible import options, responsible_key, settled
from handlers.screens import ChoiceField, DateField, Field, TextField
from store.cipher import cipher_of
from store.measures import Measure, measures_of
from store.meetings import Item, Meeting

# A measure in a draft: JSON, its text sealed, its days as ISO dates. `id` is there when it was registered before.
Agreed = dict[str, Any]
LONGEST = timedelta(days=2 * 365)


class MeasureAnswers(BaseModel):
    """What the fields of a measure bring; the form's request adds its own."""

    measure_what: str = ""
    measure_text: str = ""
    measure_only_parties: bool = False
    measure_responsible: str = ""
    measure_starts: date | None = None
    measure_due: date | None = None


def measure_fields(ctx: Context, item: Item, _meeting: Meeting, initial: Agreed | None = None) -> tuple[Field, ...]:
    """The fields of one measure, filled with `initial` where it is changed. Their ids are those of `MeasureAnswers`."""
    t, given = ctx.t, initial or {}
    sealed = given.get("sealed_text")
    chosen = responsible_key(given) if initial else ""
    return (
        ChoiceField("measure_what", t("Which measure?"), picks.options(t, picks.MEASURES), initial=_one(given, "what")),
        TextField(
            "measure_text",
            t("In a few words"),
            required=False,
            max_length=guard.SHORT_TEXT,
            hint=t("Short, and without name, age, class or diagnosis. Leave it empty if the list is enough."),
            initial=cipher_of(ctx.session).open(sealed) if sealed else "",
        ),
        guard.only_parties_field(ctx, "measure_only_parties", bool(given.get("text_questioned"))),
        ChoiceField(
            "measure_responsible", t("Who is responsible?"), options(ctx, item), initial=(chosen,) if chosen else ()
        ),
        DateField("measure_starts", t("When does it start?"), initial=_day(given, "starts_on") or _today(ctx)),
        DateField("measure_due", t("By when is it to be done?"), initial=_day(given, "due_on")),
    )


def read_measure(ctx: Context, item: Item, meeting: Meeting, request: MeasureAnswers) -> Agreed:
    """What was filled in, judged, as it may wait in a draft. BadField with a text at each field that is at fault."""
    errors: dict[str, str] = {}
    clear: frozenset[str] = frozenset()
    text, only_parties = "", False
    try:
        text, only_parties = guard.questioned(ctx, "measure_text", request.measure_text, request.measure_only_parties)
    except BadField as refused:
        errors, clear = dict(refused.errors), refused.clear
    if request.measure_what not in picks.MEASURES:
        errors["measure_what"] = ctx.t("Choose a measure.")
    elif request.measure_what == picks.OTHER_MEASURE and not text and not errors:
        errors["measure_text"] = ctx.t("Write in a few words which measure it is.")
    responsible = settled(ctx, item, meeting, request.measure_responsible)
    if responsible is None:
        errors["measure_responsible"] = ctx.t("Choose who is responsible.")
    errors |= _faults_of_days(ctx, meeting, request)
    if errors or responsible is None or request.measure_starts is None or request.measure_due is None:
        raise BadField(errors, clear)
    return {
        "what": request.measure_what,
        "sealed_text": cipher_of(ctx.session).seal(text) if text else None,
        "text_questioned": only_parties,
        **responsible,
        "starts_on": request.measure_starts.isoformat(),
        "due_on": request.measure_due.isoformat(),
    }


def measures_agreed(ctx: Context, item: Item) -> list[Agreed]:
    """What is registered for an item, as the draft of a correction begins with it."""
    assert item.id is not None
    return [_agreed(row) for row in measures_of(ctx.session, item.id)]


def _agreed(row: Measure) -> Agreed:
    return {
        "id": row.id,
        "what": row.what,
        "sealed_text": row.sealed_text,
        "text_questioned": row.text_questioned,
        "unit_id": row.unit_id,
        "person_id": row.person_id,
        "family": row.family.value if row.family else None,
        "starts_on": row.starts_on.isoformat(),
        "due_on": row.due_on.isoformat(),
    }


def fault_of_due(ctx: Context, due: date) -> str | None:
    """What is wrong with a deadline, whatever it is for; None when nothing is."""
    if due < _today(ctx):
        return ctx.t("That day has passed. Choose a later one.")
    if due > _today(ctx) + LONGEST:
        return ctx.t("Choose a day within two years.")
    return None


def _faults_of_days(ctx: Context, meeting: Meeting, request: MeasureAnswers) -> dict[str, str]:
    faults: dict[str, str] = {}
    starts, due = request.measure_starts, request.measure_due
    if starts is None:
        faults["measure_starts"] = ctx.t("Choose the day it starts.")
    elif abs(starts - meeting.starts_at.astimezone(ctx.zone).date()) > LONGEST:
        faults["measure_starts"] = ctx.t("Choose a day within two years of the meeting.")
    if due is None:
        faults["measure_due"] = ctx.t("Choose the day by which it is to be done.")
    elif fault := fault_of_due(ctx, due):
        faults["measure_due"] = fault
    elif starts is not None and due < starts:
        faults["measure_due"] = ctx.t("It is to be done before it starts. Choose a later day.")
    return faults


def _today(ctx: Context) -> date:
    return ctx.now.astimezone(ctx.zone).date()


def _day(given: Agreed, field: str) -> date | None:
    return date.fromisoformat(given[field]) if given.get(field) else None


def _one(given: Agreed, field: str) -> tuple[str, ...]:
    return (given[field],) if given.get(field) else ()
