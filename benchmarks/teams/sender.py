"""What Teams sends, handed to an ASGI application in this process."""

import json
from itertools import count
from typing import Any

from starlette.types import ASGIApp

from benchmarks.requests import Request, answered
from benchmarks.teams.connector import SENT

Body = dict[str, Any]
PATH = "/api/messages"
USER, TENANT = "c1e37f65-6c4e-4d1c-9d4a-0d2e7c1b5a01", "3f3d1cea-7a18-41af-872b-cfbbd5140984"
# Where the id of an activity goes: none comes twice, or it would be answered once.
ID = "~id~"
HEADERS = [(b"content-type", b"application/json; charset=utf-8")]


def tenant_of(number: int) -> str:
    """The tenant of one of the municipalities, which are all alike."""
    return f"{TENANT}{number}" if number else TENANT


class Sender:
    """Posts activities to an application, from somebody's own chat with the bot in a tenant. `service_url` is where it
    is to write to. Raises Unanswered.
    """

    def __init__(self, app: ASGIApp, service_url: str) -> None:
        self._app, self._service_url = app, service_url
        self._numbers = count()
        self._lines: dict[tuple[str, str], str] = {}

    async def say(self, tenant: str, text: str) -> None:
        """Write a line."""
        line = self._lines.get((tenant, text))
        if line is None:
            line = self._lines[tenant, text] = json.dumps(self._message(tenant, text))
        await self._post(line)

    async def press(self, tenant: str, action: Body, data: Body) -> Body:
        """Press a button on the card of the message that was sent last; returns what is answered."""
        sent = {"type": action["type"], "verb": action.get("verb", ""), "data": data}
        value = {"action": sent, "trigger": "manual"}
        asked = {"type": "invoke", "name": "adaptiveCard/action", "value": value, "replyToId": SENT}
        return dict(json.loads(await self._post(json.dumps(self._activity(tenant) | asked))))

    async def _post(self, activity: str) -> bytes:
        body = activity.replace(ID, str(next(self._numbers)), 1).encode()
        return await answered(self._app, Request(PATH, body, HEADERS))

    def _message(self, tenant: str, text: str) -> Body:
        client = {"type": "clientInfo", "locale": "nn-NO", "country": "NO", "platform": "Web"}
        said = {"type": "message", "text": text, "textFormat": "plain", "entities": [client]}
        return self._activity(tenant) | said

    def _activity(self, tenant: str) -> Body:
        return {
            "id": ID,
            "timestamp": "2027-02-23T08:00:00.000Z",
            "localTimestamp": "2027-02-23T09:00:00.000+01:00",
            "localTimezone": "Europe/Oslo",
            "channelId": "msteams",
            "serviceUrl": self._service_url,
            "from": {"id": f"29:{USER}", "name": "Ingrid Solheim", "aadObjectId": USER},
            "recipient": {"id": "28:samba-bot", "name": "samba-bot"},
            "conversation": {"id": f"a:{tenant}", "tenantId": tenant, "conversationType": "personal"},
            "channelData": {"tenant": {"id": tenant}},
            "locale": "nn-NO",
        }
