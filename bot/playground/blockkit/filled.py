"""Blocks as Slack keeps them: with the ids and small properties that the sender left out."""

import secrets
from typing import Any

from bot.playground.blockkit.elements import ACTIVE, FIELDS

Json = dict[str, Any]


def fill_blocks(blocks: list[Json]) -> list[Json]:
    """The blocks with an id each, an action id on every element, and Slack's defaults on every text."""
    return [{**_filled(block), "block_id": block.get("block_id") or _short_id()} for block in blocks]


def _filled(value: Any) -> Any:
    if isinstance(value, list):
        return [_filled(each) for each in value]
    if not isinstance(value, dict):
        return value
    filled = {name: _filled(content) for name, content in value.items()}
    return {**_defaults(filled), **filled}


def _defaults(value: Json) -> Json:
    kind = value.get("type")
    if kind == "plain_text":
        return {"emoji": True}
    if kind == "mrkdwn":
        return {"verbatim": False}
    if (kind in ACTIVE or kind in FIELDS) and "action_id" not in value:
        return {"action_id": _short_id()}
    return {}


def _short_id() -> str:
    return secrets.token_urlsafe(4)[:5]
