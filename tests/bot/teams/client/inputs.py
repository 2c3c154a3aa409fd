"""The inputs of a card: what is filled in, what the client refuses before anything is sent, and what is sent.

https://learn.microsoft.com/en-us/adaptive-cards/authoring-cards/input-validation
"""

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Any

from tests.bot.teams.client.markdown import plain, read
from tests.bot.teams.connector.world import Json

KINDS = ("Input.Text", "Input.ChoiceSet", "Input.Date", "Input.Time", "Input.Toggle")
# What a test fills in: a text, the labels of options, a day, a time of day, or whether a box is ticked.
Filling = str | Sequence[str] | date | time | bool


def label(element: Json) -> str:
    """What stands at an input."""
    return plain(element.get("label") or element.get("title") or "")


def initial(element: Json) -> str:
    """What is in it when the card comes."""
    if element["type"] == "Input.Toggle":
        return str(element.get("value") or _off(element))
    return str(element.get("value", ""))


def filled(element: Json, given: Filling) -> str:
    """What is in it after somebody has filled it in. Raises AssertionError for what cannot be done there."""
    match element["type"], given:
        case "Input.Text", str():
            return given
        case "Input.ChoiceSet", str():
            return _chosen(element, [given] if given else [])
        case "Input.ChoiceSet", list() | tuple():
            assert element.get("isMultiSelect"), f"{label(element)}: only one can be chosen"
            return _chosen(element, list(given))
        case "Input.Date", (date() | str()):
            return date.fromisoformat(str(given)).isoformat() if given else ""
        case "Input.Time", (time() | str()):
            return time.fromisoformat(str(given)).strftime("%H:%M") if given else ""
        case "Input.Toggle", bool():
            return _on(element) if given else _off(element)
    raise AssertionError(f"{label(element)}: {given!r} cannot be filled into {element['type']}")


def refusal(element: Json, value: str) -> str | None:
    """What the client says instead of sending it; None when it is in order."""
    wrong = _is_missing(element, value) if _is_empty(element, value) else _is_outside(element, value)
    return plain(element.get("errorMessage") or f"{label(element)}: no error message") if wrong else None


def sent(element: Json, value: str) -> dict[str, str]:
    """What goes into the data: an input that is empty is left out, a box never."""
    return {element["id"]: value} if value else {}


def shown(element: Json, value: str) -> list[str]:
    """What a person reads at it, line by line."""
    match element["type"]:
        case "Input.Toggle":
            box = "☑" if value == _on(element) else "☐"
            named = [label(element)] if element.get("label") else []
            return [*named, f"{box} {read(element['title'])}"]
        case "Input.ChoiceSet":
            return [label(element), *_read_choices(element, value)]
        case _:
            return [label(element), *_lines(value or element.get("placeholder"))]


def options(element: Json) -> list[str]:
    """What can be chosen."""
    assert element["type"] == "Input.ChoiceSet", f"{label(element)}: nothing to choose from"
    return [read(choice["title"]) for choice in element["choices"]]


def _read_choices(element: Json, value: str) -> list[str]:
    chosen = _values(element, value)
    if element.get("isMultiSelect") or element.get("style") == "expanded":
        on, off = ("☑", "☐") if element.get("isMultiSelect") else ("◉", "○")
        return [f"{on if each['value'] in chosen else off} {read(each['title'])}" for each in element["choices"]]
    return [plain(each["title"]) for each in element["choices"] if each["value"] in chosen] or _lines(
        element.get("placeholder")
    )


def _lines(text: Any) -> list[str]:
    return str(text).split("\n") if text else []


def _chosen(element: Json, titles: list[str]) -> str:
    values = {read(choice["title"]): str(choice["value"]) for choice in element["choices"]}
    assert len(values) == len(element["choices"]), f"{label(element)}: two options read alike: {options(element)}"
    for title in titles:
        assert title in values, f"{label(element)}: no option «{title}» among {list(values)}"
    # In the order they stand, as a client sends them.
    return ",".join(value for title, value in values.items() if title in titles)


def _values(element: Json, value: str) -> list[str]:
    return value.split(",") if element.get("isMultiSelect") else [value]


def _on(element: Json) -> str:
    return str(element.get("valueOn", "true"))


def _off(element: Json) -> str:
    return str(element.get("valueOff", "false"))


def _is_empty(element: Json, value: str) -> bool:
    return value != _on(element) if element["type"] == "Input.Toggle" else not value


def _is_missing(element: Json, _: str) -> bool:
    return bool(element.get("isRequired"))


def _is_outside(element: Json, value: str) -> bool:
    if element["type"] == "Input.Text":
        pattern = element.get("regex")
        too_long = len(value.encode("utf-16-le")) // 2 > element.get("maxLength", len(value) * 2)
        return too_long or bool(pattern and not re.search(pattern, value))
    # Days and times are compared as they are written: ISO 8601.
    return value < str(element.get("min", value)) or value > str(element.get("max", value))
