"""No more at a time than Teams takes: so many in each conversation in every second, two, thirty and hour, and so many
in each tenant.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
"""

import asyncio
import time
from collections import deque
from collections.abc import Sequence

from bot.messenger import TryLater

# So many in so many seconds, counted back from any moment: a bucket that leaks would let nearly twice as many through.
Limits = Sequence[tuple[int, float]]
CONVERSATION: Limits = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))
TENANT: Limits = ((20, 1.0),)
# Seconds that one message may be longer on its way than the next. The tenant's budget has room for that.
LEEWAY = 0.25
# A longer wait is delivery's to plan: its lease on the message would run out meanwhile.
LONGEST_WAIT = 5.0
MOST_REMEMBERED = 5000


class Pace:
    """The turns taken in one place. Moments are seconds of a clock that only goes forward."""

    def __init__(self, limits: Limits, leeway: float = 0.0) -> None:
        self._limits = [(most, seconds + leeway) for most, seconds in limits]
        self._longest = max(seconds for _, seconds in self._limits)
        self._taken: deque[float] = deque()

    def next_turn(self, now: float) -> float:
        """The first moment, now or later, at which there is room for one more."""
        while self._taken and self._taken[0] + self._longest <= now:
            self._taken.popleft()
        full = (self._taken[-most] + seconds for most, seconds in self._limits if len(self._taken) >= most)
        return max((now, *self._taken_last(), *full))

    def take(self, moment: float) -> None:
        """Take the turn at a moment that `next_turn` gave."""
        self._taken.append(moment)

    def is_idle(self, now: float) -> bool:
        """Whether what was taken limits nothing any more."""
        return not self._taken or self._taken[-1] + self._longest <= now

    def _taken_last(self) -> Sequence[float]:
        return (self._taken[-1],) if self._taken else ()


class Paces:
    """The paces of all conversations and tenants that we write in."""

    def __init__(self) -> None:
        self._conversations: dict[str, Pace] = {}
        self._tenants: dict[str, Pace] = {}

    async def turn(self, conversation: str, tenant: str) -> None:
        """Wait for the turn to write. Raises TryLater when that would be long."""
        if conversation not in self._conversations:
            self._make_room()
            self._conversations[conversation] = Pace(CONVERSATION, LEEWAY)
        await _turn(self._conversations[conversation])
        await _turn(self._tenants.setdefault(tenant, Pace(TENANT)))

    def _make_room(self) -> None:
        if len(self._conversations) < MOST_REMEMBERED:
            return
        now = time.monotonic()
        self._conversations = {each: pace for each, pace in self._conversations.items() if not pace.is_idle(now)}


async def _turn(pace: Pace) -> None:
    now = time.monotonic()
    turn = pace.next_turn(now)
    if turn - now > LONGEST_WAIT:
        raise TryLater("paced", turn - now)
    pace.take(turn)
    await asyncio.sleep(turn - now)
