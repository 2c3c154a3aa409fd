"""Finding what was sent already: Slack has no idempotency key for posting, so messages carry the delivery's id."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

EVENT = "samba_delivery"
# Newest first: what is looked for was sent lately. Bounded by count, not by time, since the server's clock is its own.
PAGE, PAGES = 100, 3


@dataclass(frozen=True)
class Found:
    """A message that stands in the conversation, with its file if that got there too."""

    ts: str
    file: str | None


def label(delivery: str) -> dict[str, Any]:
    """The metadata by which a delivery is found again."""
    return {"event_type": EVENT, "event_payload": {"delivery": delivery}}


async def find_delivery(client: AsyncWebClient, channel: str, delivery: str, file: str | None) -> Found | None:
    """The message of a delivery, with the file of that name if one came after it."""
    later: str | None = None
    async for message in _newest_first(client, channel):
        later = _file_in(message, file) or later
        if _delivery_of(message) == delivery:
            return Found(message["ts"], later)
    return None


async def find_file(client: AsyncWebClient, channel: str, name: str, since: str) -> str | None:
    """The id of a file of that name that came after the message at `since`."""
    async for message in _newest_first(client, channel):
        if float(message["ts"]) < float(since):
            return None
        if found := _file_in(message, name):
            return found
    return None


async def _newest_first(client: AsyncWebClient, channel: str) -> AsyncIterator[Mapping[str, Any]]:
    cursor: str | None = None
    for _ in range(PAGES):
        page = await client.conversations_history(channel=channel, include_all_metadata=True, limit=PAGE, cursor=cursor)
        for message in page["messages"]:
            yield message
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return


def _delivery_of(message: Mapping[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    return metadata.get("event_payload", {}).get("delivery") if metadata.get("event_type") == EVENT else None


def _file_in(message: Mapping[str, Any], name: str | None) -> str | None:
    return next((file["id"] for file in message.get("files") or () if name and file.get("name") == name), None)
