"""For whom cards are drawn in the tests, and how what is drawn is read."""

from typing import Any

from microsoft_teams.cards import CardElement

from bot.teams.elements import JOINER, SEAL
from bot.teams.seals import Drawing, Press, SealedForm, Seals
from tests.bot.teams.schema import Node
from tests.conftest import KEY

TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47"
SEALS = Seals([KEY])
DRAWING = Drawing(SEALS, TENANT, "nn")
# What stands for a character that would be formatted.
STANDINS = str.maketrans({"∗": "*", "ˋ": "`", "\u00a0": " ", JOINER: None})


def as_read(text: str) -> str:
    """A line as somebody reads it."""
    return text.translate(STANDINS)


def opened(node: Any) -> Any:
    """Something drawn as it is sent, with every seal replaced by what it holds."""
    if isinstance(node, CardElement):
        return opened(node.model_dump(mode="json", by_alias=True, exclude_none=True))
    if isinstance(node, list):
        return [opened(each) for each in node]
    if isinstance(node, dict):
        return {key: _sealed(each) if key == SEAL else opened(each) for key, each in node.items()}
    return node


def _sealed(token: str) -> Press | SealedForm | None:
    return SEALS.open_press(TENANT, token) or SEALS.open_form(TENANT, DRAWING.account, token)


def block(text: str, **how: Any) -> Node:
    """A line of text as it is sent."""
    return {"type": "TextBlock", "text": text, "wrap": True, **how}
