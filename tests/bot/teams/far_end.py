"""Where the bot writes to, as a test tells it to answer: it can fail in every way that a connector fails."""

import asyncio
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
Scripted = dict[str, Any] | list[Any] | Answered | str
# An answer that depends on what is asked for: the query.
Answering = Callable[[dict[str, str]], Scripted]


def refused(status: int, code: str, **headers: str) -> Answered:
    """Teams' answer when it refuses. Its text may repeat what was sent."""
    return Answered(status, f'{{"error": {{"code": "{code}", "message": "about {SECRET}"}}}}', headers)


# What stands in the messages, and must not come back out of an error.
SECRET = "Møtet er flytta"


@dataclass
class FarEnd:
    """`calls` is what was asked, in order, as «POST /v3/…» and what came with it; `script` answers the next calls to an
    address, `usual` the others.
    """

    url: str = ""
    calls: list[tuple[str, Any]] = field(default_factory=list)
    script: dict[str, deque[Scripted]] = field(default_factory=lambda: defaultdict(deque))
    usual: dict[str, Scripted | Answering] = field(default_factory=dict)
    holes: asyncio.Event = field(default_factory=asyncio.Event)

    def addresses(self) -> list[str]:
        """What was asked, in order."""
        return [address for address, _ in self.calls]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        address = f"{request.method} {request.path}"
        carried = await request.json() if request.can_read_body else dict(request.query)
        self.calls.append((address, carried))
        scripted = self.script[address].popleft() if self.script[address] else self.usual.get(address, Answered(404))
        if callable(scripted):
            scripted = scripted(dict(request.query))
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
async def far_end() -> AsyncIterator[FarEnd]:
    """The other end, while it is there."""
    far = FarEnd()
    application = web.Application()
    application.router.add_route("*", "/{rest:.*}", far.answer)
    async with TestServer(application, host="127.0.0.1", shutdown_timeout=0.1) as server:
        far.url = str(server.make_url("")).rstrip("/")
        yield far
        far.holes.set()
