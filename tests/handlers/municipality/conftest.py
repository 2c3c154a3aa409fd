"""An empty database with its tables, and a short municipality file to change."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handlers.municipality import load_municipality
from store.database import Database
from tests.source_words import source_words
from tests.tables import empty_database

SHORT = """\
[municipality]
key = "fjord"
name = "Fjord kommune"
language = "nn"

[workspaces]
slack = "T0FJORD"

[[units]]
key = "skulen"
kind = "school"
name = { nn = "Fjord skule", nb = "Fjord skole" }

[[units]]
key = "ppt"
kind = "service"
service = "ppt"
name = { nn = "PPT", nb = "PPT" }

[[people]]
key = "kari"
name = "Kari Nes"
language = "nb"
accounts = { slack = "U0KARI" }
roles = [{ role = "form_teacher", unit = "skulen" }]

[[people]]
key = "ola"
name = "Ola Vik"
accounts = { slack = "U0OLA" }
roles = [{ role = "employee", unit = "ppt" }, { role = "samba_coordinator" }]

[[contacts]]
service = "ppt"
person = "ola"
units = ["skulen"]

[[channels]]
unit = "skulen"
name = "fjord-samba"
accounts = { slack = "C0FJORD" }

[[closed_days]]
name = "Vinterferie"
first = 2027-02-15
last = 2027-02-19
kinds = ["school", "kindergarten"]
"""

Load = Callable[[str], list[str]]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database, a test's own."""
    database = empty_database(tmp_path / "bot.db")
    yield database
    database.close()


@pytest.fixture
def load(database: Database) -> Load:
    """Loads a text, in a transaction of its own; gives the summary in source words."""

    def load(text: str) -> list[str]:
        with database.session() as session:
            return load_municipality(session, text, ("slack", "teams"), source_words)

    return load
