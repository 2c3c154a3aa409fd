"""What the playground is started with, from the command line and the environment. Secrets are never shown in `repr`."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

HOST = "127.0.0.1"
BOT_TOKEN_PREFIX = "xoxb-playground"
APP_TOKEN_PREFIX = "xapp-playground"

# option -> environment variable; either may give the secret
SECRETS = {
    "signing_secret": "SAMBA_BOT_PLAYGROUND_SIGNING_SECRET",
    "bot_token": "SAMBA_BOT_PLAYGROUND_BOT_TOKEN",
    "app_token": "SAMBA_BOT_PLAYGROUND_APP_TOKEN",
    "try_token": "SAMBA_BOT_TRY_TOKEN",
}


class SettingsError(Exception):
    """The playground will not start like this; the message says why and what to do."""


@dataclass(frozen=True)
class Settings:
    """Everything the playground needs to start. URLs without a trailing slash."""

    port: int
    state: Path
    municipality: Path
    manifest: Path
    mode: Literal["http", "socket"] = "http"
    bot_url: str = ""
    clock_url: str = ""
    signing_secret: str = field(default="", repr=False)
    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    try_token: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        for name, token, prefix in (
            ("--bot-token", self.bot_token, BOT_TOKEN_PREFIX),
            ("--app-token", self.app_token, APP_TOKEN_PREFIX),
        ):
            if token and not token.startswith(prefix):
                raise SettingsError(f"{name} must begin with {prefix}: the playground never takes a real Slack token")
        if not self.bot_token:
            raise SettingsError("--bot-token is missing")
        if not self.signing_secret:
            raise SettingsError("--signing-secret is missing")
        if self.mode == "http" and not self.bot_url:
            raise SettingsError("--bot-url is missing: where the bot listens in HTTP mode")
        if self.mode == "socket" and not self.app_token:
            raise SettingsError("--app-token is missing: Socket Mode needs it")

    @property
    def own_url(self) -> str:
        """Where the playground itself is reached."""
        return f"http://{HOST}:{self.port}"


def read_settings(argv: Sequence[str], environ: Mapping[str, str]) -> Settings:
    """Settings from `argv`, with secrets from `environ` where `argv` has none. Raises SettingsError."""
    given = vars(_parser().parse_args(argv))
    for option, variable in SECRETS.items():
        given[option] = given[option] or environ.get(variable, "")
    given["bot_url"] = given["bot_url"].rstrip("/")
    return Settings(**given)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot.playground", description="A Slack-compatible workspace in the browser."
    )
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--state", type=Path, default=Path("playground.db"), help="SQLite file that holds everything")
    parser.add_argument("--municipality", type=Path, default=Path(__file__).parent / "lyngvag.toml")
    parser.add_argument("--manifest", type=Path, default=Path("manifest.yml"))
    parser.add_argument("--mode", choices=("http", "socket"), default="http", help="how the bot is reached")
    parser.add_argument("--bot-url", default="", help="where the bot listens in HTTP mode")
    parser.add_argument("--clock-url", default="", help="the bot's clock, when it is tried out")
    for option, variable in SECRETS.items():
        parser.add_argument(f"--{option.replace('_', '-')}", default="", help=f"or {variable}")
    return parser
