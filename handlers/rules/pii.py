"""The first guard for free text: nothing that may be an identity number gets through, however it is written.

What is refused is neither kept nor shown again: a verdict of refusal carries no text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from handlers.rules.plain_text import fold_digits, normalise

_DIGITS = 11
# With the year in full: 01.01.2010 12345.
_DIGITS_LONG, _TAIL = 13, 5
_MONTH_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# A D-number adds 40 to the day. Synthetic series add to the month: Nav 40, Norsk helsenett 65, Tenor 80.
_DAY_OFFSETS = (0, 40)
_MONTH_OFFSETS = (0, 40, 65, 80)

# Between the groups of a number any signs may stand, and these words.
_SPOKEN = re.compile(
    r"(?i)(?<![^\W\d_])"
    r"(?:bindestrek|skråstrek|strek|minus|punktum|komma|mellomrom|personnummer|personnr|pnr|nr)"
    r"(?![^\W\d_])"
)
# Letters that are a digit to the eye, Cyrillic and Greek O included.
_LOOKALIKES = str.maketrans("OoОоΟοlI|", "000000111")
_LONGER_THAN_A_WORD = 5
_LOOKALIKE_RUN = re.compile(r"[\dOoОоΟοlI|]+")
_WORD_OR_DIGITS = re.compile(r"\d+|[^\W\d_]+")

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_CLOCK = r"(?:[01]?\d|2[0-3])[.:][0-5]\d"
# The date and time of a meeting may have eleven digits as well: 15.1.2027 10.00.
_DATE_AND_TIME = re.compile(rf"(?<!\d){_DAY}\.{_MONTH}\.20\d\d,? {_CLOCK}(?: ?[-–] ?{_CLOCK})?(?![\d.:])")
# So may an archive reference: 27/012345-101. Nobody divides an identity number just so.
_ARCHIVE_REFERENCE = re.compile(r"(?<![\d/-])(?:\d{4}|\d\d)/\d{3,6}-\d{1,4}(?![\d/-])")
_OVERRIDE = "\u202e"


class TextProblem(StrEnum):
    """Why a text is refused."""

    IDENTITY_NUMBER = "identity_number"
    TOO_LONG = "too_long"


@dataclass(frozen=True)
class TextVerdict:
    """The text as it may be kept, or why not. A refused text is not in it; an accepted one is not in its repr."""

    text: str = field(repr=False)
    problem: TextProblem | None = None


def check_text(text: str, max_length: int) -> TextVerdict:
    """The verdict on a free text. ``max_length`` counts characters after ``normalise``; an empty text is accepted."""
    if find_identity_number(text):
        return TextVerdict("", TextProblem.IDENTITY_NUMBER)
    clean = normalise(text)
    if len(clean) > max_length:
        return TextVerdict("", TextProblem.TOO_LONG)
    return TextVerdict(clean)


def find_identity_number(text: str) -> bool:
    """Whether the text holds eleven digits that begin like a date of birth. Check digits are not looked at.

    Sources: rules.md L33 (offsets; check digits change in 2032) and C3 point 4.

    A number is a row of groups of digits with anything but letters between them, and the eleven begin where a group
    begins and end where one ends. So a telephone number, an archive reference (2027/12345-3) and a case number of
    fifteen digits pass, while every way to divide the eleven is found. The price is that some innocent ones are
    refused: two telephone numbers with no word between them, one time in five, and three in ten bank accounts. The
    writer can put those otherwise; a number that got through cannot be called back.
    """
    shown = _SPOKEN.sub(" ", fold_digits(text))
    variants = [shown, shown[::-1]] if _OVERRIDE in text else [shown]
    return any(map(_holds_number, variants))


def _holds_number(text: str) -> bool:
    unknown = _ARCHIVE_REFERENCE.sub("x", _DATE_AND_TIME.sub("x", text))
    with_lookalikes = _LOOKALIKE_RUN.sub(_read_lookalikes, unknown)
    return any(_is_number(window) for each in (unknown, with_lookalikes) for window in _windows(each))


def _read_lookalikes(run: re.Match[str]) -> str:
    # Without one true digit a short one is a word: «I», «lol».
    is_number = len(run[0]) >= _LONGER_THAN_A_WORD or re.search(r"\d", run[0])
    return run[0].translate(_LOOKALIKES) if is_number else run[0]


def _windows(text: str) -> Iterator[Sequence[str]]:
    """Every run of neighbouring groups that has the digits of an identity number."""
    for row in _rows(text):
        for first in range(len(row)):
            count = 0
            for last in range(first, min(len(row), first + _DIGITS_LONG)):
                count += len(row[last])
                if count in (_DIGITS, _DIGITS_LONG):
                    yield row[first : last + 1]


def _rows(text: str) -> Iterator[list[str]]:
    row: list[str] = []
    for token in _WORD_OR_DIGITS.findall(text):
        if token[0].isdigit():
            row.append(token)
        elif row:
            yield row
            row = []
    yield row


def _is_number(groups: Sequence[str]) -> bool:
    digits = "".join(groups)
    if len(digits) == _DIGITS_LONG:
        # Five digits in one piece, or it is a date with an amount or a reference after it.
        return digits[4:6] in ("18", "19", "20") and len(groups[-1]) >= _TAIL and _begins_like_a_date(digits)
    return _begins_like_a_date(digits)


def _begins_like_a_date(digits: str) -> bool:
    day, month = int(digits[:2]), int(digits[2:4])
    months = [month - offset for offset in _MONTH_OFFSETS if 1 <= month - offset <= 12]
    return any(1 <= day - offset <= _MONTH_LENGTHS[each - 1] for each in months for offset in _DAY_OFFSETS)
