"""Texts that are read as they were written, and buttons."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.teams.elements import JOINER, cut, paragraphs, pressed, written
from bot.teams.seals import Press
from handlers.screens import Button, Confirm
from tests.bot.teams.drawn import DRAWING, as_read, block, opened
from tests.bot.teams.schema import Node

# What a client may take for more than a text: inline, and at the start of a line.
INLINE = (
    r"\*|`|~~|\]\(|\]\[|\]:|\{\{|<[A-Za-z/!?]|&#?\w+;",
    r"\\[!-/:-@\[-`{-~]",
    rf"(?<![\w{JOINER}])_|_(?![\w{JOINER}])",
)
LINE = r" {4}|\t| *(?:[-+] |#{1,6}(?: |$)|>|\d+[.)](?: |$)|[-=]+$|[|:])"
MARKUP = st.sampled_from([*"*_[]()~`#>-+1.<&;{}\\!| :=\ta", "{{DATE(2027-03-16)}}", "<at>", "12) ", "&lt;"])


@pytest.mark.parametrize(
    "line",
    [
        "*feit* og _skeiv_ og __begge__ og `kode` og ~~stroke~~",
        "[kart](https://vond.example) og [eit][to] og [ein]: to",
        "1. januar",
        "12) april",
        "- punkt",
        "+ punkt",
        "# overskrift",
        "> sitat",
        "---",
        "| a | b |",
        "    innrykk",
        "{{DATE(2027-03-16T08:00:00Z, SHORT)}}",
        "<at>Ingrid</at> <https://example.no> <!-- -->",
        "&lt; &#42; &amp;",
        r"\* og C:\delt\_mappe",
        "kl. 10.00–10.45 (45 minutt) - møterom_2, a < b & c",
    ],
)
def test_a_line_is_read_as_it_is_written(line: str) -> None:
    assert as_read(written(line)) == line
    assert _markup(written(line)) == []


def test_an_ordinary_line_is_sent_as_it_is() -> None:
    ordinary = "SamBa-møte tysdag 16. mars kl. 10.00–10.45 (rom_2): ta med [sakliste] – a < b & c ~ 5 #1"
    assert written(ordinary) == ordinary


@given(st.lists(MARKUP | st.text(max_size=3), max_size=12).map("".join))
def test_no_line_is_taken_for_markup(line: str) -> None:
    said = " ".join(line.splitlines()).replace("\t", "    ").rstrip()
    assert as_read(written(line)).strip() == as_read(said).strip()
    assert _markup(written(line)) == []


def _markup(sent: str) -> list[str]:
    return [found for pattern in INLINE for found in re.findall(pattern, sent)] + re.findall(f"^(?:{LINE})", sent)


def test_lines_under_each_other_stay_under_each_other() -> None:
    assert opened(list(paragraphs("Éin\nto\n\nTre\n"))) == [block("Éin"), block("to", spacing="None"), block("Tre")]


def test_a_text_too_long_says_that_it_goes_on() -> None:
    assert (cut("abcdef", 6), cut("abcdefg", 6)) == ("abcdef", "abcde…")


def execute(title: str, press: Press, **how: str) -> Node:
    """A button as it is sent."""
    data = {"~seal": press}
    return {
        "type": "Action.Execute",
        "title": title,
        "verb": "press",
        "data": data,
        "associatedInputs": "none",
        **how,
    }


def test_buttons_stand_in_rows_with_their_style_and_what_they_are_about() -> None:
    plain = tuple(Button(f"Val {number}", "item.show", f"item={number}") for number in range(4))
    buttons = (
        *plain,
        Button("Flytt\nmøtet", "meeting.move", "m=1", "primary"),
        Button("Kart", "", url="https://example.no", style="danger"),
    )
    assert opened(list(pressed(buttons, DRAWING, "ask~0", in_form=True))) == [
        {
            "type": "ActionSet",
            "actions": [
                *(execute(f"Val {number}", Press("item.show", f"item={number}", True)) for number in range(4)),
                execute("Flytt møtet", Press("meeting.move", "m=1", True), style="positive"),
            ],
        },
        {
            "type": "ActionSet",
            "actions": [
                {"type": "Action.OpenUrl", "title": "Kart", "url": "https://example.no", "style": "destructive"}
            ],
        },
    ]


def test_a_question_is_asked_before_a_press_takes_effect() -> None:
    question = Confirm("Avlyse *møtet*?", "Alle får beskjed.", "Ja, avlys", "Nei")
    button = Button("Avlys", "meeting.cancel", "m=1", "danger", question)
    shows = {"type": "Action.ToggleVisibility", "targetElements": [{"elementId": "ask~3~0", "isVisible": True}]}
    hides = {"type": "Action.ToggleVisibility", "targetElements": [{"elementId": "ask~3~0", "isVisible": False}]}
    assert opened(list(pressed((button,), DRAWING, "ask~3", in_form=False))) == [
        {
            "type": "Container",
            "items": [
                {"type": "ActionSet", "actions": [shows | {"title": "Avlys", "style": "destructive"}]},
                {
                    "type": "Container",
                    "id": "ask~3~0",
                    "isVisible": False,
                    "style": "emphasis",
                    "items": [
                        block("Avlyse ∗møtet∗?", weight="Bolder"),
                        block("Alle får beskjed."),
                        {
                            "type": "ActionSet",
                            "actions": [
                                execute("Ja, avlys", Press("meeting.cancel", "m=1", False), style="destructive"),
                                hides | {"title": "Nei"},
                            ],
                        },
                    ],
                },
            ],
        }
    ]
