"""A form with errors in it: refused text comes back empty, and nothing else is lost."""

import json
from typing import Any

from bot.slack.filled import corrections, drawn_again, values
from bot.slack.forms import form_view
from handlers.screens import ChoiceField, FieldErrors, Form, Option, Text, TextField, YesNoField
from tests.bot.slack.browser import sent_back, state_of
from tests.bot.slack.payload_shapes import as_sent
from tests.bot.slack.test_blocks import plain, section

FORM = Form(
    "agenda",
    "Sakliste",
    (
        Text("Punkta i rutinen står alt."),
        TextField("point", "Eige punkt", max_length=150),
        TextField("other", "Anna", required=False),
        ChoiceField("theme", "Tema", (Option("å", "Skulemiljø"), Option("b", "Språk"))),
        YesNoField("cover", "Vikar", "Treng vikar"),
    ),
    submit="Lagre",
    close="Avbryt",
    draft="d1",
)
REFUSED = FieldErrors({"point": "Skriv det utan fødselsnummer."}, clear=frozenset({"point"}))


def typed(view: dict[str, Any], **texts: str) -> dict[str, Any]:
    """The view as it is sent in after somebody filled it in."""
    state = state_of(view)
    theme = {"text": plain("Skulemiljø"), "value": "a\u030a"}  # Slack gives å in its other form at times
    state["theme"]["value~agenda"]["selected_option"] = theme
    state["cover"]["yes~agenda"]["selected_options"] = [{"text": plain("Treng vikar"), "value": "yes"}]
    for block, text in texts.items():
        state[block.replace("_1", "~1")]["value~agenda"]["value"] = text
    return as_sent(view, state)


def test_errors_stand_at_their_fields() -> None:
    answer = corrections(
        typed(form_view(FORM), point="x"), FieldErrors({"point": "For kort.", "theme": "Vel eit anna."})
    )
    assert answer == {"response_action": "errors", "errors": {"point": "For kort.", "theme": "Vel eit anna."}}


def test_refused_text_comes_back_empty_and_the_rest_is_kept() -> None:
    sent = typed(form_view(FORM), point="12345 678901", other="hald fram")
    answer = corrections(sent, REFUSED)
    view = answer["view"]
    untouched, point, other, theme, cover = form_view(FORM)["blocks"]
    element = other["element"] | {"initial_value": "hald fram"}
    assert answer == {
        "response_action": "update",
        "view": {
            **form_view(FORM),
            "clear_on_close": False,
            "blocks": [
                untouched,
                section("⚠️ *Skriv det utan fødselsnummer.*") | {"block_id": "error~point"},
                point | {"block_id": "point~1"},
                other | {"element": element},
                theme | {"element": theme["element"] | {"initial_option": theme["element"]["options"][0]}},
                cover | {"element": cover["element"] | {"initial_options": cover["element"]["options"]}},
            ],
        },
    }
    assert "12345" not in json.dumps(answer)
    assert values(sent_back(view)) == {"point": "", "other": "hald fram", "theme": "å", "cover": True}


def test_refused_twice_is_empty_twice_and_says_so_once() -> None:
    first = corrections(typed(form_view(FORM), point="12345678901"), REFUSED)["view"]
    again = corrections(typed(first, point_1="10987654321"), REFUSED)["view"]
    ids = [block["block_id"] for block in again["blocks"] if "block_id" in block]
    assert ids == ["error~point", "point~2", "other", "theme", "cover"]
    assert "10987654321" not in json.dumps(again)


def test_a_later_error_takes_the_place_of_the_one_that_was_mended() -> None:
    first = corrections(typed(form_view(FORM), point="12345678901"), REFUSED)["view"]
    answer = corrections(typed(first, point_1="om tiltaka"), FieldErrors({"theme": "Vel eit anna."}))
    ids = [block["block_id"] for block in answer["view"]["blocks"] if "block_id" in block]
    assert (answer["response_action"], ids) == ("update", ["point~1", "other", "error~theme", "theme", "cover"])
    assert values(sent_back(answer["view"]))["point"] == "om tiltaka"


def test_an_error_at_no_field_of_the_form_stands_on_top() -> None:
    answer = corrections(typed(form_view(FORM)), FieldErrors({"gone": "Tida er teken."}))
    assert answer["view"]["blocks"][0] == section("⚠️ *Tida er teken.*") | {"block_id": "error~0~"}


def test_only_what_views_take_goes_back_to_slack() -> None:
    assert set(drawn_again(typed(form_view(FORM)), REFUSED)) == {
        "type",
        "callback_id",
        "private_metadata",
        "title",
        "submit",
        "close",
        "clear_on_close",
        "notify_on_close",
        "blocks",
    }
