"""Teams' side: the connector and the clients of `tests/bot/teams`, with the municipality's people, teams and channels.

What is said here is said over the real protocol, and signed by keys of our own, which the bot fetches and checks.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from bot.desk import Desk
from bot.platform_settings import TeamsSettings
from bot.teams import install
from bot.teams.tokens import TokenDoor
from tests.bot.teams.client import Teams as Clients
from tests.bot.teams.connector import Channel, Connector, Team, User, World, connector
from tests.bot.teams.keys import KeyServer, Signer, key_server
from tests.both.municipality import EXTRA, IN_TEAMS, TENANT, Where, object_id, read
from tests.both.teams.person import Sitting, TeamsPerson

APP_ID, ELSEWHERE = "5f1c1d8e-7a60-4c52-9d4e-0b8a3f6c2d11", "d6d49420-f39b-4df7-a1dc-d59a935871db"
PARTIES = ("ingrid", "marit", "hilde", "erik", "per")
# The channels of the municipality's file, as Teams has them: the team, the kind, and whose a private or shared one is.
CHANNELS: dict[str, tuple[str, Any, tuple[str, ...]]] = {
    "solvik-samba": ("Solvik skule", "private", PARTIES),
    "nesbygda-samba": ("Nesbygda skule", "private", ("olav", "astrid", "hilde", "erik", "per")),
    "solvik-bup": ("Solvik skule", "shared", (*PARTIES, "bup")),
    "solvik-gjest": ("Solvik skule", "private", (*PARTIES, "gjest")),
    "solvik-laerarar": ("Solvik skule", "private", (*PARTIES, "jonas")),
    "solvik-open": ("Solvik skule", "standard", ()),
    "solvik-2019": ("Solvik skule", "private", PARTIES),
    EXTRA: ("Solvik skule", "private", ("ingrid", "marit")),
}
MEMBERS = {
    "Solvik skule": ("ingrid", "jonas", "marit", "hilde", "erik", "per", "gjest"),
    "Nesbygda skule": ("olav", "astrid", "hilde", "erik", "per"),
}


class Everybody:
    """The municipality's people, teams and channels in Teams, and those around them. `shift` is how far its clock is
    ahead of the real one.
    """

    def __init__(self, where: Where) -> None:
        self.shift = timedelta()
        self.world = World(lambda: datetime.now(UTC) + self.shift)
        people = [each for each in read()["people"] if where == "teams" or each["key"] in IN_TEAMS]
        self.users = {
            each["key"]: self.world.user(each["name"], TENANT, object_id=object_id(each["key"])) for each in people
        }
        self.users |= {
            "vikar": self.world.user("Vikar Utan Rolle", TENANT),
            "gjest": self.world.user("Gjest Utanfrå", TENANT, "guest"),
            "bup": self.world.user("Turid Vestby", ELSEWHERE),
        }
        self.teams: dict[str, Team] = {name: self.world.team(name, *self._known(MEMBERS[name])) for name in MEMBERS}
        self.channels: dict[str, Channel] = {
            name: self.world.channel(self.teams[team], name, kind, *self._known(members))
            for name, (team, kind, members) in CHANNELS.items()
            if where == "teams" or name == EXTRA
        }

    def _known(self, keys: tuple[str, ...]) -> list[User]:
        return [self.users[key] for key in keys if key in self.users]


class Teams:
    """`connector` is what the bot calls; `clients` are what people sit at."""

    def __init__(self, everybody: Everybody, service: Connector, keys: KeyServer, signer: Signer, bot_url: str) -> None:
        self.everybody, self.connector, self._keys, self._bot_url = everybody, service, keys, bot_url
        self.clients = Clients(service, bot_url, APP_ID, signer)

    def part(self, desk: Desk, key: str) -> Any:
        """The bot's part for Teams. It has no credentials, for none of Microsoft's servers is there to give it a token,
        but lets in nobody without one.
        """
        settings = TeamsSettings("", "", "", f"{self._bot_url}/", unauthenticated=True)
        return install.build(desk, settings, [key], TokenDoor(APP_ID, self._keys.cloud))

    def person(self, key: str, settle: Callable[[], Awaitable[None]]) -> TeamsPerson:
        """Somebody at a client of their own."""
        at = self.clients
        client = Sitting(self.everybody.users[key], at.world, at.line, at.envelope)
        return TeamsPerson(key, client, settle, self.everybody.channels, self._bot_url)

    async def install_everywhere(self) -> None:
        """The administrator gives everybody the bot, and the owners of the channels let it in."""
        owner = self.everybody.users["marit"]
        await asyncio.gather(
            *(self.clients.install(user) for user in self.everybody.users.values() if user.tenant == TENANT),
            *(self.clients.install(owner, channel) for channel in self.everybody.channels.values()),
        )

    def shift(self, by: timedelta) -> None:
        """Set Teams' clock ahead of the real one."""
        self.everybody.shift = by


@cache
def _signer() -> Signer:
    """One key for all tests: it takes a while to make."""
    return Signer(APP_ID, "")


@asynccontextmanager
async def teams(bot_url: str, where: Where) -> AsyncIterator[Teams]:
    """Teams, for a bot that stands at an address."""
    everybody = Everybody(where)
    async with connector(everybody.world) as service:
        signer = _signer()
        signer.service_url = service.url
        with key_server(signer) as keys:
            yield Teams(everybody, service, keys, signer, bot_url)
