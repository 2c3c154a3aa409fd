"""What the environment tells the bot."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.checks.findings import Finding, fault, fine, warning
from bot.environment import is_loopback
from bot.platform_settings import UNAUTHENTICATED, SlackSettings, TeamsSettings
from bot.settings import Settings
from bot.teams.ids import is_guid
from locales import Translator

# https://docs.slack.dev/authentication/verifying-requests-from-slack: 32 hexadecimal digits.
SIGNING_SECRET = re.compile(r"[0-9a-f]{32}")


def check_settings(settings: Settings, t: Translator) -> tuple[Finding, ...]:
    """Settings that could be read: what else can be seen of them."""
    slack = check_slack_settings(settings.slack, t) if settings.slack else ()
    teams = check_teams_settings(settings.teams, t) if settings.teams else ()
    return (*slack, *teams)


def check_slack_settings(slack: SlackSettings, t: Translator) -> tuple[Finding, ...]:
    """What can be seen of what is set for Slack."""
    if slack.signing_secret and not SIGNING_SECRET.fullmatch(slack.signing_secret):
        return (
            fault(
                t("SLACK_SIGNING_SECRET is not as Slack's are: 32 digits, 0–9 and a–f."),
                t("Copy Signing Secret anew from the app's page at Slack, under Basic Information."),
            ),
        )
    if slack.mode == "socket":
        return (fine(t("All that the bot needs is set. Slack reaches it by Socket Mode.")),)
    return (fine(t("All that the bot needs is set. Slack reaches it over HTTP.")),)


def check_teams_settings(teams: TeamsSettings, t: Translator) -> tuple[Finding, ...]:
    """What can be seen of what is set for Teams."""
    if teams.unauthenticated:
        return (
            warning(
                t("Whoever reaches this machine may be anybody in Teams: {name} is set.", name=UNAUTHENTICATED),
                t("It is for trying out only. Remove it, and set CLIENT_ID, CLIENT_SECRET and TENANT_ID instead."),
            ),
        )
    return tuple(_teams_faults(teams, t)) or (fine(t("All that the bot needs for Teams is set.")),)


def _teams_faults(teams: TeamsSettings, t: Translator) -> Iterator[Finding]:
    for name, value in (("CLIENT_ID", teams.client_id), ("TENANT_ID", teams.tenant_id)):
        if not is_guid(value):
            yield fault(
                t("{name} is no id of Entra's.", name=name),
                t("Copy Application (client) ID and Directory (tenant) ID anew from the app registration in Entra."),
            )
    if is_guid(teams.client_secret):
        yield fault(
            t("CLIENT_SECRET is the id of the secret, and not the secret itself."),
            t("Make a new secret under Certificates & secrets in Entra, and copy what stands under Value."),
        )
    if is_loopback(urlsplit(teams.url).hostname or ""):
        yield fault(
            t("SAMBA_BOT_URL is this machine's own address, and Teams cannot call it."),
            t("Set the address that the machine has on the internet, with https://."),
        )


def check_faults(faults: list[str]) -> tuple[Finding, ...]:
    """What is wrong with settings that could not be read. Each says what to do."""
    return tuple(fault(line) for line in faults)
