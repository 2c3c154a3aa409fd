"""Endpoints for tests: what stands in a conversation, and which calls the bot has made."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.playground.conversations import direct_id
from bot.playground.line.socket import SocketLine
from bot.playground.messages import all_messages
from bot.playground.workspace import Workspace


class Inspection:
    """Reads the workspace for tests; changes nothing but the bot's connections."""

    def __init__(self, ws: Workspace, socket_line: SocketLine) -> None:
        self._ws = ws
        self._socket_line = socket_line

    def routes(self) -> list[Route]:
        """The endpoints under /inspect/."""
        return [
            Route("/inspect/messages", self.messages),
            Route("/inspect/calls", self.calls),
            Route("/inspect/refresh", self.refresh, methods=["POST"]),
        ]

    async def messages(self, request: Request) -> Response:
        """Every message in the direct message of `user`, or in `channel`, deleted ones too."""
        asked = request.query_params
        channel = asked.get("channel") or direct_id(asked.get("user", ""))
        found = [
            {
                "ts": each.ts,
                "user": each.user,
                "text": each.text,
                "blocks": each.blocks,
                "edited": each.edited_ts is not None,
                "deleted": each.deleted,
                "files": each.files,
                "metadata": each.metadata,
                "only_for": each.only_for,
            }
            for each in all_messages(self._ws, channel)
        ]
        return JSONResponse({"channel": channel, "messages": found})

    async def calls(self, _request: Request) -> Response:
        """Every call of the Web API: method, ok, error; never what it carried."""
        rows = self._ws.db.execute("select method, ok, error from calls order by seq").fetchall()
        return JSONResponse(
            {"calls": [{"method": row["method"], "ok": bool(row["ok"]), "error": row["error"]} for row in rows]}
        )

    async def refresh(self, _request: Request) -> Response:
        """Ask the bot's Socket Mode connections to be made anew."""
        await self._socket_line.refresh()
        return JSONResponse({})
