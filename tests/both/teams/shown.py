"""A card as it is read by everybody: the same words as on other platforms, without the marks of Teams' clients."""

from collections.abc import Iterator

from tests.bot.teams.client.card import Seen, ShownCard
from tests.bot.teams.client.inputs import KINDS, label, options
from tests.bot.teams.client.markdown import read
from tests.bot.teams.connector.world import Json
from tests.both.person import Value, plain

FORM, EXECUTE, BULLET = "form", "Action.Execute", "•"


def said(card: ShownCard) -> str:
    """What stands on it, a line each."""
    lines = (line.removeprefix(BULLET).strip() for each in card.seen() for line in _lines(each))
    return "\n".join(line for line in lines if line)


def _lines(seen: Seen) -> Iterator[str]:
    element = seen.element
    match seen.type:
        case "TextBlock":
            yield read(element["text"])
        case "FactSet":
            for fact in element["facts"]:
                yield read(fact["title"])
                yield read(fact["value"])
        case kind if kind in KINDS:
            yield label(element)
            yield from _choices(element)
        case kind if kind.startswith("Action."):
            yield plain(element["title"])
        case kind if kind.startswith("Chart."):
            yield plain(element.get("title", ""))


def _choices(element: Json) -> list[str]:
    """What stands beside its boxes; what lies in a menu is not read."""
    if element["type"] == "Input.Toggle":
        return [read(element["title"])]
    is_list = element.get("isMultiSelect") or element.get("style") == "expanded"
    return options(element) if element["type"] == "Input.ChoiceSet" and is_list else []


def is_form(card: ShownCard) -> bool:
    """Whether it can be sent in."""
    return any(each.element.get("verb") == FORM for each in card.seen())


def field(card: ShownCard, name: str) -> Json:
    """The input of a label. AssertionError when it is not there."""
    found = [each for each in inputs(card) if label(each) == name]
    assert len(found) == 1, f"{len(found)} fields «{name}» in:\n{said(card)}"
    return found[0]


def field_with(card: ShownCard, option: str) -> Json:
    """The one input that has an option, or a box, of this name."""
    found = [each for each in inputs(card) if option in offered(each)]
    assert len(found) == 1, f"«{option}» stands in {[label(each) for each in found]} of:\n{said(card)}"
    return found[0]


def inputs(card: ShownCard) -> list[Json]:
    """All of them, in order."""
    return [each.element for each in card.seen() if each.type in KINDS]


def offered(element: Json) -> list[str]:
    """The labels of what can be chosen in it."""
    if element["type"] == "Input.Toggle":
        return [read(element["title"])]
    return options(element) if element["type"] == "Input.ChoiceSet" else []


def held(card: ShownCard, element: Json) -> list[str]:
    """What it holds, as it is read."""
    values = [plain(each) for each in card.value(element)]
    if element["type"] == "Input.Text":
        return [each for each in values if each and each != element.get("placeholder")]
    marked = [each[2:] for each in values if each[:1] in "☑◉"]
    boxes = [each for each in values if each[:1] in "☑☐◉○"]
    return marked if boxes else [each for each in values if each != element.get("placeholder")]


def fill(card: ShownCard, element: Json, values: tuple[Value, ...]) -> None:
    """Fill in an input."""
    many = element.get("isMultiSelect")
    assert many or len(values) == 1, f"one only: {label(element)}"
    card.fill(element, [str(each) for each in values] if many else values[0])
