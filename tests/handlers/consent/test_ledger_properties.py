"""Any sequence of answers and undoings, through the handlers, gives the verdict that a naive reading of it gives."""

import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.rules.consent_ledger import ConsentState
from store.cipher import Cipher
from store.database import Database
from tests.conftest import KEY
from tests.handlers.consent.answers import ALL, BOTH, booked, register, rows, undo, verdict
from tests.town import Town

NARROW = ("health_station", "school")
STATE = {
    "written": ConsentState.WRITTEN,
    "oral": ConsentState.ORAL,
    "refused": ConsentState.REFUSED,
    "withdrawn": ConsentState.WITHDRAWN,
}

answers = st.tuples(
    st.sampled_from(BOTH),
    st.sampled_from(tuple(STATE)),
    st.sampled_from((ALL, ALL, NARROW)),
    st.sampled_from((date(2027, 2, 23), date(2027, 1, 4), date(2026, 3, 1))),
)
undoings = st.sampled_from(BOTH)
steps = st.lists(st.one_of(answers, undoings), max_size=6)
Steps = list[tuple[str, ...] | str]


@dataclass
class Naive:
    """What somebody with a sheet of paper for each holder would know: the answers that stand, the last one on top."""

    sheets: dict[str, list[ConsentState]] = field(default_factory=lambda: {holder: [] for holder in BOTH})
    undone: dict[str, bool] = field(default_factory=lambda: dict.fromkeys(BOTH, True))

    def answer(self, holder: str, kind: str, scope: tuple[str, ...], given_on: date) -> None:
        state = STATE[kind]
        if kind in ("written", "oral"):
            if given_on == date(2026, 3, 1):
                state = ConsentState.EXPIRED
            elif scope != ALL:
                state = ConsentState.SCOPE_TOO_NARROW
        self.sheets[holder].append(state)
        self.undone[holder] = False

    def undo(self, holder: str) -> bool:
        """Whether there is something to undo: a slip just made, not one undone already."""
        if self.undone[holder]:
            return False
        self.sheets[holder].pop()
        self.undone[holder] = True
        return True

    @property
    def states(self) -> list[ConsentState]:
        return [sheet[-1] if sheet else ConsentState.WAITING for sheet in self.sheets.values()]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_the_verdict_is_that_of_a_naive_reading(
    with_meeting: Path, tmp_path: Path, steps: list[tuple[str, ...] | str]
) -> None:
    path = tmp_path / "property.db"
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    shutil.copy(with_meeting, path)
    database = Database(f"sqlite:///{path}", Cipher([KEY]))
    try:
        _walk(Town(database), steps)
    finally:
        database.close()


def _walk(town: Town, steps: Steps) -> None:
    item, naive = booked(town), Naive()
    for step in steps:
        if isinstance(step, str):
            _undo(town, naive, step)
        else:
            _answer(town, item, naive, *step)  # type: ignore[arg-type]
        judged = verdict(town, item)
        assert [state.state for state in judged.holders] == naive.states
        assert judged.valid == all(state in (ConsentState.WRITTEN, ConsentState.ORAL) for state in naive.states)


def _answer(town: Town, item: int, naive: Naive, holder: str, kind: str, scope: tuple[str, ...], day: date) -> None:
    register(town, item, holder, kind, scope=scope, given_on=day)
    naive.answer(holder, kind, scope, day)


def _undo(town: Town, naive: Naive, holder: str) -> None:
    before = rows(town)
    own = [row for row in before if row.holder == holder]
    if not own:
        return
    latest = next(row for row in reversed(own) if row.undoes_id is None)
    undo(town, latest.id)
    expected = naive.undo(holder)
    assert len(rows(town)) == len(before) + expected
