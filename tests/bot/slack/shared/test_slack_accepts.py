"""Whatever can be said in the vocabulary is something Slack accepts."""

from typing import Any

from hypothesis import HealthCheck, given, settings

from bot.slack.blocks import card_view, home, message, receipt_view
from bot.slack.filled import drawn_again
from bot.slack.forms import form_view
from handlers.screens import Card, FieldErrors, Form, Receipt
from tests.bot.slack.browser import sent_back
from tests.bot.slack.shared.reading import faults
from tests.bot.vocabulary import CARDS, forms

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@SLOW
@given(CARDS)
def test_slack_accepts_any_card_anywhere(card: Card) -> None:
    drawn: dict[str, Any] = message(card)
    assert faults("SlackMessage", drawn) == []
    assert faults("HomeView", home(card.parts)) == []
    assert faults("ModalView", card_view(card)) == []
    assert faults("ModalView", receipt_view(Receipt(card.notice, card.parts, "Lukk"))) == []


@SLOW
@given(forms())
def test_slack_accepts_any_form_and_any_form_with_errors(form: Form) -> None:
    view = form_view(form)
    assert faults("ModalView", view) == []
    ids = [field.id for field in form.fields]
    wrong = FieldErrors({"field_0": "Skriv det <utan> namn.", "gone": "Noko anna."}, frozenset(ids[:2]))
    again = drawn_again(sent_back(view), wrong)
    assert faults("ModalView", again) == []
    assert faults("ModalView", drawn_again(sent_back(again), wrong)) == []
