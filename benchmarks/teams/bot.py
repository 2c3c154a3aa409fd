"""The bot in Teams, as `bot/teams/install.py` puts it together, which lets everybody in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from microsoft_teams.api import ActivityParams, ApiClient
from microsoft_teams.api.activities.message import MessageActivityInput
from microsoft_teams.apps import App
from microsoft_teams.common import ClientOptions
from starlette.applications import Starlette

from benchmarks.teams.sender import Body
from bot.app import THREADS
from bot.desk import Desk
from bot.teams.acquaintances import Acquaintances
from bot.teams.calls import PATIENCE, Calls
from bot.teams.install import NoServer, OpenDoor, answer_by_aiohttp, silence
from bot.teams.intake import Intake
from bot.teams.listeners import Listeners
from bot.teams.references import Reference
from bot.teams.seals import Seals
from store.cipher import new_key
from store.database import Database


class Sent(Calls):
    """Writes as the bot does, and keeps the card that was last written in each tenant."""

    def __init__(self, api: ApiClient) -> None:
        super().__init__(api)
        self.cards: dict[str, Body] = {}

    async def send(self, at: Reference, activity: ActivityParams) -> str | None:
        """Written to the connector."""
        if isinstance(activity, MessageActivityInput) and activity.attachments:
            self.cards[at.tenant] = dict(activity.attachments[0].content or {})
        return await super().send(at, activity)


@asynccontextmanager
async def the_bot(database: Database) -> AsyncIterator[tuple[Starlette, Sent]]:
    """The bot's application, and what it sent."""
    silence()
    app = App(client=ClientOptions(timeout=PATIENCE), http_server_adapter=NoServer(), fetch_user_token=False)
    answer_by_aiohttp(app)
    desk = Desk(database.session, THREADS["sqlite"])
    sent, acquaintances = Sent(app.api), Acquaintances(desk)
    Listeners(desk, sent, Seals([new_key()]), acquaintances).register(app)
    await app.initialize()
    process = app.server.on_request
    assert process is not None
    yield Starlette(routes=Intake(OpenDoor(), process, acquaintances.is_known).routes()), sent
    await app.api.http.http.aclose()
    await app.http_client.http.aclose()
    desk.close()
