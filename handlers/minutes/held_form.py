"""The first form: was the meeting held, and if not, why not."""

from pydantic import BaseModel

from handlers import picks, which_item
from handlers.context import Context
from handlers.errors import BadField
from handlers.minutes.checks import may_tell
from handlers.minutes.draft import Writing
from handlers.screens import ChoiceField, Form, Note, Option, Text
from store.meetings import Item, Meeting

ANSWERS = {"yes": True, "no": False}


class HeldOrNot(BaseModel):
    """What the first form brings."""

    draft: str
    held: str = ""
    reason: str | None = None


def held_form(ctx: Context, draft: str, writing: Writing, item: Item, meeting: Meeting) -> Form:
    """The first form; without consent it says what can be written all the same."""
    t = ctx.t
    answered = next((key for key, held in ANSWERS.items() if held is writing.held), "")
    return Form(
        name="minutes.held",
        title=title(ctx, writing),
        parts=(
            Text(which_item.item_line(ctx, item, meeting)),
            *((Note(without_consent(ctx)),) if not may_tell(ctx, item, meeting) else ()),
            ChoiceField(
                "held",
                t("Was the meeting held?"),
                (Option("yes", t("Yes, it was held")), Option("no", t("No, it was not held"))),
                expanded=True,
                initial=(answered,) if answered else (),
            ),
            ChoiceField(
                "reason",
                t("Why was it not held?"),
                picks.options(t, picks.NOT_HELD_REASONS),
                required=False,
                hint=t("Only when it was not held."),
                initial=(writing.not_held_reason,) if writing.not_held_reason else (),
            ),
        ),
        submit=t("Next"),
        close=t("Cancel"),
        draft=draft,
    )


def title(ctx: Context, writing: Writing) -> str:
    """What stands above every form: whether it is written or corrected."""
    return ctx.t("Correct the summary") if writing.corrects is not None else ctx.t("Write the summary")


def without_consent(ctx: Context) -> str:
    """What can be written when the consent does not hold, and what cannot."""
    return ctx.t(
        "The consent does not hold, so you can only write whether the meeting was held. No conclusions are written, "
        "and nothing is sent. When the consent is registered, you can write the rest."
    )


def judge_held(ctx: Context, writing: Writing, request: HeldOrNot) -> Writing:
    """The draft with the first form's answers; BadField when they cannot be used."""
    errors: dict[str, str] = {}
    held = ANSWERS.get(request.held)
    if held is None:
        errors["held"] = ctx.t("Choose whether the meeting was held.")
    if held is False and request.reason not in picks.NOT_HELD_REASONS:
        errors["reason"] = ctx.t("Choose why the meeting was not held.")
    if errors:
        raise BadField(errors)
    if held:
        return writing.model_copy(update={"held": True, "not_held_reason": None})
    # What came out of a meeting that was not held is nothing.
    return Writing(item=writing.item, corrects=writing.corrects, held=False, not_held_reason=request.reason)
