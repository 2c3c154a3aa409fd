"""The things to try can be tried: their people, places and commands are there."""

from bot.playground.page.story import STEPS
from handlers.commands import WORDS
from tests.whole.system import MUNICIPALITY


def test_each_step_names_people_and_channels_of_the_municipality_and_words_that_are_understood() -> None:
    said = MUNICIPALITY.read_text(encoding="utf-8")
    known = {word for words in WORDS.values() for word in words}
    assert [step.user for step in STEPS if f'"{step.user}"' not in said] == []
    assert [step.channel for step in STEPS if step.channel and f'"{step.channel}"' not in said] == []
    assert [step.draft for step in STEPS if step.draft and step.draft.removeprefix("/samba ") not in known] == []
