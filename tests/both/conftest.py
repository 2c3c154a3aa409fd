"""Each test of a journey is run on every platform."""

import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

# The SDK for Teams reads a file `.env` when it is imported.
os.environ["PYTHON_DOTENV_DISABLED"] = "1"

from bot.teams import pacing
from handlers.clock import set_clock
from handlers.municipality import load_municipality
from store.cipher import Cipher, new_key
from store.database import Database
from store.migrations import migrate
from tests.both.municipality import Where, text
from tests.both.routes import walking
from tests.both.teams.far_end import Everybody
from tests.both.world import World, moment, world
from tests.tables import close_to_copy

KEY = new_key()
BEGINS = "2027-02-23 09:00"
Settled = Callable[[Where], Path]


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Settled:
    """Gives a database file with a municipality loaded, made once for each place it may sit."""
    made: dict[Where, Path] = {}

    def of(where: Where) -> Path:
        if where not in made:
            made[where] = _settle(tmp_path_factory.mktemp(where) / "bot.db", where)
        return made[where]

    return of


def _settle(path: Path, where: Where) -> Path:
    migrate(f"sqlite:///{path}")
    channels = {name: each.id for name, each in Everybody(where).channels.items()}
    database = Database(f"sqlite:///{path}", Cipher([KEY]))
    with database.session() as session:
        load_municipality(session, text(where, channels), ("slack", "teams"))
    close_to_copy(database)
    return path


@pytest.fixture(autouse=True)
def unpaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test says in a second what people say in days, so the bot is not held to Teams' pace by the real clock."""
    monkeypatch.setattr(pacing, "CONVERSATION", ((10_000, 1.0),))
    monkeypatch.setattr(pacing, "TENANT", ((10_000, 1.0),))


async def _begun(where: Where, settled: Settled, folder: Path) -> AsyncIterator[World]:
    async with world(where, settled(where), KEY, folder) as made:
        await made.desk.background(set_clock, moment(BEGINS))
        await made.settle()
        yield made


@pytest.fixture(params=["slack", "teams"], name="world")
async def _world(request: pytest.FixtureRequest, settled: Settled, tmp_path: Path) -> AsyncIterator[World]:
    """The municipality on one platform, on Tuesday 23 February 2027 at 09:00."""
    with walking(f"{request.path.stem}.{request.function.__name__}", request.param):
        async for made in _begun(request.param, settled, tmp_path):
            yield made


@pytest.fixture(name="mixed")
async def _mixed(settled: Settled, tmp_path: Path) -> AsyncIterator[World]:
    """The municipality on both platforms."""
    async for made in _begun("mixed", settled, tmp_path):
        yield made
