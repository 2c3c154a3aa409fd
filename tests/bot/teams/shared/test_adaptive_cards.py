"""Whatever can be said in the vocabulary is an adaptive card of 1.5, and what we say of the schema is so."""

import pytest
from hypothesis import HealthCheck, given, settings
from microsoft_teams.cards import AdaptiveCard, TextBlock

from bot.teams.cards import card_of, home_of, receipt_of
from bot.teams.forms import form_card
from handlers.screens import Card, FieldErrors, Form, Receipt
from tests.bot.teams.drawn import DRAWING
from tests.bot.teams.schema import KEY, PROPERTIES
from tests.bot.teams.shared.reading import faults, schema
from tests.bot.vocabulary import CARDS, forms

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("kind", sorted(PROPERTIES))
def test_what_we_say_of_a_type_is_in_the_schema(kind: str) -> None:
    assert PROPERTIES[kind] - schema()["definitions"][kind]["properties"].keys() - {"type", "lang", "rtl", KEY} == set()


def test_the_schema_tells_good_from_bad() -> None:
    good = AdaptiveCard(body=[TextBlock(text="a")])
    bad = AdaptiveCard(body=[TextBlock(text="a", grid_area="b")])
    assert (faults(good), bool(faults(bad))) == ([], True)


@SLOW
@given(CARDS)
def test_any_card_is_one_anywhere(card: Card) -> None:
    assert faults(card_of(card, DRAWING)) == []
    assert faults(home_of(card.parts, DRAWING)) == []
    assert faults(receipt_of(Receipt(card.notice, card.parts, "Lukk"), DRAWING)) == []


@SLOW
@given(forms())
def test_any_form_is_one_with_and_without_errors(form: Form) -> None:
    ids = [field.id for field in form.fields]
    wrong = FieldErrors({"field_0": "Skriv det <utan> namn.", "gone": "Noko anna."}, frozenset(ids[:2]))
    assert faults(form_card(form, DRAWING)) == []
    assert faults(form_card(form, DRAWING, {}, wrong)) == []
