"""The bot's token, the workspace it is for, and what it may do there."""

from collections.abc import Collection
from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.checks.findings import Finding, fault, fine, warning
from bot.slack.faults import code_of
from bot.slack.scopes import needed_scopes
from locales import Translator

# Slack names in this header of each answer what the token may do.
GRANTED = "x-oauth-scopes"


@dataclass(frozen=True)
class Installed:
    """What was found, and where the bot is installed; empty when Slack did not say. `reached`: whether it answered."""

    findings: tuple[Finding, ...]
    team: str = ""
    bot_user: str = ""
    reached: bool = True


async def check_workspace(client: AsyncWebClient, loaded: Collection[str] | None, t: Translator) -> Installed:
    """Ask Slack who the bot is. `loaded` are the workspaces of the municipalities; None when they are not known."""
    try:
        found = await client.auth_test()
    except SlackApiError as error:
        if code := code_of(error):
            return Installed((_refused(code, t),))
        return Installed((_unreachable(client.base_url, t),), reached=False)  # somebody answered, but not Slack
    except (TimeoutError, aiohttp.ClientError, OSError):
        return Installed((_unreachable(client.base_url, t),), reached=False)
    team = str(found["team_id"])
    known = fine(t("Slack knows the bot, in the workspace {team}.", team=team))
    findings = [known, _scopes(found.headers.get(GRANTED), t)]
    if loaded is not None and team not in loaded:
        findings.insert(1, _strange(team, t))
    return Installed(tuple(findings), team, str(found["user_id"]))


def _refused(code: str, t: Translator) -> Finding:
    return fault(
        t("Slack does not accept SLACK_BOT_TOKEN ({code}).", code=code),
        t("Install the app in the workspace, and copy Bot User OAuth Token anew, under OAuth & Permissions."),
    )


def _unreachable(address: str, t: Translator) -> Finding:
    return fault(
        t("Slack cannot be reached at {address}.", address=address),
        t("See whether this machine may go out to the internet, and whether it must use a proxy (HTTPS_PROXY)."),
    )


def _strange(team: str, t: Translator) -> Finding:
    return fault(
        t("No municipality is registered with the workspace {team}.", team=team),
        t("Write the id under [workspaces] in the file, and run samba-bot load. Or use the token of the right app."),
    )


def _scopes(header: str | None, t: Translator) -> Finding:
    if not header:
        return warning(
            t("Slack did not say what the app may do."), t("Compare the app's scopes with those of samba-bot manifest.")
        )
    granted, needed = {scope.strip() for scope in header.split(",")}, needed_scopes()
    if lacking := sorted(needed - granted):
        return fault(
            t("The app lacks scopes: {scopes}.", scopes=", ".join(lacking)),
            t("Replace the app's manifest with what samba-bot manifest prints, and install the app again."),
        )
    if extra := sorted(granted - needed):
        return warning(
            t("The app may do more than the bot needs: {scopes}.", scopes=", ".join(extra)),
            t("Replace the app's manifest with what samba-bot manifest prints, and install the app again."),
        )
    return fine(t("The app has the scopes that the bot needs, and no others."))
