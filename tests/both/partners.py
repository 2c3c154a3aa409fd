"""Somebody of another organisation who takes part in a meeting, for a partner with an agreement."""

from dataclasses import replace
from typing import Any

from sqlmodel import select

from store.accounts import Account, Workspace
from store.attendance import Participant
from store.people import Person, PersonRole, RoleName, Unit, UnitKind
from tests.both import after, rooms
from tests.both.world import World
from tests.handlers.attendance.arranged import Arranged

SERVICES = ("health_station", "child_welfare", "ppt", "school")


def takes_part(world: World, made: Arranged, key: str) -> None:
    """Somebody who is a guest on the platform comes to a meeting, and the family has consented to that."""
    with made.town.world() as at:
        session = at.session
        ours: dict[str, Any] = {"tenant_id": at.tenant_id}
        unit: Any = Unit(key=key, kind=UnitKind.OUTSIDE, name_nn="BUP", name_nb="BUP", agreement="2026/77", **ours)
        person: Any = Person(key=key, name="Gjest Utanfrå", **ours)
        session.add_all((unit, person))
        session.flush()
        ours["person_id"] = person.id
        home: Any = session.exec(select(Workspace.id).where(Workspace.tenant_id == at.tenant_id)).one()
        participant: dict[str, Any] = {"item_id": made.item_id, "required": False, "joined_at": at.now, **ours}
        session.add_all(
            (
                PersonRole(unit_id=unit.id, role=RoleName.EMPLOYEE, **ours),
                Account(workspace_id=home, external_id=_account(world, key), **ours),
                Participant(unit_id=unit.id, **participant),
            )
        )
    replace(made, town=after.begun(world)).consents((*SERVICES, UnitKind.OUTSIDE.value))


def _account(world: World, key: str) -> str:
    return f"U0{key.upper()}" if world.where == "slack" else str(rooms.user(world, key).object_id)
