"""What comes of a form: the values that were filled in, and what a client let pass."""

from datetime import date, time
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.teams.filled import overlooked, values
from bot.teams.forms import form_card
from handlers.screens import (
    ChoiceField,
    DateField,
    Field,
    FieldErrors,
    FieldValue,
    Form,
    TextField,
    TimeField,
    YesNoField,
)
from tests.bot.full_form import FORM
from tests.bot.teams.drawn import DRAWING
from tests.bot.teams.filling import held, sent_in
from tests.bot.vocabulary import TIMES, forms, texts

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
EMPTY: dict[str, FieldValue] = {
    "words": "",
    "school": None,
    "who": None,
    "themes": (),
    "people": (),
    "day": None,
    "start": None,
    "interpreter": False,
}


def test_what_was_filled_in_is_read_back_by_field() -> None:
    sent = sent_in(form_card(FORM, DRAWING), words="A\u030a\nvere med", who="2", people="1,2", interpreter="false")
    assert values(FORM, sent) == {
        "words": "Å\nvere med",
        "school": "å",
        "who": "3",
        "themes": ("unit, 1", "3"),
        "people": ("å", "3"),
        "day": date(2027, 3, 9),
        "start": time(8, 5),
        "interpreter": False,
    }


@pytest.mark.parametrize("data", [{}, dict.fromkeys(EMPTY, ""), dict.fromkeys(EMPTY)])
def test_what_is_empty_may_be_left_out(data: dict[str, Any]) -> None:
    assert values(FORM, data) == EMPTY


@pytest.mark.parametrize(
    "data",
    [
        {"words": ["a"]},
        {"words": 7},
        {"school": "3"},
        {"school": "-1"},
        {"school": "unit, 1"},
        {"school": "0,1"},
        {"school": " 1"},
        {"school": "١"},
        {"school": "9" * 5000},
        {"themes": "0,3"},
        {"themes": "0,,1"},
        {"themes": ["0"]},
        {"day": "i morgon"},
        {"day": "2027-02-30"},
        {"start": "25:00"},
        {"start": "10:00Z"},
        {"interpreter": "ja"},
        {"interpreter": True},
    ],
)
def test_what_no_client_sends_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        values(FORM, data)


def test_nothing_but_the_forms_own_fields_is_read() -> None:
    assert values(FORM, {"nobody": "0", "gone": "x", "draft": "d2"}) == EMPTY


def test_what_a_client_let_pass_is_said_at_its_field() -> None:
    assert overlooked(FORM, EMPTY | {"words": "x" * 301, "people": ("3",)}, "nn") == FieldErrors(
        {
            "words": "Skriv høgst 300 teikn.",
            "school": "Vel eitt av alternativa.",
            "who": "Vel eitt av alternativa.",
            "day": "Vel ein dag.",
            "start": "Vel eit klokkeslett.",
        },
        frozenset({"words"}),
    )
    told = Form("f", "F", (TextField("words", "Ord"), ChoiceField("a", "A", FORM.fields[1].options, many=True)), "", "")  # type: ignore[union-attr]
    assert overlooked(told, {"words": " \n", "a": ()}, "nb") == FieldErrors(
        {"words": "Fyll ut dette feltet.", "a": "Velg minst ett av alternativene."}
    )


def test_what_was_written_in_a_form_that_is_stopped_is_to_be_written_again() -> None:
    """But not what we had written ourselves, and what is empty has nothing to lose."""
    fields = (TextField("own", "Eige", required=False), TextField("place", "Stad", initial="A\u030amot"))
    asked = Form("f", "F", (*fields, TextField("more", "Meir", required=False), DateField("day", "Dag")), "", "")
    filled = {"own": "Trulte", "place": "Åmot", "more": " \n", "day": None}
    assert overlooked(asked, filled, "nn") == FieldErrors(
        {"own": "Det du skreiv, er ikkje lagra. Skriv det på nytt.", "day": "Vel ein dag."}, frozenset({"own"})
    )
    assert overlooked(asked, filled | {"day": date(2027, 3, 9)}, "nn") is None


def test_a_form_that_was_filled_in_as_it_should_is_let_through() -> None:
    assert overlooked(FORM, values(FORM, sent_in(form_card(FORM, DRAWING), who="2", people="1")), "nn") is None


@st.composite
def filled_forms(draw: st.DrawFn) -> tuple[Form, dict[str, FieldValue]]:
    """A form, and what somebody fills in."""
    form = draw(forms())
    shown = [field for field in form.fields if not (isinstance(field, ChoiceField) and not field.options)]
    return form, {field.id: draw(answers(field)) for field in shown}


def answers(field: Field) -> st.SearchStrategy[FieldValue]:
    """What can be filled in in a field."""
    match field:
        case TextField():
            return texts(field.max_length).map(lambda text: normalize("NFC", text)[: field.max_length])
        case ChoiceField(many=True):
            places = st.sets(st.integers(0, len(field.options) - 1), max_size=5)
            return places.map(lambda chosen: tuple(field.options[place].value for place in sorted(chosen)))
        case ChoiceField():
            return st.none() | st.sampled_from([option.value for option in field.options])
        case DateField():
            return st.none() | st.dates()
        case TimeField():
            return st.none() | TIMES
        case YesNoField():
            return st.booleans()


@SLOW
@given(filled_forms())
def test_any_values_come_back_as_they_were_filled_in(filled: tuple[Form, dict[str, FieldValue]]) -> None:
    form, known = filled
    assert values(form, sent_in(form_card(form, DRAWING, known))) == known


@SLOW
@given(filled_forms(), st.data())
def test_any_form_drawn_again_keeps_all_but_what_is_refused(
    filled: tuple[Form, dict[str, FieldValue]], data: st.DataObject
) -> None:
    form, known = filled
    refused = frozenset(data.draw(st.sets(st.sampled_from([*known, "gone"]))))
    wrong = FieldErrors(dict.fromkeys(refused, "Skriv det utan namn."), refused)
    shown = held(form_card(form, DRAWING, known, wrong))
    empty = values(form, {})
    expected = {field: empty[field] if field in refused else value for field, value in known.items()}
    assert values(form, shown) == expected
