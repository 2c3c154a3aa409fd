"""What a form on the page would send: what is chosen already, and where nothing is, what a test says."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Control:
    """One field: what can be chosen in it, and what is."""

    choices: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.controls: dict[str, Control] = {}
        self._open: Control | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        if tag in ("select", "input", "textarea") and "::" in (has.get("name") or ""):
            control = self.controls.setdefault(str(has["name"]), Control())
            if tag == "select":
                self._open = control
            if has.get("type") in ("radio", "checkbox"):
                self._choice(control, has.get("value"), "checked" in has)
        elif tag == "option" and self._open is not None:
            self._choice(self._open, has.get("value"), "selected" in has)

    def _choice(self, control: Control, value: str | None, chosen: bool) -> None:
        if value:
            control.choices.append(value)
            control.chosen += [value] if chosen else []


def filled(html: str, answers: Mapping[str, str]) -> dict[str, list[str]]:
    """The form's values by control. `answers` says by field what to choose; «any» is any that can be chosen."""
    reader = _Reader()
    reader.feed(html)
    values: dict[str, list[str]] = {}
    for name, control in reader.controls.items():
        answer = answers.get(name.partition("::")[0])
        chosen = control.chosen
        if answer is not None:
            chosen = [random.choice(control.choices) if answer == "any" else answer]
        values[name] = chosen
    return values
