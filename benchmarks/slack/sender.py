"""What Slack sends, signed as Slack signs it, handed to an ASGI application in this process."""

import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlencode

from starlette.types import ASGIApp

from benchmarks.requests import Request, answered

Body = dict[str, Any]
SECRET = "benchmark"
PATH = "/slack/events"
# Seconds. A signature holds for five minutes; what was made beforehand costs no time while it is measured.
LONGEST_KEPT = 120


class Asker:
    """Somebody in a workspace, by the ids that Slack has of both."""

    def __init__(self, team: str, user: str) -> None:
        self.team, self.user = team, user


class Sender:
    """Posts requests to an application, and reads its answers. Raises Unanswered."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: dict[tuple[str, str], tuple[float, Request]] = {}

    async def command(self, who: Asker, text: str) -> Body:
        """Type `/samba` with some words, the workspace as trigger; returns what the acknowledgement carries."""
        signed_at, request = self._kept.get((who.team, text), (0.0, None))
        if request is None or signed_at < time.time() - LONGEST_KEPT:
            now = time.time()
            request = _signed(urlencode(_command(who, text)).encode(), now)
            self._kept[who.team, text] = now, request
        return await self._post(request)

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
        return await self._post(_signed(urlencode({"payload": json.dumps(payload)}).encode(), time.time()))

    async def _post(self, request: Request) -> Body:
        answer = await answered(self._app, request)
        return dict(json.loads(answer)) if answer else {}


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


def _signed(body: bytes, moment: float) -> Request:
    stamp = str(int(moment)).encode()
    signature = hmac.new(SECRET.encode(), b"v0:%b:%b" % (stamp, body), hashlib.sha256).hexdigest()
    headers = [
        (b"content-type", b"application/x-www-form-urlencoded"),
        (b"x-slack-request-timestamp", stamp),
        (b"x-slack-signature", f"v0={signature}".encode()),
    ]
    return Request(PATH, body, headers)
