"""Starting and closing."""

import pytest

from bot.slack.install import SetupError, build
from tests.bot.scripted import Answered
from tests.bot.slack.conftest import FakeDesk
from tests.bot.slack.fake_slack import FakeSlack


async def test_starting_asks_slack_once_who_the_bot_is(desk: FakeDesk, slack: FakeSlack) -> None:
    part = build(desk, bot_token="xoxb-test", signing_secret="s", api_url=slack.url)
    assert await part.trouble() == "starting"
    await part.start(patience=1)
    assert (part.team, await part.trouble(), slack.methods()) == ("T1", None, ["auth.test"])
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
