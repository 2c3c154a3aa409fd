"""Slack's part of the bot, put together: what `bot/app.py` starts, routes to, sends through and closes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.routing import Route

from bot.slack.calls import PATIENCE, Calls
from bot.slack.faults import PASSING, UNFINISHED, code_of
from bot.slack.intake import Intake
from bot.slack.listeners import AnyDesk, ChannelChanged, Listeners
from bot.slack.messenger import DELIVERY_PATIENCE, SlackMessenger, brief_retry
from bot.slack.socket import Socket

log = logging.getLogger("samba_bot.slack")
Result = TypeVar("Result")

SLACK = "https://slack.com/api/"
LOCAL = ("127.0.0.1", "localhost", "::1")


class SetupError(Exception):
    """Slack refuses a token. The message names the setting, and holds nothing of the token."""


class Authorize(AsyncAuthorize):
    """What Bolt is told of who the bot is: learned once at start, never asked of Slack again for a request."""

    def __init__(self) -> None:
        self.known: AuthorizeResult | None = None

    async def __call__(self, **_: Any) -> AuthorizeResult:
        """The same for every request: there is one installation."""
        assert self.known is not None  # nothing reaches Bolt before `start`
        return self.known


class SlackPart:
    """`app` is Bolt's, `messenger` delivers, `routes` are HTTP's (none in Socket Mode)."""

    def __init__(
        self, desk: AnyDesk, bot_token: str, signing_secret: str | None, app_token: str | None, api_url: str
    ) -> None:
        self._answering = web_client(bot_token, api_url, [])
        self._delivering = web_client(bot_token, api_url, [brief_retry()])
        self._listeners = Listeners(desk, Calls(self._answering))
        self._authorize = Authorize()
        self.team = ""
        self.app = bolt_app(self._authorize, self._answering)
        self._listeners.register(self.app)
        self.messenger = SlackMessenger(self._delivering)
        self._intake = Intake(self.app, signing_secret) if signing_secret else None
        self.routes: list[Route] = self._intake.routes() if self._intake else []
        self._socket = Socket(self.app, app_token, web_client(bot_token, api_url, [])) if app_token else None

    def on_channel_change(self, tell: ChannelChanged) -> None:
        """Tell of each change of who may read a channel, also more than once."""
        self._listeners.channel_changed = tell

    async def start(self, patience: float = 60.0) -> None:
        """Learn who the bot is, and connect; wait up to `patience` seconds of real time for a slow server."""
        # Two sessions: a click is not to wait for a connection that deliveries hold.
        self._answering.session = aiohttp.ClientSession(timeout=PATIENCE)
        self._delivering.session = aiohttp.ClientSession(timeout=DELIVERY_PATIENCE)
        await self._meet(await persist(self._answering.auth_test, "SLACK_BOT_TOKEN", patience))
        if self._socket:
            await persist(self._socket.start, "SLACK_APP_TOKEN", patience)
        if self._intake:
            self._intake.ready = True

    async def _meet(self, found: Any) -> None:
        self.team = found["team_id"]
        self._listeners.bot_user = self.messenger.bot_user = found["user_id"]
        self._authorize.known = AuthorizeResult(
            enterprise_id=found.get("enterprise_id"),
            team_id=self.team,
            bot_user_id=found["user_id"],
            bot_id=found.get("bot_id"),
            bot_token=self._answering.token,
        )
        log.info("slack team=%s bot=%s", self.team, found["user_id"])

    async def trouble(self) -> str | None:
        """Why requests from Slack are not answered now, as a code; None when they are."""
        if self._authorize.known is None:
            return "starting"
        return self._socket.trouble() if self._socket else None

    async def settled(self) -> None:
        """Wait for what is drawn after the answers to clicks."""
        await self._listeners.homes.settled()

    async def close(self) -> None:
        """Take no more requests, and give the connections back."""
        if self._intake:
            self._intake.ready = False
        if self._socket:
            await self._socket.close()
        await self.settled()
        for client in (self._answering, self._delivering):
            if client.session:
                await client.session.close()


def build(
    desk: AnyDesk,
    *,
    bot_token: str,
    signing_secret: str | None = None,
    app_token: str | None = None,
    api_url: str = SLACK,
) -> SlackPart:
    """Slack's part. With an app token it connects by Socket Mode, with a signing secret it takes signed HTTP."""
    return SlackPart(desk, bot_token, signing_secret, app_token, api_url)


def web_client(token: str, api_url: str, retry_handlers: list[Any]) -> AsyncWebClient:
    """A client of Slack's Web API, or of a server like it. Its session is given at start, in the running loop."""
    client = AsyncWebClient(token, base_url=api_url, logger=silent(), retry_handlers=retry_handlers)
    if urlsplit(api_url).hostname in LOCAL:
        client.proxy = None  # a proxy from the environment does not lead back to this machine
    return client


def bolt_app(authorize: Authorize, client: AsyncWebClient) -> AsyncApp:
    """A Bolt app that answers within the request and asks Slack nothing about it."""
    unnamed = web_client("", client.base_url, [])
    unnamed.token = None  # Bolt takes the token from `authorize`, and warns of a second one
    return AsyncApp(
        name="samba-bot",
        logger=silent(),
        client=unnamed,
        authorize=authorize,
        process_before_response=True,
        request_verification_enabled=False,  # `intake` has done it, before anything was parsed
        ignoring_self_events_enabled=False,  # the listeners look at who wrote, other bots included
        url_verification_enabled=False,
        ssl_check_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )


def silent() -> logging.Logger:
    """The logger for Slack's libraries, which write whole payloads to theirs. What matters we log ourselves."""
    logger = logging.getLogger("samba_bot.slack.library")
    logger.setLevel(logging.CRITICAL + 1)
    return logger


async def persist(call: Callable[[], Awaitable[Result]], setting: str, patience: float) -> Result:
    """Call until it answers; SetupError when Slack refuses, TimeoutError when patience ends."""
    loop = asyncio.get_running_loop()
    end, wait = loop.time() + patience, 0.1
    while True:
        try:
            return await call()
        except SlackApiError as error:
            code = code_of(error)
            if code and code not in PASSING + UNFINISHED:
                raise SetupError(f"{setting}: {code}") from None
            failure: Exception = error
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            failure = error
        if loop.time() + wait > end:
            raise TimeoutError(f"no answer but {type(failure).__name__}") from None
        await asyncio.sleep(wait)
        wait = min(wait * 2, 5.0)
