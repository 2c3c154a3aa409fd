"""The guard at a point in the convener's own words: identity numbers are refused, and what may point out one child
is questioned.
"""

from handlers.context import Context
from handlers.errors import BadField
from handlers.guard import guarded
from handlers.rules.pointing_out import Question, question

MOST_CHARACTERS = 100


def own_point(ctx: Context, field: str, text: str) -> str:
    """The text as it may be kept, "" for none. BadField at `field`, which comes back empty; nothing refused is kept."""
    if not text.strip():
        return ""
    kept = guarded(ctx, field, text, MOST_CHARACTERS)
    match question(kept, ctx.now.astimezone(ctx.zone).date()):
        case Question.CONTACT:
            advice = ctx.t(
                "This looks like contact details. Write the point without them. What you wrote is not stored."
            )
        case Question.ONE_CHILD:
            advice = ctx.t(
                "This can point out one child. Write the point without name, age, class or birth date. "
                "What you wrote is not stored."
            )
        case None:
            return kept
    raise BadField({field: advice}, clear=frozenset({field}))
