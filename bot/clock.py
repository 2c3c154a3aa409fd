"""The clock of a try-out, over HTTP: read, and moved forward. Mounted only where there are no real Slack tokens.

`GET /try/clock` answers `{"now": …, "next_due": … or null}`, ISO with the zone's offset. `POST /try/clock` with
`{"now": …}` moves it, brings out all that has fallen due, and answers the same.
"""

import hmac
from collections.abc import Awaitable, Callable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.desk import Desk
from handlers.clock import BackwardsError, NoClockError, move_clock, read_clock

PATH = "/try/clock"
TOKEN_HEADER = "X-Try-Token"
LARGEST_BODY = 1_000  # bytes


class ClockRoutes:
    """The routes. `drain` brings out everything due; `token` is what a request must bring."""

    def __init__(self, desk: Desk, drain: Callable[[], Awaitable[int]], token: str) -> None:
        self._desk, self._drain, self._token = desk, drain, token.encode()

    def routes(self) -> list[Route]:
        """What to mount."""
        return [Route(PATH, self._get, methods=["GET"]), Route(PATH, self._post, methods=["POST"])]

    async def _get(self, request: Request) -> Response:
        return await self._clock() if self._is_ours(request) else _refusal(403, "forbidden")

    async def _post(self, request: Request) -> Response:
        if not self._is_ours(request):
            return _refusal(403, "forbidden")
        moment = await _moment(request)
        if moment is None:
            return _refusal(400, "malformed")
        try:
            await self._desk.background(move_clock, moment)
        except BackwardsError:
            return _refusal(409, "backwards")
        except NoClockError:
            return _refusal(503, "no_municipality")
        await self._drain()
        return await self._clock()

    async def _clock(self) -> Response:
        try:
            clock = await self._desk.background(read_clock)
        except NoClockError:
            return _refusal(503, "no_municipality")
        due = clock.next_due.isoformat() if clock.next_due else None
        return JSONResponse({"now": clock.now.isoformat(), "next_due": due})

    def _is_ours(self, request: Request) -> bool:
        return hmac.compare_digest(request.headers.get(TOKEN_HEADER, "").encode(), self._token)


async def _moment(request: Request) -> datetime | None:
    """The aware moment in the body; None when there is none."""
    try:
        if int(request.headers.get("content-length", LARGEST_BODY + 1)) > LARGEST_BODY:
            return None
        moment = datetime.fromisoformat((await request.json())["now"])
        # A year that a later sum would leave the calendar with is no moment either.
        return moment if moment.tzinfo and 2000 <= moment.year < 2200 else None
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _refusal(status: int, error: str) -> Response:
    return JSONResponse({"error": error}, status)
