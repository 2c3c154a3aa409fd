"""From Slack's payload to the desk, and from the desk's answer to what Slack draws."""

import json
from typing import Any

from slack_bolt import BoltResponse

from bot.asking import Ask, Caller
from bot.slack.blocks import message
from bot.slack.forms import form_view
from handlers.entry import Entry
from handlers.screens import (
    Button,
    Buttons,
    Card,
    Form,
    Home,
    Open,
    Receipt,
    Show,
    Text,
    TextField,
)
from tests.bot.slack import payload_shapes as shapes
from tests.bot.slack.conftest import FakeDesk, Send
from tests.bot.slack.fake_slack import FakeSlack

KARI = Caller("slack", "T1", "U1")
CARD = Card((Text("Hei <alle> & éin"), Buttons((Button("Bestill", "booking.start", "school=1"),))), notice="Hei")
FORM = Form("booking", "Bestill møte", (TextField("note", "Merknad"),), submit="Neste", close="Avbryt", draft="d1")
RECEIPT = Receipt("Bestilt", (Text("Møtet er bestilt."),), close="Lukk")
PAGE = Home((Text("Mine møte"),))
VIEW = form_view(FORM)
OPENED_VIEW = {"id": "V1"}


def carried(response: BoltResponse) -> Any:
    """What the acknowledgement says."""
    assert response.status == 200
    return json.loads(response.body) if response.body else None


async def test_a_command_is_answered_with_a_card_for_the_asker_only(
    desk: FakeDesk, slack: FakeSlack, send: Send
) -> None:
    desk.answers["run"] = Show(CARD)
    assert carried(await send(shapes.command("hjelp &amp; råd"))) == {"response_type": "ephemeral", **message(CARD)}
    assert desk.asked == [(KARI, Ask(Entry.COMMAND, "run", {"words": "hjelp & råd"}))]
    assert slack.calls == []


async def test_a_button_in_a_message_opens_a_form(desk: FakeDesk, slack: FakeSlack, send: Send) -> None:
    desk.answers["booking.start"] = Open(FORM)
    assert carried(await send(shapes.pressed("booking.start~2", "school=1&note="))) is None
    assert desk.asked == [(KARI, Ask(Entry.ACTION, "booking.start", {"school": "1", "note": ""}))]
    assert slack.calls == [("views.open", {"trigger_id": "1.2.trigger", "view": VIEW})]


async def test_a_form_that_is_sent_in_is_replaced_by_the_next_step(
    desk: FakeDesk, slack: FakeSlack, send: Send
) -> None:
    desk.answers["booking"] = Open(FORM)
    values = {"note": {"value": {"type": "plain_text_input", "value": "a\u030a pne"}}}
    assert carried(await send(shapes.submitted(VIEW, values))) == {"response_action": "update", "view": VIEW}
    assert desk.asked == [(KARI, Ask(Entry.FORM, "booking", {"draft": "d1", "note": "å pne"}))]
    assert slack.calls == []
