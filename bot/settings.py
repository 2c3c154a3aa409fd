"""Everything the bot is told by its environment, read and checked at start.

Every fault is named at once, a line each, and no secret is repeated in them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.environment import PORTS, Environment, SettingsError, is_loopback
from bot.platform_settings import SlackSettings, TeamsSettings, read_slack, read_teams
from locales import Translator

__all__ = ["DatabaseSettings", "Settings", "SettingsError", "read_database_settings", "read_settings"]

DATABASE_URL = "sqlite:///samba-bot.db"
PLAYGROUND_TOKEN = "xoxb-playground"


@dataclass(frozen=True)
class DatabaseSettings:
    """Which database, and the keys of the free text in it, the newest first. No keys: they lie in a file beside it."""

    url: str = field(repr=False)  # it may hold a password
    text_keys: tuple[str, ...] = field(repr=False, default=())


@dataclass(frozen=True)
class Settings:
    """All that a bot at work needs. `slack` and `teams` are None where they are not set up; one of them is.

    `lease_seconds` of real time is how long a message waits that was on its way when the process died.
    """

    database: DatabaseSettings
    slack: SlackSettings | None
    teams: TeamsSettings | None
    host: str
    port: int
    lease_seconds: int
    try_token: str = field(repr=False)


def read_database_settings(environ: Mapping[str, str], t: Translator) -> DatabaseSettings:
    """What a command that only opens the database needs. Raises SettingsError."""
    variables = Environment(environ, t)
    settings = _database(variables)
    variables.raise_faults()
    return settings


def read_settings(environ: Mapping[str, str], t: Translator) -> Settings:
    """What a bot at work needs. Raises SettingsError."""
    variables = Environment(environ, t)
    database = _database(variables)
    host = variables.text("HOST") or "127.0.0.1"
    port = variables.number("PORT", 3000, PORTS)
    settings = Settings(
        database=database,
        slack=read_slack(variables),
        teams=read_teams(variables, host, port),
        host=host,
        port=port,
        lease_seconds=variables.number("SAMBA_BOT_LEASE_SECONDS", 60, range(1, 3601)),
        try_token=variables.text("SAMBA_BOT_TRY_TOKEN"),
    )
    if settings.slack is None and settings.teams is None:
        variables.fault(
            "SLACK_BOT_TOKEN", variables.t("Is missing. Set it to work in Slack, or set CLIENT_ID to work in Teams.")
        )
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


def _check_try_out(variables: Environment, settings: Settings) -> None:
    real = (settings.slack and not settings.slack.bot_token.startswith(PLAYGROUND_TOKEN)) or (
        settings.teams and not settings.teams.unauthenticated
    )
    if settings.try_token and (real or not is_loopback(settings.host)):
        variables.fault(
            "SAMBA_BOT_TRY_TOKEN",
            variables.t("Is for the try-out only, which runs on this machine without real tokens. Remove it."),
        )
