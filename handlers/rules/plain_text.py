"""Text as it may be kept: composed, without signs that cannot be seen. And digits as they may be compared."""

import unicodedata

_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BIDI_MARKS = frozenset("\u061c\u200e\u200f")
_JOINERS = frozenset("\u200c\u200d")
# Letters that show nothing, by Unicode's list of what may be ignored.
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u17b4\u17b5")
_LINE_BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\t": " ", "\v": "\n", "\f": "\n", "\x85": "\n"})
_BLACK_FLAG = "\U0001f3f4"


def normalise(text: str) -> str:
    """The text in NFC without control signs, invisible signs and direction overrides, and without space at the ends.

    Emoji keep their joiners and variants, and right-to-left text its joiners and marks: taking those away would change
    what is read.
    """
    broken = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_BREAKS)
    previous, current = None, broken
    # What one round takes away can bring two signs together that the next one joins.
    while current != previous:
        previous, current = current, unicodedata.normalize("NFC", _visible(current)).strip()
    return current


def fold_digits(text: str) -> str:
    """The text with every kind of digit as 0 to 9, for looking only: full-width, Arabic, circled, on keycaps.

    Letters that cannot be seen, and letter-like strokes and marks, become spaces.
    """
    return "".join(map(_fold, unicodedata.normalize("NFKC", text)))


def _fold(sign: str) -> str:
    if sign.isascii():
        return sign
    value = unicodedata.numeric(sign, -1.0)
    if value in range(10):
        return str(int(value))
    return " " if sign in _BLANK_LETTERS or unicodedata.category(sign) == "Lm" else sign


def _visible(text: str) -> str:
    right_to_left = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in set(text) - _BIDI_MARKS)
    kept: list[str] = []
    for place, sign in enumerate(text):
        if _keeps(sign, "".join(kept[-2:]), text[place + 1 : place + 2], right_to_left):
            kept.append(sign)
    return "".join(kept)


def _keeps(sign: str, before: str, after: str, right_to_left: bool) -> bool:
    last = before[-1:]
    if sign in _JOINERS:
        return _joins(last) and _joins(after)
    if sign in _BIDI_MARKS:
        return right_to_left and last not in _BIDI_MARKS
    if sign in _BIDI_CONTROLS or sign in _BLANK_LETTERS:
        return False
    if _is_variant(sign):
        return bool(last) and not last.isspace() and not _is_variant(last)
    if _is_tag(sign):
        return last == _BLACK_FLAG or _is_tag(last)
    if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Cn", "Co"):
        return sign == "\n"
    return sign != "\u034f"


def _joins(sign: str) -> bool:
    """Whether a joiner beside the sign is part of what is read: emoji, and letters of scripts that join."""
    if not sign or sign <= "\u02ff":
        return False
    return _is_variant(sign) or _is_tag(sign) or unicodedata.category(sign)[0] in "LMS"


def _is_variant(sign: str) -> bool:
    return "\ufe00" <= sign <= "\ufe0f"


def _is_tag(sign: str) -> bool:
    return "\U000e0020" <= sign <= "\U000e007f"
