"""The words of the page: both languages, the same holes, none left over."""

import re
from pathlib import Path

import pytest

from bot.playground.page.texts import TEXTS
from bot.playground.words import WORDS

HOME = Path(__file__).parents[3] / "bot/playground"
EVERY = {**TEXTS, **WORDS}


@pytest.mark.parametrize("key", EVERY)
def test_both_languages_have_the_same_holes(key: str) -> None:
    nynorsk, bokmaal = (sorted(re.findall(r"{\w+}", words)) for words in EVERY[key])
    assert nynorsk == bokmaal
    assert all(EVERY[key])


def test_no_text_is_left_over_and_no_nynorsk_is_bokmaal() -> None:
    sources = [
        each for each in HOME.rglob("*") if each.suffix in (".py", ".html") and each.stem not in ("texts", "words")
    ]
    used = "".join(each.read_text() for each in sources)
    assert [key for key in EVERY if f'"{key}"' not in used and f"'{key}'" not in used] == []
    foreign = re.compile(r"\b(ikke|jeg|hva|hvem|noe|fra|bare|nå|svarer|meldinger|eller ikke)\b", re.IGNORECASE)
    assert [words for words, _ in EVERY.values() if foreign.search(words)] == []
