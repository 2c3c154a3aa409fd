"""The second form: conclusions, a short text, who was part of deciding, and whether it is documented."""

from pydantic import BaseModel

from handlers import guard, picks, refusals
from handlers.consent.verdicts import holders_for, meeting_day
from handlers.context import Context
from handlers.errors import BadField
from handlers.minutes.documentation_words import QUESTION
from handlers.minutes.draft import Writing
from handlers.minutes.held_form import title
from handlers.rules.arena_words import GuardianPresence
from handlers.rules.holders import Holder
from handlers.screens import ChoiceField, Field, Form, Note, Option, TextField
from store.attendance import OutsideRole, outside_attendees_of
from store.cipher import cipher_of
from store.meetings import Item, Meeting
from store.minutes import Documented, PartInDeciding

MOST_CHARACTERS = 300
TAKES_PART = "takes_part"


class WhatCameOut(BaseModel):
    """What the second form brings."""

    draft: str
    conclusions: tuple[str, ...] = ()
    text: str = ""
    text_only_parties: bool = False
    guardians_decided: str = ""
    youth_decided: str = ""
    documented: str = ""


def outcome_form(ctx: Context, draft: str, writing: Writing, item: Item, meeting: Meeting) -> Form:
    """The second form, with what the draft holds."""
    t = ctx.t
    text = cipher_of(ctx.session).open(writing.sealed_text) if writing.sealed_text else ""
    return Form(
        name="minutes.outcome",
        title=title(ctx, writing),
        parts=(
            ChoiceField(
                "conclusions",
                t("What did you conclude?"),
                picks.options(t, picks.CONCLUSIONS),
                many=True,
                expanded=True,
                initial=writing.conclusions or (),
            ),
            TextField(
                "text",
                t("In your own words"),
                required=False,
                multiline=True,
                max_length=MOST_CHARACTERS,
                hint=t("Short, and without name, age, class or diagnosis. Leave it empty if the list is enough."),
                initial=text,
            ),
            guard.only_parties_field(ctx, "text_only_parties", writing.text_questioned),
            *_deciding(ctx, writing, item, meeting),
            _documented(ctx, writing, meeting),
            Note(refusals.duty_to_report(t)),
        ),
        submit=t("Next"),
        close=t("Cancel"),
        draft=draft,
    )


def judge_outcome(ctx: Context, writing: Writing, item: Item, meeting: Meeting, request: WhatCameOut) -> Writing:
    """The draft with the second form's answers, the text sealed. BadField with a text at each field at fault."""
    errors: dict[str, str] = {}
    clear: frozenset[str] = frozenset()
    text, only_parties = "", False
    try:
        text, only_parties = guard.questioned(ctx, "text", request.text, request.text_only_parties, MOST_CHARACTERS)
    except BadField as refused:
        errors, clear = dict(refused.errors), refused.clear
    errors |= _errors(ctx, item, meeting, request)
    if errors:
        raise BadField(errors, clear)
    return writing.model_copy(
        update={
            "conclusions": tuple(key for key in picks.CONCLUSIONS if key in request.conclusions),
            "sealed_text": cipher_of(ctx.session).seal(text) if text else None,
            "text_questioned": only_parties,
            "guardians_decided": _answer(request.guardians_decided) if asks_guardians(ctx, meeting) else None,
            "youth_decided": _answer(request.youth_decided) if asks_youth(ctx, item, meeting) else None,
            "documented": Documented(request.documented),
        }
    )


def asks_guardians(ctx: Context, meeting: Meeting) -> bool:
    """Whether the arena has guardians in its meetings."""
    return ctx.rulebook[meeting.arena].presence.guardians is not GuardianPresence.FORBIDDEN


def asks_youth(ctx: Context, item: Item, meeting: Meeting) -> bool:
    """Whether the child or youth was to be in the meeting, or decides."""
    assert item.id is not None
    expected = {attendee.role for attendee in outside_attendees_of(ctx.session, item.id)}
    decides = Holder.YOUTH in holders_for(ctx, item, meeting, meeting_day(ctx, meeting))
    return OutsideRole.YOUTH in expected or item.heard == TAKES_PART or decides


def _deciding(ctx: Context, writing: Writing, item: Item, meeting: Meeting) -> tuple[Field, ...]:
    t = ctx.t
    guardians = _deciding_field(
        ctx, "guardians_decided", t("Were the guardians part of deciding?"), writing.guardians_decided
    )
    youth = _deciding_field(ctx, "youth_decided", t("Was the child or youth part of deciding?"), writing.youth_decided)
    return (
        *((guardians,) if asks_guardians(ctx, meeting) else ()),
        *((youth,) if asks_youth(ctx, item, meeting) else ()),
    )


def _deciding_field(ctx: Context, id_: str, label: str, given: PartInDeciding | None) -> ChoiceField:
    options = picks.options(ctx.t, picks.PART_IN_DECIDING)
    return ChoiceField(id_, label, options, expanded=True, initial=(given.value,) if given else ())


def _documented(ctx: Context, writing: Writing, meeting: Meeting) -> ChoiceField:
    question = ctx.t(QUESTION[ctx.rulebook[meeting.arena].documentation.target])
    options = (
        Option(Documented.YES.value, ctx.t("Yes, it is documented")),
        Option(Documented.LATER.value, ctx.t("Later. Remind me.")),
    )
    initial = (writing.documented.value,) if writing.documented else ()
    return ChoiceField("documented", question, options, expanded=True, initial=initial)


def _errors(ctx: Context, item: Item, meeting: Meeting, request: WhatCameOut) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not request.conclusions or not set(request.conclusions) <= picks.CONCLUSIONS.keys():
        errors["conclusions"] = ctx.t("Choose at least one conclusion from the list.")
    elif {picks.NO_MORE_MEETINGS, picks.NEW_MEETING} <= set(request.conclusions):
        errors["conclusions"] = ctx.t("Choose either a new meeting or no more meetings.")
    if asks_guardians(ctx, meeting) and _answer(request.guardians_decided) is None:
        errors["guardians_decided"] = ctx.t("Choose whether the guardians were part of deciding.")
    if asks_youth(ctx, item, meeting) and _answer(request.youth_decided) is None:
        errors["youth_decided"] = ctx.t("Choose whether the child or youth was part of deciding.")
    if request.documented not in set(Documented):
        errors["documented"] = ctx.t("Choose whether it is documented.")
    return errors


def _answer(given: str) -> PartInDeciding | None:
    return next((answer for answer in PartInDeciding if answer == given), None)
