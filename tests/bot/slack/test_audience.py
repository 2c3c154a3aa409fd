"""Who can read a channel, as Slack tells it over HTTP."""

from collections.abc import AsyncIterator, Iterable
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.messenger import TryLater
from bot.slack.audience import read_audience
from bot.slack.install import web_client
from handlers.rules.audience import Audience, Reader
from tests.bot.scripted import CUTS, HANGS, Answered, Scripted
from tests.bot.slack.fake_slack import FakeSlack, refused

ROOM = "C1"
PRIVATE = {"id": ROOM, "is_private": True}
HOME = {"team_id": "T1"}
KARI = Reader("U1")


@pytest.fixture
async def client(slack: FakeSlack) -> AsyncIterator[AsyncWebClient]:
    """A client with less patience than the real one has."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=0.5)) as session:
        client = web_client("xoxb-test", slack.url, [])
        client.session = session
        yield client


def furnish(slack: FakeSlack, channel: dict[str, Any], users: dict[str, dict[str, Any] | str]) -> None:
    """A channel and who is in it. A user who is a word is refused with it."""

    def user(asked: dict[str, Any]) -> Scripted:
        known = users[asked["user"]]
        return refused(known) if isinstance(known, str) else {"user": {"id": asked["user"], **known}}

    slack.usual["conversations.info"] = {"channel": channel}
    slack.usual["conversations.members"] = {"members": list(users), "response_metadata": {"next_cursor": ""}}
    slack.usual["users.info"] = user


async def audience(client: AsyncWebClient) -> Audience | None:
    """What is read of the room."""
    return await read_audience(client, ROOM, "T1", "UBOT")


async def test_every_member_is_told_by_what_slack_says_of_them(slack: FakeSlack, client: AsyncWebClient) -> None:
    users: dict[str, dict[str, Any] | str] = {
        "UBOT": HOME | {"is_bot": True},
        "U1": HOME,
        "U2": HOME | {"is_restricted": True},
        "U3": HOME | {"is_restricted": True, "is_ultra_restricted": True},
        "U4": {"team_id": "T2"},
        "U5": HOME | {"is_stranger": True},
        "U6": {"team_id": "E1", "enterprise_user": {"teams": ["T9", "T1"]}},
        "U7": {"team_id": "E1", "enterprise_user": {"teams": ["T9"]}},
        "U8": HOME | {"deleted": True},
        "U9": HOME | {"is_bot": True},
        "U10": HOME | {"is_workflow_bot": True},
        "U11": {"team_id": "T2", "is_connector_bot": True},
        "U12": "user_not_visible",
        "U13": "user_not_found",
        "U14": {},
        "USLACKBOT": HOME,
    }
    furnish(slack, PRIVATE, users)
    assert await audience(client) == Audience(
        private=True,
        readers=(
            KARI,
            Reader("U2", guest=True),
            Reader("U3", guest=True),
            Reader("U4", outsider=True),
            Reader("U5", outsider=True),
            Reader("U6"),
            Reader("U7", outsider=True),
            Reader("U9", app=True),
            Reader("U10", app=True),
            Reader("U11", outsider=True, app=True),
            Reader("U12", outsider=True),
            Reader("U13", outsider=True),
            Reader("U14", outsider=True),
        ),
    )
    assert "UBOT" not in {asked["user"] for asked in slack.asked("users.info")}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"id": "G1"}, Audience(private=False, readers=(KARI,))),
        ({"is_private": False, "is_group": True}, Audience(private=False, readers=(KARI,))),
        ({"is_archived": True}, Audience(private=True, archived=True, readers=(KARI,))),
        ({"is_shared": True, "is_ext_shared": True}, Audience(private=True, shared=True, readers=(KARI,))),
        ({"is_shared": True}, Audience(private=True, shared=True, readers=(KARI,))),
        ({"is_shared": True, "is_org_shared": True}, Audience(private=True, readers=(KARI,))),
        (
            {"is_shared": True, "is_org_shared": True, "is_ext_shared": True},
            Audience(private=True, shared=True, readers=(KARI,)),
        ),
        ({"connected_team_ids": ["T1", "T9"]}, Audience(private=True, shared=True, readers=(KARI,))),
        ({"connected_limited_team_ids": ["T9"]}, Audience(private=True, shared=True, readers=(KARI,))),
        ({"connected_team_ids": ["T1", "T9"], "internal_team_ids": ["T9"]}, Audience(private=True, readers=(KARI,))),
        ({"connected_team_ids": ["", "T1"], "pending_shared": [""]}, Audience(private=True, readers=(KARI,))),
        ({"is_pending_ext_shared": True}, Audience(private=True, sharing_pending=True, readers=(KARI,))),
        ({"pending_shared": ["T9"]}, Audience(private=True, sharing_pending=True, readers=(KARI,))),
        ({"pending_connected_team_ids": ["T9"]}, Audience(private=True, sharing_pending=True, readers=(KARI,))),
        ({"pending_shared": None, "connected_team_ids": None}, Audience(private=True, readers=(KARI,))),
    ],
)
async def test_a_channel_is_told_by_facts_and_never_by_its_letter(
    facts: dict[str, Any], expected: Audience, slack: FakeSlack, client: AsyncWebClient
) -> None:
    private = {} if facts.get("id") == "G1" or "is_group" in facts else PRIVATE
    furnish(slack, private | facts, {"U1": HOME})
    assert await audience(client) == expected


def pages(*members: Iterable[str]) -> list[Scripted]:
    """The pages of a long list."""
    last = len(members) - 1
    return [
        {"members": list(page), "response_metadata": {"next_cursor": f"c{number + 1}" if number < last else ""}}
        for number, page in enumerate(members)
    ]


def many(first: int, last: int) -> list[str]:
    """The accounts from one number to another."""
    return [f"U{number}" for number in range(first, last + 1)]


async def test_all_pages_are_read_and_nobody_counts_twice(slack: FakeSlack, client: AsyncWebClient) -> None:
    furnish(slack, PRIVATE, {})
    slack.script["conversations.members"].extend(pages(many(1, 40), many(40, 50), []))
    slack.usual["users.info"] = {"user": HOME}
    found = await audience(client)
    assert found == Audience(private=True, readers=tuple(Reader(account) for account in many(1, 50)))
    assert slack.asked("conversations.members") == [
        {"channel": ROOM, "limit": "200"},
        {"channel": ROOM, "limit": "200", "cursor": "c1"},
        {"channel": ROOM, "limit": "200", "cursor": "c2"},
    ]
    assert len(slack.asked("users.info")) == 50


@pytest.mark.parametrize(
    "answers", [pages(many(1, 200), many(201, 300), []), pages(many(1, 201)), pages(*[["U1"]] * 20)]
)
async def test_more_than_can_be_asked_after_is_not_read(
    answers: list[Scripted], slack: FakeSlack, client: AsyncWebClient
) -> None:
    furnish(slack, PRIVATE, {})
    slack.script["conversations.members"].extend(answers)
    assert await audience(client) is None
    assert slack.asked("users.info") == []


@pytest.mark.parametrize("method", ["conversations.info", "conversations.members", "users.info"])
@pytest.mark.parametrize("error", ["missing_scope", "channel_not_found", "not_in_channel", "token_revoked"])
async def test_what_slack_lets_us_not_see_cannot_be_read(
    method: str, error: str, slack: FakeSlack, client: AsyncWebClient
) -> None:
    furnish(slack, PRIVATE, {"U1": HOME})
    slack.script[method].append(refused(error))
    assert await audience(client) is None


@pytest.mark.parametrize("method", ["conversations.info", "conversations.members", "users.info"])
@pytest.mark.parametrize(
    ("answer", "later"),
    [
        (Answered(429, '{"ok": false, "error": "ratelimited"}', {"Retry-After": "30"}), ("ratelimited", 30)),
        (Answered(500), ("http_500", 5)),
        (Answered(503), ("service_unavailable", 5)),
        (refused("internal_error"), ("internal_error", 5)),
        (refused("fetch_members_failed"), ("fetch_members_failed", 5)),
        (HANGS, ("TimeoutError", 5)),
        (CUTS, ("ServerDisconnectedError", 5)),
    ],
)
async def test_what_passes_is_tried_later(
    method: str, answer: Scripted, later: tuple[str, float], slack: FakeSlack, client: AsyncWebClient
) -> None:
    furnish(slack, PRIVATE, {"U1": HOME})
    slack.script[method].extend([answer] * 2)  # a call that only reads is tried again at once when it is cut off
    with pytest.raises(TryLater) as raised:
        await audience(client)
    assert (raised.value.reason, raised.value.seconds) == later
