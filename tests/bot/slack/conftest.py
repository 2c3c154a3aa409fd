"""A desk that answers what a test tells it to, and Slack's part of the bot before a fake Slack."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncBoltRequest

from bot.asking import Ask, Caller
from bot.slack.install import SlackPart, build
from handlers.screens import Answer
from tests.bot.slack.fake_slack import FakeSlack, fake_slack

SECRET = "signing-secret"
Send = Callable[[dict[str, Any]], Awaitable[BoltResponse]]


@dataclass
class FakeDesk:
    """Answers by the name of what is asked, and remembers who asked for what."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[Caller, Ask]] = field(default_factory=list)
    events: set[str] = field(default_factory=set)

    async def answer(self, caller: Caller, ask: Ask) -> Answer | None:
        """As the real desk: once for an event."""
        if ask.event in self.events:
            return None
        if ask.event:
            self.events.add(ask.event)
        self.asked.append((caller, ask))
        return self.answers.get(ask.name)


@pytest.fixture
def desk() -> FakeDesk:
    """The desk."""
    return FakeDesk()


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    """Slack."""
    async with fake_slack() as server:
        yield server


@pytest.fixture
async def part(desk: FakeDesk, slack: FakeSlack) -> AsyncIterator[SlackPart]:
    """Slack's part of the bot, started; what it asked at start is forgotten."""
    built = build(desk, bot_token="xoxb-test", signing_secret=SECRET, api_url=slack.url)
    await built.start(patience=1)
    slack.calls.clear()
    yield built
    await built.close()


@pytest.fixture
def send(part: SlackPart, slack: FakeSlack) -> Send:
    """Give Bolt what Slack sends; answers to `response_url` come to the fake as `response`."""

    async def dispatch(body: dict[str, Any]) -> BoltResponse:
        if "response_url" in body:
            body = body | {"response_url": f"{slack.url}response"}
        response = await part.app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=body))
        await part.settled()
        return response

    return dispatch
