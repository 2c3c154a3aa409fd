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


class Sender:
    """Posts requests to an application, and reads its answers. Raises Unanswered at any status but 200."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def command(self, who: "Asker", text: str, trigger: str = "1.2.trigger") -> Body:
        """Type `/samba` with some words; returns what the acknowledgement carries."""
        return await self._post(
            {
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
                "trigger_id": trigger,
                "is_enterprise_install": "false",
            }
        )

    async def submit(self, who: "Asker", view: Body, values: Body) -> Body:
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
        return await self._post({"payload": json.dumps(payload)})

    async def _post(self, fields: Body) -> Body:
        body = urlencode(fields).encode()
        answer = await answered(self._app, _scope(body), body)
        return dict(json.loads(answer)) if answer else {}


class Asker:
    """Somebody in a workspace, by the ids that Slack has of both."""

    def __init__(self, team: str, user: str) -> None:
        self.team, self.user = team, user


class Unanswered(Exception):
    """A request was refused, so that its time says nothing."""


def _scope(body: bytes) -> Body:
    stamp = str(int(time.time())).encode()
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


async def answered(app: ASGIApp, scope: Body, body: bytes) -> bytes:
    """The body of an application's answer. Raises Unanswered."""
    came: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        came.append(message)

    await app(scope, receive, send)
    if came[0]["status"] != 200:
        raise Unanswered(came[0]["status"])
    return b"".join(message.get("body", b"") for message in came[1:])
