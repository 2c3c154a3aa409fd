"""The process's web application: the platforms' routes, and how it is."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

Check = Callable[[], Awaitable[bool]]
Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def application(
    routes: Sequence[BaseRoute], *, alive: Check, ready: Check, lifespan: Lifespan | None = None
) -> Starlette:
    """The application. `alive` asks the database, `ready` whether requests are answered; both are asked each time."""
    state = [_state_route("/health", alive), _state_route("/ready", ready)]
    return Starlette(routes=[*routes, *state], lifespan=lifespan)


def _state_route(path: str, check: Check) -> Route:
    async def answer(_: Request) -> Response:
        well = await _asked(check)
        return JSONResponse({"ok": well}, 200 if well else 503)

    return Route(path, answer, methods=["GET"])


async def _asked(check: Check) -> bool:
    try:
        return await check()
    except Exception:
        # Whatever is wrong, the answer is the same, and says nothing of the inside.
        return False
