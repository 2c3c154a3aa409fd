"""Teams' requests over HTTP: what is refused at the door, what is received in silence, and what gets in."""

import asyncio
import io
import json
import logging
import socket
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.teams import intake
from bot.teams.arrivals import arrived
from bot.teams.intake import LARGEST, read, tenant_of
from tests.bot.teams.conftest import ELSEWHERE, LYNGVAG
from tests.bot.teams.connector import World
from tests.bot.teams.house import House
from tests.bot.teams.keys import Signer

UNREADABLE, FORBIDDEN = (400, {"error": "unreadable"}), (403, {"error": "tenant"})
TENANT = {"tenant": {"id": LYNGVAG}}


async def test_only_posting_is_answered(house: House) -> None:
    async with aiohttp.ClientSession(house.url) as session:
        answers = [await session.request(method, "/api/messages") for method in ("GET", "PUT", "DELETE", "PATCH")]
    assert [answer.status for answer in answers] == [405] * 4


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"hei", b"3", b"null", b"[1]", b'"x"', b"\xff\xfe", b"[" * 100_000, b'{"a":' * 50_000, b"a=b&c=d"],
)
async def test_a_body_that_is_no_object_is_refused(house: House, body: bytes) -> None:
    assert await house.teams.line.post({}, content=body) == UNREADABLE
    assert house.service.calls == []


async def test_what_a_body_says_it_is_does_not_matter(house: House, signer: Signer) -> None:
    body = json.dumps(house.line("ingrid", "hjelp"))
    for kind in ("text/plain", "application/x-www-form-urlencoded", "nonsense"):
        headers = {"Content-Type": kind, "Authorization": f"Bearer {signer.token()}"}
        async with (
            aiohttp.ClientSession(house.url) as session,
            session.post("/api/messages", data=body, headers=headers) as answer,
        ):
            assert (answer.status, await answer.text()) == (200, "")


async def test_a_body_larger_than_any_of_teams_is_refused(house: House) -> None:
    before = house.kept()
    large = io.BytesIO(json.dumps(house.line("ingrid", "x" * 4_000_000)).encode())
    async with aiohttp.ClientSession(house.url) as session, session.post("/api/messages", data=large) as answer:
        assert (answer.status, await answer.json()) == (413, {"error": "too_large"})
    assert await house.teams.line.post({}, content=b"x" * (LARGEST + 1)) == (413, {"error": "too_large"})
    assert (house.service.calls, house.kept()) == ([], before)


async def test_a_body_that_does_not_come_is_not_waited_for(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "SLOWEST", 0.2)
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(house.url).port)
    writer.write(b"POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
    assert (await asyncio.wait_for(reader.readline(), 5)).startswith(b"HTTP/1.1 408")
    writer.close()


async def test_who_breaks_off_in_the_middle_leaves_no_trace(house: House, caplog: pytest.LogCaptureFixture) -> None:
    with socket.create_connection(("127.0.0.1", urlsplit(house.url).port or 0)) as connection:
        connection.sendall(b"POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
    await asyncio.sleep(0.1)
    assert await house.post(house.line("ingrid", "hjelp")) == (200, "")
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


STRANGERS: tuple[tuple[dict[str, Any], tuple[int, dict[str, str]]], ...] = (
    ({"serviceUrl": None}, (400, {"error": "no_service_url"})),
    ({"serviceUrl": ""}, (400, {"error": "no_service_url"})),
    ({"serviceUrl": 7}, (400, {"error": "no_service_url"})),
    ({"serviceUrl": "https://elsewhere.example/"}, (401, {"error": "unauthorized"})),
    ({"channelId": "webchat"}, (403, {"error": "channel"})),
    ({"channelId": "directline"}, (403, {"error": "channel"})),
    ({"channelId": None}, (403, {"error": "channel"})),
    ({"conversation": {"id": "a:1", "tenantId": ELSEWHERE}, "channelData": {}}, FORBIDDEN),
    ({"conversation": {"id": "a:1", "tenantId": LYNGVAG}, "channelData": {"tenant": {"id": ELSEWHERE}}}, FORBIDDEN),
    ({"conversation": {"id": "a:1", "tenantId": ELSEWHERE}, "channelData": TENANT}, FORBIDDEN),
    ({"conversation": {"id": "a:1"}, "channelData": {}}, FORBIDDEN),
    ({"conversation": {"id": "a:1"}, "channelData": "x"}, FORBIDDEN),
    ({"conversation": {"id": "a:1", "tenantId": LYNGVAG.upper()}, "channelData": None}, FORBIDDEN),
    ({"conversation": None, "channelData": None}, FORBIDDEN),
    ({"conversation": None}, UNREADABLE),
    ({"conversation": {"tenantId": LYNGVAG, "conversationType": "personal"}}, UNREADABLE),
    ({"conversation": {"tenantId": LYNGVAG, "id": "a" * 501}}, UNREADABLE),
    ({"from": None}, UNREADABLE),
    ({"from": {"name": "Ingrid"}}, UNREADABLE),
    ({"from": []}, UNREADABLE),
    ({"recipient": None}, UNREADABLE),
    ({"id": None}, UNREADABLE),
    ({"id": 7}, UNREADABLE),
)


async def test_who_is_not_of_a_municipality_of_ours_is_refused(house: House) -> None:
    before = house.kept()
    answers = [await house.post(house.line("ingrid", "bestill", **changed)) for changed, _ in STRANGERS]
    assert answers == [expected for _, expected in STRANGERS]
    assert (house.service.calls, house.kept()) == ([], before)


def test_a_tenant_is_told_once_or_twice_alike() -> None:
    assert tenant_of({"conversation": {"tenantId": LYNGVAG}}) == LYNGVAG
    assert tenant_of({"channelData": TENANT}) == LYNGVAG
    assert tenant_of({"conversation": {"tenantId": LYNGVAG}, "channelData": TENANT}) == LYNGVAG
    assert tenant_of({"conversation": {"tenantId": LYNGVAG}, "channelData": {"tenant": {"id": ELSEWHERE}}}) is None
    assert tenant_of({"conversation": [], "channelData": 7}) is None


async def test_what_is_not_listened_to_is_received_in_silence(house: House) -> None:
    before = house.kept()
    quiet: tuple[dict[str, Any], ...] = (
        {"type": "messageUpdate", "channelData": {**TENANT, "eventType": "editMessage"}},
        {"type": "messageDelete", "channelData": {**TENANT, "eventType": "softDeleteMessage"}},
        {"type": "messageReaction", "reactionsAdded": [{"type": "like"}], "replyToId": "1"},
        {"type": "typing"},
        {"type": "event", "name": "application/vnd.microsoft.readReceipt", "value": {"lastReadMessageId": "1"}},
        {"type": "event", "name": "something.new"},
        {"type": "endOfConversation", "code": "unknown"},
        {"type": "something.new"},
        {"type": 7},
        {"type": None},
        {"type": "installationUpdate", "action": "something-new"},
        {"type": "installationUpdate"},
    )
    assert [await house.post(house.line("ingrid", "bestill", **each)) for each in quiet] == [(200, "")] * len(quiet)
    assert (house.service.calls, house.kept()) == ([], before)


async def test_a_question_that_we_do_not_know_is_said_to_be_unknown(house: House) -> None:
    before = house.kept()
    names = ("signin/tokenExchange", "signin/verifyState", "signin/failure", "task/fetch", "composeExtension/query")
    asked = [
        {"type": "invoke", "name": name, "value": {"id": "1", "token": "x"}} for name in (*names, "new/one", None, 7)
    ]
    answers = [await house.post(house.line("ingrid", "", **each)) for each in asked]
    assert answers == [(501, {"error": "unknown"})] * len(asked)
    assert (house.service.calls, house.kept()) == ([], before)


async def test_before_the_start_nothing_is_answered(house: House) -> None:
    house.part._answering.server.on_request = None
    assert await house.part.trouble() == "starting"
    assert await house.post(house.line("ingrid", "hjelp")) == (503, {"error": "starting"})


async def test_our_own_faults_are_told_by_their_kind_alone(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    async def fails(*_: object) -> None:
        raise RuntimeError("Trulte Tjukkmage")

    monkeypatch.setattr(house.part._listeners._desk, "reply", fails)
    assert await house.post(house.line("ingrid", "hjelp")) == (500, {"error": "failed"})
    monkeypatch.setattr(house.part._listeners._acquaintances._desk, "background", fails)
    house.part._listeners._acquaintances._tenants.clear()
    assert await house.post(house.line("ingrid", "hjelp")) == (500, {"error": "failed"})
    errors = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert [error.partition(" at=")[0] for error in errors] == ["failed error=RuntimeError"] * 2
    assert "Trulte" not in caplog.text


def test_of_an_activity_only_what_we_read_gets_in() -> None:
    world = World()
    user = world.user("Trulte Tjukkmage", LYNGVAG)
    activity: dict[str, Any] = {
        "type": "message",
        "id": "f:1",
        "serviceUrl": "https://smba.example/",
        "channelId": "msteams",
        "text": "hjelp\x00\ud800",
        "textFormat": "a format of tomorrow",
        "from": {"id": user.id, "name": user.name, "aadObjectId": user.object_id, "aad_object_id": "another"},
        "recipient": {"id": "28:b", "name": "samba-bot", "agenticAppBlueprintId": "x"},
        "conversation": {"id": "a:1", "tenantId": LYNGVAG, "tenant_id": ELSEWHERE, "conversationType": "personal"},
        "channelData": {**TENANT, "team": {"id": "19:t", "name": "Solvik"}, "channel": {"type": "a new one"}},
        "attachments": [{"contentType": "image/*", "contentUrl": "https://elsewhere.example/"}],
        "entities": [{"type": "clientInfo", "platform": 3}],
        "value": {"~seal": "x"},
    }
    assert arrived(activity, LYNGVAG) == {
        "type": "message",
        "id": "f:1",
        "channelId": "msteams",
        "serviceUrl": "https://smba.example/",
        "from": {"id": user.id, "aadObjectId": user.object_id},
        "recipient": {"id": "28:b"},
        "conversation": {"id": "a:1", "tenantId": LYNGVAG, "conversationType": "personal"},
        "channelData": {"tenant": {"id": LYNGVAG}, "team": {"id": "19:t"}},
        "text": "hjelp",
    }


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
NAMES = ("id", "name", "from", "recipient", "conversation", "channelData", "value", "text", "action", "membersAdded")
KINDS = st.sampled_from(["message", "invoke", "conversationUpdate", "installationUpdate"])


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(KINDS, st.dictionaries(st.sampled_from(NAMES), JSON | st.just("adaptiveCard/action"), max_size=6), st.binary())
def test_whatever_comes_is_read_or_refused(kind: str, activity: dict[str, Any], body: bytes) -> None:
    assert isinstance(arrived({**activity, "type": kind}, LYNGVAG), dict | None)
    assert isinstance(tenant_of(activity), str | None)
    assert isinstance(read(body), dict | None)
