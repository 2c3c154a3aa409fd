"""The page's own endpoints: what is shown, and what is done there."""

from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.playground import messages, uploads
from bot.playground.clock import BotDown, Clock, JumpsBack
from bot.playground.line import acts, presses, submissions
from bot.playground.line.port import Line, NoAnswer
from bot.playground.page.dates import clock_time, day_name, next_workday
from bot.playground.page.render import Renderer
from bot.playground.page.screen import Screen, read_screen
from bot.playground.page.texts import text
from bot.playground.typed import read_date, read_time
from bot.playground.words import say
from bot.playground.workspace import Workspace

Json = dict[str, Any]
STREAM_SECONDS = 0.5  # how soon an open stream sees that the server is stopping
SAFE_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Page:
    """Shows the workspace to people and takes what they do to the bot."""

    def __init__(self, ws: Workspace, line: Line, clock: Clock, closing: Callable[[], bool]) -> None:
        self._ws = ws
        self._line = line
        self._clock = clock
        self._closing = closing
        self._renderer = Renderer(ws, clock)

    def routes(self) -> list[Route]:
        """Every endpoint; those that change something are POST and stand under /page/."""
        done = {
            "look": self.look,
            "open": self.open,
            "send": self.send,
            "press": self.press,
            "submit": self.submit,
            "close": self.close,
            "clock": self.jump,
        }
        return [
            Route("/", self.show),
            Route("/page/stream", self.stream),
            Route("/files/{file}", self.download),
            *(Route(f"/page/{name}", endpoint, methods=["POST"]) for name, endpoint in done.items()),
        ]

    async def show(self, request: Request) -> Response:
        """The page."""
        html = self._renderer.page(read_screen(self._ws, request.query_params), request.query_params.get("draft", ""))
        return HTMLResponse(html, headers={"Content-Security-Policy": SAFE_PAGE, "Cache-Control": "no-store"})

    async def stream(self, request: Request) -> Response:
        """A line for every change, so that open pages look again."""

        async def lines() -> AsyncIterator[str]:
            seen = -1
            while not self._closing() and not await request.is_disconnected():
                version = await self._ws.wait(seen, STREAM_SECONDS)
                if version != seen:
                    seen = version
                    yield f"data: {seen}\n\n"

        return StreamingResponse(lines(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def download(self, request: Request) -> Response:
        """A shared file."""
        row = uploads.find_file(self._ws, request.path_params["file"])
        if row is None:
            return Response(status_code=404)
        safe_name = "".join(
            each if (each.isascii() and each.isalnum()) or each in "-._" else "_" for each in row["name"]
        )
        headers = {
            "Content-Disposition": f'attachment; filename="{safe_name}"',
            "X-Content-Type-Options": "nosniff",
        }
        return Response(row["content"], media_type=uploads.mime_type(row["name"]), headers=headers)

    async def look(self, request: Request) -> Response:
        """The parts of the page as they are now; what is looked at is read."""
        body = await request.json()
        screen = read_screen(self._ws, body)
        if screen.place and body.get("visible"):
            self._mark_read(screen)
        return JSONResponse(self._renderer.parts(screen))

    async def open(self, request: Request) -> Response:
        """Somebody has come to the home tab, or to the bot's messages."""
        screen = read_screen(self._ws, await request.json())
        if screen.place is None or screen.place.kind == "im":
            acts.open_app(self._ws, screen.person, "messages" if screen.place else "home")
        return JSONResponse({})

    async def send(self, request: Request) -> Response:
        """What stands in the composer."""
        body = await request.json()
        screen = read_screen(self._ws, body)
        written = str(body.get("text", "")).strip()
        if written and screen.place:
            actor = acts.Actor(screen.person, screen.place, screen.language)
            await acts.write(self._ws, self._line, actor, written)
        return JSONResponse({})

    async def press(self, request: Request) -> Response:
        """A button or a menu: in a message (`ts`), or in a view (`view`)."""
        body = await request.json()
        screen = read_screen(self._ws, body)
        press = {name: body[name] for name in ("block_id", "action_id", "values")}
        try:
            if body.get("view"):
                await presses.press_in_view(
                    self._ws, self._line, screen.person, body["view"], press, body.get("form", {})
                )
            elif screen.place:
                await presses.press_in_message(
                    self._ws, self._line, screen.person, screen.place, body["ts"], press, body.get("form", {})
                )
        except presses.Gone:
            return _notice(say("gone", screen.language))
        except NoAnswer:
            return _notice(say("press_failed", screen.language))
        return JSONResponse({})

    async def submit(self, request: Request) -> Response:
        """A modal handed in."""
        body = await request.json()
        screen = read_screen(self._ws, body)
        try:
            await submissions.submit(
                self._ws, self._line, screen.person, body["view"], body.get("form", {}), screen.language
            )
        except presses.Gone:
            return _notice(say("gone", screen.language))
        except NoAnswer:
            return JSONResponse({"modal_fault": say("submit_failed", screen.language)})
        return JSONResponse({})

    async def close(self, request: Request) -> Response:
        """A modal closed: this one, or `all`."""
        body = await request.json()
        screen = read_screen(self._ws, body)
        with suppress(presses.Gone):  # closed twice is closed
            await submissions.close(self._ws, self._line, screen.person, body["view"], everything=bool(body.get("all")))
        return JSONResponse({})

    async def jump(self, request: Request) -> Response:
        """The clock, to `hour`, `workday`, `due` or the `date` and `time` given."""
        body = await request.json()
        screen = read_screen(self._ws, body)
        try:
            if body.get("to") == "due":
                if not await self._clock.jump_to_next_due():
                    return _notice(text("nothing_due", screen.language))
            else:
                await self._clock.jump(self._target(body))
        except JumpsBack:
            return _notice(text("jumps_back", screen.language, now=self._now_in_words(screen)))
        except ValueError:
            return _notice(text("bad_time", screen.language))
        except BotDown:
            return _notice(text("bot_down", screen.language))
        return _notice(text("arrived", screen.language, now=self._now_in_words(screen)))

    def _target(self, body: Json) -> datetime:
        now = self._ws.now()
        if body.get("to") == "hour":
            return now + timedelta(hours=1)
        if body.get("to") == "workday":
            return next_workday(now)
        day, moment = read_date(body.get("date", "")), read_time(body.get("time", ""))
        return datetime.fromisoformat(f"{day}T{moment}").replace(tzinfo=self._ws.timezone)

    def _now_in_words(self, screen: Screen) -> str:
        now = self._ws.now()
        return f"{day_name(now, screen.language)} kl. {clock_time(now)}"

    def _mark_read(self, screen: Screen) -> None:
        assert screen.place
        seen = messages.visible_messages(self._ws, screen.place.id, screen.person.id)
        last = seen[-1].seq if seen else 0
        if last > messages.read_up_to(self._ws, screen.person.id, screen.place.id):
            with self._ws.transaction():
                messages.mark_read(self._ws, screen.person.id, screen.place.id, last)


def _notice(words: str) -> JSONResponse:
    return JSONResponse({"notice": words})
