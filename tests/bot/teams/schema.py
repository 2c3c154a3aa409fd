"""What Teams takes of a card, and what we hold every card to: Adaptive Cards 1.5 as far as it is used, and charts."""

import json
from collections.abc import Iterator
from typing import Any

from microsoft_teams.cards import AdaptiveCard

from bot.teams.elements import SEAL

Node = dict[str, Any]

LIMIT = 28 * 1024
ELEMENT = {"type", "id", "isVisible", "separator", "spacing", "height", "fallback", "requires"}
INPUT = ELEMENT | {"label", "isRequired", "errorMessage", "value"}
ACTION = {"type", "id", "title", "style", "iconUrl", "tooltip", "isEnabled", "mode", "fallback", "requires"}
CONTAINER = ELEMENT | {"items", "style", "verticalContentAlignment", "bleed", "minHeight", "selectAction"}
# What Teams reads, and the published schema does not know: which menu it is, where one card takes another's place.
KEY = "key"
# The properties of each type. The types of charts are no part of 1.5, and say themselves that they may be left out.
PROPERTIES = {
    "AdaptiveCard": {"type", "version", "lang", "body", "actions", "fallbackText", "speak", "rtl"},
    "TextBlock": ELEMENT
    | {"text", "wrap", "size", "weight", "color", "isSubtle", "fontType", "style", "maxLines", "horizontalAlignment"},
    "FactSet": ELEMENT | {"facts"},
    "Container": CONTAINER,
    "ColumnSet": ELEMENT | {"columns", "style", "bleed", "minHeight", "selectAction", "horizontalAlignment"},
    "Column": (CONTAINER | {"width"}) - {"height"},
    "ActionSet": ELEMENT | {"actions"},
    "Table": ELEMENT | {"columns", "rows", "showGridLines", "gridStyle", "firstRowAsHeader"},
    "TableRow": {"type", "cells", "style", "horizontalCellContentAlignment", "verticalCellContentAlignment"},
    "TableCell": {"type", "items", "style", "verticalContentAlignment", "bleed", "minHeight", "selectAction"},
    "Input.Text": INPUT | {"maxLength", "isMultiline", "placeholder", "regex", "style", "inlineAction"},
    "Input.ChoiceSet": INPUT | {KEY, "choices", "isMultiSelect", "style", "placeholder", "wrap"},
    "Input.Date": INPUT | {"max", "min", "placeholder"},
    "Input.Time": INPUT | {"max", "min", "placeholder"},
    "Input.Toggle": INPUT | {"title", "valueOn", "valueOff", "wrap"},
    "Action.Execute": ACTION | {"verb", "data", "associatedInputs"},
    "Action.OpenUrl": ACTION | {"url"},
    "Action.ToggleVisibility": ACTION | {"targetElements"},
}
CHARTS = {"Chart.HorizontalBar"}
# What may not be empty, nor missing.
TEXTS = {"TextBlock": ("text",), "Action.Execute": ("title", "verb"), "Action.OpenUrl": ("title", "url")}
LISTS = {"FactSet": "facts", "Container": "items", "ColumnSet": "columns", "Column": "items", "ActionSet": "actions"}
LISTS |= {"Table": "rows", "TableRow": "cells", "TableCell": "items", "Input.ChoiceSet": "choices"}


def plain(card: AdaptiveCard) -> Node:
    """The card as it is sent."""
    sent: Node = json.loads(card.model_dump_json(by_alias=True, exclude_none=True))
    return sent


def nodes(thing: Any, kind: str = "") -> Iterator[Node]:
    """All that has a type in a card, or what begins with `kind`, in order; what a button sends is not looked into."""
    if isinstance(thing, list):
        for each in thing:
            yield from nodes(each, kind)
    elif isinstance(thing, dict):
        if str(thing.get("type", "")).startswith(kind) and "type" in thing:
            yield thing
        for key, each in thing.items():
            if key != "data":
                yield from nodes(each, kind)


def faults(card: AdaptiveCard) -> list[str]:
    """What Teams would refuse, and what somebody could not use or read."""
    sent = plain(card)
    found = [fault for node in nodes(sent) for fault in _faults(node)]
    ids = [node["id"] for node in nodes(sent) if "id" in node]
    targets = [each["elementId"] for node in nodes(sent, "Action.Toggle") for each in node["targetElements"]]
    found += [f"not unique: {ids}"] * (len(set(ids)) < len(ids))
    found += [f"nowhere: {target}" for target in targets if target not in ids]
    found += ["language"] * (sent.get("lang") not in ("nn", "nb")) + ["version"] * (sent["version"] != "1.5")
    return found + ["too large"] * (len(card.model_dump_json(by_alias=True, exclude_none=True).encode()) > LIMIT)


def _faults(node: Node) -> Iterator[str]:
    kind = node["type"]
    if kind in CHARTS:
        yield from ["a chart that cannot be left out"] * (node.get("fallback") != "drop")
        return
    if kind not in PROPERTIES:
        yield f"unknown: {kind}"
        return
    yield from (f"{kind}: unknown {name}" for name in sorted(set(node) - PROPERTIES[kind]))
    yield from (f"{kind}: no {name}" for name in TEXTS.get(kind, ()) if not node.get(name, "").strip())
    yield from [f"{kind}: empty"] * (kind in LISTS and not node.get(LISTS[kind]))
    if kind.startswith("Input."):
        yield from _input_faults(node)
    elif kind == "TextBlock":
        yield from ["clipped"] * (node.get("wrap") is not True) + ["several lines"] * ("\n" in node["text"])
    elif kind == "ActionSet":
        yield from ["more buttons than are shown"] * (len(node["actions"]) > 6)
    elif kind == "Action.Execute":
        yield from ["no seal"] * (not node["data"].get(SEAL)) + ["more than a seal"] * (len(node["data"]) > 1)


def _input_faults(node: Node) -> Iterator[str]:
    yield from (f"{node['type']}: no {name}" for name in ("id", "label", "errorMessage") if not node.get(name))
    yield from ["not said whether it is required"] * ("isRequired" not in node)
    if node["type"] == "Input.ChoiceSet":
        offered = [choice["value"] for choice in node["choices"]]
        chosen = node["value"].split(",") if "value" in node else []
        yield from ["alike"] * (len(set(offered)) < len(offered)) + ["not offered"] * bool(set(chosen) - set(offered))
        yield from ["several chosen of one"] * (len(chosen) > 1 and not node.get("isMultiSelect"))
        yield from ["a choice without words"] * any(not choice["title"].strip() for choice in node["choices"])
