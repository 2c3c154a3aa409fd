"""What Slack's client itself refuses before a modal is sent: empty fields, and values of the wrong kind."""

import re
from typing import Any

from bot.playground.blockkit.values import State, field_name, form_values
from bot.playground.words import Language, say

Json = dict[str, Any]
UNREADABLE = {"datepicker": "not_date", "timepicker": "not_time"}


def missing_in(blocks: list[Json], form: dict[str, list[str]], state: State, language: Language) -> dict[str, str]:
    """What to say at each input block that is not filled in as it must be. `form` is what was typed there."""
    faults = {}
    for block in blocks:
        if block["type"] == "input":
            block_id, action_id = block["block_id"], block["element"]["action_id"]
            typed = [value for value in form.get(field_name(block_id, action_id), []) if value]
            fault = _fault(block, typed, form_values(state[block_id][action_id]), language)
            if fault:
                faults[block_id] = fault
    return faults


def _fault(block: Json, typed: list[str], values: list[str], language: Language) -> str | None:
    element = block["element"]
    if typed and not values and element["type"] in UNREADABLE:
        return say(UNREADABLE[element["type"]], language)
    if not values:
        return None if block.get("optional") else say("fill_in", language)
    if len(values) > element.get("max_selected_items", len(values)):
        return say("too_many", language, count=element["max_selected_items"])
    check = {
        "plain_text_input": _length_fault,
        "number_input": _number_fault,
        "email_text_input": _email_fault,
        "url_text_input": _url_fault,
    }.get(element["type"])
    return check(element, values[0], language) if check else None


def _length_fault(element: Json, value: str, language: Language) -> str | None:
    if len(value) < element.get("min_length", 0):
        return say("too_short", language, count=element["min_length"])
    longest = element.get("max_length", 3000)
    return say("too_long", language, count=longest) if len(value) > longest else None


def _number_fault(element: Json, value: str, language: Language) -> str | None:
    pattern = r"-?\d+([.,]\d+)?" if element["is_decimal_allowed"] else r"-?\d+"
    if not re.fullmatch(pattern, value):
        return say("not_number" if element["is_decimal_allowed"] else "not_whole", language)
    number = float(value.replace(",", "."))
    if number < float(element.get("min_value", number)):
        return say("too_small", language, count=element["min_value"])
    if number > float(element.get("max_value", number)):
        return say("too_large", language, count=element["max_value"])
    return None


def _email_fault(_element: Json, value: str, language: Language) -> str | None:
    return None if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value) else say("not_email", language)


def _url_fault(_element: Json, value: str, language: Language) -> str | None:
    return None if re.fullmatch(r"https?://\S+", value) else say("not_url", language)
