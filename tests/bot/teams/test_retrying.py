"""What Teams says was not done is tried again by the client that delivers."""

import time
from collections.abc import AsyncIterator
from contextlib import suppress

import httpx
import pytest
from microsoft_teams.api import ApiClient
from microsoft_teams.api.activities.message import MessageActivityInput
from microsoft_teams.common import ClientOptions

from bot.teams import retrying
from bot.teams.retrying import LONGEST_WAIT, RETRIES, Retrying
from tests.bot.teams.connector import Connector, Refusal, User, contended, down, throttled


@pytest.fixture
async def api(service: Connector, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ApiClient]:
    """A client that retries, and waits shorter than the real one."""
    monkeypatch.setattr(retrying, "FIRST_WAIT", 0.01)
    api = ApiClient("http://127.0.0.1:9", ClientOptions(timeout=5))
    api.http.use(Retrying())
    yield api.clone(service_url=service.url)
    await api.http.http.aclose()


async def send(api: ApiClient, service: Connector, to: User) -> list[int]:
    """How each try to write to somebody was answered."""
    with suppress(httpx.HTTPStatusError):
        await api.conversations.create_activity(service.world.personal(to).id, MessageActivityInput(text="Hei"))
    return [call.status for call in service.made("send")]


@pytest.mark.parametrize(
    ("faults", "answered"),
    [
        ((throttled(0.01), throttled(None), contended()), [429, 429, 412, 201]),
        ((down(502), down(504)), [502, 504, 201]),
        ((down(502),) * (RETRIES + 1), [502] * (RETRIES + 1)),
        ((throttled(LONGEST_WAIT + 1),), [429]),
        ((down(500),), [500]),
        ((down(503),), [503]),
        ((Refusal("BotNotInConversationRoster"),), [403]),
        ((Refusal("ConversationNotFound"),), [404]),
    ],
)
async def test_only_what_was_not_done_is_tried_again_and_a_few_times(
    faults: tuple[Refusal, ...], answered: list[int], api: ApiClient, service: Connector, ingrid: User
) -> None:
    service.faults.plan("send", *faults)
    assert await send(api, service, ingrid) == answered
    assert len(service.world.personal(ingrid).messages) == (answered[-1] == 201)


async def test_the_wait_that_teams_asks_for_is_kept(api: ApiClient, service: Connector, ingrid: User) -> None:
    service.faults.plan("send", throttled(0.3))
    began = time.monotonic()
    assert await send(api, service, ingrid) == [429, 201]
    assert 0.3 <= time.monotonic() - began < 1.0


async def test_trying_again_ends_before_the_claim_runs_out(
    api: ApiClient, service: Connector, ingrid: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrying, "LONGEST_IN_ALL", 0.5)
    service.faults.plan("send", *[throttled(0.3)] * 3)
    assert await send(api, service, ingrid) == [429, 429]
