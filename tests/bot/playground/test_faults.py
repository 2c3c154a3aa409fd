"""Faults switched on: what the bot's client meets, and what has really happened."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.faults import KINDS
from tests.bot.playground.bolt_bot import BOT_TOKEN
from tests.bot.playground.conftest import Stage
from tests.bot.playground.person import person
from tests.bot.playground.test_line import until

Json = dict[str, Any]


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """For what a test asks the playground itself."""
    async with aiohttp.ClientSession() as session:
        yield session


async def switch_on(stage: Stage, session: aiohttp.ClientSession, **fault: Any) -> list[Json]:
    """The faults that are on, with this one."""
    async with session.post(f"{stage.url}/inspect/faults", json=fault) as got:
        assert got.status == 200, await got.text()
        return list((await got.json())["faults"])


async def calls(stage: Stage, session: aiohttp.ClientSession) -> list[str | None]:
    """What each call has led to."""
    async with session.get(f"{stage.url}/inspect/calls") as got:
        return [each["error"] for each in (await got.json())["calls"]]


async def texts(stage: Stage, channel: str = "C0SOLVIK") -> list[str]:
    async with person(stage.url, channel=channel) as ingrid:
        return await ingrid.texts()


async def post(stage: Stage, text: str, channel: str = "C0SOLVIK") -> Any:
    return await stage.client.chat_postMessage(channel=channel, text=text)


async def test_more_than_one_message_a_second_in_a_channel_is_too_many(
    stage: Stage, session: aiohttp.ClientSession
) -> None:
    await switch_on(stage, session, kind="rate", method="chat.postMessage")
    await post(stage, "første")
    with pytest.raises(SlackApiError) as caught:
        await post(stage, "for tidleg")
    await post(stage, "ein annan kanal", "C0NESBYGDA")
    answer: Any = caught.value.response
    await asyncio.sleep(int(answer.headers["Retry-After"]))
    await post(stage, "andre")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
    assert answer.data == {"ok": False, "error": "ratelimited"}
    assert await texts(stage) == ["første", "andre"]
    assert await calls(stage, session) == [None, "ratelimited", None, None]


async def test_a_person_and_the_direct_message_are_one_place_and_a_burst_may_be_borne(
    stage: Stage, session: aiohttp.ClientSession
) -> None:
    await switch_on(stage, session, kind="rate", method="chat.postMessage", burst=3, times=1)
    for channel in ("U0INGRID", "D0INGRID", "U0INGRID"):
        await post(stage, "hei", channel)
    with pytest.raises(SlackApiError):
        await post(stage, "hei", "D0INGRID")
    # that was the one time
    await post(stage, "hei", "D0INGRID")
    assert len(await texts(stage, "D0INGRID")) == 4


async def test_a_broken_server_has_done_nothing(stage: Stage, session: aiohttp.ClientSession) -> None:
    on = await switch_on(stage, session, kind="500", method="chat.postMessage", times=2)
    for _ in range(2):
        with pytest.raises(SlackApiError) as caught:
            await post(stage, "borte")
        answer: Any = caught.value.response
        assert answer.status_code == 500
    await post(stage, "komen")
    assert [(each["kind"], each["method"], each["left"]) for each in on] == [("500", "chat.postMessage", 2)]
    assert await texts(stage) == ["komen"]
    assert await calls(stage, session) == ["500", "500", None]


async def test_silence_lasts_as_long_as_the_client_waits(stage: Stage, session: aiohttp.ClientSession) -> None:
    await switch_on(stage, session, kind="timeout", times=1)
    impatient = AsyncWebClient(token=BOT_TOKEN, base_url=f"{stage.url}/api/", timeout=1)
    with pytest.raises(asyncio.TimeoutError):
        await impatient.chat_postMessage(channel="C0SOLVIK", text="borte")
    await post(stage, "komen")
    assert await texts(stage) == ["komen"]


async def test_a_lost_answer_hides_that_it_was_done(stage: Stage, session: aiohttp.ClientSession) -> None:
    await switch_on(stage, session, kind="lost", method="chat.postMessage", times=1)
    # left to itself Slack's client sends again what it got no answer to
    cautious = AsyncWebClient(token=BOT_TOKEN, base_url=f"{stage.url}/api/", retry_handlers=[])
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await cautious.chat_postMessage(channel="C0SOLVIK", text="komen likevel")
    await post(stage, "komen")
    assert await texts(stage) == ["komen likevel", "komen"]
    assert await calls(stage, session) == [None, None]


async def test_an_event_comes_twice_as_a_retry_with_the_same_id(stage: Stage, session: aiohttp.ClientSession) -> None:
    async def came_twice() -> bool:
        return len(stage.heard.requests) == 2

    await switch_on(stage, session, kind="duplicate", method="events_api", times=1)
    async with person(stage.url) as ingrid:
        await ingrid.write("hei")
        await until(came_twice)
    retries = [
        (headers.get("x-slack-retry-num"), headers.get("x-slack-retry-reason")) for headers, _ in stage.heard.requests
    ]
    ids = {payload["event_id"] for payload in stage.heard.payloads}
    assert (retries, len(ids)) == ([(None, None), ("1", "http_timeout")], 1)


async def test_a_command_comes_twice_as_it_was_and_the_first_answer_counts(
    stage: Stage, session: aiohttp.ClientSession
) -> None:
    await switch_on(stage, session, kind="duplicate", times=1)
    async with person(stage.url) as ingrid:
        await ingrid.write("/samba hjelp")
        assert await ingrid.texts() == ["Skriv `/samba bestill`. Du skreiv: hjelp"]
    first, second = (body for _, body in stage.heard.requests)
    assert first == second


async def test_faults_are_switched_on_and_off_over_http(stage: Stage, session: aiohttp.ClientSession) -> None:
    for kind in KINDS:
        on = await switch_on(stage, session, kind=kind)
    url = f"{stage.url}/inspect/faults"
    async with session.delete(url, params={"id": on[1]["id"]}) as got:
        fewer = (await got.json())["faults"]
    async with session.delete(url) as got:
        none = (await got.json())["faults"]
    assert on[0] == {"id": 1, "kind": "rate", "method": "*", "left": None, "burst": 1}
    assert [each["kind"] for each in fewer] == ["rate", "timeout", "lost", "duplicate"]
    assert none == []


NONSENSE: list[Json] = [
    {"kind": "earthquake"},
    {"kind": "duplicate", "method": "chat.postMessage"},
    {"kind": "rate", "method": "interactive"},
    {"kind": "500", "times": -1},
    {"kind": "rate", "burst": 0},
    {"kind": "500", "times": "many"},
]


async def test_a_fault_that_is_none_is_refused(stage: Stage, session: aiohttp.ClientSession) -> None:
    found = []
    for fault in NONSENSE:
        async with session.post(f"{stage.url}/inspect/faults", json=fault) as got:
            found.append(got.status)
    async with session.post(f"{stage.url}/inspect/faults", json={"kind": "500"}, headers={"Origin": "null"}) as got:
        found.append(got.status)
    async with session.get(f"{stage.url}/inspect/faults") as got:
        assert await got.json() == {"faults": []}
    assert found == [400] * len(NONSENSE) + [403]


async def test_faults_are_switched_on_and_off_on_the_page(stage: Stage) -> None:
    async with person(stage.url) as ingrid:
        bad = await ingrid.do("fault", kind="duplicate", method="chat.update", times="1")
        assert await ingrid.do("fault", kind="lost", method="chat.update", times="3") == {}
        assert await ingrid.do("fault", kind="rate", method="*", times="") == {}
        shown = (await ingrid.do("look"))["faults"]
        assert await ingrid.do("mend", id="1") == {}
        left = (await ingrid.do("look"))["faults"]
    assert bad == {
        "notice": "Hendingar, trykk og kommandoar kan boten få to gonger. Dei andre feila gjeld kall frå boten."
    }
    assert ("svaret blir borte: chat.update" in shown, "3 att" in shown, "(429): alt" in shown) == (True, True, True)
    assert ("chat.update" in left, "(429): alt" in left) == (False, True)
