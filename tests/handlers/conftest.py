"""A meeting that has been booked, and one whose agenda has gone out: made once, and copied for each test."""

import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import datetime
from pathlib import Path

import pytest

from store.cipher import Cipher
from store.database import Database
from store.notices import NoticeKind
from tests.conftest import KEY
from tests.handlers.attendance.arranged import AGENDA_DUE, Arranged, arrange
from tests.tables import close_to_copy, copied
from tests.town import Town, oslo

Prepared = tuple[Path, Arranged]
AFTER, HELD = oslo(2027, 3, 16, 11), oslo(2027, 3, 16, 12)


def _prepare(path: Path, source: Path, begin: Callable[[Town], Arranged]) -> Prepared:
    with copied(source, path, KEY) as database:
        arranged = begin(Town(database))
        close_to_copy(database)
    return path, arranged


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The one database that prepared ones are copied onto: its engine keeps the statements it has compiled."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('stage') / 'town.db'}", Cipher([KEY]))
    yield database
    database.close()


@pytest.fixture(scope="session")
def asked_once(sent_once: Prepared, stage: Database, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """The database behind `asked`."""

    def begin(town: Town) -> Arranged:
        before = _copy(sent_once, stage)
        past = before.town
        town = Town(town.database, past.now, past.letters, past.owners)
        arranged = Arranged(town, before.item_id, before.reference)
        card = arranged.letter("hilde", NoticeKind.AGENDA)
        opened = arranged.press("hilde", card, "Eg sender ein annan")
        arranged.submit("hilde", opened, chosen=str(town.person_id("sunniva")))
        return arranged

    return _prepare(tmp_path_factory.mktemp("asked") / "town.db", sent_once[0], begin)


def _copy(prepared: Prepared, stage: Database) -> Arranged:
    stage.close()
    shutil.copy(prepared[0], str(stage.engine.url.database))
    before = prepared[1].town
    town = Town(stage, before.now, deepcopy(before.letters), dict(before.owners))
    return Arranged(town, prepared[1].item_id, prepared[1].reference)


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


def _wait(sent_once: Prepared, stage: Database, path: Path, moment: datetime) -> Prepared:
    """The same meeting at a later moment."""

    def begin(town: Town) -> Arranged:
        before = _copy(sent_once, stage)
        past = before.town
        town = Town(town.database, past.now, past.letters, past.owners)
        town.wait_until(moment)
        return Arranged(town, before.item_id, before.reference)

    return _prepare(path, sent_once[0], begin)


@pytest.fixture(scope="session")
def held_once(sent_once: Prepared, stage: Database, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """The database behind `held`."""
    return _wait(sent_once, stage, tmp_path_factory.mktemp("held") / "town.db", HELD)


@pytest.fixture(scope="session")
def been_once(sent_once: Prepared, stage: Database, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """The database behind `been`."""
    return _wait(sent_once, stage, tmp_path_factory.mktemp("been") / "town.db", AFTER)


@pytest.fixture
def been(been_once: Prepared, stage: Database) -> Arranged:
    """The meeting has been, on Tuesday 16 March at 10:00. It is 11:00 the same day."""
    return _copy(been_once, stage)


@pytest.fixture
def held(held_once: Prepared, stage: Database) -> Arranged:
    """The meeting has been held, on 16 March at 10:00. It is noon the same day, and nothing is registered yet."""
    return _copy(held_once, stage)


@pytest.fixture
def arranged(booked_once: Prepared, stage: Database) -> Arranged:
    """A meeting booked on 23 February 2027 for 16 March, with no consent registered."""
    return _copy(booked_once, stage)


@pytest.fixture
def sent(sent_once: Prepared, stage: Database) -> Arranged:
    """The same with consent registered, on 9 March at 09:00, when the agenda has gone out."""
    return _copy(sent_once, stage)


@pytest.fixture
def asked(asked_once: Prepared, stage: Database) -> Arranged:
    """The agenda has gone out, and Hilde has asked Sunniva to come instead."""
    return _copy(asked_once, stage)
