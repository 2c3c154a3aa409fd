"""A try-out's clock over HTTP: asked with a token, moved forward only, and drained before it answers."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from sqlmodel import Session

from bot.clock import ClockRoutes
from bot.desk import Desk
from handlers.clock import set_clock
from store.database import Database
from store.notices import NoticeKind, plan
from store.people import Tenant, all_tenants, tenant_now
from tests.bot.serving import serving
from tests.tables import empty_database

OSLO = ZoneInfo("Europe/Oslo")
START = datetime(2027, 2, 23, 9, 0, tzinfo=OSLO)
DUE = datetime(2027, 3, 1, 8, 0, tzinfo=OSLO)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = empty_database(tmp_path / "bot.db")
    yield database
    database.close()


def settle(database: Database) -> None:
    with database.session() as session:
        session.add(Tenant(key="fjord", name="Fjord", language="nn"))
        session.flush()
        set_clock(session, datetime.now(UTC), START)
        plan(session, 1, NoticeKind.OFFER_EXPIRES, "offer", DUE)


@dataclass
class Bot:
    """The clock's routes served, and what the tenant's time was at each drain."""

    database: Database
    http: aiohttp.ClientSession
    address: str = ""
    drained_at: list[datetime] = field(default_factory=list)

    async def drain(self) -> int:
        with self.database.session() as session:
            self.drained_at.append(tenant_now(all_tenants(session)[0], datetime.now(UTC)).astimezone(OSLO))
        return 0

    async def ask(self, method: str, token: str = "right", **options: Any) -> tuple[int, Any]:
        async with self.http.request(
            method, f"{self.address}/try/clock", headers={"X-Try-Token": token}, **options
        ) as answer:
            return answer.status, await answer.json()


@pytest.fixture
async def bot(database: Database) -> AsyncIterator[Bot]:
    desk = Desk(database.session)
    async with aiohttp.ClientSession() as http:
        bot = Bot(database, http)
        async with serving(ClockRoutes(desk, bot.drain, "right").routes()) as bot.address:
            yield bot
    desk.close()


def seconds_between(text: str, moment: datetime) -> float:
    return abs((datetime.fromisoformat(text) - moment).total_seconds())


async def test_the_clock_shows_local_time_and_the_next_thing_due(bot: Bot) -> None:
    settle(bot.database)
    status, clock = await bot.ask("GET")
    assert status == 200
    assert clock["now"].endswith("+01:00")
    assert seconds_between(clock["now"], START) < 10
    assert clock["next_due"] == "2027-03-01T08:00:00+01:00"


async def test_moving_it_drains_at_the_new_time_before_it_answers(bot: Bot) -> None:
    settle(bot.database)
    status, clock = await bot.ask("POST", json={"now": "2027-03-29T08:00:00+02:00"})
    there = datetime(2027, 3, 29, 8, 0, tzinfo=OSLO)
    assert status == 200
    assert clock["now"].endswith("+02:00")  # summer time by then
    assert [seconds_between(moment.isoformat(), there) < 10 for moment in bot.drained_at] == [True]


async def test_it_never_goes_back(bot: Bot) -> None:
    settle(bot.database)
    assert await bot.ask("POST", json={"now": "2027-02-23T08:59:00+01:00"}) == (409, {"error": "backwards"})
    assert bot.drained_at == []


@pytest.mark.parametrize("token", ["wrong", "", "rightt"])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_nobody_moves_it_without_the_token(bot: Bot, method: str, token: str) -> None:
    settle(bot.database)
    assert await bot.ask(method, token, json={"now": "2027-04-01T09:00+02:00"}) == (403, {"error": "forbidden"})
    assert bot.drained_at == []


@pytest.mark.parametrize(
    "body",
    [
        "",
        "no json",
        "[]",
        "{}",
        '{"now": 5}',
        '{"now": "soon"}',
        '{"now": "2027-03-01T08:00"}',
        '{"now": "9999-12-31T23:59+00:00"}',
        "[" * 900,
        '{"now": "' + "9" * 2_000 + '"}',
        "\xff",
    ],
)
async def test_what_is_no_moment_is_refused(bot: Bot, body: str) -> None:
    settle(bot.database)
    assert await bot.ask("POST", data=body.encode("latin-1")) == (400, {"error": "malformed"})


async def test_without_a_municipality_there_is_no_clock(bot: Bot) -> None:
    nothing = (503, {"error": "no_municipality"})
    assert await bot.ask("GET") == nothing
    assert await bot.ask("POST", json={"now": "2027-03-01T08:00+01:00"}) == nothing


def test_setting_it_back_is_for_before_anything_has_happened(database: Database) -> None:
    settle(database)

    def now(session: Session) -> datetime:
        return tenant_now(all_tenants(session)[0], datetime(2026, 1, 1, tzinfo=UTC))

    with database.session() as session:
        set_clock(session, datetime(2026, 1, 1, tzinfo=UTC), START)
        assert now(session) == START
