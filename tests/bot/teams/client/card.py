"""A card on somebody's screen: what can be seen of it, what is filled in, and what a button would send."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from tests.bot.teams.client import inputs
from tests.bot.teams.client.markdown import plain, read
from tests.bot.teams.connector.world import Json

# Where an element keeps others, by its type.
HOLDS = {
    "AdaptiveCard": ("body", "actions"),
    "Container": ("items",),
    "ColumnSet": ("columns",),
    "Column": ("items",),
    "ActionSet": ("actions",),
    "Table": ("rows",),
    "TableRow": ("cells",),
    "TableCell": ("items",),
}
# Elements whose type goes without saying where they stand.
UNSAID = {"columns": "Column", "rows": "TableRow", "cells": "TableCell"}


@dataclass(frozen=True)
class Seen:
    """An element that can be seen, and what it stands in, the outermost first."""

    element: Json
    within: tuple[Json, ...]

    @property
    def type(self) -> str:
        """What it is."""
        return str(self.element["type"])


class Invalid(AssertionError):
    """The client sends nothing: `errors` stand at the fields."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("; ".join(errors))
        self.errors = errors


class ShownCard:
    """A card as one person has it before them. `errors`: what the client said at the fields when it last refused."""

    def __init__(self, card: Json) -> None:
        self.card = card
        self.errors: list[str] = []
        self._visible: dict[str, bool] = {}
        self._revealed: list[str] = []
        self._drawn = _typed(card)
        everything = list(self._walk(self._drawn, (), everything=True))
        self._inputs = [each.element for each in everything if each.type in inputs.KINDS]
        self._values = {each["id"]: inputs.initial(each) for each in self._inputs}

    def seen(self) -> list[Seen]:
        """All that can be seen, in order."""
        return list(self._walk(self._drawn, (), everything=False))

    def lines(self) -> list[str]:
        """What is read, line by line. Buttons stand in brackets, and the cells of a row beside each other."""
        lines: list[str] = []
        for row, seen in groupby(self.seen(), _row):
            read_ = [line for each in seen for line in self._read(each)]
            lines += [" | ".join(read_)] if row else read_
        return [*lines, *self.errors]

    def buttons(self, title: str) -> list[Seen]:
        """Those with this title; among several, those that were shown last come alone."""
        found = [
            each for each in self.seen() if each.type.startswith("Action.") and plain(each.element["title"]) == title
        ]
        for id_ in reversed(self._revealed):
            inside = [each for each in found if any(outer.get("id") == id_ for outer in each.within)]
            if inside:
                return inside
        return found

    def input(self, label: str) -> Json | None:
        """The input with this label, where it can be seen."""
        found = [each.element for each in self.seen() if each.type in inputs.KINDS]
        named = [each for each in found if label in (inputs.label(each), plain(each.get("title", "")))]
        assert len(named) < 2, f"«{label}» stands at {len(named)} fields"
        return named[0] if named else None

    def fill(self, element: Json, given: inputs.Filling) -> None:
        """Fill in an input."""
        self._values[element["id"]] = inputs.filled(element, given)

    def value(self, element: Json) -> list[str]:
        """What a person reads in an input, without its label."""
        lines = inputs.shown(element, self._values[element["id"]])
        return lines[1:] if element.get("label") else lines

    def attention(self) -> list[str]:
        """The texts in the colour of errors, and what the client itself says."""
        drawn = [
            read(each.element["text"]) for each in self.seen() if str(each.element.get("color")).lower() == "attention"
        ]
        return [*drawn, *self.errors]

    def toggle(self, action: Json) -> None:
        """Show and hide what the action says."""
        for target in action["targetElements"]:
            id_ = target if isinstance(target, str) else target["elementId"]
            told = None if isinstance(target, str) else target.get("isVisible")
            self._visible[id_] = not self._is_visible(self._named(id_)) if told is None else told
            self._revealed = [each for each in self._revealed if each != id_] + [id_] * self._visible[id_]

    def data(self, action: Json) -> Any:
        """What the action sends. Inputs that cannot be seen count too. Raises Invalid while something is wrong."""
        self.errors = []
        if action.get("associatedInputs", "auto").lower() == "none":
            return action.get("data", {})
        found = [inputs.refusal(each, self._values[each["id"]]) for each in self._inputs]
        self.errors = [each for each in found if each]
        if self.errors:
            raise Invalid(self.errors)
        merged = dict(action.get("data") or {})
        for each in self._inputs:
            merged |= inputs.sent(each, self._values[each["id"]])
        return merged

    def _named(self, id_: str) -> Json:
        return next(
            each.element for each in self._walk(self._drawn, (), everything=True) if each.element.get("id") == id_
        )

    def _is_visible(self, element: Json) -> bool:
        return self._visible.get(element.get("id", ""), element.get("isVisible", True) is not False)

    def _walk(self, element: Json, within: tuple[Json, ...], *, everything: bool) -> Iterator[Seen]:
        if not (everything or self._is_visible(element)):
            return
        yield Seen(element, within)
        for place in HOLDS.get(element["type"], ()):
            for child in element.get(place) or ():
                yield from self._walk(child, (*within, element), everything=everything)

    def _read(self, seen: Seen) -> list[str]:
        element = seen.element
        match seen.type:
            case "TextBlock":
                return read(element["text"]).split("\n")
            case "RichTextBlock":
                runs = [each if isinstance(each, str) else each["text"] for each in element["inlines"]]
                return "".join(runs).split("\n")
            case "FactSet":
                return [f"{read(each['title'])}: {read(each['value'])}" for each in element["facts"]]
            case kind if kind in inputs.KINDS:
                return inputs.shown(element, self._values[element["id"]])
            case kind if kind.startswith("Action."):
                return [f"[{plain(element['title'])}]"]
            case kind if kind.startswith("Chart."):
                return [f"({element.get('title', '')})"]
            case kind if kind in HOLDS:
                return []
        raise AssertionError(f"no client of ours draws {seen.type}")


def _row(seen: Seen) -> int | None:
    """The row of a table that an element stands in."""
    return next((id(each) for each in seen.within if each["type"] == "TableRow"), None)


def _typed(element: Json) -> Json:
    """The element with the types that go without saying."""
    whole = dict(element)
    for place in HOLDS.get(element["type"], ()):
        named = {"type": UNSAID[place]} if place in UNSAID else {}
        whole[place] = [_typed(named | child) for child in element.get(place) or ()]
    return whole
