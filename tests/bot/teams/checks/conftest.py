"""A municipality in Teams where all is well: its database, the bot's settings, and all that Microsoft runs."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.teams.checks import asking
from bot.teams.references import Reference
from tests.bot.commands import Outcome, run_here
from tests.bot.playground.ports import free_port
from tests.bot.teams.checks.microsoft import TOKEN, Microsoft, microsoft
from tests.bot.teams.conftest import APP_ID, LYNGVAG
from tests.bot.teams.connector import Channel, Connector, Conversation, User, World

STORFJORDEN = Path(__file__).parents[2] / "checks" / "storfjorden.toml"
TENANT, SECRET = LYNGVAG, "the~Secret.Value-of-the-app"
PEOPLE = {"ola": "Ola Strand", "tone": "Tone Berg", "nils": "Nils Lie", "unni": "Unni Hauge"}


@dataclass
class Place:
    """What `samba-bot check` looks at. `room` is the registered channel, `users` are people by their keys."""

    folder: Path
    environ: dict[str, str]
    microsoft: Microsoft
    service: Connector
    world: World
    users: dict[str, User]
    room: Channel

    async def check(self, *arguments: str) -> Outcome:
        """Run `samba-bot check`."""
        return await asyncio.to_thread(run_here, self.folder, "check", *arguments, environ=self.environ)

    def load(self, change: Callable[[str], str] = str) -> None:
        """Load the file about the municipality, changed."""
        text = STORFJORDEN.read_text(encoding="utf-8").replace('slack = "T1"', f'teams = "{TENANT}"')
        text = text.replace('slack = "C0FJORD"', f'teams = "{self.room.id}"')
        for key, user in self.users.items():
            text = text.replace(f'slack = "U0{key.upper()}"', f'teams = "{user.object_id}"')
        (self.folder / "kommunen.toml").write_text(change(text), encoding="utf-8")
        assert run_here(self.folder, "load", "kommunen.toml").complained == ""

    def meet(self) -> None:
        """The bot has been everywhere."""
        for user in self.users.values():
            self.note("account", user.object_id, reference=self.reference(self.world.personal(user)))
        self.note("channel", self.room.id, reference=self.reference(self.room, self.room.team.id))

    def reference(self, at: Conversation, team: str = "") -> str:
        """What a conversation is written to by."""
        return str(Reference(f"{self.service.url}/", at.id, TENANT, team))

    def note(self, table: str, external_id: str | None, **values: str | None) -> None:
        """Write down what was learnt of an account or a channel."""
        with closing(sqlite3.connect(self.folder / "samba-bot.db")) as connection, connection:
            for column, value in values.items():
                done = connection.execute(
                    f"update {table} set {column} = ? where external_id = ?", (value, external_id)
                )
                assert done.rowcount == 1


@pytest.fixture
async def place(
    tmp_path: Path, world: World, service: Connector, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Place]:
    """All is well."""
    users = {key: world.user(name, TENANT) for key, name in PEOPLE.items()}
    team = world.team("Fjordskulen", *users.values())
    room = world.channel(team, "fjordskulen-samba", "private", users["ola"], users["tone"])
    service.demands_token, service.tokens = True, frozenset({TOKEN})
    environ = {
        "CLIENT_ID": APP_ID,
        "CLIENT_SECRET": SECRET,
        "TENANT_ID": TENANT,
        "SAMBA_BOT_URL": "https://samba.invalid/",
        "PORT": str(free_port()),
    }
    folder = tmp_path / "bot"
    folder.mkdir()
    async with microsoft({(TENANT, APP_ID): SECRET}) as there:
        monkeypatch.setattr(asking, "microsoft", there.client)
        place = Place(folder, environ, there, service, world, users, room)
        await asyncio.to_thread(place.load)
        place.meet()
        yield place
    shutil.rmtree(folder)
