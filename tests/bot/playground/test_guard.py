"""Who is let in: this machine by its own names, and acts only from the playground's own page."""

from itertools import product

import aiohttp

from bot.playground.server import Playground, Server
from bot.playground.settings import Settings
from tests.bot.playground.ports import running

ACTS: list[tuple[dict[str, str], int]] = [
    ({"Origin": "{own}"}, 200),
    ({"Sec-Fetch-Site": "same-origin"}, 200),
    ({}, 403),
    ({"Sec-Fetch-Site": "cross-site"}, 403),
    ({"Origin": "https://evil.example"}, 403),
    ({"Origin": "null"}, 403),
    ({"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"}, 403),
]


async def test_only_the_own_page_may_act(settings: Settings) -> None:
    url, found = f"{settings.own_url}/page/look", []
    with running(Server(Playground(settings))):
        async with aiohttp.ClientSession() as session:
            for headers, _ in ACTS:
                sent = {name: value.replace("{own}", settings.own_url) for name, value in headers.items()}
                async with session.post(url, json={}, headers=sent) as got:
                    found.append((headers, got.status))
    assert found == ACTS


async def test_another_name_for_this_machine_is_turned_away(settings: Settings) -> None:
    paths = ("/", "/inspect/calls", "/api/api.test", "/static/page.css")
    hosts = ("evil.example", "127.0.0.1.evil.example", f"localhost:{settings.port}")
    found = []
    with running(Server(Playground(settings))):
        async with aiohttp.ClientSession() as session:
            for path, host in product(paths, hosts):
                async with session.get(f"{settings.own_url}{path}", headers={"Host": host}) as got:
                    found.append(got.status)
    assert found == [403, 403, 200] * 4


async def test_the_page_lets_no_script_but_its_own_run(settings: Settings) -> None:
    with running(Server(Playground(settings))):
        async with aiohttp.ClientSession() as session, session.get(settings.own_url) as got:
            policy = got.headers["Content-Security-Policy"]
    assert policy.split("; ")[:3] == ["default-src 'none'", "script-src 'self'", "style-src 'self'"]


async def test_what_makes_no_sense_is_refused_quietly(settings: Settings) -> None:
    answers = []
    with running(Server(Playground(settings))):
        async with aiohttp.ClientSession() as session:
            for name, body in (
                ("press", {}),
                ("submit", {"view": "V0", "form": "x"}),
                ("clock", {"date": 9}),
                ("send", []),
            ):
                async with session.post(
                    f"{settings.own_url}/page/{name}", json=body, headers={"Origin": settings.own_url}
                ) as got:
                    answers.append((name, got.status))
    assert answers == [("press", 400), ("submit", 200), ("clock", 400), ("send", 200)]
