"""Tries again what Teams says was not done, a few times and for a short while; for deliveries alone."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable

import httpx
from microsoft_teams.common.http import MiddlewareContext

from bot.teams.faults import PASSING, retry_after

RETRIES = 3
# Seconds. A longer wait is delivery's to plan: its lease on the message would run out meanwhile.
LONGEST_WAIT, LONGEST_IN_ALL = 5.0, 20.0
FIRST_WAIT = 0.5


class Retrying:
    """For `Client.use` of the client that delivers; never give it to the one that answers clicks."""

    async def send(
        self, _context: MiddlewareContext, proceed: Callable[[], Awaitable[httpx.Response]]
    ) -> httpx.Response:
        """One request, and once more where that helps."""
        give_up = time.monotonic() + LONGEST_IN_ALL
        for tried in range(RETRIES):
            try:
                return await proceed()
            except httpx.HTTPStatusError as error:
                wait = _wait(error.response, tried)
                if wait is None or time.monotonic() + wait > give_up:
                    raise
            await asyncio.sleep(wait)
        return await proceed()


def _wait(response: httpx.Response, tried: int) -> float | None:
    """The seconds to wait; None when it is not to be tried again from here. Those who were turned away together come
    back one by one.
    """
    if response.status_code not in PASSING:
        return None
    asked = retry_after(response)
    if asked is not None and asked > LONGEST_WAIT:
        return None
    return (asked or FIRST_WAIT * 2**tried) * random.uniform(1.0, 1.5)
