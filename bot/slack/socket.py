"""Socket Mode: Slack's requests through a connection that the bot opens, so that no public address is needed."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

log = logging.getLogger("samba_bot.slack")

WATCH_SECONDS = 15.0
PING_SECONDS = 5.0


class Socket:
    """One connection, opened by `start` and kept until `close`."""

    def __init__(self, app: AsyncApp, app_token: str, client: AsyncWebClient) -> None:
        self._app = app
        self._token = app_token
        self._client = client
        self._handler: AsyncSocketModeHandler | None = None
        self._watch: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Connect. SlackApiError and aiohttp's errors are the caller's."""
        self._handler = AsyncSocketModeHandler(
            self._app, self._token, web_client=self._client, logger=self._app.logger, ping_interval=PING_SECONDS
        )
        self._handler.client.proxy = self._client.proxy
        await self._handler.client.connect_to_new_endpoint()
        self._watch = asyncio.create_task(self._keep_connected())

    async def connected(self) -> bool:
        """Whether requests reach us now."""
        return self._handler is not None and await self._handler.client.is_connected()

    async def close(self) -> None:
        """Disconnect."""
        if self._watch:
            self._watch.cancel()
        if self._handler:
            await self._handler.client.close()  # type: ignore[no-untyped-call]

    async def _keep_connected(self) -> None:
        # Slack's client has gone deaf after idle reconnects: its own watcher ends with the session it watches.
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            if not await self.connected():
                log.warning("socket disconnected")
                await _tried(self._reconnect)

    async def _reconnect(self) -> None:
        assert self._handler is not None
        await self._handler.client.connect_to_new_endpoint(force=True)
        log.info("socket connected")


async def _tried(connect: Callable[[], Awaitable[None]]) -> None:
    try:
        await connect()
    except (TimeoutError, SlackApiError, aiohttp.ClientError, OSError) as error:
        log.warning("socket not connected error=%s", type(error).__name__)
