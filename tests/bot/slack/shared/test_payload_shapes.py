"""The payloads in these tests have nothing that Slack's have not, and the schema tells good from bad."""

from typing import Any

import pytest

from tests.bot.slack import payload_shapes as shapes
from tests.bot.slack.shared.reading import faults, sample

# What the samples leave out because they were scrubbed to one of several kinds, or are of our own making.
FREE = ("value", "blocks", "state", "container", "message", "block_id")
MODAL = {"type": "modal", "callback_id": "booking", "title": {}, "blocks": []}


def strange(body: Any, shape: Any, where: str = "") -> list[str]:
    """The keys of a payload that its sample has not."""
    if not (isinstance(body, dict) and isinstance(shape, dict)):
        return []
    unknown = [f"{where}.{key}" for key in body if key not in shape and key not in FREE]
    known = [key for key in body if key in shape and key not in FREE]
    return unknown + [found for key in known for found in strange(body[key], shape[key], f"{where}.{key}")]


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (shapes.command(), "app-backend/slash-commands/SlashCommandPayload.json"),
        (shapes.pressed("a.b"), "app-backend/interactive-components/BlockActionPayload.json"),
        (
            shapes.pressed_in_view("a.b", shapes.as_sent(MODAL)),
            "app-backend/interactive-components/BlockActionPayload.json",
        ),
        (shapes.submitted(MODAL), "app-backend/views/ViewSubmissionPayload.json"),
        (shapes.event("app_home_opened", channel="D1", tab="home"), "events/AppHomeOpenedPayload.json"),
        (
            shapes.event("member_joined_channel", channel="C1", channel_type="G", team="T1"),
            "events/MemberJoinedChannelPayload.json",
        ),
        (shapes.mention(), "events/AppMentionPayload.json"),
        (shapes.direct_message(), "events/MessagePayload.json"),
    ],
)
def test_payloads_have_slacks_own_shape(body: dict[str, Any], path: str) -> None:
    assert strange(body, sample(path)) == []


def test_the_schema_tells_good_from_bad() -> None:
    title = {"type": "plain_text", "text": "x" * 25}
    assert len(faults("ModalView", {"type": "modal", "title": title, "blocks": [{"type": "section"}]})) == 2
    twice = {"type": "button", "text": {"type": "plain_text", "text": "x"}, "action_id": "a.b"}
    assert faults("SlackMessage", {"blocks": [{"type": "actions", "elements": [twice, twice]}]}) == [
        "not unique: ['a.b', 'a.b']"
    ]
