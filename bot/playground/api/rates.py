"""How many calls are too many: Slack's tiers, and for a channel one message a second.

https://docs.slack.dev/apis/web-api/rate-limits
"""

import math
import time
from collections import defaultdict, deque

MINUTE = 60.0
A_SECOND_A_CHANNEL = frozenset({"chat.postMessage", "chat.postEphemeral"})
TIERS = {1: 1, 2: 20, 3: 50, 4: 100}  # calls a minute, for a method and a workspace
TIER_OF = {
    "chat.delete": 3,
    "chat.update": 3,
    "conversations.history": 3,
    "conversations.info": 3,
    "conversations.list": 2,
    "conversations.members": 4,
    "conversations.open": 3,
    "files.completeUploadExternal": 4,
    "files.getUploadURLExternal": 4,
    "team.info": 3,
    "users.info": 4,
    "users.list": 2,
    "views.open": 4,
    "views.publish": 4,
    "views.push": 4,
    "views.update": 4,
}


class Rates:
    """Remembers when calls were let through. Real time, in seconds."""

    def __init__(self) -> None:
        self._passed: defaultdict[tuple[str, str], deque[float]] = defaultdict(deque)

    def wait_for(self, method: str, channel: str, burst: int, now: float | None = None) -> int:
        """Whole seconds until the call may be made; 0 lets it through and counts it.

        Of messages `burst` are borne in as many seconds; other methods have their tier, or no limit.
        """
        moment = time.monotonic() if now is None else now
        if method in A_SECOND_A_CHANNEL:
            return self._wait((method, channel), burst, float(burst), moment)
        tier = TIER_OF.get(method)
        return self._wait((method, ""), TIERS[tier], MINUTE, moment) if tier else 0

    def _wait(self, key: tuple[str, str], most: int, window: float, now: float) -> int:
        passed = self._passed[key]
        while passed and passed[0] <= now - window:
            passed.popleft()
        if len(passed) < most:
            passed.append(now)
            return 0
        return max(1, math.ceil(passed[0] + window - now))
