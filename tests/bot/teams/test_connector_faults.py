"""The connector fails as a test has planned, and as often as it is asked too often."""

import asyncio
import time
from typing import Any

import httpx
import pytest

from tests.bot.teams.conftest import MESSAGE, told
from tests.bot.teams.connector import (
    ANY,
    Break,
    Connector,
    Conversation,
    Refusal,
    Team,
    contended,
    down,
    throttled,
)


async def test_calls_are_refused_as_planned_and_then_no_more(
    http: httpx.AsyncClient, chat: Conversation, service: Connector
) -> None:
    at = f"/conversations/{chat.id}/activities"
    service.faults.plan("send", throttled(3), throttled(None), contended(), down(504))
    service.faults.plan(ANY, down(500))
    answers = [await http.post(at, json=MESSAGE) for _ in range(6)]
    assert [each.status_code for each in answers] == [429, 429, 412, 504, 500, 201]
    assert [each.headers.get("Retry-After") for each in answers] == ["3", None, None, None, None, None]
    assert [told(each)[1] for each in answers[:-1]] == [
        "Throttled",
        "Throttled",
        "PreconditionFailed",
        "ServiceError",
        "ServiceError",
    ]
    assert (len(chat.messages), service.faults.left, [call.status for call in service.made("send")]) == (
        1,
        0,
        [429, 429, 412, 504, 500, 201],
    )


@pytest.mark.parametrize(
    ("fault", "raised", "written"),
    [
        (Break.HANGS, httpx.ReadTimeout, 0),
        (Break.CUTS, httpx.RemoteProtocolError, 0),
        (Break.LATE, httpx.ReadTimeout, 1),
        (Break.LOST, httpx.RemoteProtocolError, 1),
    ],
)
async def test_an_answer_that_never_comes(
    http: httpx.AsyncClient, chat: Conversation, service: Connector, fault: Break, raised: Any, written: int
) -> None:
    service.faults.plan("send", fault)
    at = f"/conversations/{chat.id}/activities"
    with pytest.raises(raised):
        await http.post(at, json=MESSAGE, timeout=0.2)
    assert (len(chat.messages), [call.status for call in service.calls]) == (written, [0])
    assert (await http.post(at, json=MESSAGE)).status_code == 201


async def test_only_the_call_that_is_named_meets_the_fault(
    http: httpx.AsyncClient, chat: Conversation, service: Connector
) -> None:
    service.faults.plan("update", down())
    sent = await http.post(f"/conversations/{chat.id}/activities", json=MESSAGE)
    at = f"/conversations/{chat.id}/activities/{sent.json()['id']}"
    assert [(await http.put(at, json=MESSAGE)).status_code for _ in range(2)] == [502, 200]


async def test_a_conversation_takes_so_many_messages_and_no_more(
    http: httpx.AsyncClient, chat: Conversation, team: Team, service: Connector
) -> None:
    now = [100.0]
    service.rates.holding, service.rates.clock = True, lambda: now[0]
    at = f"/conversations/{chat.id}/activities"

    async def send(times: int) -> list[int]:
        return [(await http.post(at, json=MESSAGE)).status_code for _ in range(times)]

    assert await send(8) == [201] * 7 + [429]
    assert (await http.post(at, json=MESSAGE)).headers["Retry-After"] == "1"
    assert (await http.post(f"/conversations/{team.id}/activities", json=MESSAGE)).status_code == 201
    assert [(await http.get(f"/conversations/{chat.id}/members")).status_code for _ in range(15)] == [200] * 14 + [429]
    now[0] += 1.0
    assert await send(2) == [201, 429]  # eight in two seconds
    now[0] += 1.0
    assert await send(7) == [201] * 7
    for _ in range(11):
        now[0] += 2.0
        await send(4)
    assert len(chat.messages) == 15 + 44
    assert await send(2) == [201, 429]  # sixty in thirty seconds
    answer = await http.post(at, json=MESSAGE)
    assert (told(answer), int(answer.headers["Retry-After"])) == ((429, "Throttled"), 6)


async def test_threads_of_a_channel_count_together(http: httpx.AsyncClient, team: Team, service: Connector) -> None:
    service.rates.holding = True
    root = (await http.post(f"/conversations/{team.id}/activities", json=MESSAGE)).json()["id"]
    thread = f"/conversations/{team.id};messageid={root}/activities"
    began = time.monotonic()
    answers = await asyncio.gather(*(http.post(thread, json=MESSAGE) for _ in range(8)))
    assert time.monotonic() - began < 1
    assert sorted(each.status_code for each in answers) == [201] * 6 + [429] * 2


def test_a_refusal_that_teams_does_not_have_cannot_be_planned() -> None:
    with pytest.raises(KeyError):
        Refusal("Nonsense")
