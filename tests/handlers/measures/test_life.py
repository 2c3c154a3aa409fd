"""The life of a measure: whatever its owner does and whenever, what they are reminded of is what a plain account says.

The account knows only the deadline and whether it is open; Per works every working day, and each step is at noon.
"""

import shutil
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.entry import Entry
from handlers.rules.calendar import Calendar
from handlers.screens import Open
from store.database import Database
from store.measures import MeasureState
from store.notices import NoticeKind
from tests.handlers.attendance.arranged import Arranged
from tests.handlers.measures.agreeing import DUE, FRIDAY, OVERDUE, agree, measure, person
from tests.town import OSLO, Town, oslo

steps = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.integers(1, 12)),
        st.tuples(st.just("put_off"), st.integers(1, 12)),
        st.sampled_from([("done", 0), ("undo", 0), ("withdraw", 0)]),
    ),
    max_size=6,
)


@dataclass
class Account:
    """What ought to have been said, from what was done."""

    today: date = date(2027, 3, 16)
    due: date = FRIDAY
    open: bool = True
    frozen: bool = False
    said: list[tuple[NoticeKind, date]] = field(default_factory=list)

    def passes(self, days: int) -> None:
        for _ in range(days):
            self.today += timedelta(days=1)
            if self.open and not self.frozen:
                self.said += [(kind, self.today) for kind in self._morning()]

    def _morning(self) -> list[NoticeKind]:
        calendar = Calendar()
        last = self.due if calendar.is_workday(self.due) else calendar.add_workdays(self.due, -1)
        first = calendar.add_workdays(self.due, 3)
        weekly = [first + timedelta(days=7 * week) for week in range(60)]
        overdue = {day if calendar.is_workday(day) else calendar.next_workday(day) for day in weekly}
        return [DUE] * (self.today == last) + [OVERDUE] * (self.today in overdue)


def _does(held: Arranged, account: Account, id_: int, step: tuple[str, int]) -> None:
    name, days = step
    town = held.town
    if name == "wait":
        account.passes(days)
        town.wait_until(oslo(account.today.year, account.today.month, account.today.day, 12))
    elif name == "withdraw" and not account.frozen:
        held.withdraws()
        account.frozen = True
    elif name in ("done", "undo"):
        town.asks("per", Entry.ACTION, f"measure.{name}", measure=str(id_))
        account.open = account.open if account.frozen else name == "undo"
    elif name == "put_off" and account.open and not account.frozen:
        opened = town.asks("per", Entry.ACTION, "measure.put_off", measure=str(id_))
        assert isinstance(opened, Open)
        account.due = max(account.due, account.today) + timedelta(days=days)
        town.asks("per", Entry.FORM, "measure.put_off", draft=opened.form.draft, reason="time", due=account.due)
    town.deliver()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_the_owner_is_reminded_just_as_the_account_says(
    held_once: tuple[Path, Arranged], stage: Database, done: list[tuple[str, int]]
) -> None:
    held = _fresh(held_once, stage)
    id_, account = agree(held, person(held, "per")), Account()
    for step in [*done, ("wait", 10)]:
        _does(held, account, id_, step)
    letters = held.town.inbox("per")
    came = [(each.kind, _day(each.came)) for each in letters if each.kind in (DUE, OVERDUE)]
    assert came == account.said
    row = measure(held, id_)
    assert (row.due_on, row.state is MeasureState.OPEN) == (account.due, account.open)
    assert not [each for each in held.town.inbox("ingrid") if each.kind in (DUE, OVERDUE)]


def _day(moment: datetime) -> date:
    return moment.astimezone(OSLO).date()


def _fresh(prepared: tuple[Path, Arranged], stage: Database) -> Arranged:
    stage.close()
    shutil.copy(prepared[0], str(stage.engine.url.database))
    before = prepared[1].town
    town = Town(stage, before.now, deepcopy(before.letters), dict(before.owners))
    return Arranged(town, prepared[1].item_id, prepared[1].reference)
