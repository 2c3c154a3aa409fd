"""Faults that are switched on to see what the bot does: for the next calls of a method, or until they are switched off.

rate       a call too many is answered 429 with Retry-After; see `api/rates.py` for how many are too many
500        not carried out, answered 500 with a page that is no JSON
timeout    taken in and not carried out; no answer comes as long as the client waits
lost       carried out, and then the connection breaks before the answer
duplicate  what the bot is sent is sent twice: an event as a retry, a press or a command as it was
"""

from dataclasses import dataclass, replace
from itertools import count

from bot.playground.workspace import Workspace

CALL_KINDS = ("rate", "500", "timeout", "lost")
LINE_KINDS = ("duplicate",)
KINDS = (*CALL_KINDS, *LINE_KINDS)
EVERY = "*"
# what the bot is sent: the names that `duplicate` knows
DELIVERIES = ("events_api", "interactive", "slash_commands")


class BadFault(Exception):
    """There is no such fault; the message says what is wrong."""


@dataclass(frozen=True)
class Fault:
    """A fault that is on. `left` is how many times more it strikes; None is until it is switched off."""

    id: int
    kind: str
    method: str
    left: int | None
    burst: int = 1


class Faults:
    """The faults that are on. They are not kept: a playground that starts again is whole."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._on: list[Fault] = []
        self._ids = count(1)

    def all(self) -> list[Fault]:
        """Those that are on, in the order they were switched on."""
        return list(self._on)

    def switch_on(self, kind: str, method: str = EVERY, times: int | None = None, burst: int = 1) -> Fault:
        """Let `kind` strike `method`. `burst`, of `rate`, is how many calls at once are borne. Raises BadFault."""
        if kind not in KINDS:
            raise BadFault(f"kind must be one of {', '.join(KINDS)}")
        if method != EVERY and (kind in LINE_KINDS) != (method in DELIVERIES):
            raise BadFault(f"{', '.join(DELIVERIES)} go with {', '.join(LINE_KINDS)}, and methods with the others")
        if (times is not None and times < 1) or burst < 1:
            raise BadFault("times and burst must be at least 1")
        fault = Fault(next(self._ids), kind, method, times, burst)
        self._on.append(fault)
        self._ws.tell()
        return fault

    def switch_off(self, fault_id: int | None = None) -> None:
        """Switch one off, or all."""
        self._on = [each for each in self._on if fault_id is not None and each.id != fault_id]
        self._ws.tell()

    def find(self, kinds: tuple[str, ...], method: str) -> Fault | None:
        """The first fault of those kinds that is on for the method."""
        return next((each for each in self._on if each.kind in kinds and each.method in (EVERY, method)), None)

    def strike(self, fault: Fault) -> None:
        """Count that the fault has struck once; the last time switches it off."""
        if fault.left is None:
            return
        if fault.left == 1:
            self.switch_off(fault.id)
            return
        fewer = replace(fault, left=fault.left - 1)
        self._on = [fewer if each.id == fault.id else each for each in self._on]
        self._ws.tell()
