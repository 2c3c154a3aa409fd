"""Teams, as small as most tests want it: two municipalities, those who work there, and Microsoft's servers."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

# The SDK reads a `.env` when it is imported.
os.environ["PYTHON_DOTENV_DISABLED"] = "1"

from microsoft_teams.api import ApiClient

from bot.teams.tokens import TokenDoor
from tests.bot.teams.connector import Channel, Connector, Conversation, Team, User, World, connector
from tests.bot.teams.house import House, settle
from tests.bot.teams.house import house as house_in
from tests.bot.teams.keys import KeyServer, Signer, key_server
from tests.conftest import KEY
from tests.tables import copied

APP_ID = "5f1c1d8e-7a60-4c52-9d4e-0b8a3f6c2d11"
LYNGVAG, ELSEWHERE = "3f3d1cea-7a18-41af-872b-cfbbd5140984", "d6d49420-f39b-4df7-a1dc-d59a935871db"
MESSAGE = {"type": "message", "text": "Hei"}


def told(answer: httpx.Response) -> tuple[int, str]:
    """The status and the code of a refusal."""
    body = answer.json()
    assert set(body) == {"error"}, body
    assert set(body["error"]) == {"code", "message"}, body
    return answer.status_code, body["error"]["code"]


@pytest.fixture
def world() -> World:
    """Teams, with nobody in it."""
    return World()


@pytest.fixture
def ingrid(world: World) -> User:
    """Somebody of the municipality who has the bot."""
    user = world.user("Ingrid Solheim", LYNGVAG)
    world.personal(user).installed = True
    return user


@pytest.fixture
def omar(world: World) -> User:
    """Somebody of the municipality who has not."""
    return world.user("Omar Haddad", LYNGVAG)


@pytest.fixture
async def service(world: World) -> AsyncIterator[Connector]:
    """What the bot calls."""
    async with connector(world) as running:
        yield running


@pytest.fixture
def signer(service: Connector) -> Signer:
    """What signs the requests to the bot."""
    return Signer(APP_ID, service.url)


@pytest.fixture
def keys(signer: Signer) -> Iterator[KeyServer]:
    """Where the bot fetches the keys."""
    with key_server(signer) as running:
        yield running


@pytest.fixture
async def api(service: Connector) -> AsyncIterator[ApiClient]:
    """The SDK's client."""
    client = ApiClient(service.url)
    yield client
    await client.http.http.aclose()


@pytest.fixture
async def http(service: Connector) -> AsyncIterator[httpx.AsyncClient]:
    """Any client."""
    async with httpx.AsyncClient(base_url=f"{service.url}/v3", timeout=5) as client:
        yield client


@pytest.fixture
def chat(world: World, ingrid: User) -> Conversation:
    """Somebody's own chat with the bot."""
    return world.personal(ingrid)


@pytest.fixture
def team(world: World, ingrid: User, omar: User) -> Team:
    """A team."""
    return world.team("Skulen", ingrid, omar)


@pytest.fixture
def private(world: World, team: Team, ingrid: User) -> Channel:
    """A channel that not all of the team are in."""
    return world.channel(team, "Leiinga", "private", ingrid)


@pytest.fixture(scope="session")
def settled_in_teams(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the municipality loaded, all of it in Teams."""
    return settle(tmp_path_factory.mktemp("teams") / "town.db", LYNGVAG)


@pytest.fixture
async def house(
    settled_in_teams: Path, tmp_path: Path, service: Connector, signer: Signer, keys: KeyServer
) -> AsyncIterator[House]:
    """The municipality in Teams, and the bot before it with tokens checked."""
    with copied(settled_in_teams, tmp_path / "town.db", KEY) as database:
        door = TokenDoor(APP_ID, keys.cloud)
        async with house_in(database, service, LYNGVAG, APP_ID, door, signer) as found:
            yield found
