"""The composition root: the only file that names every real part. What only a bot at work needs is imported there."""

import asyncio
import gc
import socket
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session, select

from bot.keys import text_keys
from bot.logs import set_up_logging
from bot.platform_settings import SlackSettings, TeamsSettings
from bot.refusal import CommandError
from bot.settings import DatabaseSettings, Settings
from locales import Translator
from store.cipher import Cipher
from store.database import Database, open_engine
from store.migrations import HEAD, Outcome, UnknownVersionError, migrate, version

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.jobs import Ticker
    from bot.messenger import Messenger
    from bot.service import Service
    from bot.slack.install import SlackPart
    from bot.teams.install import TeamsPart

# Use cases at once. SQLite has one writer.
THREADS = {"sqlite": 1, "postgresql": 8}


def run(settings: Settings, t: Translator) -> None:
    """Be the bot until told to stop. Raises CommandError or SettingsError."""
    from bot.service import NotStarted

    set_up_logging()
    database = open_database(settings.database, t)
    try:
        with _listener(settings, t) as listener:
            asyncio.run(_serve(settings, database, text_keys(settings.database, t), listener))
    except NotStarted as error:
        raise CommandError(_why_not_started(error.__cause__, settings, t)) from None
    finally:
        database.close()


async def _serve(settings: Settings, database: Database, keys: Sequence[str], listener: socket.socket) -> None:
    from bot.desk import Desk

    threads = THREADS[database.engine.dialect.name]
    desk = Desk(database.session, threads)
    try:
        service = _service(settings, desk, keys)
        # What has been loaded stays: looking through it for garbage would hold up an answer now and then.
        gc.freeze()
        gc.enable()
        await service.run(listener)
    finally:
        desk.close()


def _service(settings: Settings, desk: "Desk", keys: Sequence[str]) -> "Service":
    from bot.clock import ClockRoutes
    from bot.delivery import Delivery
    from bot.jobs import Ticker
    from bot.service import Service

    slack = _slack(settings.slack, desk) if settings.slack else None
    teams = _teams(settings.teams, desk, keys) if settings.teams else None
    messengers: dict[str, Messenger] = {}
    if slack:
        messengers["slack"] = slack.messenger
    if teams:
        messengers["teams"] = teams.messenger
    delivery = Delivery(desk, messengers, timedelta(seconds=settings.lease_seconds))
    ticker = Ticker(delivery.drain)
    desk.answered = ticker.nudge
    if slack:
        slack.on_channel_change(_looked_at(desk, ticker, "slack"))
    if teams:
        teams.on_channel_change(_looked_at(desk, ticker, "teams"))
    parts = [part for part in (slack, teams) if part]
    routes = [route for part in parts for route in part.routes]
    clock = ClockRoutes(desk, delivery.drain, settings.try_token).routes() if settings.try_token else []

    async def alive() -> bool:
        await desk.background(_touch)
        return True

    return Service(parts, ticker, [*routes, *clock], alive)


def _slack(settings: SlackSettings, desk: "Desk") -> "SlackPart":
    from bot.slack import install

    return install.build(
        desk,
        bot_token=settings.bot_token,
        signing_secret=settings.signing_secret or None,
        app_token=settings.app_token or None,
        api_url=settings.api_url,
    )


def _teams(settings: TeamsSettings, desk: "Desk", keys: Sequence[str]) -> "TeamsPart":
    from bot.teams import install

    return install.build(desk, settings, keys)


def _looked_at(desk: "Desk", ticker: "Ticker", platform: str) -> Callable[[str, str, str | None], Awaitable[None]]:
    """What happens when the readers of a channel may have changed: what stands there is looked at at once."""
    from handlers.watching import channel_changed

    async def look(workspace: str, channel: str, new_id: str | None) -> None:
        if await desk.background(channel_changed, platform, workspace, channel, new_id):
            ticker.nudge()

    return look


def _why_not_started(cause: BaseException | None, settings: Settings, t: Translator) -> str:
    """Only Slack is asked at the start."""
    from bot.slack.install import SetupError

    if isinstance(cause, SetupError):
        return t("Slack refuses what it was given. {reason}", reason=cause)
    assert settings.slack
    return t("Slack cannot be reached at {address}.", address=settings.slack.api_url)


def _touch(session: Session, _real_now: datetime) -> None:
    session.exec(select(1)).one()


@contextmanager
def _listener(settings: Settings, t: Translator) -> Iterator[socket.socket]:
    from bot.web import listen

    try:
        listener = listen(settings.host, settings.port)
    except OSError:
        raise CommandError(
            t("Port {port} on {host} cannot be used. Set PORT to a free one.", port=settings.port, host=settings.host)
        ) from None
    with listener:
        yield listener


def bring_up_to_date(settings: DatabaseSettings, t: Translator) -> Outcome:
    """Make the tables, or change them to this version's, once there is a key for the texts. Raises CommandError."""
    with _refusals(settings, t):
        text_keys(settings, t)
        return migrate(settings.url)


def open_database(settings: DatabaseSettings, t: Translator) -> Database:
    """The database, up to date. Raises CommandError or SettingsError."""
    bring_up_to_date(settings, t)
    return Database(settings.url, Cipher(text_keys(settings, t)))


class Standing(StrEnum):
    """How a database stands to this program."""

    ABSENT = "absent"
    CLOSED = "closed"
    OLDER = "older"
    NEWER = "newer"
    CURRENT = "current"


def standing(settings: DatabaseSettings) -> Standing:
    """How the database stands. Nothing is changed, and no file is made."""
    url = make_url(settings.url)
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        return Standing.ABSENT
    engine = open_engine(settings.url)
    try:
        with engine.connect() as connection:
            found = version(connection) or ""
    except (DBAPIError, OSError):
        return Standing.CLOSED
    finally:
        engine.dispose()
    if found == HEAD:
        return Standing.CURRENT
    return Standing.NEWER if found > HEAD else Standing.OLDER


@contextmanager
def open_as_it_is(settings: DatabaseSettings, t: Translator) -> Iterator[Session]:
    """One transaction on a database that stands at this version. Raises SettingsError when its keys are not there."""
    database = Database(settings.url, Cipher(text_keys(settings, t)))
    try:
        with database.session() as session:
            yield session
    finally:
        database.close()


@contextmanager
def _refusals(settings: DatabaseSettings, t: Translator) -> Iterator[None]:
    place = make_url(settings.url).render_as_string(hide_password=True)
    try:
        yield
    except UnknownVersionError:
        raise CommandError(
            t("The database {place} is of a newer samba-bot. Install the newer version again.", place=place)
        ) from None
    except (OperationalError, OSError):
        raise CommandError(
            t("The database {place} cannot be opened. Is the path right, and may you write there?", place=place)
        ) from None
