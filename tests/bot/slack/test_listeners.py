"""From Slack's payload to the desk, and from the desk's answer to what Slack draws."""

import asyncio
import json
import logging
from typing import Any

import pytest
from slack_bolt import BoltResponse

from bot.asking import Ask, Caller
from bot.slack.blocks import card_view, home, message, receipt_view
from bot.slack.filled import drawn_again
from bot.slack.forms import form_view
from bot.slack.homes import beside_home
from bot.slack.install import SlackPart
from handlers.entry import Entry
from handlers.screens import (
    Answer,
    Button,
    Buttons,
    Card,
    FieldErrors,
    Finish,
    Form,
    Home,
    Open,
    Receipt,
    Replace,
    Show,
    Text,
    TextField,
    value,
)
from tests.bot.scripted import CUTS, Answered
from tests.bot.slack import payload_shapes as shapes
from tests.bot.slack.conftest import FakeDesk, Send
from tests.bot.slack.fake_slack import FakeSlack

KARI = Caller("slack", "T1", "U1")
CARD = Card((Text("Hei <alle> & éin"), Buttons((Button("Bestill", "booking.start", "school=1"),))), notice="Hei")
FORM = Form("booking", "Bestill møte", (TextField("note", "Merknad"),), submit="Neste", close="Avbryt", draft="d1")
RECEIPT = Receipt("Bestilt", (Text("Møtet er bestilt."),), close="Lukk")
PAGE = Home((Text("Mine møte"),))
WRONG = FieldErrors({"note": "Skriv noko anna."})
VIEW = form_view(FORM)
MODAL = shapes.as_sent(VIEW)
BESIDE = beside_home(VIEW)
HOME_VIEW = {"id": "V9", **home(PAGE.parts)}
ERROR_CARD = Card((Text("Skriv noko anna."),), notice="Skriv noko anna.")

EPHEMERAL = {"response_type": "ephemeral", **message(CARD)}
PUBLISHED = ("views.publish", {"user_id": "U1", "view": home(PAGE.parts)})


def opened(view: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The call that opens a view."""
    return "views.open", {"trigger_id": "1.2.trigger", "view": view}


def updated(view: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The call that puts a view in place of the open one."""
    return "views.update", {"view_id": "V1", "view": view}


def responded(card: Card, **known: Any) -> tuple[str, dict[str, Any]]:
    """The call to `response_url`."""
    return "response", {**message(card), **known}


def carried(response: BoltResponse) -> Any:
    """What the acknowledgement says."""
    assert response.status == 200
    return json.loads(response.body) if response.body else None


@pytest.mark.parametrize(
    ("answer", "acknowledged", "calls"),
    [
        (Show(CARD), EPHEMERAL, []),
        (Replace(CARD), EPHEMERAL, []),
        (WRONG, {"response_type": "ephemeral", **message(ERROR_CARD)}, []),
        (Open(FORM), None, [opened(VIEW)]),
        (Finish(RECEIPT), None, [opened(receipt_view(RECEIPT))]),
        (PAGE, None, [PUBLISHED]),
        (None, None, []),
    ],
)
async def test_a_command_is_answered_to_the_asker(
    answer: Answer | None, acknowledged: Any, calls: list[Any], desk: FakeDesk, slack: FakeSlack, send: Send
) -> None:
    if answer:
        desk.answers["run"] = answer
    assert carried(await send(shapes.command("hjelp &amp; råd"))) == acknowledged
    assert desk.asked == [(KARI, Ask(Entry.COMMAND, "run", {"words": "hjelp & råd"}))]
    assert slack.calls == calls


@pytest.mark.parametrize(
    ("answer", "calls"),
    [
        (Show(CARD), [responded(CARD, response_type="ephemeral", replace_original=False)]),
        (Replace(CARD), [responded(CARD, replace_original=True)]),
        (WRONG, [responded(ERROR_CARD, response_type="ephemeral", replace_original=False)]),
        (Open(FORM), [opened(VIEW)]),
        (Finish(RECEIPT), [opened(receipt_view(RECEIPT))]),
        (PAGE, [PUBLISHED]),
        (None, []),
    ],
)
async def test_a_button_in_a_message_is_answered_there(
    answer: Answer | None, calls: list[Any], desk: FakeDesk, slack: FakeSlack, send: Send
) -> None:
    if answer:
        desk.answers["booking.start"] = answer
    assert carried(await send(shapes.pressed("booking.start~2", "school=1&note="))) is None
    assert desk.asked == [(KARI, Ask(Entry.ACTION, "booking.start", {"school": "1", "note": ""}))]
    assert slack.calls == calls


@pytest.mark.parametrize(
    ("answer", "calls"),
    [
        (Show(CARD), [updated(card_view(CARD))]),
        (Replace(CARD), [updated(card_view(CARD))]),
        (WRONG, [updated(drawn_again(MODAL, WRONG))]),
        (Open(FORM), [updated(VIEW)]),
        (Finish(RECEIPT), [updated(receipt_view(RECEIPT))]),
        (PAGE, [PUBLISHED]),
    ],
)
async def test_a_button_in_a_modal_changes_the_modal(
    answer: Answer, calls: list[Any], desk: FakeDesk, slack: FakeSlack, send: Send
) -> None:
    desk.answers["times.later"] = answer
    assert carried(await send(shapes.pressed_in_view("times.later", MODAL, "draft=d1"))) is None
    assert desk.asked == [(KARI, Ask(Entry.ACTION, "times.later", {"draft": "d1"}))]
    assert slack.calls == calls


@pytest.mark.parametrize(
    ("answer", "calls"),
    [
        (Show(CARD), [opened(beside_home(card_view(CARD))), PUBLISHED]),
        (Replace(CARD), [opened(beside_home(card_view(CARD))), PUBLISHED]),
        (Finish(RECEIPT), [opened(beside_home(receipt_view(RECEIPT))), PUBLISHED]),
        (Open(FORM), [opened(BESIDE)]),
        (WRONG, [opened(beside_home(card_view(ERROR_CARD)))]),
        (PAGE, [PUBLISHED]),
    ],
)
async def test_a_button_on_the_home_page_opens_a_view_beside_it_and_a_change_is_shown_on_the_page(
    answer: Answer, calls: list[Any], desk: FakeDesk, slack: FakeSlack, send: Send
) -> None:
    desk.answers |= {"answer.coming": answer, "home.open": PAGE}
    assert carried(await send(shapes.pressed_in_view("answer.coming", HOME_VIEW, "item=1"))) is None
    assert slack.calls == calls


@pytest.mark.parametrize(
    ("answer", "acknowledged", "calls"),
    [
        (Open(FORM), {"response_action": "update", "view": VIEW}, []),
        (Finish(RECEIPT), {"response_action": "update", "view": receipt_view(RECEIPT)}, []),
        (Show(CARD), {"response_action": "update", "view": card_view(CARD)}, []),
        (Replace(CARD), {"response_action": "update", "view": card_view(CARD)}, []),
        (WRONG, {"response_action": "errors", "errors": {"note": "Skriv noko anna."}}, []),
        (PAGE, {"response_action": "clear"}, [PUBLISHED]),
        (None, None, []),
    ],
)
async def test_a_form_that_is_sent_in_is_replaced_by_the_answer(
    answer: Answer | None, acknowledged: Any, calls: list[Any], desk: FakeDesk, slack: FakeSlack, send: Send
) -> None:
    if answer:
        desk.answers["booking"] = answer
    values = {"note": {"value": {"type": "plain_text_input", "value": "a\u030a pne"}}}
    assert carried(await send(shapes.submitted(VIEW, values))) == acknowledged
    assert desk.asked == [(KARI, Ask(Entry.FORM, "booking", {"draft": "d1", "note": "å pne"}))]
    assert slack.calls == calls


@pytest.mark.parametrize(
    ("answer", "acknowledged", "calls"),
    [
        (Open(FORM), {"response_action": "update", "view": BESIDE}, []),
        (Finish(RECEIPT), {"response_action": "update", "view": beside_home(receipt_view(RECEIPT))}, [PUBLISHED]),
        (Show(CARD), {"response_action": "update", "view": beside_home(card_view(CARD))}, [PUBLISHED]),
        (WRONG, {"response_action": "errors", "errors": {"note": "Skriv noko anna."}}, []),
        (PAGE, {"response_action": "clear"}, [PUBLISHED]),
    ],
)
async def test_a_form_that_was_opened_beside_the_home_page_brings_the_page_up_to_date(
    answer: Answer, acknowledged: Any, calls: list[Any], desk: FakeDesk, slack: FakeSlack, send: Send
) -> None:
    desk.answers |= {"booking": answer, "home.open": PAGE}
    values = {"note": {"value": {"type": "plain_text_input", "value": "hei"}}}
    assert carried(await send(shapes.submitted(BESIDE, values))) == acknowledged
    assert desk.asked[0] == (KARI, Ask(Entry.FORM, "booking", {"draft": "d1", "note": "hei"}))
    assert slack.calls == calls


@pytest.mark.parametrize(
    ("answer", "calls"),
    [
        (Show(CARD), [updated(beside_home(card_view(CARD))), PUBLISHED]),
        (Open(FORM), [updated(BESIDE)]),
        (WRONG, [updated(drawn_again(shapes.as_sent(BESIDE), WRONG))]),
    ],
)
async def test_a_button_in_a_view_beside_the_home_page_does_so_too(
    answer: Answer, calls: list[Any], desk: FakeDesk, slack: FakeSlack, send: Send
) -> None:
    desk.answers |= {"times.later": answer, "home.open": PAGE}
    await send(shapes.pressed_in_view("times.later", shapes.as_sent(BESIDE), "draft=d1"))
    assert slack.calls == calls


async def test_a_form_refused_beside_the_home_page_is_still_beside_it(
    desk: FakeDesk, slack: FakeSlack, send: Send
) -> None:
    desk.answers |= {"booking": FieldErrors({"note": "Nei."}, frozenset({"note"})), "home.open": PAGE}
    again = carried(await send(shapes.submitted(BESIDE)))["view"]
    assert again["callback_id"] == BESIDE["callback_id"]
    desk.answers["booking"] = Finish(RECEIPT)
    await send(shapes.submitted(again))
    assert slack.calls == [PUBLISHED]


async def test_a_page_is_drawn_anew_one_at_a_time_and_the_newest_stands(
    desk: FakeDesk, slack: FakeSlack, send: Send
) -> None:
    desk.answers |= {"booking": Finish(RECEIPT), "home.open": PAGE}
    await asyncio.gather(*(send(shapes.submitted(BESIDE)) for _ in range(6)))
    pages = [ask.name for _, ask in desk.asked if ask.name == "home.open"]
    assert 1 <= len(pages) <= 6
    assert slack.calls == [PUBLISHED] * len(pages)


async def test_a_page_that_cannot_be_drawn_is_logged_and_no_answer_is_lost(
    desk: FakeDesk, slack: FakeSlack, send: Send, caplog: pytest.LogCaptureFixture
) -> None:
    slack.script["views.publish"].append({"ok": False, "error": "internal_error"})
    desk.answers |= {"booking": Finish(RECEIPT), "home.open": PAGE}
    answer = {"response_action": "update", "view": beside_home(receipt_view(RECEIPT))}
    assert carried(await send(shapes.submitted(BESIDE))) == answer
    assert [record.getMessage() for record in caplog.records if record.name == "samba_bot.slack"] == [
        "unanswered method=views.publish error=internal_error"
    ]


@pytest.mark.parametrize(
    ("answer", "calls"),
    [
        (Open(FORM), [opened(BESIDE)]),
        (Show(CARD), [opened(beside_home(card_view(CARD)))]),
        (Replace(CARD), [opened(beside_home(card_view(CARD)))]),
        (Finish(RECEIPT), [opened(beside_home(receipt_view(RECEIPT)))]),
        (WRONG, [opened(beside_home(card_view(ERROR_CARD)))]),
        (PAGE, [PUBLISHED]),
        (None, []),
    ],
)
async def test_a_shortcut_opens_a_view(
    answer: Answer | None, calls: list[Any], desk: FakeDesk, slack: FakeSlack, send: Send
) -> None:
    if answer:
        desk.answers["booking.start"] = answer
    assert carried(await send(shapes.shortcut())) is None
    assert desk.asked == [(KARI, Ask(Entry.ACTION, "booking.start", {}))]
    assert slack.calls == calls


async def test_a_shortcut_that_came_too_late_is_offered_in_the_conversation_with_the_bot(
    desk: FakeDesk, slack: FakeSlack, send: Send
) -> None:
    slack.script["views.open"].append({"ok": False, "error": "expired_trigger_id"})
    desk.answers["booking.start"] = Open(FORM)
    assert carried(await send(shapes.shortcut())) is None
    offer = Card((Buttons((Button("Bestill møte", "booking.start"),)),), notice="Bestill møte")
    assert slack.calls == [opened(BESIDE), ("chat.postMessage", {"channel": "U1", **message(offer)})]


@pytest.mark.parametrize("strange", [shapes.shortcut("case.delete"), shapes.shortcut(type="message_action")])
async def test_no_other_shortcut_and_none_on_a_message_is_heard(
    strange: dict[str, Any], desk: FakeDesk, slack: FakeSlack, send: Send
) -> None:
    assert (await send(strange)).status == 404
    assert (desk.asked, slack.calls) == ([], [])


CHANNEL_CHANGES = [
    (shapes.event("channel_shared", channel="C1", connected_team_id="T9"), ("T1", "C1", None)),
    (shapes.event("channel_unshared", channel="C1", previously_connected_team_id="T9"), ("T1", "C1", None)),
    (shapes.event("member_joined_channel", channel="C1", channel_type="G", team="T9"), ("T1", "C1", None)),
    (shapes.event("group_left", channel="C1"), ("T1", "C1", None)),
    (shapes.event("channel_id_changed", old_channel_id="G1", new_channel_id="C1"), ("T1", "G1", "C1")),
    (shapes.event("channel_shared", channel="C1") | {"team_id": "T9"}, ("T1", "C1", None)),
    (
        shapes.event("channel_shared", channel="C1")
        | {"team_id": "T1", "authorizations": [{"team_id": "E1", "is_enterprise_install": True}]},
        ("T1", "C1", None),
    ),
]


@pytest.mark.parametrize(("body", "told"), CHANNEL_CHANGES)
async def test_a_change_of_who_reads_a_channel_is_told_each_time_it_comes(
    body: dict[str, Any],
    told: tuple[str, str, str | None],
    part: SlackPart,
    desk: FakeDesk,
    slack: FakeSlack,
    send: Send,
) -> None:
    heard: list[tuple[str, str, str | None]] = []

    async def hear(workspace: str, channel: str, new_id: str | None) -> None:
        heard.append((workspace, channel, new_id))

    assert carried(await send(body)) is None  # nobody listens yet
    part.on_channel_change(hear)
    for _ in range(2):
        assert carried(await send(body)) is None
    assert (heard, desk.asked, slack.calls) == ([told, told], [], [])


async def test_a_change_that_could_not_be_taken_is_not_acknowledged_so_that_slack_tells_again(
    part: SlackPart, send: Send
) -> None:
    async def fail(_workspace: str, _channel: str, _new_id: str | None) -> None:
        raise OSError

    part.on_channel_change(fail)
    assert (await send(CHANNEL_CHANGES[0][0])).status == 500


async def test_a_field_cannot_pass_for_the_draft(desk: FakeDesk, send: Send) -> None:
    await send(shapes.submitted(VIEW, {"draft": {"value": {"type": "plain_text_input", "value": "d2"}}}))
    assert desk.asked == [(KARI, Ask(Entry.FORM, "booking", {"draft": "d1"}))]


async def test_the_home_page_is_shown_when_it_is_opened(desk: FakeDesk, slack: FakeSlack, send: Send) -> None:
    desk.answers["home.open"] = PAGE
    await send(shapes.event("app_home_opened", channel="D1", tab="home"))
    await send(shapes.event("app_home_opened", channel="D1", tab="messages"))
    assert desk.asked == [(KARI, Ask(Entry.ACTION, "home.open", {}))]
    assert slack.calls == [PUBLISHED]


async def test_somebody_unknown_finds_the_explanation_on_the_home_page(
    desk: FakeDesk, slack: FakeSlack, send: Send
) -> None:
    desk.answers["home.open"] = Show(CARD)
    await send(shapes.event("app_home_opened", channel="D1", tab="home"))
    assert slack.calls == [("views.publish", {"user_id": "U1", "view": home(CARD.parts)})]


async def test_a_direct_message_is_answered_in_the_conversation(desk: FakeDesk, slack: FakeSlack, send: Send) -> None:
    desk.answers["greeting.show"] = Show(CARD)
    await send(shapes.direct_message("kan du hjelpe? &lt;takk&gt;"))
    asked = Ask(Entry.ACTION, "greeting.show", {"text": "kan du hjelpe? <takk>"}, event="Ev1")
    assert desk.asked == [(KARI, asked)]
    assert slack.calls == [("chat.postMessage", {"channel": "D1", **message(CARD)})]


async def test_a_mention_is_answered_to_the_asker_only_in_its_thread(
    desk: FakeDesk, slack: FakeSlack, send: Send
) -> None:
    desk.answers["greeting.show"] = Show(CARD)
    await send(shapes.mention("<@UBOT|samba-bot> hei <@U2>", thread_ts="5.5"))
    assert desk.asked == [(KARI, Ask(Entry.ACTION, "greeting.show", {"text": "hei <@U2>"}, event="Ev1"))]
    assert slack.calls == [("chat.postEphemeral", {"channel": "C1", "thread_ts": "5.5", "user": "U1", **message(CARD)})]


async def test_an_event_that_comes_three_times_is_answered_once(desk: FakeDesk, slack: FakeSlack, send: Send) -> None:
    desk.answers["greeting.show"] = Show(CARD)
    for _ in range(3):
        assert carried(await send(shapes.direct_message("hei"))) is None
    assert slack.methods() == ["chat.postMessage"]


@pytest.mark.parametrize(
    "unanswered",
    [
        shapes.direct_message("eg sjølv", bot_id="BBOT"),
        shapes.direct_message("eg sjølv", user="UBOT"),
        shapes.direct_message("ein annan robot", bot_id="B2"),
        shapes.event("message", channel="D1", channel_type="im", subtype="message_changed", hidden=True, user=None),
        shapes.direct_message("gruppa heiter no", subtype="channel_name"),
        shapes.mention("<@UBOT> retta", edited={"user": "U1", "ts": "2.2"}),
        shapes.event("message", channel="C1", channel_type="channel", team="T1", text="til nokon annan"),
        shapes.event("team_join"),
    ],
)
async def test_what_nobody_wrote_to_the_bot_is_only_acknowledged(
    unanswered: dict[str, Any], desk: FakeDesk, slack: FakeSlack, send: Send
) -> None:
    desk.answers["greeting.show"] = Show(CARD)
    assert carried(await send(unanswered)) is None
    assert (desk.asked, slack.calls) == ([], [])


async def test_a_message_with_a_file_is_answered(desk: FakeDesk, send: Send) -> None:
    await send(shapes.direct_message("sjå her", subtype="file_share", files=[{"id": "F9"}]))
    assert [ask.values for _, ask in desk.asked] == [{"text": "sjå her"}]


@pytest.mark.parametrize(
    "body",
    [
        shapes.pressed("link.open~2"),
        shapes.pressed("x", actions=[{"type": "static_select", "action_id": "x", "selected_option": None}]),
    ],
)
async def test_what_needs_no_answer_is_only_acknowledged(
    body: dict[str, Any], desk: FakeDesk, slack: FakeSlack, send: Send
) -> None:
    assert carried(await send(body)) is None
    assert (desk.asked, slack.calls) == ([], [])


async def test_somebody_from_another_workspace_is_asked_for_by_their_own(desk: FakeDesk, send: Send) -> None:
    await send(shapes.pressed("a.b", user={"id": "U7", "team_id": "T7"}))
    await send(shapes.pressed("a.b", user={"id": "U8", "team_id": "E7"}))
    await send(shapes.mention("hei", user="U9", user_team="T9", team="T1"))
    await send(shapes.mention("hei", event_id="Ev2", user="U9", user_team="E9", team="T8"))
    assert [(caller.workspace, caller.account) for caller, _ in desk.asked] == [
        ("T7", "U7"),
        ("T1", "U8"),
        ("T9", "U9"),
        ("T8", "U9"),
    ]


async def test_claims_in_a_button_do_not_say_who_asks(desk: FakeDesk, send: Send) -> None:
    await send(shapes.pressed("a.b", "user_id=U2&team_id=T2&account=U2"))
    assert [caller for caller, _ in desk.asked] == [KARI]


async def test_a_trigger_that_came_too_late_is_offered_again(desk: FakeDesk, slack: FakeSlack, send: Send) -> None:
    slack.script["views.open"].append({"ok": False, "error": "expired_trigger_id"})
    desk.answers |= {"booking.start": Open(FORM), "run": Open(FORM)}
    assert carried(await send(shapes.pressed("booking.start~3", "school=1"))) is None
    slack.script["views.open"].append({"ok": False, "error": "exchanged_trigger_id"})
    assert carried(await send(shapes.command("Bestill Ola Nordmann"))) is None
    offers = [
        Card((Buttons((Button("Bestill møte", "booking.start", "school=1"),)),), notice="Bestill møte"),
        Card((Buttons((Button("Bestill møte", "command.run", value(words="book")),)),), notice="Bestill møte"),
    ]
    assert slack.asked("response") == [
        {**message(offer), "response_type": "ephemeral", "replace_original": False} for offer in offers
    ]
    desk.asked.clear()
    await send(shapes.pressed("command.run", "words=bestill"))
    assert desk.asked == [(KARI, Ask(Entry.COMMAND, "run", {"words": "bestill"}))]


@pytest.mark.parametrize("failure", [{"ok": False, "error": "view_too_large"}, Answered(500), CUTS])
async def test_a_call_that_fails_is_logged_by_its_code_and_acknowledged(
    failure: Any, desk: FakeDesk, slack: FakeSlack, send: Send, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    slack.script["views.open"].append(failure)
    desk.answers["booking.start"] = Open(FORM)
    assert carried(await send(shapes.pressed("booking.start", "note=hemmeleg"))) is None
    assert slack.methods() == ["views.open"]
    ours = [record.getMessage() for record in caplog.records if record.name == "samba_bot.slack"]
    assert [line.partition(" error=")[0] for line in ours] == ["unanswered method=views.open"]
    assert "hemmeleg" not in caplog.text


@pytest.mark.parametrize(
    "body",
    [
        shapes.pressed("a.b", user={}),
        shapes.pressed("a.b", actions=[{"action_id": "a.b"}]),
        shapes.submitted(VIEW, {"day": {"value": {"type": "datepicker", "selected_date": "i dag"}}}),
        {**shapes.command(), "team_id": None, "user_id": None} | {"text": 3},
    ],
)
async def test_a_payload_that_slack_never_sends_is_refused(
    body: dict[str, Any], desk: FakeDesk, slack: FakeSlack, send: Send, caplog: pytest.LogCaptureFixture
) -> None:
    assert (await send(body)).status == 400
    assert (desk.asked, slack.calls) == ([], [])
    assert "U1" not in caplog.text


async def test_nothing_that_people_wrote_is_logged(
    desk: FakeDesk, send: Send, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    desk.answers |= {"run": Show(CARD), "booking": WRONG, "greeting.show": Show(CARD)}
    await send(shapes.command("hemmeleg"))
    await send(shapes.submitted(VIEW, {"note": {"value": {"type": "plain_text_input", "value": "hemmeleg"}}}))
    await send(shapes.direct_message("hemmeleg"))
    await send({"type": "shortcut", "callback_id": "hemmeleg", "user": {"id": "U1", "team_id": "T1"}})
    assert len(desk.asked) == 3
    assert "hemmeleg" not in caplog.text
