"""The calls that answer a click: made at once, never twice, and what fails is logged by its code alone."""

import logging
from collections.abc import Awaitable
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.elements import Block

log = logging.getLogger("samba_bot.slack")

# An answer that comes later than Slack waits for it is none.
PATIENCE = aiohttp.ClientTimeout(total=2.5)


class Calls:
    """Each method gives the code of what went wrong, or None."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def open_view(self, trigger: str, view: Block) -> str | None:
        """Open a view; the trigger lives three seconds and serves once."""
        return await _tried("views.open", self._client.views_open(trigger_id=trigger, view=view))

    async def update_view(self, view_id: str, view: Block) -> str | None:
        """Put a view in place of an open one."""
        return await _tried("views.update", self._client.views_update(view_id=view_id, view=view))

    async def publish_home(self, account: str, view: Block) -> str | None:
        """Show the user's own page."""
        return await _tried("views.publish", self._client.views_publish(user_id=account, view=view))

    async def post(self, **message: Any) -> str | None:
        """Write in a conversation."""
        return await _tried("chat.postMessage", self._client.chat_postMessage(**message))

    async def post_ephemeral(self, **message: Any) -> str | None:
        """Write to one reader in a channel."""
        return await _tried("chat.postEphemeral", self._client.chat_postEphemeral(**message))

    async def respond(self, url: str, message: Block) -> str | None:
        """Answer where a button was pressed, by the address that came with the press."""
        return await _tried("response_url", self._respond(url, message))

    async def _respond(self, url: str, message: Block) -> None:
        assert self._client.session is not None
        async with self._client.session.post(url, json=message, proxy=self._client.proxy) as response:
            response.raise_for_status()


async def _tried(method: str, call: Awaitable[object]) -> str | None:
    try:
        await call
    except SlackApiError as error:
        code = _code(error)
    except (TimeoutError, aiohttp.ClientError) as error:
        code = type(error).__name__
    else:
        return None
    log.warning("unanswered method=%s error=%s", method, code)
    return code


def _code(error: SlackApiError) -> str:
    data = getattr(error.response, "data", None)
    return str(data["error"]) if isinstance(data, dict) and "error" in data else "unreadable_answer"
