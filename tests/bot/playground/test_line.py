"""What the bot is sent over HTTP, and what becomes of its answers."""

import asyncio
import json
from typing import Any
from urllib.parse import parse_qs

import pytest

from bot.playground.line import events, http, port
from bot.playground.line.signing import signed_headers
from tests.bot.playground.bolt_bot import SECRET
from tests.bot.playground.conftest import Stage
from tests.bot.playground.person import Person, person
from tests.bot.playground.screens import CARD, RECEIPT

Json = dict[str, Any]
USER = {"id": "U0INGRID", "username": "ingrid.haugland", "name": "ingrid.haugland", "team_id": "T0LYNGVAAG"}
APP = {
    "enterprise": None,
    "is_enterprise_install": False,
    "team": {"id": "T0LYNGVAAG", "domain": "playground"},
    "api_app_id": "A0PLAYGROUND",
    "token": "playground",
}
FILLED = {
    "reference::value": ["S-7F3K"],
    "slot::value": ["9"],
    "kind::value": ["named"],
    "services::value": ["health", "ppt"],
    "given::value": ["20.02.2027"],
    "at::value": ["10.00"],
    "age::value": ["9"],
    "deputy::value": ["U0JONAS"],
    "others::value": ["U0HILDE", "U0PER"],
}


async def until(condition: Any, seconds: float = 5.0) -> None:
    """Wait for something to become true."""
    deadline = asyncio.get_running_loop().time() + seconds
    while not await condition():
        assert asyncio.get_running_loop().time() < deadline, "it never came"
        await asyncio.sleep(0.02)


def option(text: str, value: str) -> Json:
    return {"text": {"type": "plain_text", "text": text, "emoji": True}, "value": value}


async def test_a_command_comes_signed_and_its_answer_is_whispered(stage: Stage) -> None:
    async with person(stage.url) as ingrid:
        await ingrid.write("/samba hjelp meg")
        [message] = await ingrid.messages()
    headers, body = stage.heard.requests[0]
    sent = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    assert sent == {
        "token": "playground",
        "team_id": "T0LYNGVAAG",
        "team_domain": "playground",
        "channel_id": "D0INGRID",
        "channel_name": "directmessage",
        "user_id": "U0INGRID",
        "user_name": "ingrid.haugland",
        "command": "/samba",
        "text": "hjelp meg",
        "api_app_id": "A0PLAYGROUND",
        "is_enterprise_install": "false",
        "response_url": sent["response_url"],
        "trigger_id": sent["trigger_id"],
    }
    stamp = headers["x-slack-request-timestamp"]
    assert signed_headers(SECRET, body, float(stamp))["X-Slack-Signature"] == headers["x-slack-signature"]
    assert (message["text"], message["only_for"]) == ("Skriv `/samba bestill`. Du skreiv: hjelp meg", "U0INGRID")


async def test_a_command_may_answer_everybody(stage: Stage) -> None:
    async with person(stage.url, channel="C0PERSONAL") as ingrid:
        await ingrid.write("/samba alle")
        [message] = await ingrid.messages()
    assert (message["text"], message["only_for"]) == ("Hei, *alle*", None)


async def test_an_unknown_command_never_reaches_the_bot(stage: Stage) -> None:
    async with person(stage.url) as ingrid:
        await ingrid.write("/simba hjelp")
        assert await ingrid.texts() == ["/simba er ikkje ein kommando her. Prøv /samba."]
    assert stage.heard.requests == []


async def test_a_silent_bot_is_told_of_kindly(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    assert port.ANSWER_SECONDS == 3
    monkeypatch.setattr(http, "ANSWER_SECONDS", 0.2)
    stage.heard.deaf = True
    async with person(stage.url) as ingrid:
        await ingrid.write("/samba hjelp")
        assert await ingrid.texts() == ["/samba svara ikkje som venta (operation_timeout). Prøv igjen om litt."]


async def test_a_press_in_a_message_comes_whole_and_may_replace_it(stage: Stage) -> None:
    async with person(stage.url) as ingrid:
        await stage.client.chat_postMessage(channel="U0INGRID", text="Du har fått tid", blocks=CARD)
        [message] = await ingrid.messages()
        assert await ingrid.press(message, "consent.register", "S-7F3K") == {}
        [replaced] = await ingrid.messages()
    sent = stage.heard.payloads[-1]
    [action] = sent["actions"]
    assert sent == {
        **APP,
        "type": "block_actions",
        "user": USER,
        "container": {
            "type": "message",
            "message_ts": message["ts"],
            "channel_id": "D0INGRID",
            "is_ephemeral": False,
        },
        "trigger_id": sent["trigger_id"],
        "channel": {"id": "D0INGRID", "name": "directmessage"},
        "message": sent["message"],
        "state": {"values": {}},
        "response_url": sent["response_url"],
        "actions": [
            {
                "type": "button",
                "action_id": "consent.register",
                "block_id": message["blocks"][4]["block_id"],
                "text": {"type": "plain_text", "text": "Registrer samtykke", "emoji": True},
                "value": "S-7F3K",
                "style": "primary",
                "action_ts": action["action_ts"],
            }
        ],
    }
    assert (sent["message"]["ts"], sent["message"]["blocks"]) == (message["ts"], message["blocks"])
    assert (replaced["text"], replaced["edited"]) == ("Samtykke er registrert", True)


async def test_a_choice_from_a_menu_says_what_was_chosen(stage: Stage) -> None:
    async with person(stage.url) as ingrid:
        await stage.client.chat_postMessage(channel="U0INGRID", text="Du har fått tid", blocks=CARD)
        [message] = await ingrid.messages()
        await ingrid.press(message, "meeting.more", "move")
        assert (await ingrid.texts())[1:] == ["Trykt: meeting.more"]
    [action] = stage.heard.payloads[-1]["actions"]
    assert action["selected_option"] == option("Flytt møtet", "move")


async def open_booking(ingrid: Person) -> str:
    await ingrid.write("/samba bestill")
    return await ingrid.view_id()


async def test_a_modal_is_handed_in_with_every_value_in_slacks_shape(stage: Stage) -> None:
    async with person(stage.url) as ingrid:
        view = await open_booking(ingrid)
        assert await ingrid.do("submit", view=view, form=FILLED) == {}
        assert await ingrid.modal() == ""
    sent = stage.heard.payloads[-1]
    assert sent == {
        **APP,
        "type": "view_submission",
        "user": USER,
        "trigger_id": sent["trigger_id"],
        "view": sent["view"],
        "response_urls": [],
    }
    kept = {name: sent["view"][name] for name in ("id", "type", "callback_id", "private_metadata", "root_view_id")}
    assert kept == {
        "id": view,
        "type": "modal",
        "callback_id": "booking",
        "private_metadata": "draft-1",
        "root_view_id": view,
    }
    assert {block: state["value"] for block, state in sent["view"]["state"]["values"].items()} == {
        "reference": {"type": "plain_text_input", "value": "S-7F3K"},
        "slot": {"type": "static_select", "selected_option": option("tys. 9. mars kl. 10.00", "9")},
        "kind": {"type": "radio_buttons", "selected_option": option("Namngitt sak", "named")},
        "services": {
            "type": "checkboxes",
            "selected_options": [option("Helsestasjonen", "health"), option("PPT", "ppt")],
        },
        "themes": {"type": "multi_static_select", "selected_options": []},
        "given": {"type": "datepicker", "selected_date": "2027-02-20"},
        "at": {"type": "timepicker", "selected_time": "10:00"},
        "age": {"type": "number_input", "value": "9"},
        "deputy": {"type": "users_select", "selected_user": "U0JONAS"},
        "others": {"type": "multi_users_select", "selected_users": ["U0HILDE", "U0PER"]},
        "note": {"type": "plain_text_input", "value": None},
    }


async def test_slacks_own_client_refuses_first(stage: Stage) -> None:
    async with person(stage.url) as ingrid:
        view = await open_booking(ingrid)
        heard = len(stage.heard.payloads)
        wrong = {
            **FILLED,
            "reference::value": ["S-7F3K-er-for-lang"],
            "age::value": ["17"],
            "slot::value": [],
            "at::value": ["snart"],
        }
        await ingrid.do("submit", view=view, form={**wrong, "themes::value": ["wellbeing", "learning"]})
        modal = await ingrid.modal()
    faults = ["Skriv høgst 10 teikn.", "Fyll ut dette feltet.", "Vel høgst 1.", "Talet kan vere høgst 16."]
    faults.append("Skriv klokkeslettet slik: 10.00.")
    assert [modal.count(fault) for fault in faults] == [1, 1, 1, 1, 1]
    assert len(stage.heard.payloads) == heard


async def test_the_bots_faults_stand_at_their_fields_and_what_was_typed_stays(stage: Stage) -> None:
    stage.heard.submission_answers.append({"response_action": "errors", "errors": {"reference": "Ukjend referanse"}})
    async with person(stage.url) as ingrid:
        view = await open_booking(ingrid)
        await ingrid.do("submit", view=view, form=FILLED)
        modal = await ingrid.modal()
    assert modal.count("Ukjend referanse") == 1
    assert 'value="S-7F3K"' in modal
    assert '<option value="9" selected>' in modal


async def test_a_modal_may_be_followed_by_others_and_all_cleared(stage: Stage) -> None:
    stage.heard.submission_answers.extend(
        [
            {"response_action": "push", "view": RECEIPT},
            {"response_action": "update", "view": RECEIPT},
            {"response_action": "clear"},
        ]
    )
    async with person(stage.url) as ingrid:
        first = await open_booking(ingrid)
        await ingrid.do("submit", view=first, form=FILLED)
        pushed = await ingrid.view_id()
        await ingrid.do("close", view=pushed)
        below = await ingrid.view_id()
        await ingrid.do("submit", view=first, form=FILLED)
        updated, modal = await ingrid.view_id(), await ingrid.modal()
        await ingrid.do("close", view=updated)
        assert await ingrid.modal() == ""
    assert pushed != first
    assert (below, updated) == (first, first)
    assert "Tida er di" in modal


async def test_a_bad_answer_to_a_submission_is_a_fault_of_the_bot(stage: Stage) -> None:
    stage.heard.submission_answers.append({"response_action": "errors", "errors": {"nowhere": "x"}})
    async with person(stage.url) as ingrid:
        view = await open_booking(ingrid)
        answer = await ingrid.do("submit", view=view, form=FILLED)
        assert await ingrid.view_id() == view
    assert answer == {"modal_fault": "Boten svara ikkje. Det du har fylt ut, står her framleis. Prøv igjen om litt."}


async def test_a_closed_modal_is_told_of_when_asked(stage: Stage) -> None:
    async with person(stage.url) as ingrid:
        view = await open_booking(ingrid)
        await ingrid.do("close", view=view, all=True)
        assert await ingrid.modal() == ""
        await ingrid.do("close", view=view, all=True)
    sent = stage.heard.payloads[-1]
    assert sent == {**APP, "type": "view_closed", "user": USER, "view": sent["view"], "is_cleared": False}
    assert [each["type"] for each in stage.heard.payloads if "type" in each] == ["view_closed"]


async def test_a_message_to_the_bot_is_an_event(stage: Stage) -> None:
    async def answered() -> bool:
        return len(await ingrid.messages()) == 2

    async with person(stage.url) as ingrid:
        await ingrid.write("hei & <hopp>")
        await until(answered)
        [mine, answer] = await ingrid.messages()
    sent = stage.heard.payloads[-1]
    assert {name: sent[name] for name in ("type", "team_id", "api_app_id")} == {
        "type": "event_callback",
        "team_id": "T0LYNGVAAG",
        "api_app_id": "A0PLAYGROUND",
    }
    assert sent["event"] == {
        "type": "message",
        "channel_type": "im",
        "user": "U0INGRID",
        "text": "hei &amp; &lt;hopp&gt;",
        "ts": mine["ts"],
        "event_ts": mine["ts"],
        "client_msg_id": sent["event"]["client_msg_id"],
        "team": "T0LYNGVAAG",
        "channel": "D0INGRID",
        "blocks": [
            {
                "type": "rich_text",
                "block_id": "typed",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "hei & <hopp>"}]},
                ],
            }
        ],
    }
    assert answer["text"] == "Du skreiv: hei &amp; &lt;hopp&gt;"


async def test_a_mention_reaches_the_bot_only_where_it_is(stage: Stage) -> None:
    async with person(stage.url, channel="C0PERSONAL") as ingrid:

        async def whispered() -> bool:
            return (await ingrid.texts())[-1] == "Skriv `/samba bestill`"

        await ingrid.write("@samba-bot hei")
        await ingrid.write("/invite @samba-bot")
        await ingrid.write("@samba-bot hei")
        await until(whispered)
        assert await ingrid.texts() == [
            "<@U0SAMBABOT> hei",
            "samba-bot er ikkje med i kanalen og såg ikkje meldinga. Skriv /invite @samba-bot for å leggje til boten.",
            "samba-bot er no med i kanalen.",
            "<@U0SAMBABOT> hei",
            "Skriv `/samba bestill`",
        ]


async def test_an_event_is_sent_again_with_the_same_id_and_then_given_up(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "ANSWER_SECONDS", 0.1)
    monkeypatch.setattr(events, "RETRY_AFTER_SECONDS", (0.05, 0.1, 0.15))
    stage.heard.deaf = True

    async def given_up() -> bool:
        row = stage.playground.workspace.db.execute("select state from outbox").fetchone()
        return bool(row["state"] == "given up")

    async with person(stage.url) as ingrid:
        await ingrid.write("hei")
        await until(given_up)
    tries = [
        (json.loads(body)["event_id"], headers.get("x-slack-retry-num"), headers.get("x-slack-retry-reason"))
        for headers, body in stage.heard.requests
    ]
    event_id = tries[0][0]
    assert tries == [(event_id, None, None), *[(event_id, str(number), "http_timeout") for number in (1, 2, 3)]]


async def test_the_home_tab_is_published_when_it_is_opened(stage: Stage) -> None:
    async with person(stage.url, channel="home") as ingrid:

        async def published() -> bool:
            return "Møta dine" in (await ingrid.do("look"))["stream"]

        await ingrid.do("open")
        await until(published)
        home = await ingrid.do("look")
        view = home["stream"].split('data-view="')[1].split('"')[0]
        block = home["stream"].split('data-block="')[1].split('"')[0]
        await ingrid.do("press", view=view, block_id=block, action_id="booking.open", values=[""], form={})
        assert "Bestill tid" in await ingrid.modal()
    event, pressed = stage.heard.payloads[0]["event"], stage.heard.payloads[-1]
    assert (event["type"], event["tab"], event["channel"]) == ("app_home_opened", "home", "D0INGRID")
    assert pressed["container"] == {"type": "view", "view_id": view}
    assert pressed["view"]["type"] == "home"


async def test_what_is_gone_says_so(stage: Stage) -> None:
    async with person(stage.url) as ingrid:
        gone = [
            await ingrid.do("press", ts="1.000001", block_id="b", action_id="a", values=[]),
            await ingrid.do("submit", view="V0", form={}),
        ]
    assert gone == [{"notice": "Dette finst ikkje lenger."}] * 2


async def test_nobody_can_press_in_anothers_view(stage: Stage) -> None:
    async with person(stage.url) as ingrid, person(stage.url, "U0OLAV") as olav:
        view = await open_booking(ingrid)
        assert await olav.do("submit", view=view, form=FILLED) == {"notice": "Dette finst ikkje lenger."}
        assert await ingrid.view_id() == view


async def test_a_global_shortcut_comes_without_a_channel_and_may_open_a_modal(stage: Stage) -> None:
    async with person(stage.url, channel="C0SOLVIK") as ingrid:
        assert await ingrid.do("shortcut", shortcut="booking.start") == {}
        assert "Bestill tid" in await ingrid.modal()
        unknown = await ingrid.do("shortcut", shortcut="booking.end")
    sent = stage.heard.payloads[-1]
    assert sent == {
        "type": "shortcut",
        "token": "playground",
        "action_ts": sent["action_ts"],
        "team": {"id": "T0LYNGVAAG", "domain": "playground"},
        "user": {"id": "U0INGRID", "username": "ingrid.haugland", "team_id": "T0LYNGVAAG"},
        "is_enterprise_install": False,
        "enterprise": None,
        "callback_id": "booking.start",
        "trigger_id": sent["trigger_id"],
    }
    assert unknown == {"notice": "Dette finst ikkje lenger."}


async def test_a_channel_is_changed_from_the_page_and_the_bot_hears_of_it(stage: Stage) -> None:
    async def told() -> bool:
        return len(stage.heard.payloads) == 1

    async with person(stage.url, channel="C0SOLVIK") as ingrid:
        assert await ingrid.do("channel", act="invite", **{"with": "U0GJEST"}) == {}
        await until(told)
        refused = await ingrid.do("channel", act="invite", **{"with": "U0BUP"})
        panel = (await ingrid.do("look"))["channel"]
        assert await ingrid.do("channel", act="archive") == {}
        await ingrid.write("hei")
        texts = await ingrid.texts()
        left = await ingrid.do("channel", act="remove", **{"with": "U0INGRID"})
    event = stage.heard.payloads[0]["event"]
    assert event == {
        "type": "member_joined_channel",
        "user": "U0GJEST",
        "channel": "C0SOLVIK",
        "channel_type": "G",
        "team": "T0LYNGVAAG",
        "inviter": "U0INGRID",
        "event_ts": event["event_ts"],
    }
    assert refused == {"notice": "Turid Vestby er hos BUP Vest. Del kanalen med BUP Vest først."}
    assert ("Gjest Utanfrå" in panel, '<span class="mark">gjest</span>' in panel) == (True, True)
    assert texts[1:] == ["Kanalen er arkivert.", "Kanalen er arkivert. Hent kanalen fram att først."]
    assert left == {"go": "/?person=U0INGRID&channel=D0INGRID&lang=nn"}


async def test_an_open_page_follows_a_channel_that_gets_another_id(stage: Stage) -> None:
    async with person(stage.url, channel="G0SOLVIK2019") as ingrid:
        await ingrid.do("channel", act="share", **{"with": "T0BUPVEST"})
        head = (await ingrid.do("look"))["head"]
        assert await ingrid.do("channel", act="accept", **{"with": "T0BUPVEST"}) == {}
        shared = (await ingrid.do("look"))["head"]
    assert ("BUP Vest er invitert til å dele kanalen" in head, "delt med BUP Vest" in shared) == (True, True)


async def test_there_is_no_panel_about_a_direct_message(stage: Stage) -> None:
    async with person(stage.url) as ingrid:
        assert (await ingrid.do("look"))["channel"] == ""
        assert await ingrid.do("channel", act="archive") == {"notice": "Dette finst ikkje lenger."}
