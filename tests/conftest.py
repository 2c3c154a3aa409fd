"""What many tests stand on: a database with the try-out's municipality in it, copied for each test."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from handlers.municipality import load_municipality
from store.cipher import Cipher, new_key
from store.database import Database
from tests.bot.playground.browser import require_chromium
from tests.tables import close_to_copy, copied
from tests.town import Town

KEY = new_key()
MUNICIPALITY = Path(__file__).parents[1] / "bot" / "playground" / "lyngvag.toml"


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the municipality loaded."""
    path = tmp_path_factory.mktemp("settled") / "town.db"
    database = Database(f"sqlite:///{path}", Cipher([KEY]))
    SQLModel.metadata.create_all(database.engine)
    with database.session() as session:
        load_municipality(session, MUNICIPALITY.read_text(encoding="utf-8"), ("slack",))
    close_to_copy(database)
    return path


@pytest.fixture
def database(settled: Path, tmp_path: Path) -> Iterator[Database]:
    """The municipality's database, a test's own."""
    with copied(settled, tmp_path / "town.db", KEY) as database:
        yield database


@pytest.fixture
def town(database: Database) -> Town:
    """The municipality on Tuesday 23 February 2027 at 09:00."""
    return Town(database)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Without Chromium nothing is set up for a browser test, and all of them share one line that says so."""
    if item.get_closest_marker("browser"):
        require_chromium()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test is a failed one: what it needs is to be installed there."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped") and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
