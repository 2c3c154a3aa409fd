"""Starting and closing, over HTTP and through Socket Mode."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import WSMsgType, web
from aiohttp.test_utils import TestServer

from bot.asking import Ask, Caller
from bot.slack.blocks import message
from bot.slack.install import SetupError, build
from handlers.entry import Entry
from handlers.screens import Card, Show, Text
from tests.bot.slack import payload_shapes as shapes
from tests.bot.slack.conftest import FakeDesk
from tests.bot.slack.fake_slack import Answered, FakeSlack

CARD = Card((Text("Hei"),), notice="Hei")


async def test_starting_asks_slack_once_who_the_bot_is(desk: FakeDesk, slack: FakeSlack) -> None:
    part = build(desk, bot_token="xoxb-test", signing_secret="s", api_url=slack.url)
    assert not await part.ready()
    await part.start(patience=1)
    assert (part.team, await part.ready(), slack.methods()) == ("T1", True, ["auth.test"])
    assert [route.path for route in part.routes] == ["/slack/events"]
    await part.close()


async def test_a_server_that_is_slow_to_start_is_waited_for(desk: FakeDesk, slack: FakeSlack) -> None:
    slack.script["auth.test"].extend([Answered(502), Answered(429, "{}"), "cuts"])
    part = build(desk, bot_token="xoxb-test", signing_secret="s", api_url=slack.url)
    await part.start(patience=5)
    assert (part.team, slack.methods()) == ("T1", ["auth.test"] * 4)
    await part.close()


async def test_a_server_that_never_starts_is_given_up(desk: FakeDesk, slack: FakeSlack) -> None:
    slack.script["auth.test"].extend([Answered(502)] * 5)
    part = build(desk, bot_token="xoxb-test", signing_secret="s", api_url=slack.url)
    with pytest.raises(TimeoutError, match=r"^no answer but SlackApiError$"):
        await part.start(patience=0.2)
    await part.close()


@pytest.mark.parametrize(
    ("method", "setting"), [("auth.test", "SLACK_BOT_TOKEN"), ("apps.connections.open", "SLACK_APP_TOKEN")]
)
async def test_a_wrong_token_is_named_by_its_setting(
    method: str, setting: str, desk: FakeDesk, slack: FakeSlack
) -> None:
    slack.script[method].append({"ok": False, "error": "invalid_auth"})
    part = build(desk, bot_token="xoxb-secret", app_token="xapp-secret", api_url=slack.url)
    with pytest.raises(SetupError, match=rf"^{setting}: invalid_auth$"):
        await part.start(patience=5)
    await part.close()


class SocketSlack:
    """The other end of Socket Mode: sends what it is given, and hears the acknowledgements."""

    def __init__(self) -> None:
        self.to_send: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        self.heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.connections = 0

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """One connection; None in the queue ends it."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.connections += 1
        sender = asyncio.create_task(self._send(socket))
        async for heard in socket:
            if heard.type == WSMsgType.TEXT:
                self.heard.put_nowait(json.loads(heard.data))
        sender.cancel()
        return socket

    async def _send(self, socket: web.WebSocketResponse) -> None:
        while (envelope := await self.to_send.get()) is not None:
            await socket.send_json(envelope)
        await socket.close()


@pytest.fixture
async def far(slack: FakeSlack) -> AsyncIterator[SocketSlack]:
    """The other end, at the address that Slack gives."""
    far = SocketSlack()
    application = web.Application()
    application.router.add_get("/link", far.connect)
    async with TestServer(application, host="127.0.0.1", shutdown_timeout=0.1) as server:
        slack.usual["apps.connections.open"] = {"url": str(server.make_url("/link"))}
        yield far


async def answered(far: SocketSlack, envelope: str) -> dict[str, Any]:
    """What the bot answers to a command."""
    far.to_send.put_nowait({"type": "slash_commands", "envelope_id": envelope, "payload": shapes.command("hjelp")})
    return await asyncio.wait_for(far.heard.get(), 5)


def answer_to(envelope: str) -> dict[str, Any]:
    """The answer to a command."""
    return {"envelope_id": envelope, "payload": {"response_type": "ephemeral", **message(CARD)}}


async def test_socket_mode_is_answered_as_http_is_and_comes_back_when_it_breaks(
    desk: FakeDesk, slack: FakeSlack, far: SocketSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.socket.PING_SECONDS", 0.05)
    desk.answers["run"] = Show(CARD)
    part = build(desk, bot_token="xoxb-test", app_token="xapp-test", api_url=slack.url)
    await part.start(patience=1)
    assert (part.routes, await part.ready()) == ([], True)
    assert await answered(far, "e1") == answer_to("e1")
    far.to_send.put_nowait(None)
    assert await answered(far, "e2") == answer_to("e2")
    await part.close()
    assert desk.asked == [(Caller("slack", "T1", "U1"), Ask(Entry.COMMAND, "run", {"words": "hjelp"}))] * 2


async def test_a_socket_whose_address_is_used_up_asks_for_a_new_one(
    desk: FakeDesk, slack: FakeSlack, far: SocketSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.socket.PING_SECONDS", 0.05)
    monkeypatch.setattr("bot.slack.socket.WATCH_SECONDS", 0.1)
    monkeypatch.setattr("bot.slack.socket.CONNECT_SECONDS", 0.2)
    desk.answers["run"] = Show(CARD)
    part = build(desk, bot_token="xoxb-test", app_token="xapp-test", api_url=slack.url)
    await part.start(patience=1)
    slack.script["apps.connections.open"].extend([{"url": "ws://127.0.0.1:9/used-up"}] * 2)
    far.to_send.put_nowait(None)
    assert await answered(far, "e1") == answer_to("e1")
    await part.close()


async def test_a_socket_that_cannot_be_opened_is_given_up(
    desk: FakeDesk, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.socket.CONNECT_SECONDS", 0.1)
    slack.usual["apps.connections.open"] = {"url": "ws://127.0.0.1:9/nobody"}
    part = build(desk, bot_token="xoxb-test", app_token="xapp-test", api_url=slack.url)
    with pytest.raises(TimeoutError):
        await part.start(patience=0.3)
    assert not await part.ready()
    await part.close()
