"""The ticker: once a second of real time, and when nudged, it asks for what is due. It remembers nothing."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]

log = logging.getLogger("samba_bot.jobs")

TICK_SECONDS = 1
# A tick that comes later than this after a stall is dropped: the next one does its work.
GRACE_SECONDS = 5


class Ticker:
    """Calls `drain` each second, never twice at once. It is for the running event loop."""

    def __init__(self, drain: Callable[[], Awaitable[object]]) -> None:
        self._drain = drain
        self._working: asyncio.Task[Any] | None = None
        # A round that takes longer than a tick is no fault, and what the library logs of an error is all of it.
        logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.add_job(
            self._tick,
            "interval",
            seconds=TICK_SECONDS,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=GRACE_SECONDS,
        )
        self._scheduler.start()

    def nudge(self) -> None:
        """Something may have fallen due just now: look at once, and not at the next tick."""
        if self._scheduler.running:
            self._scheduler.add_job(self._tick, id="nudge", replace_existing=True, misfire_grace_time=GRACE_SECONDS)

    async def stop(self, patience: float = 10.0) -> None:
        """Stop ticking. What is under way gets `patience` seconds of real time to end."""
        if not self._scheduler.running:
            return
        self._scheduler.pause()
        if self._working:
            await asyncio.wait([self._working], timeout=patience)
            self._working.cancel()
        self._scheduler.shutdown(wait=False)

    async def _tick(self) -> None:
        self._working = asyncio.current_task()
        try:
            await self._drain()
        except Exception as error:
            # Its text may hold what somebody wrote.
            log.error("tick failed error=%s", type(error).__qualname__)
