"""The manifest asks for what the code registers and calls, and for nothing else."""

import ast
import inspect
import re
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
import yaml
from slack_sdk.web.async_client import AsyncWebClient

from bot.manifest import http_manifest, manifest_path
from bot.refusal import CommandError
from bot.slack.intake import PATH
from bot.slack.listeners import COMMAND, EVENTS, SHORTCUT, Listeners
from bot.slack.scopes import OF_EVENT, OF_METHOD, needed_scopes
from handlers.commands import WORDS
from tests.source_words import source_words

BOT = Path(__file__).parents[1] / "bot"
# What Slack's own client posts to for each of its methods; files_upload_v2, for one, is two calls and no method.
CALL = re.compile(r'self\.api_call\(\s*"([\w.]+)"|self\.([a-z]+_\w+)\(')
REGISTERED = {"command", "global_shortcut", "block_action", "view_submission", "event", "error"}


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load(manifest_path().read_text(encoding="utf-8"))
    return document


def sources() -> list[Path]:
    """The bot itself, without the workspace of the try-out."""
    return [file for file in BOT.rglob("*.py") if "playground" not in file.parts]


def attributes(file: Path) -> set[str]:
    """Every name that stands after a dot in a file."""
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return {node.attr for node in nodes if isinstance(node, ast.Attribute)}


def methods_behind(name: str) -> set[str]:
    """The Web API methods behind one of the client's own; none for a name that is not one of them."""
    found = getattr(AsyncWebClient, name, None)
    if not inspect.isfunction(found):
        return set()
    calls = CALL.findall(inspect.getsource(found))
    return {method for method, _ in calls if method}.union(*(methods_behind(other) for _, other in calls if other))


def called_methods() -> set[str]:
    """The methods of Slack's Web API that the bot calls."""
    return set().union(*(methods_behind(name) for file in sources() for name in attributes(file)))


def test_the_calls_are_found_in_the_source() -> None:
    found = {name: methods_behind(name) for name in ("views_open", "files_upload_v2", "close", "nothing")}
    assert found == {
        "views_open": {"views.open"},
        "files_upload_v2": {"files.getUploadURLExternal", "files.completeUploadExternal"},
        "close": set(),
        "nothing": set(),
    }
    assert [file.name for file in sources() if "api_call" in attributes(file)] == []


def test_its_scopes_are_those_that_the_calls_commands_and_events_need(manifest: dict[str, Any]) -> None:
    assert called_methods() == OF_METHOD.keys()
    assert set(manifest["settings"]["event_subscriptions"]["bot_events"]) == OF_EVENT.keys()
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == needed_scopes()
    assert "user" not in manifest["oauth_config"]["scopes"]


def test_its_commands_and_events_are_those_that_are_listened_to(manifest: dict[str, Any]) -> None:
    assert [command["command"] for command in manifest["features"]["slash_commands"]] == [COMMAND]
    subscribed = manifest["settings"]["event_subscriptions"]["bot_events"]
    # A message's kind of conversation is part of the event's name in the manifest, but not in what is sent.
    assert sorted(event.split(".")[0] for event in subscribed) == sorted(EVENTS)
    assert [(shortcut["type"], shortcut["callback_id"]) for shortcut in manifest["features"]["shortcuts"]] == [
        ("global", SHORTCUT)  # none of a message: what is written in the chat is not to wander into a case
    ]
    # Nor does it listen to anything else that the manifest would have to name, as a menu that asks.
    app = Mock()
    Listeners(Mock(), Mock()).register(app)
    assert {name.partition("(")[0] for name, _, _ in app.mock_calls} == REGISTERED


def test_its_hint_names_every_command_once(manifest: dict[str, Any]) -> None:
    hint = manifest["features"]["slash_commands"][0]["usage_hint"].split(" · ")
    assert sorted(hint) == sorted(known[1] for known in WORDS.values())


def test_people_can_write_to_it(manifest: dict[str, Any]) -> None:
    assert manifest["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,  # a direct message to somebody fails without it
        "messages_tab_read_only_enabled": False,
    }
    assert manifest["settings"]["interactivity"]["is_enabled"] is True


def test_as_it_stands_it_is_for_socket_mode(manifest: dict[str, Any]) -> None:
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert "http" not in manifest_path().read_text(encoding="utf-8").replace("https://…", "").replace("HTTP", "")


@pytest.mark.parametrize(
    "url", ["https://samba.example", "https://samba.example/", "https://samba.example:8443/kommune"]
)
def test_for_http_everything_goes_to_the_one_address(manifest: dict[str, Any], url: str) -> None:
    made = yaml.safe_load(http_manifest(url, source_words()))
    target = url.rstrip("/") + PATH
    expected = manifest | {
        "features": manifest["features"]
        | {"slash_commands": [manifest["features"]["slash_commands"][0] | {"url": target}]},
        "settings": manifest["settings"]
        | {
            "event_subscriptions": manifest["settings"]["event_subscriptions"] | {"request_url": target},
            "interactivity": {"is_enabled": True, "request_url": target},
            "socket_mode_enabled": False,
        },
    }
    assert made == expected


@pytest.mark.parametrize(
    "url",
    [
        "http://samba.example",
        "samba.example",
        "https://",
        "https://x:port",
        "https://x/?a=b",
        "https://x/#a",
        "https://[x",
    ],
)
def test_an_address_that_is_not_https_is_refused(url: str) -> None:
    with pytest.raises(CommandError, match="must begin with https://"):
        http_manifest(url, source_words())
