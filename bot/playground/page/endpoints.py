"""How an endpoint of the page is made: what was sent is read, and what is not understood is refused."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.playground.page.screen import Screen, read_screen
from bot.playground.workspace import Workspace

Json = dict[str, Any]
Doing = Callable[[Screen, Json], Awaitable[Response]]


def page_route(ws: Workspace, name: str, doing: Doing, after: Callable[[], None] = lambda: None) -> Route:
    """POST /page/`name` does `doing`, and then `after`."""

    async def endpoint(request: Request) -> Response:
        try:
            body = dict(await request.json())
            answer = await doing(read_screen(ws, body), body)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            return JSONResponse({"error": type(error).__name__}, status_code=400)
        after()
        return answer

    return Route(f"/page/{name}", endpoint, methods=["POST"])


def notice(words: str) -> JSONResponse:
    """Something to tell the person on the page."""
    return JSONResponse({"notice": words})
