"""A municipality at work: the real bot on real HTTP and SQLite, with the far end of the platforms that it sits on.

All of it runs in this process. What is due is brought out when somebody looks, and not by a ticker, so that a test
waits for nothing.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.delivery import Delivery
from bot.desk import Desk
from bot.messenger import Messenger
from bot.slack import install as slack_install
from handlers.clock import move_clock, read_clock
from handlers.watching import channel_changed
from store.cipher import Cipher
from store.database import Database
from tests.bot.playground.ports import HOST, bound, port_of
from tests.bot.serving import serving
from tests.both.municipality import IN_TEAMS, Platform, Where
from tests.both.person import Person
from tests.both.slack.far_end import Slack, slack
from tests.both.teams.far_end import Teams, teams
from tests.tables import read_beside
from tests.town import OSLO, Town

Part = Any


def moment(local: str) -> datetime:
    """A local moment: «2027-03-09 10:00»."""
    return datetime.fromisoformat(local).replace(tzinfo=OSLO)


@dataclass
class World:
    """`where` the municipality sits; `folder` holds all that the bot and the far ends remember."""

    where: Where
    folder: Path
    database: Database
    desk: Desk
    delivery: Delivery
    slack: Slack | None = None
    teams: Teams | None = None
    parts: dict[str, Part] = field(default_factory=dict)
    _people: dict[str, Person] = field(default_factory=dict)

    def person(self, key: str) -> Person:
        """Somebody at their own client: by key («ingrid»), or somebody whom the bot does not know («vikar»)."""
        if key not in self._people:
            end: Any = self.teams if self.platform_of(key) == "teams" else self.slack
            self._people[key] = end.person(key, self.settle)
        return self._people[key]

    def platform_of(self, key: str) -> Platform:
        """Where somebody sits."""
        if self.where == "mixed":
            return "teams" if key in IN_TEAMS else "slack"
        return self.where

    async def settle(self) -> None:
        """Bring out all that is due now."""
        if self.slack:
            await self.slack.settle()
            await self.parts["slack"].settled()
        await self.delivery.drain()

    async def until(self, local: str) -> None:
        """Let time pass to a local moment («2027-03-02 09:01»), with all that falls due on the way in order."""
        target = moment(local)
        await self.settle()
        while True:
            clock = await self.desk.background(read_clock)
            if clock.next_due is None or clock.next_due > target:
                break
            await self._move(max(clock.next_due, clock.now + timedelta(seconds=1)))
        await self._move(target)

    def give_times(self, unit: str, *local: str) -> None:
        """Give a unit (by key) times of 45 minutes at local moments, in «Møterom 2»."""
        town = Town(self.database)
        for each in local:
            town.give_slot(unit, moment(each).astimezone(UTC))

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What the bot's database holds, read beside it."""
        return read_beside(self.folder / "bot.db", query, *values)

    def kept(self, *texts: str) -> list[str]:
        """Which of some texts stand in the files of the bot's database."""
        content = b"".join(each.read_bytes() for each in self.folder.glob("bot.db*"))
        return [each for each in texts if each.encode() in content]

    async def _move(self, to: datetime) -> None:
        await self.desk.background(move_clock, to)
        if self.slack:
            self.slack.shift((to - datetime.now(UTC)).total_seconds())
        if self.teams:
            self.teams.shift(to - datetime.now(UTC))
        await self.settle()


@asynccontextmanager
async def world(where: Where, settled: Path, key: str, folder: Path) -> AsyncIterator[World]:
    """A municipality in a folder, begun from a database file that it is loaded in, with the key of its texts."""
    listener = bound()
    url = f"http://{HOST}:{port_of(listener)}"
    (folder / "bot.db").write_bytes(settled.read_bytes())
    database = Database(f"sqlite:///{folder / 'bot.db'}", Cipher([key]))
    async with AsyncExitStack() as stack:
        stack.callback(database.close)
        desk = Desk(database.session)
        stack.callback(desk.close)
        messengers: dict[str, Messenger] = {}
        made = World(where, folder, database, desk, Delivery(desk, messengers))
        if where != "teams":
            made.slack = await stack.enter_async_context(slack(folder, url, where))
            made.parts["slack"] = _slack_part(desk, made.slack)
        if where != "slack":
            made.teams = await stack.enter_async_context(teams(url, where))
            made.parts["teams"] = made.teams.part(desk, key)
        for name, part in made.parts.items():
            part.on_channel_change(_looks(desk, name))
            messengers[name] = part.messenger
            stack.push_async_callback(part.close)
        routes = [route for part in made.parts.values() for route in part.routes]
        await stack.enter_async_context(serving(routes, listener))
        for part in made.parts.values():
            await part.start()
        if made.teams:
            await made.teams.install_everywhere()
        await made.settle()
        yield made


def _slack_part(desk: Desk, end: Slack) -> Part:
    given = end.settings
    return slack_install.build(
        desk, bot_token=given.bot_token, signing_secret=given.signing_secret, api_url=given.api_url
    )


def _looks(desk: Desk, platform: str) -> Any:
    async def look(workspace: str, channel: str, new_id: str | None) -> None:
        await desk.background(channel_changed, platform, workspace, channel, new_id)

    return look
