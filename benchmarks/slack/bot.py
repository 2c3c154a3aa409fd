"""The bot as `bot/app.py` puts it together, with Slack's Web API left out unless it is given."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette

from benchmarks.slack.sender import SECRET
from bot.app import THREADS
from bot.desk import Desk
from bot.slack.calls import Calls
from bot.slack.elements import Block
from bot.slack.install import Authorize, bolt_app, web_client
from bot.slack.intake import Intake
from bot.slack.listeners import Listeners
from store.database import Database


class Opened(Calls):
    """Keeps the views that were opened, by their trigger. With `calls` Slack is asked to open them, too."""

    def __init__(self, calls: Calls | None) -> None:
        self._calls = calls
        self._views: dict[str, Block] = {}

    async def open_view(self, trigger: str, view: Block) -> str | None:
        """As if Slack had opened it."""
        self._views[trigger] = view
        return await self._calls.open_view(trigger, view) if self._calls else None

    def take(self, trigger: str) -> Block:
        """The view that was opened with a trigger."""
        return self._views.pop(trigger)


@asynccontextmanager
async def the_bot(database: Database, api_url: str | None = None) -> AsyncIterator[tuple[Starlette, Opened]]:
    """The bot's application, and what it opened. Without `api_url` the calls to Slack are left out."""
    client = web_client("xoxb-x", api_url or "http://127.0.0.1:9/api/", [])
    desk = Desk(database.session, THREADS["sqlite"])
    async with aiohttp.ClientSession() as client.session:
        opened = Opened(Calls(client) if api_url else None)
        authorize = Authorize()
        authorize.known = AuthorizeResult(
            enterprise_id=None, team_id="T1", bot_user_id="UBOT", bot_id="BBOT", bot_token="xoxb-x"
        )
        app = bolt_app(authorize, client)
        Listeners(desk, opened).register(app)
        intake = Intake(app, SECRET)
        intake.ready = True
        yield Starlette(routes=intake.routes()), opened
    desk.close()
