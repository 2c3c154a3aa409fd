"""The manifest of the Slack app: as it stands for Socket Mode, or made for HTTP."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.refusal import CommandError
from locales import Translator

NAME = "manifest.yml"
EVENTS_PATH = "/slack/events"


def manifest_path() -> Path:
    """Where the manifest lies: beside this file when installed, else at the top of the working copy."""
    installed = Path(__file__).with_name(NAME)
    return installed if installed.exists() else Path(__file__).parents[1] / NAME


def socket_manifest() -> str:
    """The manifest as it stands."""
    return manifest_path().read_text(encoding="utf-8")


def http_manifest(url: str, t: Translator) -> str:
    """The manifest with all requests sent to a public https address. Raises CommandError for any other address."""
    import yaml

    target = _address(url, t) + EVENTS_PATH
    manifest: dict[str, Any] = yaml.safe_load(socket_manifest())
    for command in manifest["features"]["slash_commands"]:
        command["url"] = target
    settings = manifest["settings"]
    settings["event_subscriptions"]["request_url"] = target
    settings["interactivity"]["request_url"] = target
    settings["socket_mode_enabled"] = False
    return yaml.safe_dump(manifest, allow_unicode=True, sort_keys=False, width=120)


def _address(url: str, t: Translator) -> str:
    try:
        parts = urlsplit(url)
        usable = parts.scheme == "https" and bool(parts.hostname) and not parts.query and not parts.fragment
        _ = parts.port  # raises ValueError when it is no number
    except ValueError:
        usable = False
    if not usable:
        raise CommandError(
            t(
                "The address must begin with https:// and name a server, such as {example}.",
                example="https://samba.example",
            )
        )
    return url.rstrip("/")
