"""What a person has filled in, in the shape Slack gives it: `state.values[block_id][action_id]`."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.playground.blockkit.elements import offered_options
from bot.playground.typed import read_date, read_time

Json = dict[str, Any]
State = dict[str, dict[str, Json]]

TYPED_TEXT = frozenset({"plain_text_input", "number_input", "email_text_input", "url_text_input"})

# element type -> (property of the state, property that fills it from the start, many values)
SHAPES: dict[str, tuple[str, str, bool]] = {
    **dict.fromkeys(TYPED_TEXT, ("value", "initial_value", False)),
    "static_select": ("selected_option", "initial_option", False),
    "external_select": ("selected_option", "initial_option", False),
    "radio_buttons": ("selected_option", "initial_option", False),
    "multi_static_select": ("selected_options", "initial_options", True),
    "multi_external_select": ("selected_options", "initial_options", True),
    "checkboxes": ("selected_options", "initial_options", True),
    "datepicker": ("selected_date", "initial_date", False),
    "timepicker": ("selected_time", "initial_time", False),
    "datetimepicker": ("selected_date_time", "initial_date_time", False),
    "users_select": ("selected_user", "initial_user", False),
    "channels_select": ("selected_channel", "initial_channel", False),
    "conversations_select": ("selected_conversation", "initial_conversation", False),
    "multi_users_select": ("selected_users", "initial_users", True),
    "multi_channels_select": ("selected_channels", "initial_channels", True),
    "multi_conversations_select": ("selected_conversations", "initial_conversations", True),
}
# what is typed in the reader's own way, and how it is read
TYPED = {"selected_date": read_date, "selected_time": read_time}


def field_name(block_id: str, action_id: str) -> str:
    """The name of a field on the page."""
    return f"{block_id}::{action_id}"


def elements_of(block: Json) -> list[Json]:
    """Everything in a block that one can press or fill in."""
    inside = [block.get("element"), block.get("accessory"), *block.get("elements", [])]
    return [each for each in inside if isinstance(each, dict) and "action_id" in each]


def stateful(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Each block and element that holds a value."""
    for block in blocks:
        for element in elements_of(block):
            if element["type"] in SHAPES:
                yield block, element


def find_element(blocks: list[Json], block_id: str, action_id: str) -> Json | None:
    """The element that stands there."""
    for block in blocks:
        for element in elements_of(block):
            if (block["block_id"], element["action_id"]) == (block_id, action_id):
                return element
    return None


def first_state(blocks: list[Json], kept: State | None = None) -> State:
    """The values blocks begin with: what was `kept` from before where it still fits, else what the sender set."""
    state: State = {}
    for block, element in stateful(blocks):
        before = (kept or {}).get(block["block_id"], {}).get(element["action_id"])
        value = before if before and _still_fits(element, before) else _initial(element)
        state.setdefault(block["block_id"], {})[element["action_id"]] = value
    return state


def state_from_form(blocks: list[Json], form: dict[str, list[str]], timezone: str) -> State:
    """The values as the page's fields have them; an absent field is an empty one."""
    state: State = {}
    for block, element in stateful(blocks):
        values = [each for each in form.get(field_name(block["block_id"], element["action_id"]), []) if each != ""]
        state.setdefault(block["block_id"], {})[element["action_id"]] = read_value(element, values, timezone)
    return state


def read_value(element: Json, values: list[str], timezone: str) -> Json:
    """What the element holds when the page says `values`."""
    name, _, many = SHAPES[element["type"]]
    read: list[Any] = list(values)
    if name in ("selected_option", "selected_options"):
        offered = {option["value"]: option for option in offered_options(element)}
        read = [offered[value] for value in values if value in offered]
    if name in TYPED:
        read = [value for value in map(TYPED[name], values) if value]
    if name == "selected_date_time":
        read = [_epoch(value, timezone) for value in values]
    return {"type": element["type"], name: read if many else (read[0] if read else None)}


def form_values(state: Json) -> list[str]:
    """The other way: what the page's field shows for a held value."""
    name, _, many = SHAPES[state["type"]]
    held = state.get(name)
    values = held if many else [held] if held is not None else []
    return [each["value"] if isinstance(each, dict) else str(each) for each in values or []]


def _initial(element: Json) -> Json:
    name, start, many = SHAPES[element["type"]]
    return {"type": element["type"], name: element.get(start, [] if many else None)}


def _still_fits(element: Json, before: Json) -> bool:
    if before["type"] != element["type"]:
        return False
    if not offered_options(element):
        return True
    return set(form_values(before)) <= {option["value"] for option in offered_options(element)}


def _epoch(local: str, timezone: str) -> int:
    return int(datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(timezone)).astimezone(UTC).timestamp())
