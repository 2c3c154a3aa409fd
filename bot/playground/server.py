"""The playground's composition root: the only file that names every part."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from bot.playground import uploads
from bot.playground.api.dispatch import WebApi
from bot.playground.api.faulty import FaultyApi
from bot.playground.api.refusals import Refused
from bot.playground.clock import Clock
from bot.playground.conversations import seed_channels
from bot.playground.database import open_database
from bot.playground.faults import Faults
from bot.playground.guard import Guard
from bot.playground.hooks import HookError
from bot.playground.inspection import Inspection
from bot.playground.line.doubled import DoubledLine
from bot.playground.line.events import EventSender
from bot.playground.line.http import HttpLine
from bot.playground.line.port import Line
from bot.playground.line.responses import respond
from bot.playground.line.socket import SocketLine
from bot.playground.manifest import read_manifest
from bot.playground.municipality import read_municipality
from bot.playground.page.channel_doings import ChannelDoings
from bot.playground.page.doings import Doings
from bot.playground.page.fault_doings import FaultDoings
from bot.playground.page.routes import Page
from bot.playground.settings import HOST, Settings
from bot.playground.tickets import Tickets
from bot.playground.workspace import Workspace

LARGEST_UPLOAD = 20_000_000  # bytes


class Playground:
    """A workspace, served."""

    def __init__(self, settings: Settings) -> None:
        manifest = read_manifest(settings.manifest)
        setup = read_municipality(settings.municipality, manifest.app_name)
        self.workspace = Workspace(open_database(settings.state), settings, manifest, setup)
        seed_channels(self.workspace)
        tickets: Tickets = {}
        self._faults = Faults(self.workspace)
        self._web_api = FaultyApi(WebApi(self.workspace, tickets), self._faults)
        self._socket_line = SocketLine(tickets)
        http_line = HttpLine(settings.bot_url, settings.signing_secret)
        line: Line = self._socket_line if settings.mode == "socket" else http_line
        self._line: Line = DoubledLine(line, self._faults)
        self._clock = Clock(self.workspace, settings.clock_url, settings.try_token)

    def app(self, closing: Callable[[], bool]) -> Starlette:
        """The ASGI application; `closing` says when what is held open must be let go."""
        static = StaticFiles(directory=Path(__file__).parent / "static")
        return Starlette(
            routes=[
                *Page(self.workspace, self._clock, self._faults, closing).routes(),
                *Doings(self.workspace, self._line, self._clock).routes(),
                *ChannelDoings(self.workspace, self._clock).routes(),
                *FaultDoings(self.workspace, self._faults).routes(),
                *Inspection(self.workspace, self._socket_line, self._faults).routes(),
                Route("/api/{method}", self._web_api.answer, methods=["GET", "POST"]),
                Route("/response/{hook}", self._respond, methods=["POST"]),
                Route("/upload/{ticket}", self._upload, methods=["POST"]),
                Route("/health", self._health),
                WebSocketRoute("/link/", self._socket_line.serve),
                Mount("/static", static),
            ],
            middleware=[Middleware(Guard)],
            lifespan=self._lifespan,
        )

    @asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        sender = EventSender(self.workspace, self._line)
        tasks = [asyncio.create_task(sender.run()), asyncio.create_task(self._clock.watch())]
        yield
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await self._line.close()
        await self._clock.close()
        self.workspace.db.close()

    async def _respond(self, request: Request) -> Response:
        try:
            body = json.loads(await request.body())
            respond(self.workspace, request.path_params["hook"], dict(body))
        except HookError as error:
            return JSONResponse({"ok": False, "error": str(error)}, status_code=404)
        except Refused as refusal:
            return JSONResponse(refusal.answer(), status_code=400)
        except (ValueError, TypeError):
            return JSONResponse({"ok": False, "error": "invalid_payload"}, status_code=400)
        return PlainTextResponse("ok")

    async def _upload(self, request: Request) -> Response:
        content = await _uploaded(request)
        if len(content) > LARGEST_UPLOAD:
            return PlainTextResponse("too large", status_code=413)
        with self.workspace.transaction():
            kept = uploads.put(self.workspace, request.path_params["ticket"], content)
        return PlainTextResponse(f"OK - {len(content)}") if kept else PlainTextResponse("no such upload", 400)

    async def _health(self, _request: Request) -> Response:
        return JSONResponse({"ok": True})


async def _uploaded(request: Request) -> bytes:
    """The bytes, sent as they are or as the one file of a form."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await request.body()
    async with request.form() as form:
        files = [value for value in form.values() if not isinstance(value, str)]
        return await files[0].read() if files else b""


class Server(uvicorn.Server):
    """Uvicorn on this machine only, whose open streams end when it is stopped."""

    def __init__(self, playground: Playground) -> None:
        settings = playground.workspace.settings
        super().__init__(
            uvicorn.Config(
                playground.app(lambda: self.should_exit),
                host=HOST,
                port=settings.port,
                log_level="warning",
                access_log=False,
                ws="websockets-sansio",
                timeout_graceful_shutdown=3,
            )
        )


def serve(settings: Settings) -> None:
    """Serve the playground until it is stopped. Raises OSError or KeyError when a file is not what it should be."""
    Server(Playground(settings)).run()
