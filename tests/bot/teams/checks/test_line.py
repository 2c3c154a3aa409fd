"""The way in from Teams: the bot that runs, what else may stand there, and the address that Teams calls."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from starlette.routing import BaseRoute

from bot.checks.findings import Finding, fault, fine, warning
from bot.platform_settings import TeamsSettings
from bot.teams.checks.line import check_line
from bot.teams.install import OpenDoor
from bot.teams.intake import Door, Intake
from bot.teams.tokens import TokenDoor
from tests.bot.checks.expected import warning as warned
from tests.bot.playground.ports import bound, free_port
from tests.bot.serving import serving
from tests.bot.teams.checks.conftest import TENANT, Place
from tests.bot.teams.checks.expected import KEYS, KNOWN, one_warning
from tests.bot.teams.conftest import APP_ID
from tests.bot.teams.keys import KeyServer
from tests.source_words import source_words

OWN_AGAIN = "Start it again with the settings that you check here."
GUARDED = fine("The bot runs, and lets in only what Microsoft has signed.")


def routes(door: Door) -> Sequence[BaseRoute]:
    """The bot's way in. Nothing comes further."""

    async def process(_: Any) -> Any:
        raise AssertionError

    async def is_known(_: str) -> bool:
        raise AssertionError

    return Intake(door, process, is_known).routes()


@pytest.fixture
def door(keys: KeyServer) -> Door:
    """A door where Microsoft's signature is asked for."""
    return TokenDoor(APP_ID, keys.cloud)


async def findings(own: str, url: str, *, unauthenticated: bool = False) -> tuple[Finding, ...]:
    """What is found of a bot that is to listen at an address of this machine."""
    port = urlsplit(own).port
    assert port
    settings = TeamsSettings(APP_ID, "", TENANT, url, unauthenticated)
    return await check_line(settings, "0.0.0.0", port, source_words())


@asynccontextmanager
async def answering(status: int, text: str) -> AsyncIterator[int]:
    """Some other program; its port."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, text=text, content_type="application/json")

    application = web.Application()
    application.router.add_route("*", "/{rest:.*}", answer)
    async with TestServer(application, host="127.0.0.1", shutdown_timeout=0.1) as server:
        assert server.port
        yield server.port


async def test_a_bot_that_runs_and_is_reached(door: Door) -> None:
    async with serving(routes(door)) as address:
        assert await findings(address, f"{address}/") == (
            GUARDED,
            fine(f"The bot answers at {address}/api/messages, where Teams calls."),
        )


async def test_a_bot_that_does_not_run() -> None:
    own = f"http://127.0.0.1:{free_port()}"
    said = fine(f"The bot does not run at {own}/api/messages now, so the way in was not tried.")
    assert await findings(own, "https://samba.invalid/") == (said,)


async def test_a_bot_that_lets_everybody_in_without_being_told_to(door: Door) -> None:
    async with serving(routes(OpenDoor())) as address:
        said = fault(f"The bot that runs at {address}/api/messages lets everybody in.", OWN_AGAIN)
        assert await findings(address, f"{address}/") == (said,)
        assert await findings(address, f"{address}/", unauthenticated=True) == (fine("The bot runs."),)
    async with serving(routes(door)) as address:
        said = fault(f"What runs at {address}/api/messages does not listen to Teams.", OWN_AGAIN)
        assert await findings(address, f"{address}/", unauthenticated=True) == (said,)


async def test_a_bot_that_is_not_set_up_for_teams() -> None:
    async with serving([]) as address:
        said = fault(f"What runs at {address}/api/messages does not listen to Teams.", OWN_AGAIN)
        assert await findings(address, f"{address}/") == (said,)


@pytest.mark.parametrize(
    ("status", "text"), [(404, ""), (200, "[]"), (401, "{}"), (401, '{"error": "other"}'), (502, "<html>")]
)
async def test_something_else_answers_where_teams_calls(door: Door, status: int, text: str) -> None:
    async with serving(routes(door)) as own, answering(status, text) as other:
        address = f"http://127.0.0.1:{other}/"
        said = fault(
            f"Something else than the bot answers at {address}api/messages.",
            f"Let the web server in front send the address on to {own}/api/messages.",
        )
        assert await findings(own, address) == (GUARDED, said)


async def test_nobody_answers_where_teams_calls(door: Door) -> None:
    async with serving(routes(door)) as own:
        said = warning(
            "Nobody answers at http://127.0.0.1:9/api/messages, seen from this machine.",
            "See to the name, the certificate and the web server in front. "
            "If this machine may not call its own public address, try from outside.",
        )
        assert await findings(own, "http://127.0.0.1:9/") == (GUARDED, said)


async def test_the_whole_check_asks_the_bot_that_runs(place: Place, door: Door) -> None:
    said = "  ✓ i orden   Boten går, og slepp berre inn det Microsoft har signert.\n" + warned(
        "Ingen svarer på https://samba.invalid/api/messages, sett frå denne maskina.",
        "Sjå etter at namnet, sertifikatet og webtenaren framfor boten er i orden. "
        "Får ikkje maskina kontakt med si eiga offentlege adresse, må de prøve utanfrå.",
    )
    async with serving(routes(door), bound(int(place.environ["PORT"]))):
        assert await place.check() == one_warning(place, teams=KNOWN + KEYS + said)
