"""The second form: who decides, how the child is heard, whether an interpreter is needed, and what it is about."""

from datetime import date

from dateutil.relativedelta import relativedelta
from pydantic import BaseModel

from handlers import picks
from handlers.booking.draft import Booking, arena_of
from handlers.context import Context
from handlers.errors import BadField
from handlers.rules.holders import OneGuardianReason, Who, asks_for_youth_date
from handlers.screens import ChoiceField, DateField, Field, Form, Part, Text, YesNoField
from store.drafts import Draft

# The meeting is at most a year ahead in practice, and the date at most a year after it.
MOST_AHEAD = relativedelta(years=2)


class HearChild(BaseModel):
    """What the second form brings."""

    draft: str
    decided_by: str = Who.YOUTH
    decided_reason: str | None = None
    youth_from: date | None = None
    heard: str
    heard_reason: str | None = None
    interpreter: bool = False
    themes: tuple[str, ...] = ()


def voice_form(ctx: Context, draft: Draft, booking: Booking) -> Form:
    """The second form. From the deciding age the youth decides, and nobody is asked who does."""
    t = ctx.t
    return Form(
        name="booking.voice",
        title=t("The child's voice"),
        parts=(
            *_deciding_parts(ctx, booking),
            ChoiceField("heard", t("How is the child heard?"), picks.options(t, picks.HEARD), expanded=True),
            ChoiceField(
                "heard_reason",
                t("Why is the child not heard now?"),
                picks.options(t, picks.NOT_HEARD_REASONS),
                required=False,
                hint=t("Only when you chose «Not heard now»."),
            ),
            YesNoField("interpreter", t("Is an interpreter needed?"), t("Yes, an interpreter is needed")),
            ChoiceField(
                "themes",
                t("What is it about?"),
                picks.options(t, picks.THEMES),
                required=False,
                many=True,
                hint=t("At most three. There is no field for more on purpose."),
            ),
        ),
        submit=t("Next"),
        close=t("Cancel"),
        draft=draft.id,
    )


def _deciding_parts(ctx: Context, booking: Booking) -> tuple[Part | Field, ...]:
    t, rules = ctx.t, arena_of(ctx, booking).consent
    assert booking.age is not None
    if booking.age >= rules.deciding_age:
        return (Text(t("The youth is {age} or older, and decides about consent alone.", age=rules.deciding_age)),)
    return (
        ChoiceField(
            "decided_by",
            t("How many must consent?"),
            picks.options(t, picks.DECIDED_BY, set(Who) - {Who.YOUTH}),
            expanded=True,
            initial=(Who.BOTH_GUARDIANS,),
            hint=t("Unsure who decides after a care order? Ask the child welfare service."),
        ),
        ChoiceField(
            "decided_reason",
            t("Why is one guardian enough?"),
            picks.options(t, picks.ONE_GUARDIAN_REASONS),
            required=False,
            hint=t("Only when you chose «One guardian»."),
        ),
        *_youth_date(ctx, booking),
    )


def _youth_date(ctx: Context, booking: Booking) -> tuple[Field, ...]:
    rules = arena_of(ctx, booking).consent
    assert booking.age is not None
    if not asks_for_youth_date(rules, booking.age):
        return ()
    return (
        DateField(
            "youth_from",
            ctx.t("From which day does the youth decide?"),
            hint=ctx.t(
                "The day the youth turns {age}. It is kept until the case in the meeting is closed.",
                age=rules.deciding_age,
            ),
        ),
    )


def judge_voice(ctx: Context, booking: Booking, request: HearChild) -> Booking:
    """The booking with the second form's answers; BadField when they cannot be used."""
    if errors := _deciding_errors(ctx, booking, request) | _hearing_errors(ctx, request):
        raise BadField(errors)
    decided_by, youth_from = _deciding(ctx, booking, request)
    one = decided_by == Who.ONE_GUARDIAN
    return booking.model_copy(
        update={
            "decided_by": decided_by,
            "decided_reason": request.decided_reason if one else None,
            "youth_decides_from": youth_from,
            "heard": request.heard,
            "heard_reason": request.heard_reason if request.heard == "not_heard" else None,
            "interpreter": request.interpreter,
            "themes": request.themes,
        }
    )


def _deciding(ctx: Context, booking: Booking, request: HearChild) -> tuple[str, date | None]:
    """Who decides, and from when the youth does. That date points to a birthday: it is kept only where it is asked
    for.
    """
    rules = arena_of(ctx, booking).consent
    assert booking.age is not None
    if booking.age >= rules.deciding_age:
        return Who.YOUTH, None
    return request.decided_by, request.youth_from if asks_for_youth_date(rules, booking.age) else None


def _deciding_errors(ctx: Context, booking: Booking, request: HearChild) -> dict[str, str]:
    rules = arena_of(ctx, booking).consent
    assert booking.age is not None
    if booking.age >= rules.deciding_age:
        return {}
    errors: dict[str, str] = {}
    if request.decided_by not in set(Who) - {Who.YOUTH}:
        errors["decided_by"] = ctx.t("Choose who must consent.")
    if request.decided_by == Who.ONE_GUARDIAN and request.decided_reason not in set(OneGuardianReason):
        errors["decided_reason"] = ctx.t("Choose why one guardian is enough.")
    if asks_for_youth_date(rules, booking.age):
        errors |= _youth_date_errors(ctx, request.youth_from, rules.deciding_age)
    return errors


def _youth_date_errors(ctx: Context, day: date | None, age: int) -> dict[str, str]:
    """Slips of the keyboard. Whether the date fits the age is judged when the day of the meeting is known."""
    if day is None:
        return {"youth_from": ctx.t("Choose the day from which the youth decides.")}
    today = ctx.now.astimezone(ctx.zone).date()
    if not today < day <= today + MOST_AHEAD:
        return {"youth_from": ctx.t("Choose the day the youth turns {age}: after today, within two years.", age=age)}
    return {}


def _hearing_errors(ctx: Context, request: HearChild) -> dict[str, str]:
    errors: dict[str, str] = {}
    if request.heard not in picks.HEARD:
        errors["heard"] = ctx.t("Choose how the child is heard.")
    if request.heard == "not_heard" and request.heard_reason not in picks.NOT_HEARD_REASONS:
        errors["heard_reason"] = ctx.t("Choose why the child is not heard now.")
    if len(request.themes) > picks.MAX_THEMES or not set(request.themes) <= set(picks.THEMES):
        errors["themes"] = ctx.t("Choose at most three.")
    return errors
