"""The workspace's clock: forward, from one thing due to the next, and what is seen when the bot is away."""

import dataclasses
import re

from bot.playground.server import Playground, Server
from bot.playground.settings import Settings
from tests.bot.playground.conftest import Stage
from tests.bot.playground.person import Person, person
from tests.bot.playground.ports import running
from tests.bot.playground.test_line import until


async def ready(someone: Person) -> None:
    """Wait until the playground has read the bot's clock."""

    async def read() -> bool:
        return 'data-testid="next-due"' in (await someone.do("look"))["clock"]

    await until(read)


async def stamps(stage: Stage, user: str) -> list[tuple[str, str]]:
    """When each message came, in workspace time, and its text."""
    zone = stage.playground.workspace.timezone
    async with person(stage.url, user) as someone:
        found = (await someone.do("look"))["stream"]
    assert zone
    times = re.findall(r'<time datetime="([^"]+)">', found)
    texts = re.findall(r'<div class="text"><p>(.*?)</p>', found)
    return list(zip((time[:16] for time in times), texts, strict=True))


async def test_a_jump_stops_at_everything_due_on_the_way(stage: Stage) -> None:
    async with person(stage.url, "U0ANNE") as anne:
        await ready(anne)
        answer = await anne.do("clock", date="9.3.2027", time="8")
        sidebar = (await anne.do("look"))["sidebar"]
    assert answer == {"notice": "Klokka er no tysdag 9. mars 2027 kl. 08.00."}
    assert stage.clock.asked == [
        "2027-03-02T09:00:00+01:00",
        "2027-03-08T09:00:00+01:00",
        "2027-03-09T08:00:00+01:00",
    ]
    assert await stamps(stage, "U0INGRID") == [
        ("2027-03-02T09:00", "Saklista er klar"),
        ("2027-03-08T09:00", "Påminning: møte i morgon kl. 10.00"),
    ]
    assert await stamps(stage, "U0HILDE") == [("2027-03-08T09:00", "Påminning: møte i morgon kl. 10.00")]
    assert re.findall(r"(\d+) ulesne", sidebar) == ["2", "1"]


async def test_the_buttons_go_an_hour_a_workday_or_to_the_next_thing_due(stage: Stage) -> None:
    async with person(stage.url, "U0ANNE") as anne:
        await ready(anne)
        said = [(await anne.do("clock", to=where))["notice"] for where in ("hour", "workday", "due", "due", "due")]
    assert said == [
        "Klokka er no tysdag 23. februar 2027 kl. 10.00.",
        "Klokka er no onsdag 24. februar 2027 kl. 08.00.",
        "Klokka er no tysdag 2. mars 2027 kl. 09.00.",
        "Klokka er no måndag 8. mars 2027 kl. 09.00.",
        "Ingenting ventar",
    ]


async def test_the_clock_never_goes_back(stage: Stage) -> None:
    async with person(stage.url) as ingrid:
        await ready(ingrid)
        said = [
            (await ingrid.do("clock", date="2027-02-22", time="09.00"))["notice"],
            (await ingrid.do("clock", date="", time=""))["notice"],
        ]
    assert said == [
        "Klokka går berre framover. Vel ei tid etter tysdag 23. februar 2027 kl. 09.00.",
        "Skriv dato og klokkeslett slik: 23.02.2027 og 10.00.",
    ]
    assert stage.clock.asked == []


async def test_the_time_stays_after_a_restart_and_the_page_works_without_the_bot(settings: Settings) -> None:
    with running(Server(first := Playground(settings))), first.workspace.transaction():
        first.workspace.remember("shift", "31536000.0")
    with running(Server(second := Playground(settings))):
        async with person(settings.own_url) as ingrid:
            clock = (await ingrid.do("look"))["clock"]
            said = await ingrid.do("clock", to="hour")
        assert second.workspace.shift == 31536000.0
    assert "Boten svarar ikkje no" in clock
    assert said == {"notice": "Boten svarar ikkje no"}


async def test_without_a_clock_the_time_is_the_real_one(settings: Settings) -> None:
    playground = Playground(dataclasses.replace(settings, clock_url=""))
    with running(Server(playground)):
        async with person(settings.own_url) as ingrid:
            clock = (await ingrid.do("look"))["clock"]
    assert "Klokka følgjer verkeleg tid her." in clock
    assert "data-jump" not in clock
