"""The digest's figures a second time: every row read, and counted in plain loops."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlmodel import SQLModel, select

from handlers.context import World
from handlers.digest.figures import Figures, Times
from store.attendance import Participant
from store.consents import Consent, ConsentKind
from store.measures import Measure, MeasureState
from store.meetings import Item, ItemState, Meeting
from store.minutes import Documented, Minutes
from store.people import Unit, UnitKind
from store.slots import Slot, SlotState
from tests.town import OSLO

Rows = TypeVar("Rows", bound=SQLModel)
ARENAS = ("samba", "tbu")


class Everything:
    """All that a municipality has in the tables that count."""

    def __init__(self, world: World) -> None:
        self.now, self._world = world.now, world
        self.meetings = {meeting.id: meeting for meeting in self._all(Meeting)}
        self.items = self._all(Item)
        self.participants = self._all(Participant)
        self.minutes = {minutes.item_id: minutes for minutes in self._all(Minutes)}
        self.measures = self._all(Measure)
        self.slots = self._all(Slot)
        self.consents = self._all(Consent)

    def _all(self, table: type[Any]) -> Sequence[Any]:
        rows = self._world.session.exec(select(table)).all()
        return sorted((row for row in rows if row.tenant_id == self._world.tenant_id), key=lambda row: row.id)

    def figures(self, unit: Unit, since: date, monday: date, asked: datetime) -> Figures:
        """The figures of a unit: of the weeks from `since` up to the week of `monday`, and of that week."""
        held, ahead = dict.fromkeys(ARENAS, 0), dict.fromkeys(ARENAS, 0)
        cases = lacking = summaries = documentation = 0
        for item in self.items:
            meeting = self.meetings[item.meeting_id]
            if item.state is not ItemState.PLANNED or not self._is_of(unit, item, meeting):
                continue
            day, written = meeting.starts_at.astimezone(OSLO).date(), self.minutes.get(item.id)
            if since <= day < monday and (written is None or written.held):
                held[meeting.arena] += 1
            if monday <= day < monday + timedelta(days=7):
                ahead[meeting.arena] += 1
                cases += 1
                lacking += not self._has_consent(item)
            if written is None and meeting.starts_at < asked:
                summaries += 1
            if written is not None and written.documented is Documented.LATER and meeting.starts_at < self.now:
                documentation += 1
        overdue, measures = self._measures(unit)
        return Figures(
            held=held,
            ahead=ahead,
            cases=cases,
            without_consent=lacking,
            times=None if unit.kind is UnitKind.SERVICE else self._times(unit, since, monday),
            summaries=summaries,
            documentation=documentation,
            overdue=overdue,
            measures=measures,
        )

    def _is_of(self, unit: Unit, item: Item, meeting: Meeting) -> bool:
        if unit.kind is not UnitKind.SERVICE:
            return meeting.unit_id == unit.id
        return any(
            each.item_id == item.id and each.unit_id == unit.id and each.active and each.accepted
            for each in self.participants
        )

    def _has_consent(self, item: Item) -> bool:
        latest: dict[str, ConsentKind] = {}
        for row in self.consents:
            if row.case_id == item.case_id:
                latest[row.holder] = row.kind
        given = (ConsentKind.WRITTEN, ConsentKind.ORAL)
        return all(latest.get(holder) in given for holder in ("guardian_1", "guardian_2"))

    def _times(self, unit: Unit, since: date, monday: date) -> Times:
        used = unused = free = 0
        for slot in self.slots:
            if slot.unit_id != unit.id:
                continue
            day = slot.starts_at.astimezone(OSLO).date()
            taken = [meeting for meeting in self.meetings.values() if meeting.slot_id == slot.id]
            if since <= day < monday:
                if any(self._took_place(meeting) for meeting in taken):
                    used += 1
                elif slot.state is SlotState.OPEN:
                    unused += 1
            bookable = slot.state is SlotState.OPEN and slot.held_for is None and not taken
            if slot.starts_at >= self.now and day < monday + timedelta(days=28) and bookable:
                free += 1
        return Times(used=used, unused=unused, free=free)

    def _took_place(self, meeting: Meeting) -> bool:
        own = [item for item in self.items if item.meeting_id == meeting.id]
        return any(item.id not in self.minutes or self.minutes[item.id].held for item in own)

    def _measures(self, unit: Unit) -> tuple[int, int]:
        overdue = measures = 0
        for measure in self.measures:
            item = next(item for item in self.items if item.id == measure.item_id)
            familys = measure.family is not None and self.meetings[item.meeting_id].unit_id == unit.id
            if measure.state is MeasureState.OPEN and (measure.unit_id == unit.id or familys):
                late = measure.due_on < self.now.astimezone(OSLO).date()
                overdue, measures = overdue + late, measures + (not late)
        return overdue, measures
