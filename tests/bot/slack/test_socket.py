"""Socket Mode against a real websocket server that closes, asks for a new connection, and goes deaf."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from bot.asking import Ask, Caller
from bot.slack import socket
from bot.slack.blocks import message
from bot.slack.install import SlackPart, build
from handlers.entry import Entry
from handlers.screens import Card, Show, Text
from tests.bot.slack import payload_shapes as shapes
from tests.bot.slack.conftest import FakeDesk
from tests.bot.slack.fake_slack import FakeSlack
from tests.bot.slack.far_end import FarEnd, far_end

CARD = Card((Text("Hei"),), notice="Hei")
REFRESH = {"type": "disconnect", "reason": "refresh_requested", "debug_info": {}}
# As the real ones are to each other, a hundred times as quick.
QUICK = {
    "PING_SECONDS": 0.05,
    "SILENT_SECONDS": 0.2,
    "WATCH_SECONDS": 0.1,
    "CONNECT_SECONDS": 0.3,
    "CLOSE_SECONDS": 0.1,
    "LONGEST_WATCH_SECONDS": 0.4,
}


@pytest.fixture
async def far(slack: FakeSlack, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FarEnd]:
    """The other end, at the address that Slack gives."""
    for name, seconds in QUICK.items():
        monkeypatch.setattr(socket, name, seconds)
    async with far_end() as far:
        slack.usual["apps.connections.open"] = {"url": far.url}
        yield far


@pytest.fixture
async def part(desk: FakeDesk, slack: FakeSlack) -> AsyncIterator[SlackPart]:
    """Slack's part of the bot; a test starts it itself."""
    desk.answers["run"] = Show(CARD)
    part = build(desk, bot_token="xoxb-test", app_token="xapp-test", api_url=slack.url)
    yield part
    await part.close()


async def answered(far: FarEnd, envelope: str) -> dict[str, Any]:
    """What the bot answers to a command."""
    far.to_send.put_nowait({"type": "slash_commands", "envelope_id": envelope, "payload": shapes.command("hjelp")})
    return await asyncio.wait_for(far.heard.get(), 5)


def answer_to(envelope: str) -> dict[str, Any]:
    """The answer to a command."""
    return {"envelope_id": envelope, "payload": {"response_type": "ephemeral", **message(CARD)}}


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(5):
        while not holds():
            await asyncio.sleep(0.01)


async def until_trouble(part: SlackPart, expected: str | None) -> None:
    """Wait until the bot says what the trouble is."""
    async with asyncio.timeout(5):
        while await part.trouble() != expected:
            await asyncio.sleep(0.01)


async def test_it_is_answered_as_http_is_and_comes_back_when_it_is_closed(
    part: SlackPart, desk: FakeDesk, far: FarEnd
) -> None:
    await part.start(patience=1)
    assert (part.routes, await part.trouble()) == ([], None)
    assert await answered(far, "e1") == answer_to("e1")
    far.to_send.put_nowait(None)
    assert await answered(far, "e2") == answer_to("e2")
    assert desk.asked == [(Caller("slack", "T1", "U1"), Ask(Entry.COMMAND, "run", {"words": "hjelp"}))] * 2


async def test_it_connects_anew_when_slack_asks_for_that(part: SlackPart, far: FarEnd) -> None:
    await part.start(patience=1)
    far.to_send.put_nowait(REFRESH)
    await until(lambda: far.connections >= 2 and far.open == 1)
    assert await answered(far, "e1") == answer_to("e1")
    assert await part.trouble() is None


async def test_an_address_that_is_used_up_is_given_up_for_a_new_one(
    part: SlackPart, slack: FakeSlack, far: FarEnd
) -> None:
    await part.start(patience=1)
    slack.script["apps.connections.open"].extend([{"url": "ws://127.0.0.1:9/used-up"}] * 2)
    far.to_send.put_nowait(None)
    assert await answered(far, "e1") == answer_to("e1")


async def test_while_the_far_end_is_deaf_it_is_not_ready_and_comes_back_by_itself(
    part: SlackPart, far: FarEnd, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "samba_bot.slack")
    await part.start(patience=1)
    far.deaf = True
    await until_trouble(part, "socket_TimeoutError")  # it was silent, and a fresh client fared no better
    far.deaf = False
    await until_trouble(part, None)
    assert await answered(far, "e1") == answer_to("e1")
    assert await part.trouble() is None
    said = [record.getMessage() for record in caplog.records]
    assert said[:3] == ["slack team=T1 bot=UBOT", "socket silent", "socket not connected error=TimeoutError failures=1"]


async def test_a_client_that_does_not_listen_any_more_is_replaced(part: SlackPart, far: FarEnd) -> None:
    await part.start(patience=1)
    assert part._socket is not None
    client = part._socket._client
    assert client is not None
    assert client.message_receiver is not None
    client.message_receiver.cancel()  # the line is open and answers pings, but nobody reads it
    assert client.current_session_monitor is not None
    client.current_session_monitor.cancel()
    await until(lambda: part._socket is not None and part._socket._client is not client and far.open == 1)
    assert await answered(far, "e1") == answer_to("e1")
    assert await part.trouble() is None


async def test_a_token_that_was_taken_back_is_told_by_slacks_own_code(
    part: SlackPart, slack: FakeSlack, far: FarEnd
) -> None:
    await part.start(patience=1)
    slack.usual["apps.connections.open"] = {"ok": False, "error": "invalid_auth"}
    far.to_send.put_nowait(None)
    await until_trouble(part, "socket_invalid_auth")
    slack.usual["apps.connections.open"] = {"url": far.url}
    await until_trouble(part, None)
    assert await answered(far, "e1") == answer_to("e1")


@pytest.mark.parametrize("fault", [{"deaf": True}, {"greeting": False}])
async def test_a_line_on_which_slack_says_no_hello_is_none(
    part: SlackPart, far: FarEnd, fault: dict[str, bool]
) -> None:
    vars(far).update(fault)
    with pytest.raises(TimeoutError):
        await part.start(patience=0.3)
    assert await part.trouble() == "socket_silent"


async def test_a_socket_that_cannot_be_opened_is_given_up(part: SlackPart, slack: FakeSlack, far: FarEnd) -> None:
    slack.usual["apps.connections.open"] = {"url": "ws://127.0.0.1:9/nobody"}
    with pytest.raises(TimeoutError):
        await part.start(patience=0.3)
    assert (await part.trouble(), far.connections) == ("socket_silent", 0)


@pytest.mark.parametrize("text", ["", "hello", "[]", '{"type": "disconnect"}', '"hello"'])
def test_only_a_hello_is_a_hello(text: str) -> None:
    assert not socket.is_hello(text)
