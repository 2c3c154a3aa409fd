"""The playground and a bot, both really served, for each test that asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.server import Playground, Server
from bot.playground.settings import Settings
from tests.bot.playground.bolt_bot import APP_TOKEN, BOT_TOKEN, SECRET, BotClock, Heard, make_app, make_site
from tests.bot.playground.ports import free_port, running

ROOT = Path(__file__).parents[3]
FIRST_NOW = "2027-02-23T09:00:00+01:00"
DUE = [
    ("2027-03-02T09:00:00+01:00", "U0INGRID", "Saklista er klar"),
    ("2027-03-08T09:00:00+01:00", "U0HILDE", "Påminning: møte i morgon kl. 10.00"),
    ("2027-03-08T09:00:00+01:00", "U0INGRID", "Påminning: møte i morgon kl. 10.00"),
]


@dataclass
class Stage:
    """A playground with its bot."""

    url: str
    playground: Playground
    heard: Heard
    clock: BotClock
    settings: Settings

    @property
    def client(self) -> AsyncWebClient:
        """A client as the bot has it."""
        return AsyncWebClient(token=BOT_TOKEN, base_url=f"{self.url}/api/")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings for HTTP mode, towards a bot that does not run unless `stage` is asked for."""
    bot_port = free_port()
    return Settings(
        port=free_port(),
        state=tmp_path / "playground.db",
        municipality=ROOT / "bot/playground/lyngvag.toml",
        manifest=ROOT / "manifest.yml",
        bot_url=f"http://127.0.0.1:{bot_port}",
        clock_url=f"http://127.0.0.1:{bot_port}/try/clock",
        signing_secret=SECRET,
        bot_token=BOT_TOKEN,
        app_token=APP_TOKEN,
        try_token="try-1",
    )


@pytest.fixture
def stage(settings: Settings) -> Iterator[Stage]:
    """The playground and the bot, talking HTTP."""
    heard, clock = Heard(), BotClock(FIRST_NOW, DUE)
    app = make_app(f"{settings.own_url}/api/", heard)
    bot_port = int(settings.bot_url.rpartition(":")[2])
    site = make_site(app, heard, clock)
    bot = uvicorn.Server(uvicorn.Config(site, port=bot_port, log_level="warning", timeout_graceful_shutdown=1))
    playground = Playground(settings)
    with running(Server(playground), bot):
        yield Stage(settings.own_url, playground, heard, clock, settings)
