"""Delivery to a Slack that answers, fails, waits and breaks off."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import aiohttp
import pytest

from bot.messenger import Attachment, Mailbox, NeverArrives, OutcomeUnknown, Outgoing, Room, SendError, TryLater
from bot.slack.blocks import message as drawn
from bot.slack.install import web_client
from bot.slack.messenger import BURST, BURST_SECONDS, SlackMessenger, brief_retry
from handlers.screens import Card, Text
from tests.bot.scripted import CUTS, HANGS, Answered
from tests.bot.slack.fake_slack import FakeSlack, fake_slack, refused

KARI = Mailbox("slack", "T1", "U1")
CARD = Card((Text("Møtet er flytta."),), notice="Møtet er flytta")
ICS = Attachment("mote-7-2.ics", "Møte", b"BEGIN:VCALENDAR")
MESSAGE = Outgoing("d-1", KARI, CARD, "nn")
WITH_FILE = Outgoing("d-1", KARI, CARD, "nn", ICS)
LABEL = {"event_type": "samba_delivery", "event_payload": {"delivery": "d-1"}}
POSTED = {"channel": "D1", "metadata": LABEL, "unfurl_links": False, "unfurl_media": False, **drawn(CARD)}
AT = json.dumps({"channel": "D1", "ts": "100.000001", "file": None})
WITH_FILE_AT = json.dumps({"channel": "D1", "ts": "100.000001", "file": "F1"})
OURS = {"ts": "100.000001", "metadata": LABEL}


@pytest.fixture
async def messenger(slack: FakeSlack) -> AsyncIterator[SlackMessenger]:
    """The messenger, with less patience than the real one has."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=0.3)) as session:
        client = web_client("xoxb-test", slack.url, [brief_retry()])
        client.session = session
        yield SlackMessenger(client)


async def outcome(attempt: Any) -> tuple[type[SendError], str]:
    """The port's error that an attempt ends in."""
    with pytest.raises(SendError) as raised:
        await attempt
    return type(raised.value), raised.value.reason


async def test_a_message_is_sent_with_the_deliverys_id(slack: FakeSlack, messenger: SlackMessenger) -> None:
    assert [await messenger.send(MESSAGE), await messenger.send(MESSAGE)] == [AT, AT]
    assert slack.calls == [
        ("conversations.open", {"users": "U1"}),
        ("chat.postMessage", POSTED),
        ("chat.postMessage", POSTED),
    ]


async def test_a_file_is_brought_to_slack_before_the_message_and_shown_after_it(
    slack: FakeSlack, messenger: SlackMessenger
) -> None:
    assert await messenger.send(WITH_FILE) == WITH_FILE_AT
    assert slack.calls == [
        ("conversations.open", {"users": "U1"}),
        ("files.getUploadURLExternal", {"filename": "mote-7-2.ics", "length": "15"}),
        ("upload", {"content": b"BEGIN:VCALENDAR"}),
        ("chat.postMessage", POSTED),
        ("files.completeUploadExternal", {"files": [{"id": "F1", "title": "Møte"}], "channel_id": "D1"}),
    ]


AGAIN = Outgoing("d-1", KARI, CARD, "nn", ICS, again=True)
ICS_SENT = {"ts": "101.000001", "files": [{"id": "F8", "name": "mote-7-2.ics"}]}
OTHER = {"ts": "102.000001", "metadata": {"event_type": "samba_delivery", "event_payload": {"delivery": "d-2"}}}
OLDER_FILE = {"ts": "99.000001", "files": [{"id": "F7", "name": "mote-7-2.ics"}]}


@pytest.mark.parametrize(
    ("history", "address", "sent"),
    [
        ([], "F1", ["files.getUploadURLExternal", "upload", "chat.postMessage", "files.completeUploadExternal"]),
        ([OTHER], "F1", ["files.getUploadURLExternal", "upload", "chat.postMessage", "files.completeUploadExternal"]),
        (
            [OTHER, OURS, OLDER_FILE],
            "F1",
            ["files.getUploadURLExternal", "upload", "chat.update", "files.completeUploadExternal"],
        ),
        ([OTHER, ICS_SENT, OURS, OLDER_FILE], "F8", ["chat.update"]),
    ],
)
async def test_another_try_sends_what_did_not_get_through_and_brings_the_rest_up_to_date(
    history: list[Any], address: str, sent: list[str], slack: FakeSlack, messenger: SlackMessenger
) -> None:
    slack.usual["conversations.history"] = {"messages": history}
    assert json.loads(await messenger.send(AGAIN)) == {"channel": "D1", "ts": "100.000001", "file": address}
    assert slack.methods() == ["conversations.open", "conversations.history", *sent]
    assert slack.asked("conversations.history") == [{"channel": "D1", "include_all_metadata": "1", "limit": "100"}]


async def test_an_earlier_try_is_found_or_is_not_there(slack: FakeSlack, messenger: SlackMessenger) -> None:
    slack.script["conversations.history"].extend([{"messages": [OTHER, OURS]}, {"messages": [OTHER]}])
    assert await messenger.find(Outgoing("d-1", KARI, CARD, "nn", again=True)) == AT
    assert await messenger.find(Outgoing("d-1", KARI, CARD, "nn", again=True)) is None
    assert slack.methods() == ["conversations.open", "conversations.history", "conversations.history"]


async def test_a_message_is_looked_for_on_a_few_pages(slack: FakeSlack, messenger: SlackMessenger) -> None:
    more = {"messages": [OTHER], "response_metadata": {"next_cursor": "c2"}}
    slack.script["conversations.history"].extend([more, {"messages": [OURS]}])
    assert await messenger.send(Outgoing("d-1", KARI, CARD, "nn", again=True)) == AT
    slack.usual["conversations.history"] = more
    slack.calls.clear()
    await messenger.send(Outgoing("d-1", KARI, CARD, "nn", again=True))
    assert slack.methods() == [*["conversations.history"] * 3, "chat.postMessage"]


async def test_a_message_is_edited_where_it_stands(slack: FakeSlack, messenger: SlackMessenger) -> None:
    assert await messenger.edit(Outgoing("d-2", KARI, CARD, "nn", address=AT)) == AT
    assert slack.calls == [("chat.update", {"channel": "D1", "ts": "100.000001", **drawn(CARD)})]


async def test_an_edit_leaves_the_file_that_stands_there(slack: FakeSlack, messenger: SlackMessenger) -> None:
    message = Outgoing("d-2", KARI, CARD, "nn", ICS, address=AT, again=True, attached=True)
    assert await messenger.edit(message) == AT
    assert slack.methods() == ["chat.update"]


@pytest.mark.parametrize(
    ("again", "history", "file", "methods"),
    [
        (False, [ICS_SENT, OURS], "F1", ["files.getUploadURLExternal", "upload", "files.completeUploadExternal"]),
        (True, [ICS_SENT, OURS], "F8", ["conversations.history"]),
        (
            True,
            [OURS, OLDER_FILE],
            "F1",
            ["conversations.history", "files.getUploadURLExternal", "upload", "files.completeUploadExternal"],
        ),
    ],
)
async def test_an_edit_brings_its_new_file_once(
    again: bool, history: list[Any], file: str, methods: list[str], slack: FakeSlack, messenger: SlackMessenger
) -> None:
    slack.usual["conversations.history"] = {"messages": history}
    message = Outgoing("d-2", KARI, CARD, "nn", ICS, address=AT, again=again)
    assert json.loads(await messenger.edit(message)) == {"channel": "D1", "ts": "100.000001", "file": file}
    assert slack.methods() == ["chat.update", *methods]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refused("user_disabled"), (NeverArrives, "user_disabled")),
        (refused("messages_tab_disabled"), (NeverArrives, "messages_tab_disabled")),
        (refused("invalid_blocks"), (NeverArrives, "invalid_blocks")),
        (refused("account_inactive"), (NeverArrives, "account_inactive")),
        (refused("service_unavailable"), (TryLater, "service_unavailable")),
        (Answered(503, "down", content_type="text/plain"), (TryLater, "service_unavailable")),
        (Answered(429, '{"ok": false, "error": "ratelimited"}', {"Retry-After": "30"}), (TryLater, "ratelimited")),
        (refused("internal_error"), (OutcomeUnknown, "internal_error")),
        (Answered(500, "oh no", content_type="text/plain"), (OutcomeUnknown, "http_500")),
        (Answered(200, "<html>", content_type="text/html"), (OutcomeUnknown, "http_200")),
        (Answered(200, "{"), (OutcomeUnknown, "http_200")),
        (HANGS, (OutcomeUnknown, "TimeoutError")),
        (CUTS, (OutcomeUnknown, "ServerDisconnectedError")),
    ],
)
async def test_what_goes_wrong_at_sending_says_whether_it_may_have_been_sent(
    answer: Any, error: tuple[type[SendError], str], slack: FakeSlack, messenger: SlackMessenger
) -> None:
    slack.script["chat.postMessage"].append(answer)
    assert await outcome(messenger.send(MESSAGE)) == error
    assert slack.methods() == ["conversations.open", "chat.postMessage"]


@pytest.mark.parametrize(
    "answer", [refused("internal_error"), Answered(500, "{}"), HANGS, CUTS, Answered(429, "{}", {"Retry-After": "60"})]
)
@pytest.mark.parametrize("method", ["conversations.open", "files.getUploadURLExternal", "upload"])
async def test_before_the_message_itself_nothing_can_have_been_sent(
    method: str, answer: Any, slack: FakeSlack, messenger: SlackMessenger
) -> None:
    if method == "upload" and isinstance(answer, dict):
        answer = Answered(500)
    slack.script[method].append(answer)
    assert (await outcome(messenger.send(WITH_FILE)))[0] is TryLater
    assert "chat.postMessage" not in slack.methods()


@pytest.mark.parametrize("answer", [refused("channel_not_found"), Answered(503), HANGS])
async def test_a_file_that_fails_after_its_message_is_looked_up_before_the_next_try(
    answer: Any, slack: FakeSlack, messenger: SlackMessenger
) -> None:
    slack.script["files.completeUploadExternal"].append(answer)
    assert (await outcome(messenger.send(WITH_FILE)))[0] is OutcomeUnknown


async def test_slacks_wait_is_kept_when_it_is_short(slack: FakeSlack, messenger: SlackMessenger) -> None:
    slack.script["chat.postMessage"].append(
        Answered(429, '{"ok": false, "error": "ratelimited"}', {"Retry-After": "0"})
    )
    assert await messenger.send(MESSAGE) == AT
    assert slack.methods() == ["conversations.open", "chat.postMessage", "chat.postMessage"]


async def test_slacks_wait_is_told_when_it_is_long(slack: FakeSlack, messenger: SlackMessenger) -> None:
    slack.script["chat.postMessage"].append(Answered(429, "{}", {"Retry-After": "30"}))
    with pytest.raises(TryLater) as raised:
        await messenger.send(MESSAGE)
    assert raised.value.seconds == 30


async def test_a_server_that_is_not_there_has_sent_nothing() -> None:
    async with fake_slack() as gone:
        url = gone.url
    async with aiohttp.ClientSession() as session:
        client = web_client("xoxb-test", url, [brief_retry()])
        client.session = session
        messenger = SlackMessenger(client)
        messenger._conversations["U1"] = "D1"
        assert await outcome(messenger.send(MESSAGE)) == (TryLater, "ClientConnectorError")


@pytest.mark.parametrize(
    ("code", "reason"), [("message_not_found", "message_gone"), ("cant_update_message", "cant_update_message")]
)
async def test_a_message_that_is_gone_is_never_edited(
    code: str, reason: str, slack: FakeSlack, messenger: SlackMessenger
) -> None:
    slack.script["chat.update"].append(refused(code))
    message = Outgoing("d-2", KARI, CARD, "nn", ICS, address=AT)
    assert await outcome(messenger.edit(message)) == (NeverArrives, reason)
    assert slack.methods() == ["chat.update"]


MEMBER = {"id": "U1", "team_id": "T1", "deleted": False, "is_restricted": False, "is_ultra_restricted": False}


@pytest.mark.parametrize("user", [MEMBER, MEMBER | {"team_id": "E1", "enterprise_user": {"teams": ["T1", "T2"]}}])
async def test_a_full_member_can_be_reached(user: dict[str, Any], slack: FakeSlack, messenger: SlackMessenger) -> None:
    slack.usual["users.info"] = {"user": user}
    await messenger.check_reader(KARI)
    assert slack.calls == [("users.info", {"user": "U1"})]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"user": MEMBER | {"deleted": True}}, (NeverArrives, "deactivated")),
        ({"user": MEMBER | {"is_restricted": True}}, (NeverArrives, "guest")),
        ({"user": MEMBER | {"is_ultra_restricted": True}}, (NeverArrives, "guest")),
        ({"user": MEMBER | {"is_stranger": True}}, (NeverArrives, "stranger")),
        ({"user": MEMBER | {"team_id": "T2"}}, (NeverArrives, "stranger")),
        (refused("user_not_found"), (NeverArrives, "user_not_found")),
        (refused("token_revoked"), (NeverArrives, "uninstalled")),
        (refused("invalid_auth"), (NeverArrives, "uninstalled")),
        (refused("account_inactive"), (NeverArrives, "uninstalled")),
        (refused("internal_error"), (TryLater, "internal_error")),
        (HANGS, (TryLater, "TimeoutError")),
    ],
)
async def test_somebody_who_is_no_full_member_is_not_reached(
    answer: Any, error: tuple[type[SendError], str], slack: FakeSlack, messenger: SlackMessenger
) -> None:
    slack.script["users.info"].append(answer)
    assert await outcome(messenger.check_reader(KARI)) == error


async def test_many_are_sent_at_once(slack: FakeSlack, messenger: SlackMessenger) -> None:
    addresses = await asyncio.gather(*(messenger.send(Outgoing(f"d-{n}", KARI, CARD, "nn")) for n in range(20)))
    assert set(addresses) == {AT}
    assert len(slack.asked("chat.postMessage")) == 20


ROOM = Room("slack", "T1", "C1")
POST = Outgoing("d-1", ROOM, CARD, "nn")


async def test_a_post_goes_to_its_channel_and_is_looked_up_nowhere(slack: FakeSlack, messenger: SlackMessenger) -> None:
    at = await messenger.send(POST)
    assert at == json.dumps({"channel": "C1", "ts": "100.000001", "file": None})
    assert slack.calls == [("chat.postMessage", POSTED | {"channel": "C1"})]


async def test_a_post_is_edited_where_its_channel_is_now(slack: FakeSlack, messenger: SlackMessenger) -> None:
    before = json.dumps({"channel": "G0OLD", "ts": "100.000001", "file": None})
    at = await messenger.edit(Outgoing("d-2", ROOM, CARD, "nn", address=before))
    assert at == json.dumps({"channel": "C1", "ts": "100.000001", "file": None})
    assert [asked["channel"] for asked in slack.asked("chat.update")] == ["C1"]


async def test_a_partner_is_reached_as_a_guest_and_from_another_organisation(
    slack: FakeSlack, messenger: SlackMessenger
) -> None:
    slack.usual["users.info"] = {"user": {"id": "U1", "team_id": "T2", "is_stranger": True, "is_restricted": True}}
    assert await outcome(messenger.check_reader(KARI)) == (NeverArrives, "stranger")
    await messenger.check_reader(replace(KARI, partner=True))


async def test_many_messages_to_one_reader_keep_the_pace_that_slack_allows(
    slack: FakeSlack, messenger: SlackMessenger
) -> None:
    came: list[float] = []

    def strict(_arguments: dict[str, Any]) -> Answered | dict[str, Any]:
        now = asyncio.get_running_loop().time()
        came[:] = [moment for moment in came if now - moment < BURST_SECONDS * 0.9]
        if len(came) >= 2 * BURST - 1:
            return Answered(429, headers={"Retry-After": "30"})
        came.append(now)
        return {"channel": "C1", "ts": "100.000001"}

    slack.usual["chat.postMessage"] = strict
    await asyncio.gather(*(messenger.send(POST) for _ in range(BURST + 2)))
    assert len(slack.asked("chat.postMessage")) == BURST + 2
    assert came[-1] - came[0] > 1
