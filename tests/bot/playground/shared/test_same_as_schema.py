"""Of tables and charts the playground takes what the published schema takes, and nothing else."""

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from bot.playground.blockkit.surfaces import faults_in_blocks
from tests.bot.slack.shared.reading import SHARED

Json = dict[str, Any]
SCHEMA = json.loads((SHARED / "blockkit.schema.json").read_text())
MESSAGE = Draft7Validator({**SCHEMA, "$ref": "#/definitions/SlackMessage"})
STYLE = {"bold": True, "code": False, "italic": True, "strike": False, "underline": True}
ELEMENTS: list[Json] = [
    {"type": "text", "text": "SamBa", "style": STYLE},
    {"type": "link", "url": "https://lyngvaag.example", "text": "her", "unsafe": False},
    {"type": "user", "user_id": "U0INGRID"},
    {"type": "channel", "channel_id": "C0SOLVIK"},
    {"type": "usergroup", "usergroup_id": "S1"},
    {"type": "team", "team_id": "T1"},
    {"type": "broadcast", "range": "here"},
    {"type": "emoji", "name": "bell", "unicode": "1f514"},
    {"type": "date", "timestamp": 1, "format": "{date}", "fallback": "i dag"},
    {"type": "color", "value": "#fff"},
]
SECTION = {"type": "rich_text_section", "elements": ELEMENTS}
RICH = {
    "type": "rich_text",
    "elements": [
        SECTION,
        {"type": "rich_text_list", "style": "bullet", "indent": 1, "border": 0, "elements": [SECTION]},
        {"type": "rich_text_quote", "border": 1, "elements": ELEMENTS[:1]},
        {"type": "rich_text_preformatted", "elements": ELEMENTS[:2]},
    ],
}
CELLS: list[Json] = [{"type": "raw_text", "text": "6"}, {"type": "raw_number", "value": 6, "text": "6"}, RICH]
TABLE = {
    "type": "table",
    "block_id": "digest",
    "rows": [CELLS, CELLS[:1], []],
    "column_settings": [{"align": "right", "is_wrapped": True}, {}],
}
POINTS = [{"label": "veke 9", "value": 2}, {"label": "veke 10", "value": 0.5}]
PIE = {"type": "data_visualization", "title": "Møte", "chart": {"type": "pie", "segments": POINTS}}
CATEGORIES = ["veke 9", "veke 10"]


def lined(kind: str) -> Json:
    axes = {"categories": CATEGORIES, "x_label": "Veke", "y_label": "Møte"}
    series = [{"name": name, "data": copy.deepcopy(POINTS)} for name in ("Haldne", "Avlyste")]
    return {
        "type": "data_visualization",
        "block_id": "chart",
        "title": "Møte",
        "chart": {"type": kind, "series": series, "axis_config": axes},
    }


GOOD: list[Json] = [TABLE, PIE, *(lined(kind) for kind in ("bar", "line", "area"))]
ODD: list[Any] = [
    None,
    True,
    0,
    1,
    -2.5,
    "",
    "x",
    "x" * 51,
    "x" * 256,
    [],
    ["x"],
    {},
    {"type": "text"},
    "bullet",
    "raw_text",
]
# what the schema does not see: see slack/facts.md
OUR_OWN = "labels must match axis_config.categories"


def accepted_here(block: Json) -> bool:
    return not [fault for fault in faults_in_blocks([block]) if OUR_OWN not in fault]


def accepted_by_schema(block: Json) -> bool:
    return bool(MESSAGE.is_valid({"blocks": [block]}))


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every object and list inside."""
    if isinstance(value, dict | list):
        yield path
        for name, content in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(content, (*path, name))


def bent(block: Json, chance: random.Random) -> Json:
    """The block with one thing in it another than it was, something taken out or something put in."""
    block = copy.deepcopy(block)
    target: Any = block
    for step in chance.choice(list(places(block))):
        target = target[step]
    odd = copy.deepcopy(chance.choice(ODD))
    if isinstance(target, list):
        more = target * chance.choice((0, 1, 2, 4, 60)) if chance.random() < 0.4 else [*target, odd]
        target[:] = copy.deepcopy(more)
    elif chance.random() < 0.25 or not target:
        target[chance.choice(("type", "colour", "style", "border", "block_id"))] = odd
    elif chance.random() < 0.4:
        del target[chance.choice(list(target))]
    else:
        target[chance.choice(list(target))] = odd
    return block


def test_good_tables_and_charts_are_taken_by_both() -> None:
    assert [(accepted_here(block), accepted_by_schema(block)) for block in GOOD] == [(True, True)] * len(GOOD)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(GOOD), st.integers(1, 3), st.randoms(use_true_random=False))
def test_a_bent_block_is_taken_by_both_or_neither(block: Json, times: int, chance: random.Random) -> None:
    for _ in range(times):
        block = bent(block, chance)
    if block.get("type") in ("table", "data_visualization"):
        assert accepted_here(block) == accepted_by_schema(block), faults_in_blocks([block])
