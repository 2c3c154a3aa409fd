"""Socket Mode: Slack's requests through a connection that the bot opens, so that no public address is needed."""

import asyncio
import contextlib
import logging

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

log = logging.getLogger("samba_bot.slack")

# Slack's client mends most breaks by itself within one or two pings; the watch comes after that.
PING_SECONDS, WATCH_SECONDS, CONNECT_SECONDS = 5.0, 20.0, 15.0


class Socket:
    """One connection, opened by `start` and kept until `close`."""

    def __init__(self, app: AsyncApp, app_token: str, client: AsyncWebClient) -> None:
        self._app = app
        self._token = app_token
        self._web = client
        self._client: SocketModeClient | None = None
        self._watch: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Connect, and keep connected. SlackApiError, aiohttp's errors and TimeoutError are the caller's."""
        await self._connect()
        self._watch = asyncio.create_task(self._keep_connected())

    async def connected(self) -> bool:
        """Whether requests reach us now."""
        return self._client is not None and await self._client.is_connected()

    async def close(self) -> None:
        """Disconnect."""
        if self._watch:
            self._watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watch
        if self._client:
            await _close(self._client)

    async def _connect(self) -> None:
        client = AsyncSocketModeHandler(
            self._app, self._token, web_client=self._web, logger=self._app.logger, ping_interval=PING_SECONDS
        ).client
        client.proxy = self._web.proxy
        try:
            # With an address that does not answer, Slack's client tries again for ever.
            await asyncio.wait_for(client.connect_to_new_endpoint(), CONNECT_SECONDS)
        except BaseException:
            await _close(client)
            raise
        self._client, before = client, self._client
        if before:
            await _close(before)

    async def _keep_connected(self) -> None:
        # Slack's client goes deaf at times: it tries one address for ever that has been used up, or its own watch ends
        # with the session it watches. A new client has neither trouble.
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            if await self.connected():
                continue
            try:
                await self._connect()
                log.info("socket connected again")
            except (TimeoutError, SlackApiError, aiohttp.ClientError, OSError) as error:
                log.warning("socket not connected error=%s", type(error).__name__)


async def _close(client: SocketModeClient) -> None:
    await client.close()  # type: ignore[no-untyped-call]
