"""What a line to the bot must do, whichever way it goes."""

from dataclasses import dataclass
from typing import Any, Literal, Protocol

ANSWER_SECONDS = 3.0  # as long as Slack waits
TIMEOUTS = ("http_timeout", "timeout")

Json = dict[str, Any]
Kind = Literal["slash_commands", "interactive", "events_api"]


class NoAnswer(Exception):
    """The bot did not acknowledge in time, or not with success. The message is Slack's reason for a retry."""

    @property
    def code(self) -> str:
        """What Slack's client calls it to the person who waits."""
        return "operation_timeout" if str(self) in TIMEOUTS else "dispatch_failed"


@dataclass(frozen=True)
class Retry:
    """That an event has been sent before: how many times, and why it is sent again."""

    number: int
    reason: str


class Line(Protocol):
    """A way to the bot."""

    async def send(self, kind: Kind, payload: Json, retry: Retry | None = None) -> Json | str | None:
        """Send, and give what the bot acknowledged with: an object, a text or nothing. Raises NoAnswer."""

    async def close(self) -> None:
        """Hang up."""
