"""What goes wrong, planned by a test: the next calls of a kind are refused, cut, or never answered."""

from collections import defaultdict, deque
from enum import Enum, auto

from tests.bot.teams.connector.refusals import Refusal


class Break(Enum):
    """How a call gets no answer. HANGS and CUTS: nothing is done. LATE and LOST: it is done, and nobody is told."""

    HANGS = auto()
    CUTS = auto()
    LATE = auto()
    LOST = auto()


Fault = Refusal | Break
ANY = "*"


def throttled(seconds: float | None = 1.0) -> Refusal:
    """429, with how long to wait, or without a word of it, as Teams also does."""
    return Refusal("Throttled", retry_after=seconds)


def contended() -> Refusal:
    """412: two calls met in one conversation."""
    return Refusal("PreconditionFailed")


def down(status: int = 502) -> Refusal:
    """500, 502, 503 or 504."""
    return Refusal("ServiceError", status=status)


class Faults:
    """The plan. A call is known by the name it has in the table of the server: `send`, `update`, `create`, …"""

    def __init__(self) -> None:
        self._planned: dict[str, deque[Fault]] = defaultdict(deque)

    def plan(self, name: str, *faults: Fault) -> None:
        """The next calls of that name, or of `ANY`, meet these, in this order."""
        self._planned[name].extend(faults)

    def take(self, name: str) -> Fault | None:
        """What this call meets."""
        for planned in (self._planned[name], self._planned[ANY]):
            if planned:
                return planned.popleft()
        return None

    @property
    def left(self) -> int:
        """How many are still to come."""
        return sum(map(len, self._planned.values()))
