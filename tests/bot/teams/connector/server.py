"""The connector as a server: every call is written down, meets what a test has planned, and is answered like Teams."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.bot.teams.connector import activities, conversations, rosters
from tests.bot.teams.connector.calls import THREAD, Call, Handling
from tests.bot.teams.connector.faults import Break, Faults
from tests.bot.teams.connector.rates import Rates
from tests.bot.teams.connector.refusals import Refusal
from tests.bot.teams.connector.world import World

CONVERSATION = "/v3/conversations/{conversation}"
# A call's name, its method, its path, and who answers it.
TABLE: tuple[tuple[str, str, str, Handling], ...] = (
    ("create", "POST", "/v3/conversations", conversations.create),
    ("send", "POST", f"{CONVERSATION}/activities", activities.send),
    ("reply", "POST", f"{CONVERSATION}/activities/{{activity}}", activities.reply),
    ("update", "PUT", f"{CONVERSATION}/activities/{{activity}}", activities.update),
    ("delete", "DELETE", f"{CONVERSATION}/activities/{{activity}}", activities.delete),
    ("members", "GET", f"{CONVERSATION}/members", rosters.members),
    ("member", "GET", f"{CONVERSATION}/members/{{member}}", rosters.member),
    ("paged_members", "GET", f"{CONVERSATION}/pagedMembers", rosters.paged_members),
    ("team", "GET", "/v3/teams/{team}", rosters.team),
    ("channels", "GET", "/v3/teams/{team}/conversations", rosters.channels),
)


class Connector:
    """`url` is the service's address (`serviceUrl`), `calls` all that was asked, in order. While `demands_token`, a
    call without one is refused; with `tokens`, one with another too.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.url = ""
        self.calls: list[Call] = []
        self.faults, self.rates = Faults(), Rates()
        self.demands_token = False
        self.tokens: frozenset[str] = frozenset()
        self._released = asyncio.Event()

    def made(self, name: str) -> list[Call]:
        """The calls of one name."""
        return [call for call in self.calls if call.name == name]

    def application(self) -> web.Application:
        """Its addresses."""
        application = web.Application(client_max_size=1024**2)
        for name, method, path, handling in TABLE:
            application.router.add_route(method, path, self._answering(name, handling))
        application.router.add_route("*", "/{rest:.*}", self._answering("unknown", _unknown))
        return application

    def release(self) -> None:
        """Let go of what hangs."""
        self._released.set()

    def _answering(self, name: str, handling: Handling) -> Any:
        async def answer(request: web.Request) -> web.StreamResponse:
            call = Call(name, dict(request.match_info), dict(request.query))
            call.authorization = request.headers.get("Authorization", "")
            self.calls.append(call)
            return await self._answer(request, call, handling)

        return answer

    async def _answer(self, request: web.Request, call: Call, handling: Handling) -> web.StreamResponse:
        fault = self.faults.take(call.name)
        if fault in (Break.HANGS, Break.CUTS):
            return await self._unanswered(request, fault)
        try:
            call.body = await _body(request)
            if isinstance(fault, Refusal):
                raise fault
            if not self._lets_in(call):
                return _told(call, 401, {"message": "Authorization has been denied for this request."})
            self._count(call)
            status, body = handling(self.world, call)
        except Refusal as refusal:
            return _told(call, refusal.status, refusal.body, refusal.headers)
        if fault in (Break.LATE, Break.LOST):
            return await self._unanswered(request, fault)
        return _told(call, status, body)

    def _lets_in(self, call: Call) -> bool:
        scheme, _, token = call.authorization.partition(" ")
        given = scheme == "Bearer" and bool(token)
        return not self.demands_token or (given and (not self.tokens or token in self.tokens))

    def _count(self, call: Call) -> None:
        if where := call.path.get("conversation"):
            self.rates.take(where.partition(THREAD)[0], reads=call.name in ("members", "member", "paged_members"))

    async def _unanswered(self, request: web.Request, how: Any) -> web.StreamResponse:
        if how in (Break.HANGS, Break.LATE):
            await self._released.wait()
        if request.transport is not None:
            request.transport.abort()
        return web.Response()


async def _body(request: web.Request) -> Any:
    content = await request.read()
    try:
        return json.loads(content) if content else None
    except ValueError:
        raise Refusal("BadSyntax", "Unreadable") from None


def _unknown(_: World, call: Call) -> tuple[int, Any]:
    return 404, {"message": f"No HTTP resource was found that matches the request URI '{call.path['rest']}'."}


def _told(call: Call, status: int, body: Any, headers: dict[str, str] | None = None) -> web.Response:
    call.status = status
    if body is None:
        return web.Response(status=status, headers=headers)
    return web.json_response(body, status=status, headers=headers)


@asynccontextmanager
async def connector(world: World) -> AsyncIterator[Connector]:
    """The connector, while it runs."""
    made = Connector(world)
    async with TestServer(made.application(), host="127.0.0.1", shutdown_timeout=0.1) as server:
        made.url = str(server.make_url("/")).rstrip("/")
        yield made
        made.release()
