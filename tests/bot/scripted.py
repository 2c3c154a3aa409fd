"""A far end that answers as a test tells it to: as usual, with another answer, never, or by cutting the line."""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
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
Scripted = dict[str, Any] | list[Any] | Answered | str
# An answer that depends on what the call carries.
Answering = Callable[[Any], Scripted]


@dataclass
class ScriptedEnd:
    """`calls` is what was asked, in order: the name of the call, and what came with it. `script` answers the next calls
    of a name, `usual` the others.
    """

    url: str = ""
    calls: list[tuple[str, Any]] = field(default_factory=list)
    script: dict[str, deque[Scripted]] = field(default_factory=lambda: defaultdict(deque))
    usual: dict[str, Scripted | Answering] = field(default_factory=dict)
    holes: asyncio.Event = field(default_factory=asyncio.Event)

    def called(self, name: str, carried: Any, unknown: Scripted) -> Scripted:
        """Note a call. Returns its answer: `unknown` where none is set for its name."""
        self.calls.append((name, carried))
        scripted = self.script[name].popleft() if self.script[name] else self.usual.get(name, unknown)
        return scripted(carried) if callable(scripted) else scripted

    async def respond(self, request: web.Request, scripted: Scripted) -> web.StreamResponse:
        """Answer a request so."""
        if scripted == HANGS:
            await self.holes.wait()
        if scripted == CUTS:
            assert request.transport
            request.transport.abort()
        if isinstance(scripted, Answered):
            return web.Response(
                status=scripted.status, text=scripted.body, headers=scripted.headers, content_type=scripted.content_type
            )
        return web.json_response(scripted)

    @asynccontextmanager
    async def listening(
        self, path: str, answer: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> AsyncIterator[str]:
        """While it is there: its address, without a slash at the end."""
        application = web.Application()
        application.router.add_route("*", path, answer)
        async with TestServer(application, host="127.0.0.1", shutdown_timeout=0.1) as server:
            yield str(server.make_url("")).rstrip("/")
            self.holes.set()
