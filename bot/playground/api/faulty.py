"""The Web API when faults are switched on."""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send

from bot.playground.api.arguments import read_arguments
from bot.playground.api.dispatch import WebApi
from bot.playground.api.rates import Rates
from bot.playground.api.refusals import Refused
from bot.playground.conversations import direct_id
from bot.playground.faults import CALL_KINDS, Fault, Faults

LONGEST_SILENCE = 600.0  # seconds; no client waits as long
BROKEN_PAGE = "<!doctype html><title>Server Error</title><h1>Server Error</h1>"


class BrokenConnection(Response):
    """No answer at all: the connection is cut."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Cut it."""
        # ASGI has no word for this, so the server's own object is asked for the line it talks on
        cycle: Any = receive.__self__  # type: ignore[attr-defined]
        cycle.transport.abort()
        await asyncio.sleep(0)


class FaultyApi:
    """Lets calls through to the Web API, but for those a fault strikes."""

    def __init__(self, api: WebApi, faults: Faults) -> None:
        self._api = api
        self._faults = faults
        self._rates = Rates()

    async def answer(self, request: Request) -> Response:
        """Answer one call, or fail as the fault that is on for it says."""
        method = request.path_params["method"]
        fault = self._faults.find(CALL_KINDS, method)
        if fault is None:
            return await self._api.answer(request)
        if fault.kind == "rate":
            return await self._limited(request, fault, method)
        self._faults.strike(fault)
        if fault.kind == "lost":
            await self._api.answer(request)
            return BrokenConnection()
        self._api.log(method, fault.kind)
        if fault.kind == "timeout":
            await _silence(request)
            return BrokenConnection()
        return HTMLResponse(BROKEN_PAGE, status_code=500)

    async def _limited(self, request: Request, fault: Fault, method: str) -> Response:
        seconds = self._rates.wait_for(method, await _channel(request), fault.burst)
        if not seconds:
            return await self._api.answer(request)
        self._faults.strike(fault)
        self._api.log(method, "ratelimited")
        headers = {"Retry-After": str(seconds)}
        return JSONResponse({"ok": False, "error": "ratelimited"}, status_code=429, headers=headers)


async def _channel(request: Request) -> str:
    """The conversation that the call is about: a person's id and the direct message with that person are one."""
    await request.body()  # kept, so that it can be read once more
    try:
        channel = (await read_arguments(request)).text("channel")
    except Refused:
        return ""
    return direct_id(channel) if channel.startswith("U") else channel


async def _silence(request: Request) -> None:
    """Until the client hangs up, or a long time has passed."""
    deadline = asyncio.get_running_loop().time() + LONGEST_SILENCE
    while not await request.is_disconnected() and asyncio.get_running_loop().time() < deadline:
        await asyncio.sleep(0.1)
