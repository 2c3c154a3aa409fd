"""What Slack's client sends back of a view when somebody presses submit without touching anything."""

from typing import Any

from bot.slack.filled import KINDS
from tests.bot.slack.payload_shapes import as_sent


def state_of(view: dict[str, Any]) -> dict[str, Any]:
    """The state of the inputs as they were drawn."""
    return {
        block["block_id"]: {block["element"]["action_id"]: _state(block["element"])}
        for block in view["blocks"]
        if block["type"] == "input"
    }


def _state(element: dict[str, Any]) -> dict[str, Any]:
    where, initial = KINDS[element["type"]]
    empty: Any = [] if where == "selected_options" else None
    return {"type": element["type"], where: element.get(initial, empty)}


def sent_back(view: dict[str, Any]) -> dict[str, Any]:
    """The view as it comes with a submission."""
    return as_sent(view, state_of(view))
