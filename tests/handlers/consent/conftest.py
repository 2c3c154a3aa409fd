"""A meeting that is booked already, so that not every test walks through the booking."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.cipher import Cipher
from store.database import Database
from tests.conftest import KEY
from tests.handlers.consent.answers import book
from tests.town import Town


@pytest.fixture(scope="session")
def with_meeting(settled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the municipality and one meeting in it, of `answers.booked`."""
    path = tmp_path_factory.mktemp("booked") / "town.db"
    shutil.copy(settled, path)
    database = Database(f"sqlite:///{path}", Cipher([KEY]))
    book(Town(database))
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


@pytest.fixture
def database(with_meeting: Path, tmp_path: Path) -> Iterator[Database]:
    """The municipality's database with one meeting booked, a test's own."""
    path = tmp_path / "town.db"
    shutil.copy(with_meeting, path)
    database = Database(f"sqlite:///{path}", Cipher([KEY]))
    yield database
    database.close()
