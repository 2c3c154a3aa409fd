"""Who may talk to the playground: this machine, and for what changes things, only the playground's own page."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOCAL_NAMES = frozenset({"127.0.0.1", "localhost"})


class Guard:
    """Turns away other names in Host (a page elsewhere that rebinds its name), and acts from other pages."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through or answer 403."""
        if scope["type"] in ("http", "websocket") and not _is_allowed(scope):
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
            else:
                await PlainTextResponse("forbidden", status_code=403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_allowed(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    if urlsplit(f"//{host}").hostname not in LOCAL_NAMES:
        return False
    if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
        return True
    if scope["path"].startswith("/inspect/"):
        return headers.get("origin") in (None, f"http://{host}")  # a test has no page
    return not scope["path"].startswith("/page/") or _is_own_page(headers, host)


def _is_own_page(headers: Headers, host: str) -> bool:
    origin = headers.get("origin")
    if origin is not None:
        return origin == f"http://{host}"
    return headers.get("sec-fetch-site") == "same-origin"
