"""What the environment tells the bot."""

import re

from bot.checks.findings import Finding, fault, fine
from bot.platform_settings import SlackSettings
from bot.settings import Settings
from locales import Translator

# https://docs.slack.dev/authentication/verifying-requests-from-slack: 32 hexadecimal digits.
SIGNING_SECRET = re.compile(r"[0-9a-f]{32}")


def check_settings(settings: Settings, t: Translator) -> tuple[Finding, ...]:
    """Settings that could be read: what else can be seen of them."""
    slack = check_slack_settings(settings.slack, t) if settings.slack else ()
    teams = (fine(t("All that the bot needs for Teams is set.")),) if settings.teams else ()
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


def check_faults(faults: list[str]) -> tuple[Finding, ...]:
    """What is wrong with settings that could not be read. Each says what to do."""
    return tuple(fault(line) for line in faults)
