"""What the environment says of each platform. One that nothing is said of is not set up, and costs nothing."""

from dataclasses import dataclass, field
from typing import Literal

from bot.environment import Environment, is_loopback

SLACK_API = "https://slack.com/api/"
SLACK_NAMES = ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN")
CREDENTIALS = ("CLIENT_ID", "CLIENT_SECRET", "TENANT_ID")
UNAUTHENTICATED = "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS"
URL = "SAMBA_BOT_URL"


@dataclass(frozen=True)
class SlackSettings:
    """The signing secret or the app token is empty; `api_url` ends with a slash."""

    bot_token: str = field(repr=False)
    signing_secret: str = field(repr=False)
    app_token: str = field(repr=False)
    api_url: str

    @property
    def mode(self) -> Literal["http", "socket"]:
        """How Slack reaches the bot."""
        return "socket" if self.app_token else "http"


@dataclass(frozen=True)
class TeamsSettings:
    """The app's registration in Entra, under the SDK's own names. `url` is the bot's public address, with a slash.

    `unauthenticated`: anybody on this machine may be anybody. Then there are no credentials.
    """

    client_id: str
    client_secret: str = field(repr=False)
    tenant_id: str
    url: str
    unauthenticated: bool = False


def read_slack(variables: Environment) -> SlackSettings | None:
    """Slack's part; None when nothing is said of Slack."""
    if not any(map(variables.text, SLACK_NAMES)):
        return None
    t = variables.t
    settings = SlackSettings(
        bot_token=variables.token("SLACK_BOT_TOKEN", "xoxb-"),
        signing_secret=variables.text("SLACK_SIGNING_SECRET"),
        app_token=variables.token("SLACK_APP_TOKEN", "xapp-"),
        api_url=variables.web_address("SLACK_API_URL", SLACK_API),
    )
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
    return settings


def read_teams(variables: Environment, host: str, port: int) -> TeamsSettings | None:
    """Teams' part; None when nothing is said of Teams. `host` and `port` are where the bot listens."""
    unauthenticated = variables.switch(UNAUTHENTICATED)
    given = [name for name in CREDENTIALS if variables.text(name)]
    if not given and not unauthenticated:
        return None
    if unauthenticated:
        _check_unauthenticated(variables, given, host)
    else:
        _check_credentials(variables)
    return TeamsSettings(
        client_id=variables.text("CLIENT_ID"),
        client_secret=variables.text("CLIENT_SECRET"),
        tenant_id=variables.text("TENANT_ID"),
        url=variables.web_address(URL, f"http://127.0.0.1:{port}/"),
        unauthenticated=unauthenticated,
    )


def _check_unauthenticated(variables: Environment, given: list[str], host: str) -> None:
    t = variables.t
    if given:
        variables.fault(
            UNAUTHENTICATED,
            t("Stands beside {names}, and would let anybody in. Remove it, or remove them.", names=", ".join(given)),
        )
    if not is_loopback(host):
        variables.fault(UNAUTHENTICATED, t("Is for this machine only. Set HOST to 127.0.0.1, or remove it."))


def _check_credentials(variables: Environment) -> None:
    t = variables.t
    for name in CREDENTIALS:
        if not variables.text(name):
            variables.fault(name, t("Is missing. You find it in Entra, on the app registration of the bot."))
    if not variables.text(URL):
        variables.fault(URL, t("Is missing. Set it to the bot's public address, for instance https://samba.example/."))
