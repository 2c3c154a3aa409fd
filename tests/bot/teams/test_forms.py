"""Forms as adaptive cards in the chat."""

import random
from datetime import date, time
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from bot.teams.cards import BUDGET, size
from bot.teams.forms import form_card
from bot.teams.seals import Drawing, Press, SealedForm
from handlers.screens import ChoiceField, FieldErrors, Form, Option, Text, TextField
from tests.bot.full_form import FORM
from tests.bot.teams.drawn import DRAWING, SEALS, TENANT, block, opened
from tests.bot.teams.schema import Node, faults, nodes, plain
from tests.bot.teams.test_cards import row
from tests.bot.teams.test_elements import execute
from tests.bot.vocabulary import forms

CHOICE = "Vel eitt av alternativa."
CHOICES = "Vel minst eitt av alternativa."
FILL_IN = "Fyll ut dette feltet."
# The key of a menu with the three schools.
SCHOOLS = "08c4c93f780e"
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def field(kind: str, name: str, label: str, error: str, *, required: bool = True, **how: Any) -> Node:
    """An input as it is sent."""
    return {
        "type": f"Input.{kind}",
        "id": name,
        "label": label,
        "isRequired": required,
        "errorMessage": error,
        **how,
    }


def choices(name: str, label: str, error: str = CHOICE, *, required: bool = True, **how: Any) -> Node:
    """A choice of the three schools as it is sent."""
    titles = ("Lyngvåg skule", "Ås *skule*", "Nes")
    if how["style"] == "expanded":
        titles = ("Lyngvåg skule", "Ås ∗skule∗", "Nes")
    offered = [{"title": title, "value": str(number)} for number, title in enumerate(titles)]
    return field("ChoiceSet", name, label, error, required=required, choices=offered, wrap=True, **how)


def test_a_form_shows_every_field_in_its_own_way() -> None:
    words = field(
        "Text",
        "words",
        "Barnets ord",
        FILL_IN,
        required=False,
        maxLength=300,
        isMultiline=True,
        placeholder="Kort",
    )
    ticked = {"title": "Det trengst tolk", "value": "true", "valueOn": "true", "valueOff": "false", "wrap": True}
    assert opened(form_card(FORM, DRAWING)) == {
        "type": "AdaptiveCard",
        "lang": "nn",
        "version": "1.5",
        "body": [
            block("Bestill møte", size="Large", weight="Bolder", style="heading"),
            {"type": "Container", "items": [words, block("Ingen namn", size="Small", isSubtle=True)]},
            choices("school", "Skule", style="compact", key=SCHOOLS, value="1", placeholder="Vel"),
            choices("who", "Kven tek initiativ?", style="expanded"),
            block("Kven kjem?", size="Medium", weight="Bolder", style="heading"),
            row(block("Ingen er valde"), execute("Vel andre", Press("people.pick", "d=1", True))),
            choices("themes", "Tema", CHOICES, required=False, style="expanded", isMultiSelect=True, value="0,2"),
            choices("people", "Folk", CHOICES, style="expanded", isMultiSelect=True),
            {"type": "Container", "items": [block("Andre"), block("–")]},
            block("Ikkje staden for bekymringsmelding.", size="Small", isSubtle=True),
            field("Date", "day", "Dag", "Vel ein dag.", value="2027-03-09", placeholder="Vel ein dag"),
            field("Time", "start", "Start", "Vel eit klokkeslett.", value="08:05", placeholder="Vel eit klokkeslett"),
            field("Toggle", "interpreter", "Tolk", FILL_IN, required=False, **ticked),
        ],
        "actions": [
            {
                "type": "Action.Execute",
                "title": "Neste",
                "verb": "form",
                "data": {"~seal": SealedForm(FORM, "nn")},
                "style": "positive",
            },
            execute("Avbryt", Press("form.close", f"draft={FORM.draft}", in_form=True)),
        ],
    }
    assert faults(form_card(FORM, DRAWING)) == []


def test_what_was_filled_in_stands_and_what_is_refused_is_gone_with_its_error_under_it() -> None:
    filled = {
        "words": "12345678901",
        "school": "3",
        "who": None,
        "themes": (),
        "people": ("unit, 1", "a\u030a"),
        "day": date(2027, 4, 1),
        "start": time(9, 30),
        "interpreter": False,
        "draft": "d1",
    }
    wrong = FieldErrors(
        {"words": "Skriv det utan\n*fødselsnummer*.", "day": "Dagen er teken.", "gone": "Møtet er avlyst."},
        frozenset({"words"}),
    )
    card = form_card(FORM, DRAWING, filled, wrong)
    again = plain(card)
    assert {each["id"]: each.get("value") for each in nodes(again, "Input.")} == {
        "words": None,
        "school": "2",
        "who": None,
        "themes": None,
        "people": "0,1",
        "day": "2027-04-01",
        "start": "09:30",
        "interpreter": "false",
    }
    error: dict[str, Any] = {"color": "Attention", "weight": "Bolder", "spacing": "Small"}
    _, top, words, *_ = again["body"]
    assert top == block("Feil: Møtet er avlyst.", **error)
    assert words["items"][1:] == [
        block("Feil: Skriv det utan ∗fødselsnummer∗.", **error),
        block("Ingen namn", size="Small", isSubtle=True),
    ]
    [day] = [each for each in again["body"] if each["type"] == "Container" and each["items"][0].get("id") == "day"]
    assert day["items"][1:] == [block("Feil: Dagen er teken.", **error)]
    assert (faults(card), "12345678901" in str(opened(card))) == ([], False)


def test_what_a_form_was_opened_with_is_not_what_it_is_drawn_again_with() -> None:
    opened_with, filled = form_card(FORM, DRAWING), form_card(FORM, DRAWING, {"words": "Eg vil vere med"})
    assert opened(opened_with)["actions"] == opened(filled)["actions"]


def test_a_form_says_what_is_missing_in_the_readers_language() -> None:
    card = plain(form_card(FORM, Drawing(SEALS, TENANT, "nb"), {}, FieldErrors({"words": "Skriv noe."})))
    said = [each["errorMessage"] for each in nodes(card, "Input.")]
    assert said[:3] == [FILL_IN, "Velg ett av alternativene.", "Velg ett av alternativene."]
    assert said[3:] == [
        "Velg minst ett av alternativene.",
        "Velg minst ett av alternativene.",
        "Velg en dag.",
        "Velg et klokkeslett.",
        FILL_IN,
    ]
    assert "Feil: Skriv noe." in [each["text"] for each in nodes(card, "TextBlock")]


def test_too_many_options_to_show_at_once_become_a_list() -> None:
    options = tuple(Option(str(number), f"Val {number}") for number in range(11))
    card = plain(form_card(Form("f", "F", (ChoiceField("a", "A", options, expanded=True),), "OK", ""), DRAWING))
    assert [each["style"] for each in nodes(card, "Input.")] == ["compact"]
    assert [each["verb"] for each in card["actions"]] == ["form"]


def test_a_menu_has_a_key_of_its_own_for_its_options_and_what_shows_them_all_has_none() -> None:
    """In the place of another menu, Teams would go on showing the options of that one."""
    same = (Option("1", "Solvik"), Option("2", "Nes"))
    others = (Option("1", "Ingrid"), Option("2", "Jonas"))
    fields = (
        ChoiceField("a", "A", same),
        ChoiceField("b", "B", same),
        ChoiceField("c", "C", others),
        ChoiceField("d", "D", others, expanded=True),
    )
    card = plain(form_card(Form("f", "F", fields, "OK", ""), DRAWING))
    first, second, third, shown = [each.get("key") for each in nodes(card, "Input.")]
    assert (first == second, third == first, shown) == (True, False, None)
    assert (bool(first), bool(third)) == (True, True)


def people(count: int, words: int) -> tuple[Option, ...]:
    """People with names that have nothing in common, to make it hard."""
    chance = random.Random(count)
    letters = "abdefghijklmnoprstuvyåæø"

    def word() -> str:
        return "".join(chance.choice(letters) for _ in range(chance.randint(4, 9))).capitalize()

    return tuple(Option(str(number * 7), " ".join(word() for _ in range(words))[:75]) for number in range(count))


@pytest.mark.parametrize(("words", "kept"), [(2, True), (3, True), (9, False)])
def test_three_hundred_people_can_be_chosen_from(words: int, kept: bool) -> None:
    options = people(300, words)
    text = Text("Dei du vel, får innkalling. " * 10)
    form = Form("f", "Kven kjem?", (text, ChoiceField("who", "Folk", options, many=True)), "Vel", "Avbryt", "d1")
    card = form_card(form, DRAWING)
    [shown] = nodes(plain(card), "Input.")
    assert (faults(card), size(card) <= BUDGET, len(shown["choices"])) == ([], True, 300)
    assert ([each["title"] for each in shown["choices"]] == [each.label for each in options]) is kept
    assert "".join(each["text"] for each in nodes(plain(card), "TextBlock")).count("innkalling") == 10


def test_a_form_too_large_loses_text_and_never_a_field_an_error_or_a_button() -> None:
    read = tuple(Text(f"{number} " + "x" * 1400) for number in range(30))
    form = Form("f", "Oppsummering", (*read, TextField("words", "Ord"), *read), "Lagre", "Avbryt")
    card = form_card(form, DRAWING, {}, FieldErrors({"words": "Skriv noko.", "gone": "Møtet er avlyst."}))
    sent = plain(card)
    texts = [each["text"] for each in nodes(sent, "TextBlock")]
    assert (faults(card), texts[:2], len(sent["actions"])) == ([], ["Oppsummering", "Feil: Møtet er avlyst."], 2)
    assert ("…" in texts, "Feil: Skriv noko." in texts, len(list(nodes(sent, "Input.")))) == (True, True, 1)


@SLOW
@given(forms())
def test_any_form_of_up_to_three_hundred_options_can_be_sent_and_filled_in(form: Form) -> None:
    assume(sum(len(field.options) for field in form.fields if isinstance(field, ChoiceField)) <= 300)
    ids = [field.id for field in form.fields]
    wrong = FieldErrors({"field_0": "Skriv det <utan> namn.", "gone": "Noko anna."}, frozenset(ids[:2]))
    assert faults(form_card(form, DRAWING)) == []
    assert faults(form_card(form, DRAWING, {}, wrong)) == []
