"""Slack's data beside the repository: the schema of Block Kit and samples of real payloads."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

SHARED = Path(__file__).resolve().parents[5] / "shared" / "slack"


@cache
def _validator(definition: str) -> Draft7Validator:
    schema = json.loads((SHARED / "blockkit.schema.json").read_text())
    return Draft7Validator(schema | {"$ref": f"#/definitions/{definition}"})


def faults(definition: str, drawn: Any) -> list[str]:
    """What Slack would refuse: by the schema, and what the schema does not see (two ids alike, a view too large)."""
    found = [
        f"{list(error.absolute_path)}: {error.message[:200]}" for error in _validator(definition).iter_errors(drawn)
    ]
    actions = [element["action_id"] for element in _elements(drawn) if element["type"] == "button"]
    blocks = [block["block_id"] for block in drawn["blocks"] if "block_id" in block]
    found += [f"not unique: {ids}" for ids in (actions, blocks) if len(set(ids)) < len(ids)]
    return found + (["too large"] if len(json.dumps(drawn, ensure_ascii=False).encode()) > 250_000 else [])


def _elements(drawn: Any) -> Iterator[Any]:
    for block in drawn["blocks"]:
        yield from block.get("elements", ()) if block["type"] == "actions" else ()
        yield from [block["accessory"]] if "accessory" in block else []


@cache
def sample(path: str) -> dict[str, Any]:
    """A real payload's shape; its values are scrubbed."""
    loaded: dict[str, Any] = json.loads((SHARED / "samples" / path).read_text())
    return loaded
