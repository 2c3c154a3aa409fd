"""Microsoft's servers as far as the bot writes to them: every message is taken at once. Runs as a process of its own,
so that its work is in nobody's figures.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from aiohttp import web

from bot.processes import HOST, free_port

ACTIVITIES = "/v3/conversations/{conversation}/activities"
SENT = "1700000000000"
PATIENCE_SECONDS = 30.0


@asynccontextmanager
async def connector() -> AsyncIterator[str]:
    """The server while it runs; its address, as activities carry it."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", __name__, str(port))
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await _listening(port)
        yield f"http://{HOST}:{port}/"
    finally:
        process.terminate()
        await process.wait()


async def _listening(port: int) -> None:
    while True:
        with suppress(OSError):
            _, writer = await asyncio.open_connection(HOST, port)
            writer.close()
            return
        await asyncio.sleep(0.02)


async def _take(request: web.Request) -> web.Response:
    await request.read()
    return web.json_response({"id": SENT})


def main() -> None:
    """Serve on the port that is given, until terminated."""
    application = web.Application()
    application.router.add_post(ACTIVITIES, _take)
    application.router.add_put(ACTIVITIES + "/{activity}", _take)
    web.run_app(application, host=HOST, port=int(sys.argv[1]), print=None, access_log=None)


if __name__ == "__main__":
    main()
