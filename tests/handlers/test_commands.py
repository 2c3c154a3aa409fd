import pytest

from handlers.commands import without_free_text
from handlers.entry import Entry
from handlers.errors import NoAccess, Refused
from handlers.screens import Answer, Open, Show
from tests.handlers.attendance.arranged import Arranged, words
from tests.handlers.booking import journey
from tests.town import Town, buttons, oslo


def say(town: Town, text: str, person: str = "ingrid") -> Answer:
    return town.asks(person, Entry.COMMAND, "run", words=text)


@pytest.mark.parametrize(
    "spellings",
    [
        ("", "help", "hjelp", "HJELP"),
        ("list", "liste", "Liste"),
        ("move", "flytt", "FLYTT"),
        ("cancel", "avlys", "Avlys"),
        ("agenda", "sakliste", "SakListe"),
        ("language", "språk", "SPRÅK"),
    ],
)
def test_each_command_has_a_norwegian_word_however_it_is_written(town: Town, spellings: tuple[str, ...]) -> None:
    first, *others = (say(town, spelling) for spelling in spellings)
    assert isinstance(first, Show)
    assert others == [first] * len(others)


@pytest.mark.parametrize("word", ["book", "bestill", "ting", "BESTILL"])
def test_booking_has_three_words(town: Town, word: str) -> None:
    opened = say(town, word)
    assert isinstance(opened, Open)
    assert opened.form.name == "booking.child"


@pytest.mark.parametrize("word", ["slots", "tider", "TIDER"])
def test_the_coordinators_times_have_two(town: Town, word: str) -> None:
    assert say(town, word, "anne") == say(town, "slots", "anne")


@pytest.mark.parametrize(
    ("typed", "meant", "pressed"),
    [
        ("halp", "hjelp", "help.show"),
        ("bestil Ola", "bestill", "booking.start"),
        ("mov", "flytt", "moving.choose"),
        ("avlis S-7F3K", "avlys", "cancel.choose"),
        ("saklista 01010112345", "sakliste", "agenda.choose"),
        ("spraak", "språk", "language.show"),
    ],
)
def test_an_unknown_word_gets_the_nearest_command_and_its_button(
    town: Town, typed: str, meant: str, pressed: str
) -> None:
    with pytest.raises(Refused) as refused:
        say(town, typed)
    assert refused.value.text == f"Meinte du «{meant}»?"
    assert refused.value.buttons[0].action == pressed
    assert not [part for part in typed.split()[1:] if part in f"{refused.value.text} {refused.value.buttons}"]


def test_a_word_like_no_command_gets_the_help(town: Town) -> None:
    with pytest.raises(Refused) as refused:
        say(town, "xyzzy")
    assert [button.action for button in refused.value.buttons] == ["help.show", "booking.start"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Bestill Ola Nordmann 2015", "book"),
        ("flytt s 7f3k", "move S-7F3K"),
        ("flytt Ola Nordmann", "move"),
        ("ting S-7F3K", "book"),
        ("Ola", "help"),
        ("", "help"),
    ],
)
def test_what_is_run_once_more_holds_nothing_of_what_was_typed(typed: str, kept: str) -> None:
    assert without_free_text(typed) == kept


def test_a_reference_leads_straight_to_the_meeting(sent: Arranged) -> None:
    forms = []
    for word in ("flytt", "avlys", "sakliste"):
        sent.town.give_slot("solvik", oslo(2027, 4, 13, 10))
        opened = say(sent.town, f"{word} {sent.reference.lower()}")
        assert isinstance(opened, Open)
        forms.append(opened.form.name)
    assert forms == ["moving.time", "cancel.confirm", "agenda.edit"]


def test_who_comes_reads_the_agenda_by_its_reference_and_others_get_the_answer_of_no_meeting(sent: Arranged) -> None:
    shown = say(sent.town, f"sakliste {sent.reference}", "hilde")
    assert isinstance(shown, Show)
    assert "Råd frå teamet (15 min)" in words(shown.card)
    refusals = []
    for reference in (sent.reference, "S-2222"):
        with pytest.raises(NoAccess) as refused:
            say(sent.town, f"sakliste {reference}", "olav")
        refusals.append((refused.value.heading, refused.value.text))
    assert refusals[0] == refusals[1]


def test_the_help_has_a_button_for_every_command(town: Town) -> None:
    actions = {}
    for person in ("ingrid", "anne", "marit"):
        shown = say(town, "hjelp", person)
        assert isinstance(shown, Show)
        actions[person] = [claim.partition("?")[0] for claim in buttons(shown.card).values()]
    most = ["booking.start", "list.show", "moving.choose", "cancel.choose", "agenda.choose", "minutes.choose"]
    last = ["settings.show", "language.choose"]
    assert actions == {
        "ingrid": [*most, "todo.show", *last],
        "anne": [*most, "todo.show", "slots.show", *last],
        "marit": [*most, "todo.show", "digest.show", *last],
    }


def test_a_button_does_the_same_as_its_command(town: Town) -> None:
    journey.book(town, town.give_slot("solvik", oslo(2027, 4, 6, 10)))
    for word, action in (("flytt", "moving.choose"), ("avlys", "cancel.choose"), ("sakliste", "agenda.choose")):
        assert town.asks("ingrid", Entry.ACTION, action) == say(town, word)
