"""One thing that waits for somebody, its deadline, and what is known of all of them at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from handlers.context import Context
from handlers.screens import Button, Row
from store import duties, people
from store.cases import Case
from store.meetings import Item
from store.people import Person, Unit

# As many are looked for of each sort of duty: the nearest, which are those that matter first.
LOOKED_FOR = 30


@dataclass(frozen=True)
class Duty:
    """What is to be done, and the button that does it. `due` is its deadline, where it has one; `at` is what it is
    about in time, which orders those without. Both are UTC. `said`: the text tells the deadline itself.
    """

    text: str
    button: Button
    at: datetime
    due: datetime | None = None
    said: bool = False

    def is_overdue(self, now: datetime) -> bool:
        """Whether its deadline has passed."""
        return self.due is not None and self.due <= now

    @property
    def order(self) -> datetime:
        """The nearest first."""
        return self.due or self.at


def duty_row(ctx: Context, duty: Duty) -> Row:
    """A duty with its deadline in words."""
    if duty.due is None or duty.said:
        return Row(duty.text, duty.button)
    # What is due at midnight is due by the end of the day before.
    day = ctx.t.day(duty.due - timedelta(seconds=1), ctx.now)
    overdue = duty.is_overdue(ctx.now)
    deadline = ctx.t("Overdue since {day}.", day=day) if overdue else ctx.t("Deadline: {day}.", day=day)
    return Row(f"{duty.text}\n{deadline}", duty.button)


@dataclass(frozen=True)
class Reader:
    """Somebody for whom things wait, with what is looked up for all of them in one statement."""

    ctx: Context

    @cached_property
    def units(self) -> Mapping[int, Unit]:
        """The tenant's units, by id."""
        return duties.units_of_tenant(self.ctx.session, self.ctx.tenant_id)

    def unit_name(self, unit_id: int) -> str:
        """A unit as it stands within a sentence."""
        return self.units[unit_id].name(self.ctx.t.language)

    def references(self, items: Iterable[Item]) -> dict[int, str]:
        """The references of the cases of some items that the reader convenes, by case."""
        own = {item.case_id for item in items if item.convener_id == self.ctx.actor_id}
        known: Mapping[int, Case] = duties.cases_by_ids(self.ctx.session, self.ctx.tenant_id, own) if own else {}
        return {case_id: case.reference for case_id, case in known.items()}

    def people(self, person_ids: Iterable[int | None]) -> dict[int, Person]:
        """Several people at once, by id."""
        wanted = {person_id for person_id in person_ids if person_id is not None}
        return people.people_by_ids(self.ctx.session, self.ctx.tenant_id, wanted) if wanted else {}
