"""How often Teams lets a bot call for one conversation: several windows at once, each sliding.

https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/rate-limit
"""

import time
from collections import defaultdict, deque
from collections.abc import Callable
from math import ceil

from tests.bot.teams.connector.refusals import Refusal

# How many calls within how many seconds.
WRITES = ((7, 1), (8, 2), (60, 30), (1800, 3600))
READS = ((14, 1), (16, 2), (120, 30), (3600, 3600))


class Rates:
    """Refuses what comes too often while `holding`. `clock` is in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.holding = False
        self.clock = clock
        self._taken: dict[tuple[str, bool], deque[float]] = defaultdict(deque)

    def take(self, conversation: str, *, reads: bool) -> None:
        """Count a call. Raises Refusal with the seconds until one more is let through; what is refused counts not."""
        if not self.holding:
            return
        taken, now = self._taken[conversation, reads], self.clock()
        waits = [taken[-most] + seconds - now for most, seconds in (READS if reads else WRITES) if len(taken) >= most]
        if waits and max(waits) > 0:
            raise Refusal("Throttled", retry_after=ceil(max(waits)))
        taken.append(now)
