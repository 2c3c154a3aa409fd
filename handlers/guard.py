"""The guard at every field with free text: what may be an identity number is refused, and comes back empty."""

from handlers.context import Context
from handlers.errors import BadField
from handlers.rules.pii import TextProblem, check_text

SHORT_TEXT = 150


def guarded(ctx: Context, field: str, text: str, max_length: int = SHORT_TEXT) -> str:
    """The text as it may be kept. BadField at `field` when it is refused; `max_length` in characters.

    Refused text is not stored, logged or repeated, and the field comes back empty.
    """
    verdict = check_text(text, max_length)
    if verdict.problem is TextProblem.IDENTITY_NUMBER:
        advice = ctx.t(
            "Write without a national identity number. Use the case reference, for example S-7F3K. "
            "What you wrote has not been stored."
        )
        raise BadField({field: advice}, clear=frozenset({field}))
    if verdict.problem is TextProblem.TOO_LONG:
        raise BadField({field: ctx.t("Write at most {count} characters.", count=max_length)})
    return verdict.text
