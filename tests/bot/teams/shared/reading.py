"""The schema of Adaptive Cards 1.5, beside the repository."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft6Validator
from microsoft_teams.cards import AdaptiveCard

from tests.bot.teams.schema import CHARTS, KEY, Node, nodes, plain

SHARED = Path(__file__).resolve().parents[5] / "shared" / "teams"


@cache
def schema() -> Node:
    """The schema as it is published."""
    loaded: Node = json.loads((SHARED / "adaptive-card-1.5.0.json").read_text())
    return loaded


@cache
def _validator() -> Draft6Validator:
    return Draft6Validator(schema())


def faults(card: AdaptiveCard) -> list[str]:
    """What the schema refuses. Charts and keys are left out first, as a client does that does not know them."""
    sent = plain(card)
    for menu in nodes(sent, "Input.ChoiceSet"):
        menu.pop(KEY, None)
    return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in _errors(_without_charts(sent))]


def _errors(sent: Node) -> Iterator[Any]:
    return iter(_validator().iter_errors(sent))


def _without_charts(sent: Node) -> Node:
    return sent | {"body": [each for each in sent["body"] if each["type"] not in CHARTS]}
