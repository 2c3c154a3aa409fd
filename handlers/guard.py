"""The guard at every field with free text: what may be an identity number is refused, and comes back empty. What may
point out one child, or holds contact details, is questioned.
"""

from collections.abc import Mapping
from typing import Any

from handlers.context import Context
from handlers.errors import BadField
from handlers.rules.pii import TextProblem, check_text
from handlers.rules.pointing_out import Question, question
from handlers.screens import YesNoField

SHORT_TEXT = 150
# What a form carries beside its fields: an id of ours.
DRAFT = "draft"


def guarded(ctx: Context, field: str, text: str, max_length: int = SHORT_TEXT) -> str:
    """The text as it may be kept. BadField at `field` when it is refused; `max_length` in characters.

    Refused text is not stored, logged or repeated, and the field comes back empty.
    """
    verdict = check_text(text, max_length)
    if verdict.problem is TextProblem.IDENTITY_NUMBER:
        raise BadField({field: _advice(ctx)}, clear=frozenset({field}))
    if verdict.problem is TextProblem.TOO_LONG:
        raise BadField({field: ctx.t("Write at most {count} characters.", count=max_length)})
    return verdict.text


def with_refused(ctx: Context, said: BadField, filled: Mapping[str, Any]) -> BadField:
    """What is said of a form, and of every text in it that is refused: what came after the first fault has been judged
    by nobody yet, and is not to be repeated either.
    """
    errors, clear = dict(said.errors), set(said.clear)
    texts = {field: text for field, text in filled.items() if field != DRAFT and isinstance(text, str)}
    for field, text in texts.items():
        if check_text(text, len(text)).problem is TextProblem.IDENTITY_NUMBER:
            errors.setdefault(field, _advice(ctx))
            clear.add(field)
    return BadField(errors, clear=frozenset(clear))


def questioned(
    ctx: Context, field: str, text: str, only_parties: bool, max_length: int = SHORT_TEXT
) -> tuple[str, bool]:
    """The text as it may be kept, and whether channels never show it. BadField at `field` when it is refused, and when
    it is questioned for the first time: the writer puts it another way, or ticks that `only_parties` are to see it.
    """
    kept = guarded(ctx, field, text, max_length)
    if only_parties or not kept:
        return kept, bool(kept)
    match question(kept, ctx.now.astimezone(ctx.zone).date()):
        case Question.CONTACT:
            advice = ctx.t(
                "This looks like contact details. Write it another way, or tick that only the parties are to see it."
            )
        case Question.ONE_CHILD:
            advice = ctx.t(
                "This can point out one child. Write it another way, or tick that only the parties are to see it."
            )
        case None:
            return kept, False
    raise BadField({field: advice})


def _advice(ctx: Context) -> str:
    return ctx.t(
        "Write without a national identity number. Use the case reference, for example S-7F3K. "
        "What you wrote has not been stored."
    )


def only_parties_field(ctx: Context, field: str, initial: bool = False) -> YesNoField:
    """The box beside a free text that is asked about with `questioned`."""
    return YesNoField(
        field,
        ctx.t("Who is to see what you wrote?"),
        ctx.t("Only the parties, never a channel"),
        initial=initial,
    )
