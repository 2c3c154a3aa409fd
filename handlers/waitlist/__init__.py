"""The waiting list: a time that comes free is kept a while for the first in line, then for the next."""

from handlers.waitlist.line import (
    join,
    slot_freed,
    slots_added,
    stop_waiting,
    take_offer,
    undelivered,
    waiting_for,
    withdraw_offer,
)

__all__ = [
    "join",
    "slot_freed",
    "slots_added",
    "stop_waiting",
    "take_offer",
    "undelivered",
    "waiting_for",
    "withdraw_offer",
]
