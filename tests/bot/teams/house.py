"""The try-out's municipality with its people in Teams, and Teams' part of the bot before it, over real HTTP."""

import re
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlmodel import SQLModel, select

from bot.desk import Desk
from bot.platform_settings import TeamsSettings
from bot.teams.install import TeamsPart, build
from bot.teams.intake import Door
from handlers.municipality import load_municipality
from store.accounts import Account, Channel
from store.cipher import Cipher
from store.database import Database
from store.people import Person
from tests.bot.serving import serving
from tests.bot.teams.client import Person as Client
from tests.bot.teams.client import Teams
from tests.bot.teams.connector import Channel as TeamsChannel
from tests.bot.teams.connector import Connector, User, World
from tests.bot.teams.keys import Signer
from tests.conftest import KEY, MUNICIPALITY
from tests.tables import close_to_copy

WITHOUT_CREDENTIALS = TeamsSettings("", "", "", "https://samba.example/", unauthenticated=True)
Rows = dict[str, list[tuple[Any, ...]]]
Answer = tuple[int, Any]


@dataclass
class House:
    """`url` is where the bot stands, `people` are by their key and all have the bot, `changed` is what the rest of the
    bot is told of channels.
    """

    part: TeamsPart
    door: Door
    database: Database
    url: str
    service: Connector
    teams: Teams
    people: dict[str, User]
    changed: list[tuple[str, str, str | None]] = field(default_factory=list)

    def at(self, key: str) -> Client:
        """Somebody at their client."""
        return self.teams.person(self.people[key])

    def chat(self, key: str) -> Any:
        """Somebody's own chat with the bot."""
        return self.service.world.personal(self.people[key])

    @property
    def channel(self) -> TeamsChannel:
        """The private channel that is registered for Solvik."""
        return next(iter(self.service.world.teams.values())).channels[1]

    def line(self, key: str, text: str, **changed: Any) -> dict[str, Any]:
        """What Teams sends when somebody writes in their own chat; `changed` stands instead of what is usual."""
        activity = self.teams.envelope.message(self.people[key], self.chat(key), "f:1", "", text, mentions=False)
        return {name: each for name, each in {**activity, **changed}.items() if each is not None}

    async def post(self, activity: Any, *, token: str | None = None) -> Answer:
        """What is answered to something that Teams signed, or with another token."""
        return await self.teams.line.post(activity, token=token)

    def kept(self) -> Rows:
        """All that stands in the database."""
        with self.database.session() as session:
            there = session.connection()
            tables = SQLModel.metadata.sorted_tables
            return {table.name: [tuple(row) for row in there.execute(table.select())] for table in tables}

    def account(self, key: str) -> Account:
        """What is known of somebody's account."""
        with self.database.session() as session:
            query = select(Account).join(Person).where(Person.key == key)
            found = session.exec(query).one()
            session.expunge(found)
            return found

    def reference_of_channel(self) -> str | None:
        """What the registered channel is written to by."""
        with self.database.session() as session:
            return session.exec(select(Channel.reference).where(Channel.external_id == self.channel.id)).one()


def populate(world: World, tenant: str) -> dict[str, User]:
    """The people of the municipality's file come to Teams, all with the bot, and Solvik's team with its channel."""
    read = tomllib.loads(MUNICIPALITY.read_text(encoding="utf-8"))
    people = {each["key"]: world.user(each["name"], tenant) for each in read["people"]}
    for user in people.values():
        world.personal(user).installed = True
    team = world.team("Solvik skule", people["ingrid"], people["jonas"])
    world.channel(team, "solvik-samba", "private", people["ingrid"], people["jonas"])
    return people


def settle(path: Path, tenant: str) -> Path:
    """A database file with the municipality loaded, its accounts in Teams."""
    world = World()
    people = populate(world, tenant)
    channel = next(iter(world.teams.values())).channels[1]
    text = MUNICIPALITY.read_text(encoding="utf-8").replace('slack = "T0LYNGVAAG"', f'teams = "{tenant}"')
    text = text.replace('slack = "C0SOLVIK"', f'teams = "{channel.id}"')
    for key, user in people.items():
        text = text.replace(f'slack = "U0{key.upper()}"', f'teams = "{user.object_id}"')
    text = re.sub(r'slack = "([CG]0\w+)"', r'teams = "19:\1@thread.tacv2"', text)
    database = Database(f"sqlite:///{path}", Cipher([KEY]))
    SQLModel.metadata.create_all(database.engine)
    with database.session() as session:
        load_municipality(session, text, ("teams",))
    close_to_copy(database)
    return path


@asynccontextmanager
async def house(
    database: Database, service: Connector, tenant: str, app_id: str, door: Door, signer: Signer | None
) -> AsyncIterator[House]:
    """The part, started and served; with its people."""
    people = populate(service.world, tenant)
    desk = Desk(database.session)
    part = build(desk, WITHOUT_CREDENTIALS, [KEY], door)
    await part.start()
    async with serving(part.routes) as url:
        found = House(part, door, database, url, service, Teams(service, url, app_id, signer), people)

        async def tell(tenant: str, channel: str, new_id: str | None) -> None:
            found.changed.append((tenant, channel, new_id))

        part.on_channel_change(tell)
        yield found
    await part.close()
    desk.close()
