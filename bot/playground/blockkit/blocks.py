"""The rules of blocks, and of the lists of blocks that each surface takes."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from bot.playground.blockkit.charts import CHART
from bot.playground.blockkit.elements import ACCESSORY, ACTION_ELEMENT, CONTEXT_ELEMENT, INPUT_ELEMENT
from bot.playground.blockkit.grammar import (
    Fault,
    Rule,
    any_of,
    anything,
    both,
    flag,
    items,
    one_of,
    plain,
    shape,
    string,
    text,
    typed,
)
from bot.playground.blockkit.rich import RICH_TEXT
from bot.playground.blockkit.tables import TABLE

BLOCK_ID: dict[str, Rule] = {"block_id": string(255)}


def unique_action_ids(value: object, place: str) -> Iterator[Fault]:
    """No two elements of one actions block have the same action_id; the published schema does not see this."""
    elements = value.get("elements") if isinstance(value, dict) else None
    if isinstance(elements, list):
        ids = _times(elements, "action_id")
        repeated = (name for name, times in ids.items() if times > 1)
        yield from (Fault(f"{place}/elements", f"`action_id` {name} already exists in the block") for name in repeated)


EVERYWHERE: dict[str, Rule] = {
    "section": both(
        shape(
            {},
            {
                **BLOCK_ID,
                "text": text(3000),
                "fields": items(text(2000), 1, 10),
                "accessory": ACCESSORY,
                "expand": flag,
            },
        ),
        any_of("text", "fields"),
    ),
    "header": shape({"text": plain(150)}, BLOCK_ID),
    "divider": shape({}, BLOCK_ID),
    "context": shape({"elements": items(CONTEXT_ELEMENT, 1, 10)}, BLOCK_ID),
    "actions": both(shape({"elements": items(ACTION_ELEMENT, 1, 25)}, BLOCK_ID), unique_action_ids),
    "image": both(
        shape(
            {"alt_text": string(2000, 1)},
            {**BLOCK_ID, "image_url": string(3000, 1), "slack_file": anything, "title": plain(2000)},
        ),
        any_of("image_url", "slack_file"),
    ),
    "input": shape(
        {"label": plain(2000), "element": INPUT_ELEMENT},
        {**BLOCK_ID, "hint": plain(2000), "optional": flag, "dispatch_action": flag},
    ),
    "rich_text": RICH_TEXT,
}
MESSAGE_ONLY: dict[str, Rule] = {
    "markdown": shape({"text": string(12_000, 1)}, BLOCK_ID),
    "table": TABLE,
    "data_visualization": shape({"title": string(50, 1), "chart": CHART}, BLOCK_ID),
}
MODAL_ONLY: dict[str, Rule] = {
    "alert": shape(
        {"text": text(3000)}, {**BLOCK_ID, "level": one_of("default", "info", "warning", "error", "success")}
    ),
}


def unique_block_ids(value: object, place: str) -> Iterator[Fault]:
    """No two blocks have the same block_id."""
    if isinstance(value, list):
        ids = _times(value, "block_id")
        yield from (Fault(place, f"`block_id` {name} already exists") for name, times in ids.items() if times > 1)


def few_drawings(value: object, place: str) -> Iterator[Fault]:
    """A message draws one table and two charts at most."""
    kinds = [_kind(each) for each in value] if isinstance(value, list) else []
    if kinds.count("data_visualization") > 2:
        yield Fault(place, "no more than 2 data_visualization blocks allowed")
    if kinds.count("table") > 1:
        yield Fault(place, "only_one_table_allowed")


def _times(objects: list[Any], name: str) -> Counter[str]:
    """How many times each text stands as the property `name`."""
    found = (each.get(name) for each in objects if isinstance(each, dict))
    return Counter(each for each in found if isinstance(each, str))


def _kind(block: Any) -> object:
    return block.get("type") if isinstance(block, dict) else None


MESSAGE_BLOCKS = both(items(typed({**EVERYWHERE, **MESSAGE_ONLY}), 0, 50), unique_block_ids, few_drawings)
MODAL_BLOCKS = both(items(typed({**EVERYWHERE, **MODAL_ONLY}), 0, 100), unique_block_ids)
HOME_BLOCKS = both(items(typed(EVERYWHERE), 0, 100), unique_block_ids)
