"""Meetings, times, measures and consents as rows, so that a whole history is quickly made."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from sqlmodel import select

from handlers.context import World
from store.attendance import Participant
from store.cases import Case
from store.consents import Consent, ConsentKind
from store.measures import Family, Measure, MeasureState
from store.meetings import Item, ItemState, Meeting, MeetingState
from store.minutes import Destination, Documented, Minutes
from store.people import Person, Unit
from store.slots import Slot

SERVICES = ("helsestasjonen", "barnevernet", "ppt")
COVERED = ("health_station", "child_welfare", "ppt", "school", "kindergarten")
LENGTH = timedelta(minutes=45)
_numbers = count()


@dataclass(frozen=True)
class History:
    """Writes rows in a world; the caller's transaction keeps them or takes them back."""

    world: World
    ids: dict[str, int] = field(default_factory=dict)

    def unit(self, key: str) -> int:
        """A unit's id."""
        return self._id(Unit, key)

    def person(self, key: str) -> int:
        """A person's id."""
        return self._id(Person, key)

    def slot(self, unit: str, starts_at: datetime, **other: Any) -> int:
        """A time of a unit."""
        return self._keep(
            Slot(
                arena="samba",
                unit_id=self.unit(unit),
                starts_at=starts_at,
                ends_at=starts_at + LENGTH,
                place="1",
                **self._own,
                **other,
            )
        )

    def meeting(
        self,
        unit: str,
        starts_at: datetime,
        *,
        arena: str = "samba",
        slot: int | None = None,
        state: ItemState = ItemState.PLANNED,
        services: tuple[str, ...] = SERVICES,
        consents: bool = True,
    ) -> int:
        """A meeting with one item, and who comes to it; returns the item's id."""
        ended = state is not ItemState.PLANNED
        meeting = self._keep(
            Meeting(
                arena=arena,
                unit_id=self.unit(unit),
                slot_id=None if ended else slot,
                starts_at=starts_at,
                ends_at=starts_at + LENGTH,
                place="1",
                uid=f"history-{next(_numbers)}",
                state=MeetingState.CANCELLED if ended else MeetingState.PLANNED,
                **self._own,
            )
        )
        ingrid = self.person("ingrid")
        case = self._keep(
            Case(
                reference=f"T-{next(_numbers)}",
                unit_id=self.unit(unit),
                owner_id=ingrid,
                opened_at=self.world.now,
                **self._own,
            )
        )
        item = self._keep(
            Item(
                meeting_id=meeting,
                case_id=case,
                convener_id=ingrid,
                booked_by_id=ingrid,
                booked_at=self.world.now,
                initiator="guardian",
                age=9,
                age_on=starts_at.date(),
                decided_by="both_guardians",
                heard="talked_with",
                state=state,
                **self._own,
            )
        )
        for service in (unit, *services):
            self.takes_part(item, service)
        for holder in ("guardian_1", "guardian_2") if consents else ():
            self.consent(item, case, holder, ConsentKind.WRITTEN)
        return item

    def takes_part(self, item: int, unit: str, **other: Any) -> int:
        """Somebody from a unit comes to an item."""
        return self._keep(
            Participant(
                item_id=item, unit_id=self.unit(unit), required=True, joined_at=self.world.now, **self._own, **other
            )
        )

    def consent(self, item: int, case: int, holder: str, kind: ConsentKind) -> int:
        """A row of the ledger."""
        return self._keep(
            Consent(
                case_id=case,
                item_id=item,
                holder=holder,
                kind=kind,
                scope=list(COVERED),
                informed=True,
                expires_on=date(2029, 1, 1),
                recorded_by=self.person("ingrid"),
                recorded_at=self.world.now,
                **self._own,
            )
        )

    def minutes(self, item: int, held: bool = True, documented: Documented | None = Documented.YES) -> int:
        """An item's minutes."""
        return self._keep(
            Minutes(
                item_id=item,
                held=held,
                documented=documented if held else None,
                destination=Destination.NOWHERE,
                written_by=self.person("ingrid"),
                written_at=self.world.now,
                **self._own,
            )
        )

    def measure(
        self, item: int, due_on: date, unit: str | None = "solvik", state: MeasureState = MeasureState.OPEN
    ) -> int:
        """A measure that a unit is to do, or with None the family."""
        return self._keep(
            Measure(
                item_id=item,
                what="guidance",
                unit_id=self.unit(unit) if unit else None,
                family=None if unit else Family.GUARDIANS,
                owner_id=self.person("ingrid"),
                starts_on=due_on,
                due_on=due_on,
                state=state,
                created_at=self.world.now,
                **self._own,
            )
        )

    @property
    def _own(self) -> dict[str, Any]:
        return {"tenant_id": self.world.tenant_id}

    def _keep(self, row: Any) -> int:
        self.world.session.add(row)
        self.world.session.flush()
        return int(row.id)

    def _id(self, table: type[Any], key: str) -> int:
        name = f"{table.__name__}:{key}"
        if name not in self.ids:
            found = select(table.id).where(table.key == key, table.tenant_id == self.world.tenant_id)
            self.ids[name] = self.world.session.exec(found).one()
        return self.ids[name]
