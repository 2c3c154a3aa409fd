"""What the app may do and hear, read from its Slack manifest."""

from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Shortcut:
    """Something that can be started from anywhere in the workspace."""

    callback_id: str
    name: str
    description: str


@dataclass(frozen=True)
class Manifest:
    """The part of manifest.yml that the workspace enforces."""

    app_name: str
    scopes: frozenset[str]
    commands: dict[str, str]  # "/samba" -> usage hint
    shortcuts: tuple[Shortcut, ...]  # the global ones
    events: frozenset[str]
    home_tab: bool
    messages_tab: bool
    interactive: bool


def read_manifest(path: Path) -> Manifest:
    """The manifest in `path`. Raises OSError or KeyError when it is not one."""
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    features, settings = document["features"], document["settings"]
    home = features.get("app_home", {})
    return Manifest(
        app_name=features["bot_user"]["display_name"],
        scopes=frozenset(document["oauth_config"]["scopes"]["bot"]),
        commands={entry["command"]: entry.get("usage_hint", "") for entry in features.get("slash_commands", [])},
        shortcuts=tuple(
            Shortcut(entry["callback_id"], entry["name"], entry["description"])
            for entry in features.get("shortcuts", [])
            if entry["type"] == "global"
        ),
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", [])),
        home_tab=bool(home.get("home_tab_enabled")),
        messages_tab=bool(home.get("messages_tab_enabled")),
        interactive=bool(settings.get("interactivity", {}).get("is_enabled")),
    )
