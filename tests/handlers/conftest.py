"""A meeting that has been booked, and one whose agenda has gone out: made once, and copied for each test."""

import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path

import pytest

from store.cipher import Cipher
from store.database import Database
from tests.conftest import KEY
from tests.handlers.attendance.arranged import AGENDA_DUE, Arranged, arrange
from tests.town import Town

Prepared = tuple[Path, Arranged]


def _prepare(path: Path, source: Path, begin: Callable[[Town], Arranged]) -> Prepared:
    shutil.copy(source, path)
    database = Database(f"sqlite:///{path}", Cipher([KEY]))
    arranged = begin(Town(database))
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path, arranged


def _copy(prepared: Prepared, path: Path) -> Iterator[Arranged]:
    shutil.copy(prepared[0], path)
    database = Database(f"sqlite:///{path}", Cipher([KEY]))
    before = prepared[1].town
    town = Town(database, before.now, deepcopy(before.letters), dict(before.owners))
    yield Arranged(town, prepared[1].item_id, prepared[1].reference)
    database.close()


@pytest.fixture(scope="session")
def booked_once(settled: Path, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """The database behind `arranged`."""
    return _prepare(tmp_path_factory.mktemp("booked") / "town.db", settled, arrange)


@pytest.fixture(scope="session")
def sent_once(settled: Path, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """The database behind `sent`."""

    def begin(town: Town) -> Arranged:
        arranged = arrange(town)
        arranged.consents()
        town.wait_until(AGENDA_DUE)
        return arranged

    return _prepare(tmp_path_factory.mktemp("sent") / "town.db", settled, begin)


@pytest.fixture
def arranged(booked_once: Prepared, tmp_path: Path) -> Iterator[Arranged]:
    """A meeting booked on 23 February 2027 for 16 March, with no consent registered."""
    yield from _copy(booked_once, tmp_path / "arranged.db")


@pytest.fixture
def sent(sent_once: Prepared, tmp_path: Path) -> Iterator[Arranged]:
    """The same with consent registered, on 9 March at 09:00, when the agenda has gone out."""
    yield from _copy(sent_once, tmp_path / "sent.db")
