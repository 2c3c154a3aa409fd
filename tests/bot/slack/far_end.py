"""The other end of Socket Mode: it sends what it is given, hears the acknowledgements, and can go deaf."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web
from aiohttp.test_utils import TestServer


@dataclass
class FarEnd:
    """`connections` counts how often somebody connected. While `deaf`, it lets in, and says nothing, not even to pings;
    while not `greeting`, it answers pings, but never says hello.
    """

    url: str = ""
    deaf: bool = False
    greeting: bool = True
    connections: int = 0
    open: int = 0
    to_send: asyncio.Queue[dict[str, Any] | None] = field(default_factory=asyncio.Queue)
    heard: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """One connection; None in the queue ends it."""
        socket = web.WebSocketResponse(autoping=False, timeout=0.1)
        await socket.prepare(request)
        self.connections += 1
        self.open += 1
        if self.greeting and not self.deaf:
            await socket.send_json({"type": "hello", "num_connections": self.open})
        sender = asyncio.create_task(self._send(socket))
        try:
            async for heard in socket:
                if self.deaf:
                    continue
                if heard.type == WSMsgType.PING:
                    await socket.pong(heard.data)
                if heard.type == WSMsgType.TEXT:
                    self.heard.put_nowait(json.loads(heard.data))
        finally:
            self.open -= 1
            sender.cancel()
        return socket

    async def _send(self, socket: web.WebSocketResponse) -> None:
        while (envelope := await self.to_send.get()) is not None:
            await socket.send_json(envelope)
        await socket.close()


@asynccontextmanager
async def far_end() -> AsyncIterator[FarEnd]:
    """The other end, while it is there."""
    far = FarEnd()
    application = web.Application()
    application.router.add_get("/link", far.connect)
    async with TestServer(application, host="127.0.0.1", shutdown_timeout=0.1) as server:
        far.url = str(server.make_url("/link"))
        yield far
