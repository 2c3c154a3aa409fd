"""What comes of a form: the values that were filled in, and the same form again with what is wrong in it."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any
from unicodedata import normalize

from bot.slack.blocks import VIEW_BLOCKS, fit
from bot.slack.elements import MARK, Block, bold, cut, mrkdwn
from bot.slack.forms import YES_NO
from handlers.screens import FieldErrors, FieldValue

# Of each kind of input: where its state has what was filled in, and where the element takes it at first.
KINDS = {
    "plain_text_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
}
# What `views.update` takes of the view that Slack sends us.
KEPT = ("type", "callback_id", "private_metadata", "title", "submit", "close", "clear_on_close", "notify_on_close")
ERROR, ERROR_LENGTH = f"error{MARK}", 500


def values(view: Block) -> dict[str, FieldValue]:
    """What was filled in, by field.

    Texts are NFC, and "" when empty. Several choices are a tuple, a box to tick is a bool. The rest is None when empty.
    """
    state: Mapping[str, Mapping[str, Block]] = (view.get("state") or {}).get("values") or {}
    return {
        field_of(block): _value(action, element)
        for block, elements in state.items()
        for action, element in elements.items()
        if element.get("type") in KINDS
    }


def field_of(block_id: str) -> str:
    """The field's id, whatever made its block's unique."""
    return block_id.partition(MARK)[0]


def _value(action: str, element: Block) -> FieldValue:
    found = element.get(KINDS[element["type"]][0])
    match element["type"]:
        case "plain_text_input":
            return normalize("NFC", found or "")
        case "checkboxes" | "multi_static_select":
            chosen = tuple(normalize("NFC", option["value"]) for option in found or ())
            return bool(chosen) if action.partition(MARK)[0] == YES_NO else chosen
        case "datepicker":
            return date.fromisoformat(found) if found else None
        case "timepicker":
            return time.fromisoformat(found) if found else None
        case _:
            return normalize("NFC", found["value"]) if found else None


def corrections(view: Block, wrong: FieldErrors) -> Block:
    """The answer to a submission with errors: as errors at the fields where Slack can, else the form drawn again.

    Slack's own errors keep what was typed, and refused text must not be kept.
    """
    blocks = {field_of(block["block_id"]): block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    stale = any(block.get("block_id", "").startswith(ERROR) for block in view["blocks"])
    if wrong.errors and not wrong.clear and not stale and wrong.errors.keys() <= blocks.keys():
        return {"response_action": "errors", "errors": {blocks[field]: text for field, text in wrong.errors.items()}}
    return {"response_action": "update", "view": drawn_again(view, wrong)}


def drawn_again(view: Block, wrong: FieldErrors) -> Block:
    """The same form with each error above its field, what is refused gone, and the rest as it was filled in."""
    state = (view.get("state") or {}).get("values") or {}
    blocks = [block for block in view["blocks"] if not block.get("block_id", "").startswith(ERROR)]
    shown = {field_of(block["block_id"]) for block in blocks if block["type"] == "input"}
    homeless = [text for field, text in wrong.errors.items() if field not in shown]
    again = [_error(f"{ERROR}{index}{MARK}", text) for index, text in enumerate(homeless)]
    for block in blocks:
        again.extend(_again(block, state, wrong) if block["type"] == "input" else [block])
    return {key: view[key] for key in KEPT if view.get(key) is not None} | {"blocks": fit(again, VIEW_BLOCKS)}


def _again(block: Block, state: Mapping[str, Any], wrong: FieldErrors) -> Iterable[Block]:
    field, _, turn = block["block_id"].partition(MARK)
    if field in wrong.errors:
        yield _error(f"{ERROR}{field}", wrong.errors[field])
    element = {key: value for key, value in block["element"].items() if not key.startswith("initial_")}
    if field in wrong.clear:
        # Slack keeps what was typed in a block of the same id, whatever the view says.
        yield block | {"block_id": f"{field}{MARK}{int(turn or 0) + 1}", "element": element}
    else:
        yield block | {"element": element | _initial(element, state.get(block["block_id"], {}))}


def _initial(element: Block, state: Mapping[str, Block]) -> Block:
    where, initial = KINDS[element["type"]]
    found = state.get(element["action_id"], {}).get(where)
    if isinstance(found, dict):
        found = next(iter(_offered(element, [found])), None)
    elif isinstance(found, list):
        found = _offered(element, found)
    return {initial: found} if found else {}


def _offered(element: Block, chosen: Iterable[Block]) -> list[Block]:
    """What was chosen, as the element has it: it may come back in another Unicode form, and Slack compares."""
    wanted = {normalize("NFC", option["value"]) for option in chosen}
    groups = element.get("option_groups") or [element]
    return [option for group in groups for option in group["options"] if normalize("NFC", option["value"]) in wanted]


def _error(block_id: str, text: str) -> Block:
    return {"type": "section", "block_id": block_id, "text": mrkdwn(f"⚠️ {bold(cut(text, ERROR_LENGTH))}")}
