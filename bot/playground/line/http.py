"""The line over HTTP: signed requests to the bot's one URL."""

import asyncio
import json
from urllib.parse import urlencode

import aiohttp

from bot.playground.line.port import ANSWER_SECONDS, Json, Kind, NoAnswer, Retry
from bot.playground.line.signing import signed_headers

FORM = "application/x-www-form-urlencoded"


class HttpLine:
    """Sends each thing to `{bot_url}/slack/events`."""

    def __init__(self, bot_url: str, secret: str) -> None:
        self._url = f"{bot_url}/slack/events"
        self._secret = secret
        self._session: aiohttp.ClientSession | None = None

    async def send(self, kind: Kind, payload: Json, retry: Retry | None = None) -> Json | str | None:
        """See Line."""
        body, content_type = _encode(kind, payload)
        headers = {"Content-Type": content_type, **signed_headers(self._secret, body), **_retry_headers(retry)}
        try:
            async with asyncio.timeout(ANSWER_SECONDS), self._open().post(self._url, data=body, headers=headers) as got:
                if got.status != 200:
                    raise NoAnswer("http_error")
                return _decode(await got.text())
        except TimeoutError as error:
            raise NoAnswer("http_timeout") from error
        except aiohttp.ClientError as error:
            raise NoAnswer("connection_failed") from error

    async def close(self) -> None:
        """See Line."""
        if self._session:
            await self._session.close()

    def _open(self) -> aiohttp.ClientSession:
        # a session belongs to the loop it is made in, so it is made at first use
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return self._session


def _encode(kind: Kind, payload: Json) -> tuple[bytes, str]:
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    if kind == "slash_commands":
        return urlencode(payload).encode(), FORM
    return urlencode({"payload": json.dumps(payload)}).encode(), FORM


def _decode(body: str) -> Json | str | None:
    try:
        document = json.loads(body)
    except ValueError:
        return body.strip() or None
    return document if isinstance(document, dict) else body


def _retry_headers(retry: Retry | None) -> dict[str, str]:
    return {"X-Slack-Retry-Num": str(retry.number), "X-Slack-Retry-Reason": retry.reason} if retry else {}
