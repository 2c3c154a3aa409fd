"""The process's web application: the platforms' routes, and how it is; and the socket it is served on."""

import socket
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import TypeVar

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

Check = Callable[[], Awaitable[bool]]
# Says what is wrong by a code that is safe to show; None when all is well.
Trouble = Callable[[], Awaitable[str | None]]
Answer = TypeVar("Answer")
Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def application(
    routes: Sequence[BaseRoute], *, alive: Check, trouble: Trouble, lifespan: Lifespan | None = None
) -> Starlette:
    """The application. /health asks the database by `alive`, /ready by `trouble` why requests are not answered."""

    async def health(_: Request) -> Response:
        return _state(None if await _asked(alive, False) else "database")

    async def ready(_: Request) -> Response:
        return _state(await _asked(trouble, "unknown"))

    state = [Route("/health", health, methods=["GET"]), Route("/ready", ready, methods=["GET"])]
    return Starlette(routes=[*routes, *state], lifespan=lifespan)


async def read_body(request: Request, largest: int) -> bytes | None:
    """A request's body; None as soon as it is larger than so many bytes."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > largest:
            return None
    return bytes(body)


def _state(wrong: str | None) -> Response:
    return JSONResponse({"ok": False, "reason": wrong}, 503) if wrong else JSONResponse({"ok": True})


async def _asked(question: Callable[[], Awaitable[Answer]], otherwise: Answer) -> Answer:
    try:
        return await question()
    except Exception:
        # Whatever is wrong, the answer is the same, and says nothing of the inside.
        return otherwise


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens for HTTP. Raises OSError where it cannot.

    The server sends an answer in two parts: without TCP_NODELAY the second one waits for the client to acknowledge the
    first, some 40 ms on a connection that is kept.
    """
    listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
    return listener
