"""The web application served over real HTTP."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import uvicorn
from starlette.routing import BaseRoute

from bot.web import Check, Trouble, application


async def yes() -> bool:
    """A check that finds all well."""
    return True


async def nothing() -> None:
    """Nothing is wrong."""


@asynccontextmanager
async def serving(
    routes: Sequence[BaseRoute], port: int, *, alive: Check = yes, trouble: Trouble = nothing
) -> AsyncIterator[str]:
    """The application while it is served; its address."""
    app = application(routes, alive=alive, trouble=trouble)
    server = uvicorn.Server(uvicorn.Config(app, "127.0.0.1", port, log_config=None, lifespan="off"))
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    await task
