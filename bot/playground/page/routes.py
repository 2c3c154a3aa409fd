"""What the page shows: the document, its parts as they change, and the files shared there."""

from collections.abc import AsyncIterator, Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.playground import messages, uploads
from bot.playground.clock import Clock
from bot.playground.faults import Faults
from bot.playground.page.render import Renderer
from bot.playground.page.screen import Screen, read_screen
from bot.playground.workspace import Workspace

STREAM_SECONDS = 0.5  # how soon an open stream sees that the server is stopping
SAFE_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Page:
    """Shows the workspace to people. `closing` says when streams must end."""

    def __init__(self, ws: Workspace, clock: Clock, faults: Faults, closing: Callable[[], bool]) -> None:
        self._ws = ws
        self._closing = closing
        self._renderer = Renderer(ws, clock, faults)

    def routes(self) -> list[Route]:
        """The endpoints."""
        return [
            Route("/", self.show),
            Route("/page/stream", self.stream),
            Route("/page/look", self.look, methods=["POST"]),
            Route("/files/{file}", self.download),
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

    def _mark_read(self, screen: Screen) -> None:
        assert screen.place
        seen = messages.visible_messages(self._ws, screen.place.id, screen.person.id)
        last = seen[-1].seq if seen else 0
        if last > messages.read_up_to(self._ws, screen.person.id, screen.place.id):
            with self._ws.transaction():
                messages.mark_read(self._ws, screen.person.id, screen.place.id, last)
