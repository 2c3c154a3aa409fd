"""Whether Teams takes a card: the schema of Adaptive Cards 1.5, ids that stand once, and its size.

The schema lies beside the repository (`../shared`); without it the rest is still looked at.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft6Validator
from jsonschema.exceptions import best_match

from tests.bot.teams.connector.world import Json

SCHEMA = Path(__file__).resolve().parents[5] / "shared" / "teams" / "adaptive-card-1.5.0.json"
LARGEST = 28 * 1024


def faults_of(card: Any) -> list[str]:
    """What Teams would not draw. Charts are not in the schema: they may stand where others are told to drop them."""
    if not isinstance(card, dict) or card.get("type") != "AdaptiveCard":
        return ["not an AdaptiveCard"]
    version = card.get("version")
    found = [] if version in ("1.2", "1.3", "1.4", "1.5") else [f"version {version}"]
    found += [] if size(card) <= LARGEST else [f"too large: {size(card)} bytes"]
    found += _seen_by_schema(card)
    found += [f"id stands twice: {each}" for each in _repeated(_ids(card))]
    found += [f"no such element to show or hide: {each}" for each in _targets(card) if each not in set(_ids(card))]
    return found + list(_unsendable(card))


def size(card: Json) -> int:
    """How large it is on the way, in bytes."""
    return len(json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode())


@cache
def _validator() -> Draft6Validator:
    return Draft6Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def _seen_by_schema(card: Json) -> list[str]:
    return list(_judged(json.dumps(_for_schema(card)))) if SCHEMA.is_file() else []


@cache
def _judged(card: str) -> tuple[str, ...]:
    """What the schema says. It is slow, and many cards are one card but for what their buttons carry."""
    best = best_match(list(_validator().iter_errors(json.loads(card))))
    return (f"{list(best.absolute_path)}: {best.message[:300]}",) if best else ()


def _for_schema(thing: Any) -> Any:
    """Without charts, without what buttons carry, which may be anything, and without the keys of menus, which Teams
    reads and the schema does not know.
    """
    if isinstance(thing, list):
        return [_for_schema(each) for each in thing if not _dropped(each)]
    if not isinstance(thing, dict):
        return thing
    return {
        name: {} if name == "data" and isinstance(each, dict) else _for_schema(each)
        for name, each in thing.items()
        if not (name == "key" and thing.get("type") == "Input.ChoiceSet")
    }


def _dropped(thing: Any) -> bool:
    return isinstance(thing, dict) and str(thing.get("type")).startswith("Chart.") and thing.get("fallback") == "drop"


def _every(thing: Any) -> Iterator[Json]:
    """Every element and action of a card, however deep; what a button carries is none of it."""
    if isinstance(thing, list):
        for each in thing:
            yield from _every(each)
    elif isinstance(thing, dict):
        yield thing
        for name, each in thing.items():
            if name != "data":
                yield from _every(each)


def _ids(card: Json) -> list[str]:
    return [each["id"] for each in _every(card) if isinstance(each.get("id"), str)]


def _repeated(ids: list[str]) -> list[str]:
    return sorted({each for each in ids if ids.count(each) > 1})


def _targets(card: Json) -> Iterator[str]:
    for element in _every(card):
        for each in element.get("targetElements") or ():
            yield each if isinstance(each, str) else each.get("elementId")


def _unsendable(card: Json) -> Iterator[str]:
    """What the schema lets pass, and nobody could send back."""
    for each in _every(card):
        if str(each.get("type")).startswith("Input.") and not each.get("id"):
            yield f"an input without an id: {each.get('label')}"
        if each.get("type") == "Input.ChoiceSet":
            values = [str(choice.get("value")) for choice in each.get("choices") or ()]
            yield from (f"a choice stands twice: {value}" for value in _repeated(values))
            if each.get("isMultiSelect"):
                yield from (f"a comma in a choice of several: {value}" for value in values if "," in value)
