"""All that is looked at in Slack, in order: what comes later asks with what came before."""

from collections.abc import Collection, Sequence

from slack_sdk.web.async_client import AsyncWebClient

from bot.checks.findings import Finding, Group
from bot.platform_settings import SlackSettings
from bot.settings import Settings
from bot.slack.checks.asking import asking
from bot.slack.checks.channels import check_channels
from bot.slack.checks.line import check_signature, check_socket
from bot.slack.checks.people import check_people
from bot.slack.checks.workspace import check_workspace
from handlers.municipality.registered import Registered
from locales import Translator


async def check_slack(
    settings: Settings, slack: SlackSettings, municipalities: Sequence[Registered] | None, t: Translator
) -> list[Group]:
    """`municipalities` are those on the database; None when it could not be asked."""
    async with asking(slack.bot_token, slack.api_url) as client:
        installed = await check_workspace(client, _workspaces(municipalities), t)
        if not installed.reached:
            return [Group("Slack", installed.findings)]
        groups = [Group("Slack", (*installed.findings, await _line(client, settings, slack, t)))]
        for known in municipalities or ():
            if installed.team in known.workspaces:
                people = await check_people(client, installed.team, known, t)
                rooms = await check_channels(client, installed.team, installed.bot_user, known, t)
                groups += [Group(t("People"), people), Group(t("Channels"), rooms)]
    return groups


async def _line(client: AsyncWebClient, settings: Settings, slack: SlackSettings, t: Translator) -> Finding:
    if slack.mode == "socket":
        return await check_socket(client, slack.app_token, settings.host, settings.port, t)
    return await check_signature(slack.signing_secret, settings.host, settings.port, t)


def _workspaces(municipalities: Sequence[Registered] | None) -> Collection[str] | None:
    if municipalities is None:
        return None
    return [workspace for known in municipalities for workspace in known.workspaces]
