"""The web application served over real HTTP."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import uvicorn
from starlette.routing import BaseRoute

from bot.web import Check, Trouble, application
from tests.bot.playground.ports import HOST, bound, port_of


async def yes() -> bool:
    """A check that finds all well."""
    return True


async def nothing() -> None:
    """Nothing is wrong."""


@asynccontextmanager
async def serving(
    routes: Sequence[BaseRoute],
    listener: socket.socket | None = None,
    *,
    alive: Check = yes,
    trouble: Trouble = nothing,
) -> AsyncIterator[str]:
    """The application while it is served, on a bound socket where its address had to be known before; its address."""
    listener = listener or bound()
    address = f"http://{HOST}:{port_of(listener)}"
    app = application(routes, alive=alive, trouble=trouble)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
    task = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started:
        assert not task.done(), "the server did not begin"
        await asyncio.sleep(0.01)
    yield address
    server.should_exit = True
    await task
