"""A meeting that is booked already, so that not every test walks through the booking."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.database import Database
from tests.conftest import KEY
from tests.handlers.consent.answers import book
from tests.tables import close_to_copy, copied
from tests.town import Town


@pytest.fixture(scope="session")
def with_meeting(settled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the municipality and one meeting in it, of `answers.booked`."""
    path = tmp_path_factory.mktemp("booked") / "town.db"
    with copied(settled, path, KEY) as database:
        book(Town(database))
        close_to_copy(database)
    return path


@pytest.fixture
def database(with_meeting: Path, tmp_path: Path) -> Iterator[Database]:
    """The municipality's database with one meeting booked, a test's own."""
    with copied(with_meeting, tmp_path / "town.db", KEY) as database:
        yield database
