"""Whether what people do in Slack reaches the bot."""

import asyncio

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.checks.findings import Finding, fault, fine
from bot.checks.running import own_address
from bot.slack.checks.running import takes_signature, trouble_at
from bot.slack.faults import code_of
from bot.slack.socket import is_hello
from locales import Translator

HELLO_SECONDS = 10.0


async def check_socket(client: AsyncWebClient, app_token: str, host: str, port: int, t: Translator) -> Finding:
    """Socket Mode. A bot that runs is asked, for a second connection would take what people do from the first; without
    one a connection is opened, and closed as soon as Slack has said hello.
    """
    trouble = await trouble_at(own_address(host, port))
    if trouble:
        return fault(
            t("The bot runs, but nothing from Slack reaches it ({reason}).", reason=trouble),
            t("It tries again by itself. If it goes on, see whether the firewall lets WebSocket (wss) through."),
        )
    if trouble is not None:
        return fine(t("The bot runs, and hears Slack by Socket Mode."))
    try:
        opened = await client.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        code = code_of(error)
        return _refused(code, t) if code else _deaf(t)
    except (TimeoutError, aiohttp.ClientError, OSError):
        return _deaf(t)
    return fine(t("Slack says hello by Socket Mode.")) if await _greets(client, str(opened["url"])) else _deaf(t)


async def _greets(client: AsyncWebClient, address: str) -> bool:
    assert client.session is not None
    try:
        async with asyncio.timeout(HELLO_SECONDS):
            async with client.session.ws_connect(address, proxy=client.proxy) as line:
                return is_hello(await line.receive_str())
    except (TimeoutError, TypeError, aiohttp.ClientError, OSError):
        return False


def _refused(code: str, t: Translator) -> Finding:
    return fault(
        t("Slack does not accept SLACK_APP_TOKEN ({code}).", code=code),
        t("Make an App-Level Token with connections:write under Basic Information, and turn on Socket Mode."),
    )


def _deaf(t: Translator) -> Finding:
    return fault(
        t("Slack said nothing by Socket Mode within {seconds} seconds.", seconds=f"{HELLO_SECONDS:.0f}"),
        t("See whether Socket Mode is turned on for the app, and whether the firewall lets WebSocket (wss) through."),
    )


async def check_signature(secret: str, host: str, port: int, t: Translator) -> Finding:
    """HTTP. What comes from Slack cannot be tried from here, but what the bot does with the signature can."""
    address = own_address(host, port)
    taken = await takes_signature(address, secret)
    if taken is None:
        return fine(t("The bot does not run at {address} now, so the signature was not tried.", address=address))
    if taken:
        return fine(t("The bot runs, and knows what is signed with SLACK_SIGNING_SECRET."))
    return fault(
        t("The bot that runs at {address} has another SLACK_SIGNING_SECRET.", address=address),
        t("Start it again with the settings that you check here."),
    )
