"""The two municipalities, built once: nothing that the tests ask for is kept."""

from collections.abc import Iterator

import pytest

from tests.handlers.forged.asking import Towns
from tests.handlers.forged.scene import OTHER, OWN, build
from tests.tables import empty_database


@pytest.fixture(scope="session")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Towns]:
    """Lyngvåg and another municipality, on one database."""
    database = empty_database(tmp_path_factory.mktemp("forged") / "town.db")
    yield Towns(database, build(database, OWN), build(database, OTHER))
    database.close()
