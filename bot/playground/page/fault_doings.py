"""Switching faults on and off from the page."""

from typing import Any

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.playground.faults import BadFault, Faults
from bot.playground.page.endpoints import notice, page_route
from bot.playground.page.screen import Screen
from bot.playground.page.texts import text
from bot.playground.workspace import Workspace

Json = dict[str, Any]


class FaultDoings:
    """The endpoints /page/fault, which switches one on, and /page/mend, which switches one or all off."""

    def __init__(self, ws: Workspace, faults: Faults) -> None:
        self._ws = ws
        self._faults = faults

    def routes(self) -> list[Route]:
        """The endpoints."""
        return [page_route(self._ws, "fault", self.switch_on), page_route(self._ws, "mend", self.switch_off)]

    async def switch_on(self, screen: Screen, body: Json) -> Response:
        """`kind`, `method` and `times` (empty is until it is switched off)."""
        try:
            self._faults.switch_on(body["kind"], body["method"], int(body["times"]) if body["times"] else None)
        except BadFault:
            return notice(text("bad_fault", screen.language))
        return JSONResponse({})

    async def switch_off(self, _screen: Screen, body: Json) -> Response:
        """The fault with that `id`, or all."""
        self._faults.switch_off(int(body["id"]) if body.get("id") else None)
        return JSONResponse({})
