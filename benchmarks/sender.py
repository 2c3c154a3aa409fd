"""What Slack sends, signed as Slack signs it, handed to an ASGI application in this process."""

import hashlib
import hmac
import json
import time
from collections.abc import MutableMapping
from typing import Any
from urllib.parse import urlencode

from starlette.types import ASGIApp

Body = dict[str, Any]
SECRET = "benchmark"
PATH = "/slack/events"
# Seconds. A signature holds for five minutes; what was made beforehand costs no time while it is measured.
LONGEST_KEPT = 120


class Asker:
    """Somebody in a workspace, by the ids that Slack has of both."""

    def __init__(self, team: str, user: str) -> None:
        self.team, self.user = team, user


class Request:
    """A body, and around it what an ASGI server says of the request. It is signed when it is made."""

    def __init__(self, body: bytes) -> None:
        self.signed_at = time.time()
        self.body = body
        self.scope = _scope(body, str(int(self.signed_at)).encode())


class Sender:
    """Posts requests to an application, and reads its answers. Raises Unanswered at any status but 200."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: dict[tuple[str, str], Request] = {}

    async def command(self, who: Asker, text: str) -> Body:
        """Type `/samba` with some words, the workspace as trigger; returns what the acknowledgement carries."""
        kept = self._kept.get((who.team, text))
        if kept is None or kept.signed_at < time.time() - LONGEST_KEPT:
            kept = self._kept[who.team, text] = Request(urlencode(_command(who, text)).encode())
        return await self._post(kept)

    async def submit(self, who: Asker, view: Body, values: Body) -> Body:
        """Send in a form, filled in; returns what the acknowledgement carries."""
        payload = {
            "type": "view_submission",
            "team": {"id": who.team, "domain": "lyngvag"},
            "user": {"id": who.user, "username": "ingrid", "name": "ingrid", "team_id": who.team},
            "api_app_id": "A1",
            "token": "x",
            "trigger_id": "1.2.trigger",
            "view": {"id": "V1", "team_id": who.team, **view, "state": {"values": values}, "hash": "1.a"},
            "is_enterprise_install": False,
        }
        return await self._post(Request(urlencode({"payload": json.dumps(payload)}).encode()))

    async def _post(self, request: Request) -> Body:
        answer = await answered(self._app, request)
        return dict(json.loads(answer)) if answer else {}


class Unanswered(Exception):
    """A request was refused, so that its time says nothing."""


def _command(who: Asker, text: str) -> Body:
    return {
        "token": "x",
        "api_app_id": "A1",
        "team_id": who.team,
        "team_domain": "lyngvag",
        "channel_id": "D1",
        "channel_name": "directmessage",
        "user_id": who.user,
        "user_name": "ingrid",
        "command": "/samba",
        "text": text,
        "response_url": "https://slack.invalid/response",
        "trigger_id": who.team,
        "is_enterprise_install": "false",
    }


def _scope(body: bytes, stamp: bytes) -> Body:
    signature = hmac.new(SECRET.encode(), b"v0:%b:%b" % (stamp, body), hashlib.sha256).hexdigest()
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": PATH,
        "raw_path": PATH.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [
            (b"host", b"127.0.0.1"),
            (b"content-type", b"application/x-www-form-urlencoded"),
            (b"content-length", str(len(body)).encode()),
            (b"x-slack-request-timestamp", stamp),
            (b"x-slack-signature", f"v0={signature}".encode()),
        ],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }


async def answered(app: ASGIApp, request: Request) -> bytes:
    """The body of an application's answer. Raises Unanswered."""
    came: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": request.body, "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        came.append(message)

    await app(dict(request.scope), receive, send)
    if came[0]["status"] != 200:
        raise Unanswered(came[0]["status"])
    return b"".join(message.get("body", b"") for message in came[1:])
