"""The process at work: the web server, the platforms' parts and the ticker, started and stopped together.

The web server answers from the first moment on, and says at /ready that the rest is not there yet. When the process is
told to stop (SIGTERM, SIGINT), what is under way is finished first.
"""

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Sequence
from typing import Protocol

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.jobs import Ticker
from bot.web import application

log = logging.getLogger("samba_bot")

PATIENCE_SECONDS = 10
STOPPING = (signal.SIGTERM, signal.SIGINT)


class Platform(Protocol):
    """A platform's part of the bot."""

    async def start(self) -> None:
        """Connect; raises what keeps it from that."""

    async def trouble(self) -> str | None:
        """Why requests are not answered now, as a code; None when they are."""

    async def close(self) -> None:
        """Take no more, and give the connections back."""


class NotStarted(Exception):
    """A platform's part could not start; the cause is its own error."""


class Service:
    """Everything that runs. `alive` asks the database; `routes` are the platforms' and our own."""

    def __init__(
        self,
        platforms: Sequence[Platform],
        ticker: Ticker,
        routes: Sequence[BaseRoute],
        alive: Callable[[], Awaitable[bool]],
    ) -> None:
        self._platforms, self._ticker = platforms, ticker
        app = application(routes, alive=alive, trouble=self._trouble, lifespan=self._lifespan)
        self._server = _Server(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                ws="none",
                lifespan="on",
                timeout_graceful_shutdown=PATIENCE_SECONDS,
            )
        )
        self._failure: Exception | None = None

    async def run(self, listener: socket.socket) -> None:
        """Serve on an open socket until told to stop. Raises NotStarted from what kept a platform's part from it."""
        await self._server.serve(sockets=[listener])
        if self._failure:
            raise NotStarted from self._failure

    def stop(self) -> None:
        """Finish what is under way, and end."""
        self._server.should_exit = True

    @contextlib.asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        starting = asyncio.create_task(self._start())
        yield
        starting.cancel()
        await asyncio.wait([starting])
        await self._ticker.stop(PATIENCE_SECONDS)
        await asyncio.gather(*(platform.close() for platform in self._platforms))

    async def _trouble(self) -> str | None:
        for platform in self._platforms:
            if code := await platform.trouble():
                return code
        return None

    async def _start(self) -> None:
        try:
            await asyncio.gather(*(platform.start() for platform in self._platforms))
            self._ticker.start()
            log.info("started")
        except Exception as error:
            # Whatever it is, the process cannot do its work, and ends.
            log.error("not started error=%s", type(error).__qualname__)
            self._failure = error
            self.stop()


class _Server(uvicorn.Server):
    """Ends quietly when told to. Uvicorn's own would die of the signal once more when all is done."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        loop = asyncio.get_running_loop()
        for number in STOPPING:
            loop.add_signal_handler(number, self.handle_exit, number, None)
        yield
        for number in STOPPING:
            loop.remove_signal_handler(number)
