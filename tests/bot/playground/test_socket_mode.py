"""The same through Socket Mode, with slack_sdk's own client."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator

import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.server import Playground, Server
from bot.playground.settings import Settings
from tests.bot.playground.bolt_bot import APP_TOKEN, BOT_TOKEN, Heard, make_app
from tests.bot.playground.person import person
from tests.bot.playground.ports import running
from tests.bot.playground.test_line import FILLED, until
from tests.bot.playground.test_web_api import refusal


@pytest.fixture
def playground(settings: Settings) -> Playground:
    """A playground that waits for the bot to connect."""
    return Playground(dataclasses.replace(settings, mode="socket", bot_url="", clock_url=""))


@pytest.fixture
async def heard(playground: Playground) -> AsyncIterator[Heard]:
    """What the connected bot hears."""
    heard = Heard()
    url = f"{playground.workspace.settings.own_url}/api/"
    with running(Server(playground)):
        handler = AsyncSocketModeHandler(make_app(url, heard), APP_TOKEN)
        handler.client.web_client = AsyncWebClient(token=BOT_TOKEN, base_url=url)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        yield heard
        await handler.close_async()  # type: ignore[no-untyped-call]


async def test_commands_modals_and_events_go_through_the_socket(playground: Playground, heard: Heard) -> None:
    heard.submission_answers.append({"response_action": "errors", "errors": {"reference": "Ukjend referanse"}})

    async def answered() -> bool:
        return (await ingrid.texts())[-1] == "Du skreiv: hei"

    async with person(playground.workspace.settings.own_url) as ingrid:
        await ingrid.write("/samba hjelp")
        await ingrid.write("/samba bestill")
        view = await ingrid.view_id()
        await ingrid.do("submit", view=view, form=FILLED)
        refused = await ingrid.modal()
        await ingrid.do("submit", view=view, form=FILLED)
        closed = await ingrid.modal()
        await ingrid.write("hei")
        await until(answered)
        texts = await ingrid.texts()
    assert texts == ["Skriv `/samba bestill`. Du skreiv: hjelp", "hei", "Du skreiv: hei"]
    assert ("Ukjend referanse" in refused, closed) == (True, "")


async def test_a_shortcut_and_a_doubled_event_go_through_the_socket(playground: Playground, heard: Heard) -> None:
    async def came_twice() -> bool:
        return len(heard.payloads) == 3

    async with person(playground.workspace.settings.own_url) as ingrid:
        await ingrid.do("shortcut", shortcut="booking.start")
        assert "Bestill tid" in await ingrid.modal()
        await ingrid.do("fault", kind="duplicate", method="events_api", times="1")
        await ingrid.write("hei")
        await until(came_twice)
    shortcut, first, second = heard.payloads
    assert (shortcut["type"], shortcut["callback_id"]) == ("shortcut", "booking.start")
    assert first["event_id"] == second["event_id"]


async def test_the_bot_comes_back_when_asked_to(playground: Playground, heard: Heard) -> None:
    url = playground.workspace.settings.own_url

    async def helped() -> bool:
        await ingrid.write("/samba hjelp")
        return "Skriv `/samba bestill`. Du skreiv: hjelp" in await ingrid.texts()

    async with person(url) as ingrid:
        async with ingrid._session.post(f"{url}/inspect/refresh") as got:
            assert got.status == 200
        await until(helped, seconds=8)
    assert [each["command"] for each in heard.payloads] == ["/samba"]


async def test_without_a_connection_the_person_is_told(playground: Playground) -> None:
    with running(Server(playground)):
        async with person(playground.workspace.settings.own_url) as ingrid:
            await ingrid.write("/samba hjelp")
            texts = await ingrid.texts()
    assert texts == ["/samba svara ikkje som venta (dispatch_failed). Prøv igjen om litt."]


async def test_only_the_app_token_opens_a_connection_and_only_in_socket_mode(settings: Settings) -> None:
    with running(Server(Playground(settings))):
        client = AsyncWebClient(token=APP_TOKEN, base_url=f"{settings.own_url}/api/")
        assert await refusal(client, "apps.connections.open") == {"error": "socket_mode_not_enabled"}
        await asyncio.sleep(0)
