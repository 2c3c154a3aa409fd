"""The fields of a modal on the page: what they are called, what can be chosen in them, and what they hold."""

from dataclasses import dataclass, field, replace
from datetime import date, time

from tests.both.person import Value, plain
from tests.both.slack.markup import Node

TICKED = ("radio", "checkbox")


@dataclass(frozen=True)
class Field:
    """A field. `choices` are values with their labels; without any it is typed in. `many` may hold several."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    held: tuple[str, ...] = ()
    many: bool = False

    def filled(self, values: tuple[Value, ...]) -> "Field":
        """The field with other values in it. AssertionError for what it does not take."""
        if values in ((True,), (False,)):
            assert len(self.choices) == 1, f"not a box: {self.label}"
            return replace(self, held=(self.choices[0][0],) if values[0] else ())
        if not self.choices:
            assert len(values) == 1, self.label
            return replace(self, held=(typed(values[0]),))
        assert self.many or len(values) == 1, f"one only: {self.label}"
        return replace(self, held=tuple(self.value_of(each) for each in values))

    def value_of(self, label: Value) -> str:
        """The value of an option. AssertionError when it is not there."""
        for value, each in self.choices:
            if each == label:
                return value
        raise AssertionError(f"{label!r} is not among {[each for _, each in self.choices]} in {self.label!r}")

    def shown(self) -> list[str]:
        """What it holds, as it is read."""
        labels = dict(self.choices)
        return [labels[each] if labels else each for each in self.held if each]


def typed(value: Value) -> str:
    """A value as people type it on the page."""
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return f"{value:%H.%M}" if isinstance(value, time) else str(value)


@dataclass
class _Found:
    choices: list[tuple[str, str]] = field(default_factory=list)
    held: list[str] = field(default_factory=list)


def fields(modal: Node) -> list[Field]:
    """All of them, in order."""
    return [_field(each) for each in modal.every("div") if each.get("data-testid").startswith("field-")]


def _field(node: Node) -> Field:
    controls = [each for each in node.every() if "::" in each.get("name")]
    name, kind = controls[0].get("name"), controls[0].tag
    title = next(each for each in node.every() if each.tag == ("legend" if _is_list(controls[0]) else "label"))
    found = _Found()
    if kind == "select":
        _read_menu(controls[0], found)
    elif _is_list(controls[0]):
        _read_list(node, found)
    else:
        found.held = ["".join(map(str, controls[0].inside)) if kind == "textarea" else controls[0].get("value")]
    return Field(name, _label(title), tuple(found.choices), tuple(found.held), controls[0].get("type") == "checkbox")


def _is_list(control: Node) -> bool:
    return control.get("type") in TICKED


def _label(title: Node) -> str:
    said = Node(title.tag, {}, [each for each in title.inside if isinstance(each, str)])
    return plain(said.text())


def _read_menu(menu: Node, found: _Found) -> None:
    for option in menu.every("option"):
        if option.get("value"):
            found.choices.append((option.get("value"), plain("".join(map(str, option.inside)))))
            found.held += [option.get("value")] if "selected" in option.attributes else []


def _read_list(node: Node, found: _Found) -> None:
    for choice in node.every("label"):
        control = next(choice.every("input"))
        label = next(choice.every("span"))
        said = Node("span", {}, [each for each in label.inside if not _is_hint(each)])
        found.choices.append((control.get("value"), plain(said.text())))
        found.held += [control.get("value")] if "checked" in control.attributes else []


def _is_hint(inside: "Node | str") -> bool:
    return isinstance(inside, Node) and inside.has_class("hint")
