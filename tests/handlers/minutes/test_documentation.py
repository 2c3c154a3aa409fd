import pytest

from handlers.entry import Entry
from handlers.errors import NoAccess, OutOfDate
from handlers.minutes.documentation_words import DONE, LATER, PARTIES_DOCUMENT, QUESTION
from handlers.rules.arena_words import DocumentationTarget
from handlers.screens import Answer, Replace
from store.minutes import Documented
from store.notices import NoticeKind
from tests.handlers.attendance.arranged import WHEN_NN, Arranged, words
from tests.handlers.minutes.writing import card, minutes, write
from tests.town import oslo


def press(arranged: Arranged, person: str = "ingrid") -> Answer:
    answer = arranged.town.asks(person, Entry.ACTION, "minutes.documented", item=str(arranged.item_id))
    arranged.town.deliver()
    return answer


def reminders(arranged: Arranged) -> int:
    return arranged.town.kinds("ingrid").count(NoticeKind.DOCUMENTATION_DUE)


def test_later_is_reminded_of_until_it_is_done(been: Arranged) -> None:
    write(been, documented="later")
    assert "Det står att å dokumentere i arkivet der du arbeider." in card(been)
    assert "No er det dokumentert" in card(been)
    been.town.wait_until(oslo(2027, 3, 18, 9))
    assert words(been.letter("ingrid", NoticeKind.DOCUMENTATION_DUE)) == [
        "Noko står att å skrive etter eit møte",
        "Dokumentasjonen står att",
        f"Sak {been.reference}, møtet {WHEN_NN}. Det står att å dokumentere i arkivet der du arbeider.",
        "No er det dokumentert",
        "Minn meg på det seinare",
    ]
    been.town.wait_until(oslo(2027, 4, 20, 12))
    assert reminders(been) == 4
    press(been)
    been.town.wait_until(oslo(2027, 5, 20, 12))
    assert reminders(been) == 4


def test_a_press_registers_it_everywhere_and_a_second_changes_nothing(been: Arranged) -> None:
    write(been, documented="later")
    been.town.wait_until(oslo(2027, 3, 18, 9))
    answer = press(been)
    assert isinstance(answer, Replace)
    assert words(answer.card) == [
        "Det som stod att etter eit møte, er skrive",
        "Dokumentasjonen er skriven",
        f"Sak {been.reference}, møtet {WHEN_NN}. Det er dokumentert i arkivet der du arbeider (tor. 18. mars).",
    ]
    version = been.item().version
    assert press(been) == answer
    assert been.item().version == version
    assert words(been.letter("ingrid", NoticeKind.DOCUMENTATION_DUE)) == words(answer.card)
    assert "Det er dokumentert i arkivet der du arbeider (tor. 18. mars)." in card(been)
    assert minutes(been).documented is Documented.YES


def test_yes_is_not_reminded_of(been: Arranged) -> None:
    write(been)
    been.town.wait_until(oslo(2027, 4, 20, 12))
    assert reminders(been) == 0


def test_a_correction_to_later_reminds_and_one_to_yes_stops(been: Arranged) -> None:
    write(been)
    write(been, documented="later")
    been.town.wait_until(oslo(2027, 3, 18, 9))
    assert reminders(been) == 1
    write(been, documented="yes")
    been.town.wait_until(oslo(2027, 4, 20, 12))
    assert reminders(been) == 1


def test_nobody_but_the_convener_registers_it_and_not_before_it_is_written(been: Arranged) -> None:
    with pytest.raises(NoAccess):
        press(been, "hilde")
    with pytest.raises(OutOfDate) as refused:
        press(been)
    assert refused.value.text == "Oppsummeringa er ikkje skriven enno."


def test_there_are_words_for_every_place(been: Arranged) -> None:
    for table in (QUESTION, DONE, LATER, PARTIES_DOCUMENT):
        assert set(table) == set(DocumentationTarget)
    assert been.item_id
