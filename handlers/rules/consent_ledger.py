"""What the ledger of consents says. Nothing is stored of the answer: it is computed for the day that matters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from handlers.rules.holders import Holder


class EntryKind(StrEnum):
    """What was registered. ``undone`` takes back one earlier entry; both stay in the ledger."""

    REGISTERED_WRITTEN = "registered_written"
    REGISTERED_ORAL = "registered_oral"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    UNDONE = "undone"


class ConsentState(StrEnum):
    """Where one holder's consent stands."""

    WAITING = "waiting"
    WRITTEN = "written"
    ORAL = "oral"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    SCOPE_TOO_NARROW = "scope_too_narrow"


@dataclass(frozen=True)
class ConsentEntry:
    """One row of the ledger.

    ``number`` is the row's own and grows with each row; it orders rows of the same moment. ``at`` is UTC.
    ``expires_on`` is the first day on which the consent no longer holds, None where no end is known. ``services`` is
    what the consent covers. ``undoes`` is the number of the row that an ``undone`` row takes back.
    """

    number: int
    holder: Holder
    kind: EntryKind
    at: datetime
    expires_on: date | None = None
    services: frozenset[str] = frozenset()
    undoes: int | None = None


@dataclass(frozen=True)
class HolderState:
    """Where one holder's consent stands on the day asked about. ``until`` is the first day it no longer holds."""

    holder: Holder
    state: ConsentState
    until: date | None = None
    missing_services: frozenset[str] = frozenset()

    @property
    def holds(self) -> bool:
        """Whether this holder's consent is good that day."""
        return self.state in (ConsentState.WRITTEN, ConsentState.ORAL)


@dataclass(frozen=True)
class Verdict:
    """Whether the case may be shared and discussed on the day asked about, and each holder's part in it."""

    valid: bool
    holders: tuple[HolderState, ...]


_SETTLED = {
    EntryKind.REFUSED: ConsentState.REFUSED,
    EntryKind.WITHDRAWN: ConsentState.WITHDRAWN,
}
_METHODS = {
    EntryKind.REGISTERED_WRITTEN: ConsentState.WRITTEN,
    EntryKind.REGISTERED_ORAL: ConsentState.ORAL,
}


def evaluate(entries: Iterable[ConsentEntry], holders: Sequence[Holder], services: frozenset[str], on: date) -> Verdict:
    """The verdict for a meeting that day where those services take part.

    The latest entry of each holder counts, as if undone ones had never been. All holders must consent, to all of the
    services. With no holder nothing is valid: that nobody was asked is no consent.
    """
    standing = standing_entries(entries)
    states = tuple(_holder_state(holder, standing, services, on) for holder in holders)
    return Verdict(bool(states) and all(state.holds for state in states), states)


def standing_entries(entries: Iterable[ConsentEntry]) -> tuple[ConsentEntry, ...]:
    """The entries in order without those undone and without the undoing ones.

    An undoing can itself be undone by a later row; then the first entry stands again. A row takes back earlier rows
    of the same holder only.
    """
    ordered = sorted(entries, key=lambda entry: (entry.at, entry.number))
    undone: set[tuple[Holder, int]] = set()
    standing: list[ConsentEntry] = []
    for entry in reversed(ordered):
        if (entry.holder, entry.number) in undone:
            continue
        if entry.kind is not EntryKind.UNDONE:
            standing.append(entry)
        elif entry.undoes is not None:
            undone.add((entry.holder, entry.undoes))
    return tuple(reversed(standing))


def _holder_state(holder: Holder, standing: Sequence[ConsentEntry], services: frozenset[str], on: date) -> HolderState:
    entry = next((entry for entry in reversed(standing) if entry.holder is holder), None)
    if entry is None:
        return HolderState(holder, ConsentState.WAITING)
    if entry.kind in _SETTLED:
        return HolderState(holder, _SETTLED[entry.kind])
    if entry.expires_on is not None and on >= entry.expires_on:
        return HolderState(holder, ConsentState.EXPIRED, entry.expires_on)
    if missing := services - entry.services:
        return HolderState(holder, ConsentState.SCOPE_TOO_NARROW, entry.expires_on, missing)
    return HolderState(holder, _METHODS[entry.kind], entry.expires_on)
