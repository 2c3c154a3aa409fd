"""A client for asking Slack at leisure: unlike a click or a delivery, a check can wait for its turn."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.install import web_client

PATIENCE = aiohttp.ClientTimeout(total=30, sock_connect=5)
RETRIES = 10


@asynccontextmanager
async def asking(token: str, api_url: str) -> AsyncIterator[AsyncWebClient]:
    """The client, while it is needed. It waits as long as Slack asks for."""
    client = web_client(token, api_url, [AsyncRateLimitErrorRetryHandler(max_retry_count=RETRIES)])
    async with aiohttp.ClientSession(timeout=PATIENCE) as session:
        client.session = session
        yield client
