"""Lines in a chat where a line may be a command."""

import pytest

from handlers.entry import Entry
from handlers.errors import Refused, UserError
from handlers.screens import Answer, Heading, Home, Open, Show, Text
from tests.town import Town, buttons

HELP = Heading("Hei. Eg hjelper deg med SamBa-møte")
DELETE = Heading("Slett meldinga du skreiv")
# The line may have been written among others, and is answered in the own chat: it does not stand «here».
STANDS = Text(
    "I meldinga kan det stå eit namn eller eit nummer som peikar ut éin person. Eg har ikkje lagra noko, men det du "
    "skreiv, står der framleis. Slett meldinga, og bruk saksreferansen."
)


def write(town: Town, line: str, person: str = "ingrid") -> Answer:
    return town.asks(person, Entry.CHAT, "heard", words=line)


def headings(answer: Answer) -> list[Heading]:
    assert isinstance(answer, Show)
    return [part for part in answer.card.parts if isinstance(part, Heading)]


@pytest.mark.parametrize("line", ["bestill", "samba bestill", "Samba Bestill", "/samba bestill", "samba-bot: bestill!"])
def test_a_commands_word_runs_it_with_our_name_before_it_or_not(town: Town, line: str) -> None:
    opened = write(town, line)
    assert isinstance(opened, Open)
    assert opened.form.name == "booking.child"


def test_what_comes_after_the_word_is_the_commands(town: Town) -> None:
    with pytest.raises(UserError) as typed:
        town.asks("ingrid", Entry.COMMAND, "run", words="flytt S-2222")
    with pytest.raises(UserError) as heard:
        write(town, "samba flytt S-2222")
    assert (type(heard.value), str(heard.value)) == (type(typed.value), str(typed.value))


@pytest.mark.parametrize("line", ["samba", "  Samba  ", "samba-bot", "samba!"])
def test_our_name_alone_opens_ones_own_page(town: Town, line: str) -> None:
    page = write(town, line)
    assert isinstance(page, Home)
    assert page == town.asks("ingrid", Entry.ACTION, "home.open")


@pytest.mark.parametrize("line", ["", " ", "hei", "God morgon!", "takk", "takk skal du ha", "👍", "samba hei"])
def test_what_is_no_command_is_answered_with_help(town: Town, line: str) -> None:
    assert headings(write(town, line))[0] == HELP


@pytest.mark.parametrize(
    ("line", "meant", "action"),
    [
        ("bestil", "bestill", "booking.start"),
        ("kan du bestille eit møte til meg?", "bestill", "booking.start"),
        ("eg vil gjerne avlyse", "avlys", "cancel.choose"),
        ("samba halp", "hjelp", "help.show"),
        ("vis meg saklista", "sakliste", "agenda.choose"),
    ],
)
def test_a_sentence_gets_the_nearest_command(town: Town, line: str, meant: str, action: str) -> None:
    with pytest.raises(Refused) as refused:
        write(town, line)
    assert refused.value.text == f"Meinte du «{meant}»?"
    assert refused.value.buttons[0].action == action


@pytest.mark.parametrize("line", ["bestill for Kari Nordmann 010112", "samba referat 01011212345", "0101 12-123 45"])
def test_what_may_point_out_a_child_is_answered_with_advice_and_never_run(town: Town, line: str) -> None:
    answer = write(town, line)
    assert headings(answer) == [DELETE, HELP]
    assert isinstance(answer, Show)
    assert answer.card.parts[:2] == (DELETE, STANDS)
    assert "booking.start?" in buttons(answer.card).values()
    assert not [word for word in line.split() if len(word) > 7 and word in repr(answer)]


def test_a_line_of_any_length_is_answered(town: Town) -> None:
    assert headings(write(town, "lorem ipsum " * 5000))[0] == HELP
