"""What Slack refuses in blocks and views, and what it does not."""

from typing import Any

import pytest

from bot.playground.blockkit.filled import fill_blocks
from bot.playground.blockkit.surfaces import faults_in_blocks, faults_in_metadata, faults_in_view
from tests.bot.playground.screens import BOOKING, CARD, HOME, RECEIPT, button, field, modal, mrkdwn, option, plain

Json = dict[str, Any]


def section(text: str) -> Json:
    return {"type": "section", "text": mrkdwn(text)}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def select(*options: Json, **more: Any) -> Json:
    return {"type": "static_select", "action_id": "pick", "options": list(options), **more}


def chart(**more: Any) -> Json:
    segments = [{"label": "Haldne", "value": 6}]
    return {"type": "data_visualization", "title": "Møte", "chart": {"type": "pie", "segments": segments}, **more}


LINES = {
    "type": "line",
    "series": [{"name": "Møte", "data": [{"label": "veke 9", "value": 2}]}],
    "axis_config": {"categories": ["veke 10"]},
}
MANY = [option(str(number), str(number)) for number in range(101)]

REFUSED_IN_MESSAGES: dict[str, tuple[list[Json], list[str]]] = {
    "unknown block": ([{"type": "accordion"}], ["unsupported type: accordion [json-pointer:/blocks/0/type]"]),
    "no type": ([{"text": plain("x")}], ["missing required field: type [json-pointer:/blocks/0]"]),
    "unknown element": (
        [actions({"type": "slider"})],
        ["unsupported type: slider [json-pointer:/blocks/0/elements/0/type]"],
    ),
    "unknown property": (
        [{**section("x"), "colour": "red"}],
        ["invalid additional property: colour [json-pointer:/blocks/0]"],
    ),
    "empty section": ([{"type": "section"}], ["missing required field: text or fields [json-pointer:/blocks/0]"]),
    "empty text": ([section("")], ["must be more than 0 characters [json-pointer:/blocks/0/text/text]"]),
    "long section": ([section("x" * 3001)], ["must be less than 3001 characters [json-pointer:/blocks/0/text/text]"]),
    "long header": (
        [{"type": "header", "text": plain("x" * 151)}],
        ["must be less than 151 characters [json-pointer:/blocks/0/text/text]"],
    ),
    "mrkdwn header": (
        [{"type": "header", "text": mrkdwn("x")}],
        ["unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]"],
    ),
    "eleven fields": (
        [{"type": "section", "fields": [plain("x")] * 11}],
        ["no more than 10 items allowed [json-pointer:/blocks/0/fields]"],
    ),
    "long button": (
        [actions(button("x" * 76, "a"))],
        ["must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"],
    ),
    "long value": (
        [actions(button("x", "a", value="v" * 2001))],
        ["must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]"],
    ),
    "bad style": (
        [actions(button("x", "a", style="warning"))],
        ["must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]"],
    ),
    "no elements": ([actions()], ["no fewer than 1 items required [json-pointer:/blocks/0/elements]"]),
    "too many elements": (
        [actions(*[button("x", str(number)) for number in range(26)])],
        ["no more than 25 items allowed [json-pointer:/blocks/0/elements]"],
    ),
    "equal action ids": (
        [actions(button("x", "a"), button("y", "a"))],
        ["`action_id` a already exists in the block [json-pointer:/blocks/0/elements]"],
    ),
    "equal block ids": (
        [{"type": "divider", "block_id": "b"}, {"type": "divider", "block_id": "b"}],
        ["`block_id` b already exists [json-pointer:/blocks]"],
    ),
    "too many options": (
        [actions(select(*MANY))],
        ["no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]"],
    ),
    "long option": (
        [actions(select(option("x" * 76, "v")))],
        ["must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]"],
    ),
    "no options": (
        [actions({"type": "static_select", "action_id": "pick"})],
        ["must have exactly one of: options, option_groups [json-pointer:/blocks/0/elements/0]"],
    ),
    "foreign initial option": (
        [actions(select(option("a", "1"), initial_option=option("b", "2")))],
        ["initial_option must be included in the options [json-pointer:/blocks/0/elements/0/initial_option]"],
    ),
    "eleven radio buttons": (
        [actions({"type": "radio_buttons", "action_id": "r", "options": MANY[:11]})],
        ["no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]"],
    ),
    "bad date": (
        [actions({"type": "datepicker", "action_id": "d", "initial_date": "9. mars"})],
        ["must be a date in the format YYYY-MM-DD [json-pointer:/blocks/0/elements/0/initial_date]"],
    ),
    "eleven parts of context": (
        [{"type": "context", "elements": [mrkdwn("x")] * 11}],
        ["no more than 10 items allowed [json-pointer:/blocks/0/elements]"],
    ),
    "button in context": (
        [{"type": "context", "elements": [button("x", "a")]}],
        ["unsupported type: button [json-pointer:/blocks/0/elements/0/type]"],
    ),
    "alert outside a modal": (
        [{"type": "alert", "text": mrkdwn("x")}],
        ["unsupported type: alert [json-pointer:/blocks/0/type]"],
    ),
    "51 blocks": ([{"type": "divider"}] * 51, ["no more than 50 items allowed [json-pointer:/blocks]"]),
    "an id that is no text": (
        [{"type": "divider", "block_id": []}],
        ["must be a string [json-pointer:/blocks/0/block_id]"],
    ),
    "two tables": (
        [{"type": "table", "rows": [[]]}, {"type": "table", "rows": [[]]}],
        ["only_one_table_allowed [json-pointer:/blocks]"],
    ),
    "an empty cell": (
        [{"type": "table", "rows": [[{"type": "raw_text", "text": ""}]]}],
        ["must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]"],
    ),
    "three charts": ([chart()] * 3, ["no more than 2 data_visualization blocks allowed [json-pointer:/blocks]"]),
    "labels that do not match": (
        [chart(chart=LINES)],
        ["labels must match axis_config.categories [json-pointer:/blocks/0/chart/series/0/data]"],
    ),
}


@pytest.mark.parametrize("name", REFUSED_IN_MESSAGES)
def test_a_message_is_refused_with_the_place(name: str) -> None:
    blocks, reasons = REFUSED_IN_MESSAGES[name]
    assert faults_in_blocks(blocks) == [f"[ERROR] {reason}" for reason in reasons]


TEXT_FIELD = field("b", "Felt", {"type": "plain_text_input"})
REFUSED_VIEWS: dict[str, tuple[Json, str, list[str]]] = {
    "input without submit": (
        modal("Tittel", TEXT_FIELD),
        "modal",
        ["missing required field: submit [json-pointer:/view]"],
    ),
    "no title": ({"type": "modal", "blocks": []}, "modal", ["missing required field: title [json-pointer:/view]"]),
    "long title": (modal("x" * 25), "modal", ["must be less than 25 characters [json-pointer:/view/title/text]"]),
    "long submit": (
        modal("x", submit=plain("x" * 25)),
        "modal",
        ["must be less than 25 characters [json-pointer:/view/submit/text]"],
    ),
    "long private_metadata": (
        modal("x", private_metadata="x" * 3001),
        "modal",
        ["must be less than 3001 characters [json-pointer:/view/private_metadata]"],
    ),
    "long callback_id": (
        modal("x", callback_id="x" * 256),
        "modal",
        ["must be less than 256 characters [json-pointer:/view/callback_id]"],
    ),
    "101 blocks": (
        modal("x", *[{"type": "divider"}] * 101),
        "modal",
        ["no more than 100 items allowed [json-pointer:/view/blocks]"],
    ),
    "button as a field": (
        modal("x", field("b", "Felt", button("x", "value")), submit=plain("Ok")),
        "modal",
        ["unsupported type: button [json-pointer:/view/blocks/0/element/type]"],
    ),
    "number without decimals or not": (
        modal("x", field("b", "Felt", {"type": "number_input"}), submit=plain("Ok")),
        "modal",
        ["missing required field: is_decimal_allowed [json-pointer:/view/blocks/0/element]"],
    ),
    "chart in a modal": (
        modal("x", chart()),
        "modal",
        ["unsupported type: data_visualization [json-pointer:/view/blocks/0/type]"],
    ),
    "modal as home": (modal("x"), "home", ["unsupported type: modal [json-pointer:/view/type]"]),
    "home as modal": (HOME, "modal", ["unsupported type: home [json-pointer:/view/type]"]),
}


@pytest.mark.parametrize("name", REFUSED_VIEWS)
def test_a_view_is_refused_with_the_place(name: str) -> None:
    view, kind, reasons = REFUSED_VIEWS[name]
    assert faults_in_view(view, kind) == [f"[ERROR] {reason}" for reason in reasons]


def test_whole_good_screens_are_accepted() -> None:
    alert = {"type": "alert", "text": mrkdwn("Hugs samtykket"), "level": "warning"}
    found = [
        faults_in_blocks([*CARD, chart(), section("x" * 3000)]),
        faults_in_view(BOOKING, "modal"),
        faults_in_view(RECEIPT, "modal"),
        faults_in_view(modal("x", alert), "modal"),
        faults_in_view(HOME, "home"),
        faults_in_metadata({"event_type": "delivery", "event_payload": {"id": "d-1", "tries": 2, "to": {"kind": "x"}}}),
    ]
    assert found == [[], [], [], [], [], []]


def test_metadata_needs_its_two_parts_and_plain_values() -> None:
    found = [
        faults_in_metadata({"event_type": "delivery"}),
        faults_in_metadata({"event_type": "", "event_payload": {"deep": {"er": {"still": 1}}}}),
    ]
    assert found == [
        ["[ERROR] missing required field: event_payload [json-pointer:/metadata]"],
        [
            "[ERROR] must be more than 0 characters [json-pointer:/metadata/event_type]",
            "[ERROR] must be a string, number, boolean or object [json-pointer:/metadata/event_payload/deep]",
        ],
    ]


def test_what_the_sender_left_out_is_filled_in() -> None:
    [block] = fill_blocks([actions({"type": "button", "text": plain("Ja")})])
    [element] = block["elements"]
    assert block == {"type": "actions", "elements": [element], "block_id": block["block_id"]}
    assert element == {
        "type": "button",
        "text": {"type": "plain_text", "text": "Ja", "emoji": True},
        "action_id": element["action_id"],
    }
    assert len(block["block_id"]) == len(element["action_id"]) == 5
