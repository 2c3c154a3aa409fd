"""Whether Microsoft lets the bot in with what is set, by the library and the addresses that the SDK uses.

The codes: https://learn.microsoft.com/entra/identity-platform/reference-error-codes
"""

import asyncio
import json
from dataclasses import dataclass
from typing import Any

import httpx
from microsoft_teams.api.auth.cloud_environment import PUBLIC
from msal import ConfidentialClientApplication  # type: ignore[import-untyped]

from bot.checks.findings import Finding, fault, fine
from bot.platform_settings import TeamsSettings
from bot.teams.checks import asking
from locales import Translator


@dataclass(frozen=True)
class SignedIn:
    """What was found, and the bot's token where it got one."""

    finding: Finding
    token: str | None = None


async def sign_in(teams: TeamsSettings, t: Translator) -> SignedIn:
    """Ask for a token as the bot does before it writes."""
    try:
        told = await asyncio.to_thread(_token, teams)
    except (httpx.HTTPError, OSError):
        return SignedIn(_unreachable(t))
    except ValueError as error:
        # A page in between answers what is no JSON; Microsoft refuses a tenant that is none before any secret is sent.
        no_json = isinstance(error.__context__, json.JSONDecodeError)
        return SignedIn(_unreachable(t) if no_json else _refused(90002, teams, t))
    if token := told.get("access_token"):
        return SignedIn(fine(t("Microsoft knows the bot, in the tenant {tenant}.", tenant=teams.tenant_id)), str(token))
    return SignedIn(_refused(_code(told), teams, t))


def _token(teams: TeamsSettings) -> dict[str, Any]:
    with asking.microsoft() as client:
        app = ConfidentialClientApplication(
            teams.client_id,
            client_credential=teams.client_secret,
            authority=f"{PUBLIC.login_endpoint}/{teams.tenant_id}",
            instance_discovery=False,  # the address is Microsoft's own
            http_client=client,
        )
        told: dict[str, Any] = app.acquire_token_for_client([PUBLIC.bot_scope])
        return told


def _code(told: dict[str, Any]) -> int | str:
    """Microsoft's number for what is wrong, or its word where there is none."""
    numbers = told.get("error_codes") or [None]
    return numbers[0] if isinstance(numbers[0], int) else str(told.get("error", "unknown"))


def _unreachable(t: Translator) -> Finding:
    return fault(
        t("Microsoft's sign-in cannot be reached at {address}.", address=PUBLIC.login_endpoint),
        t("See whether this machine may go out to the internet, and whether it must use a proxy (HTTPS_PROXY)."),
    )


def _refused(code: int | str, teams: TeamsSettings, t: Translator) -> Finding:
    registration = t("Copy Application (client) ID and Directory (tenant) ID anew from the app registration in Entra.")
    secret = t("Make a new secret under Certificates & secrets in Entra, and copy what stands under Value.")
    match code:
        case 90002:
            return fault(t("There is no tenant {tenant}.", tenant=teams.tenant_id), registration)
        case 700016:
            return fault(t("There is no app {app} in the tenant.", app=teams.client_id), registration)
        case 7000215:
            return fault(t("Microsoft does not accept CLIENT_SECRET."), secret)
        case 7000222:
            return fault(t("CLIENT_SECRET has run out."), secret)
        case 7000112:
            return fault(
                t("The app is switched off in Entra."), t("Switch it on under Enterprise applications in Entra.")
            )
        case _:
            return fault(
                t(
                    "Microsoft does not let the bot in ({code}).",
                    code=f"AADSTS{code}" if isinstance(code, int) else code,
                ),
                t("Look at the app registration in Entra, and at the sign-in log there."),
            )
