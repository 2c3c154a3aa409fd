"""The door for Slack's requests over HTTP: first the signature, then the reading, then Bolt."""

import hashlib
import hmac
import json
import logging
import time
from typing import Any
from urllib.parse import parse_qsl

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.slack.listeners import MISSHAPEN
from bot.web import read_body

log = logging.getLogger("samba_bot.slack")

PATH = "/slack/events"
# Bytes; Slack sends nothing as large.
LARGEST = 1_000_000
OLDEST_SECONDS = 300


class Intake:
    """`POST /slack/events`. `signing_secret` is Slack's; `ready` becomes true when the bot knows who it is."""

    def __init__(self, app: AsyncApp, signing_secret: str) -> None:
        self._app = app
        self._secret = signing_secret.encode()
        self.ready = False

    def routes(self) -> list[Route]:
        """The one address for commands, actions and events."""
        return [Route(PATH, self.receive, methods=["POST"])]

    async def receive(self, request: Request) -> Response:
        """Answer one request: 413, 401, 400, or what Bolt answers."""
        body = await read_body(request, LARGEST)
        if body is None:
            return _refusal(413, "too_large")
        if not signed(self._secret, request.headers, body, time.time()):
            return _refusal(401, "invalid_signature")
        payload = read(body, request.headers.get("content-type", ""))
        if payload is None:
            return _refusal(400, "unreadable")
        if payload.get("type") == "url_verification":
            return JSONResponse({"challenge": payload.get("challenge")})
        if payload.get("ssl_check") == "1":
            return Response()  # Slack looks at the certificate now and then
        return await self._dispatch(payload) if self.ready else _refusal(503, "starting")

    async def _dispatch(self, payload: dict[str, Any]) -> Response:
        # As in Socket Mode, Bolt gets what is read already. It raises at shapes that Slack never sends.
        try:
            asked = AsyncBoltRequest(mode="socket_mode", body=payload)
            answer = await self._app.async_dispatch(asked)
        except MISSHAPEN as error:
            log.warning("unreadable error=%s", type(error).__name__)
            return _refusal(400, "unreadable")
        if answer.status == 404:
            return _refusal(400, "unknown")  # Bolt's word for what no listener takes
        return Response(answer.body, answer.status, headers=answer.first_headers_without_set_cookie())


def _refusal(status: int, error: str) -> Response:
    return JSONResponse({"error": error}, status)


def signed(secret: bytes, headers: Any, body: bytes, now: float) -> bool:
    """Whether Slack signed this body in the last five minutes. https://docs.slack.dev/authentication/verifying-requests-from-slack"""
    stamp, signature = headers.get("x-slack-request-timestamp", ""), headers.get("x-slack-signature", "")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) < 16) or abs(now - int(stamp)) > OLDEST_SECONDS:
        return False
    expected = "v0=" + hmac.new(secret, b"v0:%b:%b" % (stamp.encode(), body), hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), signature.encode())


def read(body: bytes, content_type: str) -> dict[str, Any] | None:
    """The payload: JSON, a form whose `payload` is JSON, or a form; None for anything else."""
    try:
        text = body.decode()
        if content_type.startswith("application/json"):
            return _object(text)
        fields = dict(parse_qsl(text, keep_blank_values=True, strict_parsing=True, errors="strict"))
        return _object(fields["payload"]) if "payload" in fields else dict(fields)
    except (ValueError, RecursionError):
        return None


def _object(text: str) -> dict[str, Any] | None:
    payload = json.loads(text)
    return payload if isinstance(payload, dict) else None
