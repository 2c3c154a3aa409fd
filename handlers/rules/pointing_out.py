"""What a free text should not hold though it is no identity number: contact details, and what points out one child.

Such a text is questioned, not forbidden by its form: patterns see too much and too little, so the writer is asked to
put it another way.
"""

import re
from datetime import date
from enum import StrEnum

from handlers.rules.name_with_number import looks_like_name_with_number

# What can be rung or written to: an address with @, eight digits as telephone numbers are grouped, a web address.
_CONTACT = re.compile(
    r"\S+\s?@\s?\S+|https?:|www\."
    r"|(?<![\d/-])(?:\+?47[ .]?)?(?:\d{8}|\d{2}(?:[ .]\d{2}){3}|\d{3}[ .]\d{2}[ .]\d{3})(?![\d/-])"
)
# What tells one child from the others in a class: a day of birth, an age, a class.
_ONE_CHILD = re.compile(
    r"(?i)\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b"
    r"|\b\d{1,2}[ -]?(?:år|åring|åringen)\b"
    r"|\b(?:klasse|klassen|trinn|trinnet)\s*\d{1,2}[a-d]?\b|\b\d{1,2}\.?\s?(?:[a-d]\b|klasse|klassen|trinn|trinnet)"
)


class Question(StrEnum):
    """What a text is asked about."""

    CONTACT = "contact"
    ONE_CHILD = "one_child"


def question(text: str, today: date) -> Question | None:
    """What to ask of a normalised text; None when nothing. `today` is local: dates after it are no birth dates."""
    if _CONTACT.search(text):
        return Question.CONTACT
    if _ONE_CHILD.search(text) or looks_like_name_with_number(text, today):
        return Question.ONE_CHILD
    return None
