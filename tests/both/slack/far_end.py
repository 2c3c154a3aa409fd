"""Slack's side: the workspace in the browser, served in this process, with everybody in it."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import uvicorn

from bot.manifest import manifest_path
from bot.platform_settings import SlackSettings
from bot.playground.server import Playground, Server
from bot.playground.settings import Settings
from tests.bot.playground.ports import bound, port_of
from tests.both.municipality import Where, read, workspace
from tests.both.slack.person import SlackPerson

TOKEN, SECRET = "xoxb-playground-both", "the-secret-of-the-workspace"


class Slack:
    """`settings` are what the bot is set up with."""

    def __init__(self, playground: Playground, session: aiohttp.ClientSession) -> None:
        self.playground, self._session = playground, session
        self.url = playground.workspace.settings.own_url
        self.settings = SlackSettings(TOKEN, SECRET, "", f"{self.url}/api/")
        known = read()
        self._users = {each["key"]: each["accounts"]["slack"] for each in known["people"]}
        self._channels = {each["name"]: each["accounts"]["slack"] for each in known["channels"]}

    def person(self, key: str, settle: Callable[[], Awaitable[None]]) -> SlackPerson:
        """Somebody with the page open. Who does not stand in the municipality's file is known by the account's name."""
        user = self._users.get(key, f"U0{key.upper()}")
        return SlackPerson(self._session, self.url, user, settle, self._channels)

    async def settle(self) -> None:
        """Wait until the bot has been told of everything."""
        ws = self.playground.workspace
        while ws.db.execute("select 1 from outbox where state = 'waiting'").fetchone():
            await ws.wait(ws.version, 0.05)

    def shift(self, seconds: float) -> None:
        """Set the workspace's clock ahead of the real one."""
        self.playground.workspace.shift = seconds


@asynccontextmanager
async def slack(folder: Path, bot_url: str, where: Where) -> AsyncIterator[Slack]:
    """The workspace, for a bot that stands at an address."""
    (folder / "workspace.toml").write_text(workspace(where), encoding="utf-8")
    listener = bound()
    settings = Settings(
        port=port_of(listener),
        state=folder / "workspace.db",
        municipality=folder / "workspace.toml",
        manifest=manifest_path(),
        bot_url=bot_url,
        signing_secret=SECRET,
        bot_token=TOKEN,
    )
    playground = Playground(settings)
    async with served(Server(playground), listener), aiohttp.ClientSession() as session:
        yield Slack(playground, session)


@asynccontextmanager
async def served(server: uvicorn.Server, listener: socket.socket) -> AsyncIterator[None]:
    """A server, while it runs in this loop."""
    task = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started:
        assert not task.done(), "the server did not begin"
        await asyncio.sleep(0.005)
    yield
    server.should_exit = True
    await task
