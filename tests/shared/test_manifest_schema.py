"""The manifest is one that Slack accepts, and the scopes we count with are those that Slack names."""

import json
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from bot.manifest import http_manifest, manifest_path
from bot.slack.scopes import OF_METHOD
from tests.shared.conftest import SHARED
from tests.source_words import source_words


def manifests() -> list[str]:
    """Both that we give away."""
    return [manifest_path().read_text(encoding="utf-8"), http_manifest("https://samba.example", source_words())]


@pytest.mark.parametrize("text", manifests(), ids=["socket", "http"])
def test_slacks_schema_accepts_it(text: str) -> None:
    schema = json.loads((SHARED / "slack" / "manifest.schema.2.0.0.json").read_text(encoding="utf-8"))
    assert [error.message for error in Draft7Validator(schema).iter_errors(yaml.safe_load(text))] == []


@pytest.mark.parametrize(("method", "scopes"), OF_METHOD.items())
def test_slack_names_the_scopes_of_each_method(method: str, scopes: tuple[str, ...]) -> None:
    methods: dict[str, Any] = json.loads((SHARED / "slack" / "web-api-methods.json").read_text(encoding="utf-8"))
    named = methods[method]["scope"].get("bot", [])
    assert set(scopes) <= set(named) if scopes else named == []
