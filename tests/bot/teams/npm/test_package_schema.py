"""The app package against Microsoft's own schemas, and our copy of the facts beside them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from bot.teams.package.manifest import SCHEMA_VERSION, localization, manifest
from locales import LANGUAGES, Language
from tests.bot.teams.npm.found import schemas
from tests.bot.teams.test_package import package


def folder() -> Path:
    """Where the schemas are."""
    found = schemas()
    assert found
    return found


def schema(name: str) -> Draft4Validator:
    """One of the schemas of the version that we use."""
    text = (folder() / f"v{SCHEMA_VERSION}" / f"{name}.schema.json").read_text(encoding="utf-8")
    content: dict[str, Any] = json.loads(text)
    return Draft4Validator(content)


@pytest.mark.parametrize("language", LANGUAGES)
def test_microsofts_schemas_take_it(language: Language) -> None:
    schema("MicrosoftTeams").validate(manifest(package(language)))
    schema("MicrosoftTeams.Localization").validate(localization(language))


def test_it_is_the_newest_version() -> None:
    versions = [
        tuple(map(int, each.name[1:].split("."))) for each in folder().glob("v*") if re.search(r"\d$", each.name)
    ]
    assert ".".join(map(str, max(versions))) == SCHEMA_VERSION


def test_a_manifest_with_a_fault_is_not_taken() -> None:
    made = manifest(package())
    made["bots"][0]["commandLists"][0]["commands"] *= 2
    assert [error.validator for error in schema("MicrosoftTeams").iter_errors(made)] == ["maxItems"]
