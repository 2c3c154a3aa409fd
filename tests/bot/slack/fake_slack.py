"""A small server that speaks enough of Slack's Web API to test against, and that can fail in the ways Slack fails."""

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer


@dataclass(frozen=True)
class Answered:
    """An answer that is not the usual one."""

    status: int
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "application/json"


HANGS, CUTS = "hangs", "cuts"
Scripted = dict[str, Any] | Answered | str
# An answer that depends on what the call carries.
Answering = Callable[[dict[str, Any]], Scripted]


@dataclass
class FakeSlack:
    """`calls` is what was asked, in order; `script` answers the next calls of a method, `usual` the others."""

    url: str = ""
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    script: dict[str, deque[Scripted]] = field(default_factory=lambda: defaultdict(deque))
    usual: dict[str, Scripted | Answering] = field(
        default_factory=lambda: {
            "auth.test": {"team_id": "T1", "user_id": "UBOT", "bot_id": "BBOT"},
            "conversations.open": {"channel": {"id": "D1"}},
            "conversations.history": {"messages": []},
            "chat.postMessage": {"channel": "D1", "ts": "100.000001"},
            "chat.update": {"channel": "D1", "ts": "100.000001"},
        }
    )
    holes: asyncio.Event = field(default_factory=asyncio.Event)

    def methods(self) -> list[str]:
        """The methods that were called, in order."""
        return [method for method, _ in self.calls]

    def asked(self, method: str) -> list[dict[str, Any]]:
        """What the calls of one method carried."""
        return [arguments for called, arguments in self.calls if called == method]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        method = request.match_info["method"]
        arguments = await _arguments(request)
        self.calls.append((method, arguments))
        scripted = self.script[method].popleft() if self.script[method] else self.usual.get(method, {})
        if callable(scripted):
            scripted = scripted(arguments)
        if scripted == HANGS:
            await self.holes.wait()
        if scripted == CUTS:
            assert request.transport
            request.transport.abort()
        if isinstance(scripted, Answered):
            return web.Response(
                status=scripted.status, text=scripted.body, headers=scripted.headers, content_type=scripted.content_type
            )
        return web.json_response({"ok": True} | scripted if isinstance(scripted, dict) else {})


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
    application = web.Application()
    application.router.add_route("*", "/api/{method}", slack.answer)
    async with TestServer(application, host="127.0.0.1", shutdown_timeout=0.1) as server:
        slack.url = str(server.make_url("/api/"))
        slack.usual["files.getUploadURLExternal"] = {"upload_url": f"{slack.url}upload", "file_id": "F1"}
        yield slack
        slack.holes.set()
