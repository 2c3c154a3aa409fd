"""Answers over HTTP to a connector that takes them, refuses, hangs and breaks off."""

import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest
from microsoft_teams.api import ApiClient
from microsoft_teams.api.activities.message import MessageActivityInput
from microsoft_teams.common import ClientOptions

from bot.teams import calls as module
from bot.teams.calls import Calls
from bot.teams.references import Reference
from tests.bot.scripted import CUTS, HANGS, Answered
from tests.bot.teams.connector import Connector, User
from tests.bot.teams.far_end import SECRET, FarEnd, far_end, refused

MESSAGE = MessageActivityInput(text=SECRET)
WRITTEN = {"type": "message", "text": SECRET}
SEND, UPDATE = "POST /v3/conversations/a:1/activities", "PUT /v3/conversations/a:1/activities/7"
OPEN, CHANNELS = "POST /v3/conversations", "GET /v3/teams/team-1/conversations"


@pytest.fixture
async def far() -> AsyncIterator[FarEnd]:
    """The other end."""
    async with far_end() as there:
        there.usual = {SEND: {"id": "7"}, UPDATE: {"id": "7"}, OPEN: {"id": "a:2"}}
        yield there


@pytest.fixture
async def calls(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Calls]:
    """The calls, with less patience than the real ones have."""
    monkeypatch.setattr(module, "PATIENCE", 0.3)
    api = ApiClient("http://127.0.0.1:9", ClientOptions(timeout=5, token="secret-token"))
    yield Calls(api)
    await api.http.http.aclose()


def reference(far: FarEnd, conversation: str = "a:1") -> Reference:
    """A conversation at the other end."""
    return Reference(f"{far.url}/", conversation, "tenant-1", "team-1")


async def test_what_is_written_stands_in_its_conversation(far: FarEnd, calls: Calls) -> None:
    assert await calls.send(reference(far), MESSAGE) == "7"
    assert await calls.update(reference(far), "7", MESSAGE) is None
    assert far.calls == [(SEND, WRITTEN), (UPDATE, WRITTEN)]


async def test_a_thread_is_answered_in_the_thread(far: FarEnd, calls: Calls) -> None:
    thread = "19:x@thread.tacv2;messageid=5"
    far.usual[f"POST /v3/conversations/{thread}/activities"] = {"id": "8"}
    assert await calls.send(reference(far, thread), MESSAGE) == "8"


async def test_a_conversation_of_its_own_is_opened(far: FarEnd, calls: Calls) -> None:
    opened = await calls.personal(reference(far), "oid-1")
    assert opened == Reference(f"{far.url}/", "a:2", "tenant-1")
    asked = {"members": [{"id": "oid-1"}], "tenantId": "tenant-1", "channelData": {"tenant": {"id": "tenant-1"}}}
    assert far.calls == [(OPEN, asked)]


async def test_teams_itself_opens_a_chat_only_with_who_has_the_bot(
    service: Connector, calls: Calls, ingrid: User, omar: User
) -> None:
    at = Reference(service.url, "19:x@thread.tacv2", ingrid.tenant, "team-1")
    assert ingrid.object_id
    assert omar.object_id
    opened = await calls.personal(at, ingrid.object_id)
    assert opened == Reference(service.url, service.world.personal(ingrid).id, ingrid.tenant)
    assert await calls.personal(at, omar.object_id) is None
    assert await calls.send(opened, MESSAGE) == service.world.personal(ingrid).from_bot()[0].id


async def test_the_channels_of_a_team_are_told_each_by_its_reference(far: FarEnd, calls: Calls) -> None:
    far.script[CHANNELS].append(
        {"conversations": [{"id": "team-1", "type": "standard"}, {"id": "19:x"}, {"name": "?"}]}
    )
    assert await calls.channels(reference(far)) == [reference(far, "team-1"), reference(far, "19:x")]
    assert await calls.channels(reference(far)) == []


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (refused(403, "BotNotInConversationRoster"), "BotNotInConversationRoster"),
        (refused(429, "Throttled", **{"Retry-After": "1"}), "Throttled"),
        (Answered(502, "<html>", content_type="text/html"), "http_502"),
        (Answered(500, f'{{"error": {{"code": "{SECRET}!"}}}}'), "http_500"),
        (Answered(500, '["no"]'), "http_500"),
        (HANGS, "TimeoutError"),
        (CUTS, "RemoteProtocolError"),
    ],
)
async def test_what_fails_is_tried_once_and_told_by_its_code_alone(
    answer: Any, code: str, far: FarEnd, calls: Calls, caplog: pytest.LogCaptureFixture
) -> None:
    for address in (SEND, UPDATE, OPEN):
        far.script[address].append(answer)
    with caplog.at_level(logging.DEBUG, "samba_bot"):
        assert await calls.send(reference(far), MESSAGE) is None
        assert await calls.update(reference(far), "7", MESSAGE) == code
        assert await calls.personal(reference(far), "oid-1") is None
    assert far.addresses() == [SEND, UPDATE, OPEN]
    ours = [record.getMessage() for record in caplog.records if record.name == "samba_bot.teams"]
    assert ours == [f"unanswered call={call} error={code}" for call in ("send", "update", "personal")]
    assert SECRET not in caplog.text
    assert "secret-token" not in caplog.text


async def test_nobody_there_is_no_answer(calls: Calls) -> None:
    async with far_end() as gone:
        at = reference(gone)
    assert await calls.update(at, "7", MESSAGE) == "ConnectError"


async def test_without_a_token_nothing_is_sent(far: FarEnd) -> None:
    async def none() -> str:
        raise ValueError(f"invalid_client {SECRET}")

    api = ApiClient("http://127.0.0.1:9", ClientOptions(timeout=5, token=none))
    assert await Calls(api).update(reference(far), "7", MESSAGE) == "ValueError"
    assert far.calls == []
    await api.http.http.aclose()


async def test_an_answer_without_an_id_leaves_nothing_to_edit(far: FarEnd, calls: Calls) -> None:
    far.usual |= {SEND: Answered(201), UPDATE: Answered(200)}
    assert await calls.send(reference(far), MESSAGE) is None
    assert await calls.update(reference(far), "7", MESSAGE) is None
