"""Teams' part of the bot, put together: what `bot/app.py` starts, routes to, sends through and closes.

It is imported only where Teams is set up: the SDK takes a second to load.
"""

import logging
import os
import warnings
from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from httpx_aiohttp import HttpxAiohttpClient
from starlette.routing import Route

# The SDK reads a file `.env` where it is started. What the bot is told stands in its environment, and nowhere else.
os.environ.setdefault("PYTHON_DOTENV_DISABLED", "1")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of itself it says that parts of it may change
    from microsoft_teams.api import InvokeResponse
    from microsoft_teams.apps import App
    from microsoft_teams.apps.http.adapter import HttpMethod, HttpRouteHandler
    from microsoft_teams.common import ClientOptions

from bot.environment import is_loopback
from bot.platform_settings import TeamsSettings
from bot.teams.acquaintances import Acquaintances
from bot.teams.calendar_links import CalendarLinks
from bot.teams.calls import PATIENCE, Calls
from bot.teams.intake import Door, Intake
from bot.teams.listeners import AnyDesk, ChannelChanged, Listeners
from bot.teams.messenger import DELIVERY_PATIENCE, TeamsMessenger
from bot.teams.retrying import Retrying
from bot.teams.seals import Seals
from bot.teams.tokens import TokenDoor

log = logging.getLogger("samba_bot.teams")
# What the SDK and its libraries write to their logs is whole activities, tokens and addresses.
LIBRARIES = ("microsoft_teams", "msal", "httpx", "httpcore", "urllib3", "requests", "opentelemetry")


class NoServer:
    """The SDK's way to a web server. It gets none: our own door stands before it."""

    def register_route(self, method: HttpMethod, path: str, handler: HttpRouteHandler) -> None:
        """Nothing."""

    def serve_static(self, path: str, directory: str) -> None:
        """Nothing."""

    async def start(self, port: int) -> None:
        """Nothing."""

    async def stop(self) -> None:
        """Nothing."""


class OpenDoor:
    """Lets in every program on this machine, without credentials: see `bot/platform_settings.py`. A page in a browser
    is none: whatever it has the browser send, the browser says where the page is from. Nor is anything written to
    another machine.
    """

    async def check(self, headers: Mapping[str, str], service_url: str) -> Any:
        """A token that says nothing."""
        if "origin" in headers:
            raise PermissionError("origin")
        if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise PermissionError("content_type")
        if not _is_here(service_url):
            raise PermissionError("service_url")
        return SimpleNamespace(app_id="", tenant_id="", service_url=service_url, from_="azure", from_id="")


class TeamsPart:
    """`messenger` delivers, `routes` are HTTP's."""

    def __init__(self, desk: AnyDesk, settings: TeamsSettings, keys: Sequence[str], door: Door | None) -> None:
        silence()
        self._settings = settings
        self._answering, self._delivering = _app(settings, PATIENCE), _app(settings, DELIVERY_PATIENCE)
        answer_by_aiohttp(self._answering)
        self._delivering.api.http.use(Retrying())
        seals, acquaintances = Seals(keys), Acquaintances(desk)
        self._listeners = Listeners(desk, Calls(self._answering.api), seals, acquaintances)
        self._listeners.register(self._answering)
        self.messenger = TeamsMessenger(self._delivering.api, seals, settings.url)
        intake = Intake(door or _door(settings), self._process, acquaintances.is_known)
        self.routes: list[Route] = [*intake.routes(), *CalendarLinks(seals, settings.url).routes()]

    def on_channel_change(self, tell: ChannelChanged) -> None:
        """Tell of each change of who may read a channel, also more than once."""
        self._listeners.channel_changed = tell

    async def start(self) -> None:
        """Make the SDK ready. It connects to nothing until there is something to say."""
        await self._answering.initialize()
        if self._settings.unauthenticated:
            log.warning("teams DANGEROUSLY UNAUTHENTICATED: anybody on this machine may be anybody")
        log.info("teams app=%s tenant=%s", self._settings.client_id, self._settings.tenant_id)

    async def trouble(self) -> str | None:
        """Why requests from Teams are not answered now, as a code; None when they are."""
        return None if self._answering.server.on_request else "starting"

    async def close(self) -> None:
        """Give the connections back."""
        for app in (self._answering, self._delivering):
            await app.api.http.http.aclose()
            await app.http_client.http.aclose()

    async def _process(self, event: Any) -> Any:
        process = self._answering.server.on_request
        if process is None:
            return InvokeResponse(status=503, body={"error": "starting"})
        return await process(event)


def build(desk: AnyDesk, settings: TeamsSettings, keys: Sequence[str], door: Door | None = None) -> TeamsPart:
    """Teams' part. `keys` are the database's; `door` is who is let in, by default whom the settings say."""
    return TeamsPart(desk, settings, keys, door)


def answer_by_aiohttp(app: App) -> None:
    """Let an app write over aiohttp, which costs half of what the SDK's own way does when many ask at once. For answers
    alone, which are never repeated: of a line that breaks it does not tell whether anything had been sent.
    """
    client = app.api.http
    client.http = HttpxAiohttpClient(timeout=client.http.timeout, event_hooks=client.http.event_hooks)


def silence() -> None:
    """Keep the libraries from logging; what matters we log ourselves.

    The SDK gives its HTTP library another level with each client that it makes, so a level is not enough.
    """
    for name in LIBRARIES:
        library = logging.getLogger(name)
        library.setLevel(logging.CRITICAL + 1)
        library.disabled = True


def _is_here(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and is_loopback(parts.hostname or "")


def _door(settings: TeamsSettings) -> Door:
    return OpenDoor() if settings.unauthenticated else TokenDoor(settings.client_id)


def _app(settings: TeamsSettings, patience: float) -> App:
    return App(
        client_id=settings.client_id or None,
        client_secret=settings.client_secret or None,
        tenant_id=settings.tenant_id or None,
        client=ClientOptions(timeout=patience),
        http_server_adapter=NoServer(),
        fetch_user_token=False,
        telemetry={"agent365": False},  # who asks is not put on what else the process calls
    )
