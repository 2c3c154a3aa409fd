"""Who is let in: this machine by its own names, and acts only from the playground's own page."""

import aiohttp
import pytest

from bot.playground.server import Playground, Server
from bot.playground.settings import Settings
from tests.bot.playground.ports import running


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "{own}"}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"}, 403),
    ],
)
async def test_only_the_own_page_may_act(settings: Settings, headers: dict[str, str], status: int) -> None:
    own = {name: value.replace("{own}", settings.own_url) for name, value in headers.items()}
    with running(Server(Playground(settings))):
        url = f"{settings.own_url}/page/look"
        async with aiohttp.ClientSession() as session, session.post(url, json={}, headers=own) as got:
            assert got.status == status


@pytest.mark.parametrize("path", ["/", "/inspect/calls", "/api/api.test", "/static/page.css"])
async def test_another_name_for_this_machine_is_turned_away(settings: Settings, path: str) -> None:
    with running(Server(Playground(settings))):
        async with aiohttp.ClientSession() as session:
            statuses = []
            for host in ("evil.example", "127.0.0.1.evil.example", f"localhost:{settings.port}"):
                async with session.get(f"{settings.own_url}{path}", headers={"Host": host}) as got:
                    statuses.append(got.status)
    assert statuses == [403, 403, 200]


async def test_the_page_lets_no_script_but_its_own_run(settings: Settings) -> None:
    with running(Server(Playground(settings))):
        async with aiohttp.ClientSession() as session, session.get(settings.own_url) as got:
            policy = got.headers["Content-Security-Policy"]
    assert policy.split("; ")[:3] == ["default-src 'none'", "script-src 'self'", "style-src 'self'"]
