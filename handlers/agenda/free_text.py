"""The guard at a point in the convener's own words: identity numbers are refused, and what may point out one child
is questioned.
"""

import re

from handlers.context import Context
from handlers.errors import BadField
from handlers.guard import guarded
from handlers.rules.name_with_number import looks_like_name_with_number
from handlers.rules.plain_text import normalise

MOST_CHARACTERS = 100
# What can be rung or written to: an address with @, eight digits as telephone numbers are grouped, a web address.
_CONTACT = re.compile(
    r"\S+\s?@\s?\S+|https?:|www\."
    r"|(?<![\d/-])(?:\+?47[ .]?)?(?:\d{8}|\d{2}(?:[ .]\d{2}){3}|\d{3}[ .]\d{2}[ .]\d{3})(?![\d/-])"
)
# What tells one child from the others in a class: a day of birth, an age, a class.
_POINTS_OUT = re.compile(
    r"(?i)\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b"
    r"|\b\d{1,2}[ -]?(?:år|åring|åringen)\b"
    r"|\b(?:klasse|klassen|trinn|trinnet)\s*\d{1,2}[a-d]?\b|\b\d{1,2}\.?\s?(?:[a-d]\b|klasse|klassen|trinn|trinnet)"
)


def own_point(ctx: Context, field: str, text: str) -> str:
    """The text as it may be kept, "" for none. BadField at `field`, which comes back empty; nothing refused is kept."""
    if not text.strip():
        return ""
    kept = normalise(guarded(ctx, field, text, MOST_CHARACTERS))
    if _CONTACT.search(kept):
        raise _questioned(
            field, ctx.t("This looks like contact details. Write the point without them. What you wrote is not stored.")
        )
    if _POINTS_OUT.search(kept) or looks_like_name_with_number(kept, ctx.now.astimezone(ctx.zone).date()):
        raise _questioned(
            field,
            ctx.t(
                "This can point out one child. Write the point without name, age, class or birth date. "
                "What you wrote is not stored."
            ),
        )
    return kept


def _questioned(field: str, advice: str) -> BadField:
    return BadField({field: advice}, clear=frozenset({field}))
