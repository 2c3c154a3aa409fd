"""Requests as a server would bring them, handed to an ASGI application in this process."""

from collections.abc import MutableMapping, Sequence
from typing import Any

from starlette.types import ASGIApp


class Request:
    """A body, and around it what an ASGI server says of the request."""

    def __init__(self, path: str, body: bytes, headers: Sequence[tuple[bytes, bytes]]) -> None:
        self.body = body
        self.scope: dict[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "POST",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": b"",
            "headers": [(b"host", b"127.0.0.1"), (b"content-length", str(len(body)).encode()), *headers],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
        }


class Unanswered(Exception):
    """A request was refused, so that its time says nothing."""


async def answered(app: ASGIApp, request: Request) -> bytes:
    """The body of an application's answer. Raises Unanswered at any status but 200."""
    came: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": request.body, "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        came.append(message)

    await app(dict(request.scope), receive, send)
    if came[0]["status"] != 200:
        raise Unanswered(came[0]["status"])
    return b"".join(message.get("body", b"") for message in came[1:])
