"""Whether what people do in Teams reaches the bot: the keys that it knows Teams by, the bot that runs, and the address
that Teams calls.
"""

import asyncio

import httpx
from microsoft_teams.api.auth.cloud_environment import PUBLIC

from bot.checks.findings import Finding, fault, fine, warning
from bot.checks.running import own_address
from bot.platform_settings import TeamsSettings
from bot.teams.checks import asking
from bot.teams.intake import PATH
from locales import Translator

KEYS = PUBLIC.openid_metadata_url.removesuffix("openidconfiguration") + "keys"
# A request that nobody has signed. Where the bot asks for a signature, it comes no further; where it does not, it takes
# those from this machine alone, which this seems to be. Nothing is written there.
UNSIGNED = {"serviceUrl": "http://127.0.0.1/"}
# What the bot answers to it: it is guarded, or open to everybody.
GUARDED, OPEN = (401, "unauthorized"), (403, "channel")


async def check_keys(t: Translator) -> Finding:
    """Without the keys nobody is let in."""
    if await asyncio.to_thread(_has_keys):
        return fine(t("The keys that Teams signs with can be fetched."))
    return fault(
        t("The keys that Teams signs with cannot be fetched at {address}.", address=KEYS),
        t("Without them the bot lets nobody in. See whether this machine may go out to the internet."),
    )


def _has_keys() -> bool:
    try:
        with asking.microsoft() as client:
            return bool(client.get(KEYS).raise_for_status().json()["keys"])
    except (httpx.HTTPError, OSError, ValueError, KeyError, TypeError):
        return False


async def check_line(teams: TeamsSettings, host: str, port: int, t: Translator) -> tuple[Finding, ...]:
    """Ask the bot on this machine for the way in, and then the same by the public address."""
    own = own_address(host, port) + PATH
    found = await _answer(own)
    if found is None:
        return (fine(t("The bot does not run at {address} now, so the way in was not tried.", address=own)),)
    expected = OPEN if teams.unauthenticated else GUARDED
    if found != expected:
        return (_another(own, found, t),)
    if teams.unauthenticated:
        return (fine(t("The bot runs.")),)
    return (fine(t("The bot runs, and lets in only what Microsoft has signed.")), await _from_outside(teams, own, t))


def _another(own: str, found: tuple[int, str], t: Translator) -> Finding:
    again = t("Start it again with the settings that you check here.")
    if found == OPEN:
        return fault(t("The bot that runs at {address} lets everybody in.", address=own), again)
    return fault(t("What runs at {address} does not listen to Teams.", address=own), again)


async def _from_outside(teams: TeamsSettings, own: str, t: Translator) -> Finding:
    """Seen from this machine, which is not where Teams calls from."""
    address = teams.url + PATH.removeprefix("/")
    found = await _answer(address)
    if found == GUARDED:
        return fine(t("The bot answers at {address}, where Teams calls.", address=address))
    if found is None:
        return warning(
            t("Nobody answers at {address}, seen from this machine.", address=address),
            t(
                "See to the name, the certificate and the web server in front. "
                "If this machine may not call its own public address, try from outside."
            ),
        )
    return fault(
        t("Something else than the bot answers at {address}.", address=address),
        t("Let the web server in front send the address on to {own}.", own=own),
    )


async def _answer(address: str) -> tuple[int, str] | None:
    """What is answered to a request that nobody has signed; None when nobody answers."""
    try:
        async with httpx.AsyncClient(timeout=asking.PATIENCE) as client:
            answer = await client.post(address, json=UNSIGNED)
    except (httpx.HTTPError, OSError):
        return None
    try:
        return answer.status_code, str(answer.json()["error"])
    except (ValueError, KeyError, TypeError):
        return answer.status_code, ""
