"""The manifest registers what the code listens to, and asks for no scope that the code does not need."""

from pathlib import Path

import yaml

from bot.slack.listeners import COMMAND, EVENTS

MANIFEST = yaml.safe_load((Path(__file__).parents[3] / "manifest.yml").read_text())
# Scopes by what needs them.
SCOPES = {
    "app_mentions:read": "app_mention",
    "chat:write": "chat.postMessage, chat.postEphemeral, chat.update",
    "commands": "/samba",
    "files:write": "files.getUploadURLExternal, files.completeUploadExternal",
    "im:history": "message.im, conversations.history",
    "im:write": "conversations.open",
    "users:read": "users.info",
}


def test_the_manifest_registers_what_the_code_listens_to() -> None:
    assert [command["command"] for command in MANIFEST["features"]["slash_commands"]] == [COMMAND]
    events = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert {event.partition(".")[0] for event in events} == set(EVENTS)
    assert MANIFEST["oauth_config"]["scopes"] == {"bot": list(SCOPES)}
    assert "shortcuts" not in MANIFEST["features"]
