"""A small server that speaks enough of Slack's Web API to test against, and that can fail in the ways Slack fails."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.bot.scripted import Answering, Scripted, ScriptedEnd


def refused(error: str) -> dict[str, Any]:
    """Slack's answer when it refuses."""
    return {"ok": False, "error": error}


@dataclass
class FakeSlack(ScriptedEnd):
    """A call is known by its method, as «chat.postMessage»."""

    usual: dict[str, Scripted | Answering] = field(
        default_factory=lambda: {
            "auth.test": {"team_id": "T1", "user_id": "UBOT", "bot_id": "BBOT"},
            "conversations.open": {"channel": {"id": "D1"}},
            "conversations.history": {"messages": []},
            "chat.postMessage": {"channel": "D1", "ts": "100.000001"},
            "chat.update": {"channel": "D1", "ts": "100.000001"},
        }
    )

    def methods(self) -> list[str]:
        """The methods that were called, in order."""
        return [method for method, _ in self.calls]

    def asked(self, method: str) -> list[dict[str, Any]]:
        """What the calls of one method carried."""
        return [arguments for called, arguments in self.calls if called == method]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        scripted = self.called(request.match_info["method"], await _arguments(request), unknown={})
        return await self.respond(request, {"ok": True} | scripted if isinstance(scripted, dict) else scripted)


async def _arguments(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(await request.json())
    if request.content_type == "application/octet-stream":
        return {"content": await request.read()}
    return {key: _value(str(value)) for key, value in (*request.query.items(), *(await request.post()).items())}


def _value(text: str) -> Any:
    return json.loads(text) if text[:1] in ("{", "[") else text


@asynccontextmanager
async def fake_slack() -> AsyncIterator[FakeSlack]:
    """The server, while it runs."""
    slack = FakeSlack()
    async with slack.listening("/api/{method}", slack.answer) as address:
        slack.url = f"{address}/api/"
        slack.usual["files.getUploadURLExternal"] = {"upload_url": f"{slack.url}upload", "file_id": "F1"}
        yield slack
