"""Slack's requests over HTTP: signed, readable, and answered as Bolt answers."""

import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlencode

import pytest
from aiohttp import ClientResponse, ClientSession
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.slack.blocks import message
from bot.slack.install import SlackPart
from bot.slack.intake import read, signed
from handlers.screens import Card, Show, Text
from tests.bot.serving import serving
from tests.bot.slack import payload_shapes as shapes
from tests.bot.slack.conftest import SECRET, FakeDesk

CARD = Card((Text("Hei"),), notice="Hei")
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def signature(body: bytes, stamp: str, secret: str = SECRET) -> str:
    """As Slack signs."""
    return "v0=" + hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()


def headers(body: bytes, content_type: str = FORM, **known: str) -> dict[str, str]:
    """The headers of a request that Slack signed just now."""
    stamp = str(int(time.time()))
    return {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature(body, stamp),
        **known,
    }


class Client:
    """Posts to the bot."""

    def __init__(self, session: ClientSession, url: str) -> None:
        self.session, self.url = session, url

    async def post(self, body: bytes, content_type: str = FORM, **known: str) -> ClientResponse:
        """Post a body, signed unless the test says otherwise."""
        return await self.session.post(self.url, data=body, headers=headers(body, content_type, **known))


@pytest.fixture
async def client(part: SlackPart) -> AsyncIterator[Client]:
    """A client of the bot's own HTTP server."""
    async with serving(part.routes) as url, ClientSession() as session:
        yield Client(session, f"{url}/slack/events")


def as_payload(body: dict[str, Any]) -> bytes:
    """As Slack posts what people press and send in."""
    return urlencode({"payload": json.dumps(body)}).encode()


async def test_a_signed_command_is_answered(client: Client, desk: FakeDesk) -> None:
    desk.answers["run"] = Show(CARD)
    answer = await client.post(urlencode(shapes.command("møte")).encode())
    assert (answer.status, await answer.json()) == (200, {"response_type": "ephemeral", **message(CARD)})
    assert [ask.values for _, ask in desk.asked] == [{"words": "møte"}]


async def test_a_signed_press_and_a_signed_event_are_answered(client: Client, desk: FakeDesk) -> None:
    press = await client.post(as_payload(shapes.pressed("a.b")))
    event = await client.post(json.dumps(shapes.direct_message("hei")).encode(), "application/json; charset=utf-8")
    assert (press.status, await press.text(), event.status, await event.text()) == (200, "", 200, "")
    assert [ask.name for _, ask in desk.asked] == ["a.b", "greeting.show"]


async def test_slack_may_verify_the_address(client: Client) -> None:
    answer = await client.post(json.dumps({"type": "url_verification", "challenge": "c7"}).encode(), JSON)
    assert (answer.status, await answer.json()) == (200, {"challenge": "c7"})


async def test_slack_may_look_at_the_certificate(client: Client, desk: FakeDesk) -> None:
    answer = await client.post(b"ssl_check=1&token=x")
    assert (answer.status, await answer.text(), desk.asked) == (200, "", [])


FORGED = (
    {"X-Slack-Signature": ""},
    {"X-Slack-Signature": "v0=" + "0" * 64},
    {"X-Slack-Signature": "v0=ø"},
    {"X-Slack-Request-Timestamp": ""},
    {"X-Slack-Request-Timestamp": "i dag"},
    {"X-Slack-Request-Timestamp": "-5"},
    {"X-Slack-Request-Timestamp": "9" * 400},
)


async def test_an_unsigned_request_is_refused_before_it_is_read(client: Client, desk: FakeDesk) -> None:
    bodies = (urlencode(shapes.command()).encode(), b"\xff{", b"")
    answers = [await client.post(body, **known) for known in FORGED for body in bodies]
    assert [answer.status for answer in answers] == [401] * len(FORGED) * len(bodies)
    assert desk.asked == []


def test_a_signature_lives_for_five_minutes() -> None:
    found = {"x-slack-request-timestamp": "1000", "x-slack-signature": signature(b"x", "1000")}
    ages = {now: signed(SECRET.encode(), found, b"x", now) for now in (699.0, 700.0, 1000.0, 1300.0, 1301.0)}
    assert ages == {699.0: False, 700.0: True, 1000.0: True, 1300.0: True, 1301.0: False}
    assert not signed(SECRET.encode(), found, b"y", 1000.0)
    assert not signed(b"another", found, b"x", 1000.0)


UNREADABLE = (
    (b"", FORM),
    (b"", JSON),
    (b"hei", FORM),
    (b"\xff\xfe", FORM),
    (b"\xff\xfe", JSON),
    (b"payload=%FF", FORM),
    (b"{", JSON),
    (b"[1]", JSON),
    (b"3", JSON),
    (b"[" * 100_000, JSON),
    (b"payload=", FORM),
    (b"payload=%7B", FORM),
    (b"payload=[]", FORM),
    (b"payload=null", FORM),
    (as_payload({"type": "block_actions", "actions": [], "user": {"id": "U1"}}), FORM),
    (as_payload({"type": "block_actions", "actions": "x", "user": "U1", "team": 3}), FORM),
    (as_payload(shapes.pressed("a.b", user={})), FORM),
    (as_payload({"type": "view_submission", "view": {}}), FORM),
    (json.dumps({"type": "event_callback", "event": "x"}).encode(), JSON),
    (json.dumps({"type": "event_callback", "event": {"type": "app_mention", "user": "U1"}}).encode(), JSON),
)


async def test_a_signed_body_that_cannot_be_read_is_refused(client: Client, desk: FakeDesk) -> None:
    answers = [await client.post(body, content_type) for body, content_type in UNREADABLE]
    assert [answer.status for answer in answers] == [400] * len(UNREADABLE)
    assert desk.asked == []


async def test_a_body_larger_than_slacks_is_refused(client: Client, desk: FakeDesk) -> None:
    assert (await client.post(b"text=" + b"x" * 1_000_000)).status == 413
    assert desk.asked == []


async def test_only_posting_is_answered(client: Client) -> None:
    assert (await client.session.get(client.url)).status == 405


async def test_nothing_is_answered_before_the_bot_knows_itself(client: Client, part: SlackPart, desk: FakeDesk) -> None:
    await part.close()
    assert (await client.post(urlencode(shapes.command()).encode())).status == 503
    assert desk.asked == []


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode), st.sampled_from([FORM, JSON, "", "text/ø"]))
def test_any_bytes_are_read_or_refused(body: bytes, content_type: str) -> None:
    assert isinstance(read(body, content_type), dict | None)
