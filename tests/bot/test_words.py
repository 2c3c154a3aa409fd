import pytest

from bot.words import translator
from locales import Language
from locales import translator as translator_of


@pytest.mark.parametrize(
    ("language", "own", "several", "shared"),
    [
        ("nn", "Alt er i orden.", "3 ting må rettast.", "Møta mine"),
        ("nb", "Alt er i orden.", "3 ting må rettes.", "Møtene mine"),
    ],
)
def test_the_bot_knows_its_own_words_and_all_others(language: Language, own: str, several: str, shared: str) -> None:
    t = translator(language)
    assert (
        t("Everything is in order."),
        t.many("One thing must be put right.", "{count} things must be put right.", 3),
        t("My meetings"),
        t.number(3),
        t.listing(["a", "b"]),
    ) == (own, several, shared, "tre", "a og b")


def test_nobody_else_knows_the_bots_words() -> None:
    assert translator_of("nn")("Everything is in order.") == "Everything is in order."


def test_a_translator_is_made_once() -> None:
    assert translator("nn") is translator("nn")
