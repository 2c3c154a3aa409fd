"""Everything the bot is told by its environment, read and checked at start.

Every fault is named at once, a line each, and no secret is repeated in them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.environment import PORTS, Environment, SettingsError, is_loopback
from locales import Translator

__all__ = ["DatabaseSettings", "Settings", "SettingsError", "read_database_settings", "read_settings"]

DATABASE_URL = "sqlite:///samba-bot.db"
API_URL = "https://slack.com/api/"
PLAYGROUND_TOKEN = "xoxb-playground"


@dataclass(frozen=True)
class DatabaseSettings:
    """Which database, and the keys of the free text in it, the newest first. No keys: they lie in a file beside it."""

    url: str = field(repr=False)  # it may hold a password
    text_keys: tuple[str, ...] = field(repr=False, default=())


@dataclass(frozen=True)
class Settings:
    """All that a bot at work needs. The signing secret or the app token is empty; `api_url` ends with a slash.

    `lease_seconds` of real time is how long a message waits that was on its way when the process died.
    """

    database: DatabaseSettings
    bot_token: str = field(repr=False)
    signing_secret: str = field(repr=False)
    app_token: str = field(repr=False)
    api_url: str
    host: str
    port: int
    lease_seconds: int
    try_token: str = field(repr=False)

    @property
    def mode(self) -> Literal["http", "socket"]:
        """How Slack reaches the bot."""
        return "socket" if self.app_token else "http"


def read_database_settings(environ: Mapping[str, str], t: Translator) -> DatabaseSettings:
    """What a command that only opens the database needs. Raises SettingsError."""
    variables = Environment(environ, t)
    settings = _database(variables)
    variables.raise_faults()
    return settings


def read_settings(environ: Mapping[str, str], t: Translator) -> Settings:
    """What a bot at work needs. Raises SettingsError."""
    variables = Environment(environ, t)
    settings = Settings(
        database=_database(variables),
        bot_token=variables.token("SLACK_BOT_TOKEN", "xoxb-"),
        signing_secret=variables.text("SLACK_SIGNING_SECRET"),
        app_token=variables.token("SLACK_APP_TOKEN", "xapp-"),
        api_url=variables.web_address("SLACK_API_URL", API_URL),
        host=variables.text("HOST") or "127.0.0.1",
        port=variables.number("PORT", 3000, PORTS),
        lease_seconds=variables.number("SAMBA_BOT_LEASE_SECONDS", 60, range(1, 3601)),
        try_token=variables.text("SAMBA_BOT_TRY_TOKEN"),
    )
    _check_slack(variables, settings)
    _check_try_out(variables, settings)
    variables.raise_faults()
    return settings


def _database(variables: Environment) -> DatabaseSettings:
    t = variables.t
    url = variables.database_url("SAMBA_BOT_DATABASE_URL", DATABASE_URL)
    keys = variables.keys("SAMBA_BOT_TEXT_KEYS")
    if not keys and not url.startswith("sqlite"):
        variables.fault(
            "SAMBA_BOT_TEXT_KEYS",
            t("Is missing. Only a SQLite database has its key in a file. Make a key with samba-bot key."),
        )
    return DatabaseSettings(url, keys)


def _check_slack(variables: Environment, settings: Settings) -> None:
    t = variables.t
    if not settings.bot_token:
        variables.fault(
            "SLACK_BOT_TOKEN", t("Is missing. You find it on the app's page at Slack, under OAuth & Permissions.")
        )
    if settings.signing_secret and settings.app_token:
        variables.fault(
            "SLACK_APP_TOKEN",
            t("Stands beside SLACK_SIGNING_SECRET. Keep this one for Socket Mode, or that one for HTTP."),
        )
    if not settings.signing_secret and not settings.app_token:
        variables.fault(
            "SLACK_APP_TOKEN",
            t("Is missing. Set it for Socket Mode, or set SLACK_SIGNING_SECRET for HTTP."),
        )


def _check_try_out(variables: Environment, settings: Settings) -> None:
    if settings.try_token and not (settings.bot_token.startswith(PLAYGROUND_TOKEN) and is_loopback(settings.host)):
        variables.fault(
            "SAMBA_BOT_TRY_TOKEN",
            variables.t("Is for the try-out only, which runs on this machine without real tokens. Remove it."),
        )
