import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.plain_text import fold_digits, normalise


@pytest.mark.parametrize(
    "text",
    [
        "Trivst best ute 😀",
        "👨‍👩‍👧‍👦 familien",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿 og 🇳🇴",
        "❤️ 👍🏽 🏳️‍🌈 1️⃣",
        "مرحبا بكم في الاجتماع",
        "שלום, פגישה ביום שלישי",
        "می‌خواهم صحبت کنم",
        "שלום\u200f!",
        "क्‍ष",
        "Čáhppesoaivvi máná",
        "to\nlinjer",
    ],
)
def test_what_is_read_survives_unharmed(text: str) -> None:
    assert normalise(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\u030a", "å"),
        ("  ute  \n", "ute"),
        ("in\u200bne\u00ad\ufeff", "inne"),
        ("\u202eetu\u202c", "etu"),
        ("\u2066ute\u2069", "ute"),
        ("u\u200dt\u200ce", "ute"),
        ("ute\u200f", "ute"),
        ("a\x00b\x1b[0m", "ab[0m"),
        ("ein\r\nto\rtre\u2028fire", "ein\nto\ntre\nfire"),
        ("ein\tto", "ein to"),
        ("ㅤ", ""),
        ("ute\U000e0041\U000e0042", "ute"),
        ("\ud800", ""),
    ],
)
def test_what_cannot_be_seen_is_taken_away(text: str, clean: str) -> None:
    assert normalise(text) == clean


SIGNS = st.one_of(
    st.characters(),
    st.sampled_from(
        "\u200b\u200c\u200d\u200e\u200f\u202e\u2066\ufe0f\u034f\u3164\u00ad\U000e0067\U0001f3f4👨😀شkå\u030a1"
    ),
)


@given(st.text(SIGNS))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    clean = normalise(text)
    assert normalise(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert not set(clean) & set("\x00\u200b\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
    assert not [sign for sign in clean if unicodedata.category(sign) == "Cc" and sign != "\n"]


@pytest.mark.parametrize("digits", ["٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９", "⓿❶❷❸❹❺❻❼❽❾", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"])
def test_digits_of_every_script_are_folded(digits: str) -> None:
    assert fold_digits(f"sak {digits}") == "sak 0123456789"
