"""Endpoints for tests: what stands in a conversation, which calls the bot has made, and the faults to switch on."""

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.playground.api.arguments import Arguments
from bot.playground.api.refusals import Refused
from bot.playground.conversations import direct_id
from bot.playground.faults import EVERY, BadFault, Faults
from bot.playground.line.socket import SocketLine
from bot.playground.messages import all_messages
from bot.playground.workspace import Workspace


class Inspection:
    """Reads the workspace for tests; changes nothing but the bot's connections and the faults that are on."""

    def __init__(self, ws: Workspace, socket_line: SocketLine, faults: Faults) -> None:
        self._ws = ws
        self._socket_line = socket_line
        self._faults = faults

    def routes(self) -> list[Route]:
        """The endpoints under /inspect/."""
        return [
            Route("/inspect/messages", self.messages),
            Route("/inspect/calls", self.calls),
            Route("/inspect/refresh", self.refresh, methods=["POST"]),
            Route("/inspect/faults", self.faults, methods=["GET", "POST", "DELETE"]),
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

    async def faults(self, request: Request) -> Response:
        """The faults that are on. POST switches one on (kind, method, times, burst); DELETE all off, or `id`."""
        try:
            if request.method == "POST":
                given = Arguments(dict(await request.json()))
                times = given.number("times", 0) or None
                method = given.text("method") or EVERY
                self._faults.switch_on(given.text("kind"), method, times, given.number("burst", 1))
            elif request.method == "DELETE":
                self._faults.switch_off(Arguments(dict(request.query_params)).number("id", 0) or None)
        except (BadFault, Refused, ValueError, TypeError) as error:
            return JSONResponse({"error": str(error)}, status_code=400)
        return JSONResponse({"faults": [asdict(each) for each in self._faults.all()]})
