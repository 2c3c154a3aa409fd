"""Socket Mode: Slack's requests through a connection that the bot opens, so that no public address is needed.

Slack's client mends most breaks by itself, but it goes deaf at times and does not know: it tries one address for ever
that has been used up, its own watch ends with the session it watches, or nobody reads what comes. So we listen for
ourselves when anything was last heard, and a client that has been silent for too long is replaced by a fresh one.
"""

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import Callable
from typing import Any

import aiohttp
from aiohttp import ClientWebSocketResponse, WSMsgType
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.faults import code_of

log = logging.getLogger("samba_bot.slack")

# A ping is answered at once, so a line on which nothing was heard for four of them carries nothing. Our watch comes
# after the client's own.
PING_SECONDS, SILENT_SECONDS, WATCH_SECONDS = 5.0, 20.0, 10.0
CONNECT_SECONDS, CLOSE_SECONDS = 15.0, 3.0
# The longest wait between two tries while Slack cannot be reached.
LONGEST_WATCH_SECONDS = 60.0
HEARD = (WSMsgType.TEXT, WSMsgType.BINARY, WSMsgType.PING, WSMsgType.PONG)


class Ear:
    """When anything was last heard of one client's connections, and whether Slack has greeted it."""

    def __init__(self) -> None:
        self.greeted = asyncio.Event()
        self._last: float | None = None

    def hears(self) -> bool:
        """Whether anything was heard lately."""
        return self._last is not None and time.monotonic() - self._last < SILENT_SECONDS

    def take(self, message: aiohttp.WSMessage) -> None:
        """Something arrived."""
        if message.type not in HEARD:
            return
        self._last = time.monotonic()
        if message.type == WSMsgType.TEXT and not self.greeted.is_set() and is_hello(message.data):
            self.greeted.set()


def is_hello(text: str) -> bool:
    """Whether this is what Slack says first on a line that it will send requests through."""
    try:
        said = json.loads(text)
    except ValueError:
        return False
    return isinstance(said, dict) and said.get("type") == "hello"


class Socket:
    """One connection, opened by `start` and kept until `close`."""

    def __init__(self, app: AsyncApp, app_token: str, client: AsyncWebClient) -> None:
        self._app = app
        self._token = app_token
        self._web = client
        self._client: SocketModeClient | None = None
        self._ear: Ear | None = None
        self._watch: asyncio.Task[None] | None = None
        self._failures: list[str] = []

    async def start(self) -> None:
        """Connect, and keep connected. SlackApiError, aiohttp's errors and TimeoutError are the caller's."""
        await self._connect()
        self._watch = asyncio.create_task(self._keep_connected())

    def trouble(self) -> str | None:
        """Why requests do not reach us now, as a code; None when they do."""
        if self._ear is not None and self._ear.hears():
            return None
        return f"socket_{self._failures[-1]}" if self._failures else "socket_silent"

    async def close(self) -> None:
        """Disconnect."""
        if self._watch:
            self._watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watch
        if self._client:
            await _close(self._client)

    async def _connect(self) -> None:
        ear = Ear()
        client = AsyncSocketModeHandler(
            self._app, self._token, web_client=self._web, logger=self._app.logger, ping_interval=PING_SECONDS
        ).client
        client.proxy = self._web.proxy
        await client.aiohttp_client_session.close()
        client.aiohttp_client_session = aiohttp.ClientSession(ws_response_class=_heard_by(ear.take))
        try:
            # With an address that does not answer, Slack's client tries again for ever.
            async with asyncio.timeout(CONNECT_SECONDS):
                await client.connect_to_new_endpoint()
                await ear.greeted.wait()
        except BaseException:
            await _close(client)
            raise
        (self._client, self._ear), before = (client, ear), self._client
        if before:
            await _close(before)

    async def _keep_connected(self) -> None:
        while True:
            await asyncio.sleep(min(WATCH_SECONDS * 2 ** len(self._failures), LONGEST_WATCH_SECONDS))
            if await self._works():
                self._failures.clear()
                continue
            if not self._failures:
                log.warning("socket silent")
            try:
                await self._connect()
            except (TimeoutError, SlackApiError, aiohttp.ClientError, OSError) as error:
                self._failures = [*self._failures[-9:], _code(error)]
                log.warning("socket not connected error=%s failures=%d", self._failures[-1], len(self._failures))
            else:
                self._failures.clear()
                log.info("socket connected again")

    async def _works(self) -> bool:
        client, ear = self._client, self._ear
        assert client is not None  # `start` has connected
        assert ear is not None
        return ear.hears() and await client.is_connected() and not client.message_processor.done()


def _heard_by(take: Callable[[aiohttp.WSMessage], None]) -> type[ClientWebSocketResponse[Any]]:
    class Heard(ClientWebSocketResponse[Any]):
        async def receive(self, timeout: float | None = None) -> Any:
            message = await super().receive(timeout)
            take(message)
            return message

    return Heard


def _code(error: Exception) -> str:
    return (code_of(error) if isinstance(error, SlackApiError) else "") or type(error).__name__


async def _close(client: SocketModeClient) -> None:
    # A far end that is deaf does not answer the good-bye either.
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(client.close(), CLOSE_SECONDS)  # type: ignore[no-untyped-call]
    for task in (client.message_processor, client.current_session_monitor, client.message_receiver):
        if task is not None:
            task.cancel()
    await client.aiohttp_client_session.close()
