"""Asking as the desk does, with all that came of it taken back, so that one town serves every attack."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from sqlmodel import Session, SQLModel, select

from handlers import access
from handlers.context import World
from handlers.entry import Entry
from handlers.errors import UserError
from handlers.router import dispatch
from handlers.routes import ROUTES
from handlers.screens import Answer
from store.database import Database
from tests.handlers.forged.attacks import Values
from tests.handlers.forged.scene import Scene

# What an ask may leave: a line in the trail and the draft of a form that the asker opened.
TRACES = frozenset({"audit_entry", "draft"})
Dump = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Towns:
    """Both municipalities, and their database."""

    database: Database
    own: Scene
    other: Scene

    @cached_property
    def before(self) -> Dump:
        """What the database holds: after every ask it is the same again."""
        with self.database.session() as session:
            return _dump(session)


@dataclass(frozen=True)
class Outcome:
    """What came of an ask: the answer or refusal, and which tables it would have changed."""

    answer: Answer | UserError
    changed: frozenset[str]

    @property
    def refused(self) -> bool:
        """Whether it was a refusal."""
        return isinstance(self.answer, UserError)

    @property
    def words(self) -> str:
        """All that can be read in it, and what its buttons carry."""
        return repr(vars(self.answer))


def ask(
    towns: Towns,
    scene: Scene,
    who: str,
    route: tuple[Entry, str],
    values: Values,
    *,
    first: Callable[[World], object] | None = None,
    later: timedelta = timedelta(0),
) -> Outcome:
    """What somebody is answered when `first` has happened and some time has passed; then all of it is taken back.

    Anything but a refusal that is raised fails the test.
    """
    before = towns.before
    with towns.database.session() as session:
        world = access.world_of(session, scene.town.tenant(session), scene.town.now + later)
        person = scene.town.person(session, who)
        try:
            if first is not None:
                first(world)
                before = _dump(session)
            answer = dispatch(ROUTES, world.seen_by(person), *route, values)
            return Outcome(answer, _changed(before, _dump(session)))
        except UserError as refusal:
            # The desk takes back all that was done before a refusal.
            return Outcome(refusal, frozenset())
        finally:
            session.rollback()


def _changed(before: Dump, after: Dump) -> frozenset[str]:
    return frozenset(name for name in after if after[name] != before[name])


def _dump(session: Session) -> Dump:
    """Every row of every table; of the notices only those about something, since a deletion is no promise."""
    session.flush()
    dump: dict[str, frozenset[str]] = {}
    for table in SQLModel.metadata.sorted_tables:
        rows: Any = session.connection().execute(select(table))  # type: ignore[call-overload]
        dump[table.name] = frozenset(repr(row) for row in rows if getattr(row, "kind", "") != "retention")
    return dump
