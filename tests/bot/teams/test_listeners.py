"""What comes of lines and presses: identity is the request's, and what a card carries back is a claim."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlmodel import select

from bot.teams import sealed_forms
from bot.teams.elements import SEAL
from bot.teams.seals import FORM_LIFE, Seals
from handlers.screens import Button, DateField, Form, TextField
from store.cipher import new_key
from store.drafts import Draft
from store.people import Person
from tests.bot.teams.conftest import ELSEWHERE, LYNGVAG
from tests.bot.teams.house import Answer, House
from tests.bot.teams.schema import nodes
from tests.conftest import KEY

SEALS = Seals([KEY])
CARD, SAID = "application/vnd.microsoft.card.adaptive", "application/vnd.microsoft.activity.message"
STALE, UNKNOWN = "Kortet gjeld ikkje lenger.", "Eg kjenner deg ikkje"
GUIDE = "Hei. Eg hjelper deg med SamBa-møte"
Data = dict[str, Any]
# Whatever is not booked, written or planned by a press that changes nothing.
UNTOUCHED = ("draft", "child_case", "item", "meeting", "delivery", "consent", "audit_entry")


async def form(house: House, key: str = "ingrid") -> tuple[str, Data]:
    """The first form of a booking in somebody's chat: its message, and the button that sends it in."""
    await house.at(key).say("bestill")
    message = house.chat(key).from_bot()[-1]
    assert message.card is not None
    return message.id, message.card["actions"][0]


async def pressed(
    house: House, key: str, message: str, data: Any, verb: Any = "press", at: Any = None, **more: Any
) -> Answer:
    """What is answered to a press of somebody's."""
    action = {"type": "Action.Execute", "verb": verb}
    user, where = house.people[key], at or house.chat(key)
    return await house.post({**house.teams.envelope.press(user, where, "", message, action, data), **more})


def said(house: House, answer: Answer) -> str:
    """All that can be read in an answer, and in what was sent last."""
    sent = [call.body for call in house.service.calls[-1:]]
    return str((answer[1], sent)).replace("\u2060", "")


def ingrid(house: House) -> str:
    """Her account, as her forms are sealed for."""
    return house.people["ingrid"].object_id or ""


def untouched(house: House) -> dict[str, Any]:
    """What no refused press changes."""
    kept = house.kept()
    return {table: kept[table] for table in UNTOUCHED if table in kept}


# ---- Lines --------------------------------------------------------------------------------------------------------

LINES: dict[str, Data] = {
    "a mention alone": {"text": "<at>samba-bot</at> "},
    "nothing": {"text": ""},
    "no text": {"text": None},
    "a number": {"text": 7},
    "Action.Submit": {"text": None, "value": {"action": "bestill", SEAL: "x"}, "replyToId": "1"},
    "a file": {
        "text": None,
        "attachments": [
            {
                "contentType": "application/vnd.microsoft.teams.file.download.info",
                "contentUrl": "https://elsewhere.example/x.docx",
                "name": "Trulte.docx",
                "content": {"downloadUrl": "https://elsewhere.example/x", "uniqueId": "1", "fileType": "docx"},
            }
        ],
    },
    "an emoji": {"text": "🙂"},
    "an emoji of Teams": {"text": '<emoji id="smile" alt="🙂" title="Smil"></emoji>', "textFormat": "xml"},
    "html": {"text": "<div><p>God <b>morgon</b></p></div>", "textFormat": "xml"},
    "half a character": {"text": "\ud800\x00"},
    "a format of tomorrow": {"text": "God morgon", "textFormat": "of tomorrow", "entities": "x", "attachments": 7},
    "a very long text": {"text": "blåtime " * 12_000},
    "marks without an end": {"text": "<at>" * 30_000},
    "marks without an end of their own": {"text": "<at" * 40_000},
}


async def test_every_line_is_answered_with_help_and_changes_nothing(house: House) -> None:
    before = untouched(house)
    for number, (odd, line) in enumerate(LINES.items(), 1):
        begun = time.perf_counter()
        assert await house.post(house.line("ingrid", "") | {"id": f"f:{odd}"} | line) == (200, ""), odd
        assert time.perf_counter() - begun < 2, odd
        sent = house.chat("ingrid").from_bot()
        assert (len(sent), GUIDE in str(sent[-1].card)) == (number, True), odd
    assert untouched(house) == before


COMMANDS = ("hjelp", "<div>hjelp</div>", "<at>samba-bot</at> hjelp", "&nbsp;hjelp&#160;", "samba hjelp", "HJELP!")


async def test_a_command_is_heard_in_whatever_form_it_comes(house: House) -> None:
    for number, text in enumerate(COMMANDS, 1):
        assert await house.post(house.line("ingrid", text, id=f"f:{number}")) == (200, "")
    assert house.at("ingrid").screen().count(GUIDE) == len(COMMANDS)


async def test_a_line_that_comes_twice_is_answered_once(house: House) -> None:
    line = house.line("ingrid", "bestill")
    assert [await house.post(line) for _ in range(3)] == [(200, "")] * 3
    assert len(house.chat("ingrid").from_bot()) == 1
    assert len(house.kept()["draft"]) == 1


async def test_a_line_among_others_is_answered_in_the_own_chat(house: House) -> None:
    ingrid, group = house.at("ingrid"), house.service.world.group_chat("x", house.people["ingrid"], house.people["tor"])
    for at in (group, house.channel):
        await ingrid.mention("bestill", at)
        assert [message.summary for message in at.from_bot()] == ["Eg har svart deg i vår eigen chat."]
    assert len(house.chat("ingrid").from_bot()) == 2


async def test_who_has_not_installed_us_is_told_so_where_they_asked(house: House) -> None:
    house.chat("tor").installed = False
    group = house.service.world.group_chat("x", house.people["tor"], house.people["ingrid"])
    await house.at("tor").mention("bestill", group)
    assert [call.name for call in house.service.calls] == ["create", "send"]
    [message] = group.from_bot()
    assert message.summary.startswith("Eg får ikkje skrive til deg.")


async def test_who_is_nobody_here_is_told_so_and_nothing_is_kept(house: House) -> None:
    _, button = await form(house)
    before = untouched(house)
    for role in ("user", "guest", "anonymous"):
        user = house.service.world.user(f"Nokon {role}", LYNGVAG, role)
        house.service.world.personal(user).installed = True
        person = house.teams.person(user)
        await person.say("bestill")
        assert UNKNOWN in person.screen()
        # With all fields empty, too: what is wrong in the form is not for them.
        action, data = {"type": "Action.Execute", "verb": "form"}, {SEAL: button["data"][SEAL]}
        answer = await house.post(house.teams.envelope.press(user, person.chat, "", "1", action, data))
        assert (answer[0], answer[1]["type"], UNKNOWN in said(house, answer)) == (200, SAID, True)
    assert untouched(house) == before


# ---- Presses ------------------------------------------------------------------------------------------------------

FORGED: dict[str, Callable[[Data], tuple[Any, Any]]] = {
    "no data": lambda _: ({}, "form"),
    "data that is no object": lambda _: ([1], "form"),
    "no seal": lambda data: ({**data, SEAL: None}, "form"),
    "a seal that is no text": lambda data: ({**data, SEAL: {"a": [1]}}, "form"),
    "a seal that is a list": lambda data: ({**data, SEAL: [data[SEAL]]}, "form"),
    "a seal of nothing": lambda data: ({**data, SEAL: ""}, "form"),
    "an altered seal": lambda data: ({**data, SEAL: data[SEAL][:-9] + "AAAAAAAA="}, "form"),
    "a seal with half a character": lambda data: ({**data, SEAL: "\ud800\x00ø"}, "form"),
    "a huge seal": lambda data: ({**data, SEAL: "A" * 900_000}, "form"),
    "a form's seal pressed": lambda data: (data, "press"),
    "a press's seal as a form": lambda _: ({SEAL: SEALS.press(LYNGVAG, Button("x", "list.show"))}, "form"),
    "a file's seal": lambda _: ({SEAL: SEALS.file(LYNGVAG, "x", b"x")}, "press"),
    "another tenant's seal": lambda _: ({SEAL: SEALS.press(ELSEWHERE, Button("x", "list.show"))}, "press"),
    "a stranger's seal": lambda _: ({SEAL: Seals([new_key()]).press(LYNGVAG, Button("x", "list.show"))}, "press"),
    "no verb": lambda data: (data, None),
    "a verb that we never heard of": lambda data: (data, "drop"),
    "a verb that is no text": lambda data: (data, ["form"]),
    "a route that is not there": lambda _: ({SEAL: SEALS.press(LYNGVAG, Button("x", "x.y", "a=1"))}, "press"),
    "claims that are none": lambda _: ({SEAL: SEALS.press(LYNGVAG, Button("x", "item.show", "item=x&%FF"))}, "press"),
    "an index out of range": lambda data: ({**data, "initiator": "99", "age": "1"}, "form"),
    "an index below": lambda data: ({**data, "initiator": "-1"}, "form"),
    "several where one can be chosen": lambda data: ({**data, "initiator": "0,1"}, "form"),
    "a list in a field": lambda data: ({**data, "initiator": ["0"]}, "form"),
    "a number in a field": lambda data: ({**data, "initiator": 0}, "form"),
    "an object in a field": lambda data: ({**data, "initiator": {"a": {"b": 1}}}, "form"),
}


async def test_what_no_client_sends_is_a_card_that_no_longer_applies(house: House) -> None:
    message, button = await form(house)
    before, references = untouched(house), house.kept()["account"]
    for forged, forge in FORGED.items():
        house.service.calls.clear()
        data, verb = forge(button["data"])
        answer = await pressed(house, "ingrid", message, data, verb)
        assert (answer[0], answer[1]["statusCode"]) == (200, 200), forged
        assert STALE in said(house, answer), forged
        assert (untouched(house), house.kept()["account"]) == (before, references), forged


async def test_an_old_seal_opens_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    message, button = await form(house)
    old = int(time.time()) - int(FORM_LIFE.total_seconds()) - 60
    sealed, encrypt = Fernet, Fernet.encrypt_at_time
    monkeypatch.setattr(sealed, "encrypt", lambda self, data: encrypt(self, data, old))
    token = SEALS.form(LYNGVAG, ingrid(house), Form("booking.start", "x", (), submit="x", close="x", draft=""), "nn")
    monkeypatch.undo()
    assert STALE in said(house, await pressed(house, "ingrid", message, {**button["data"], SEAL: token}, "form"))


async def test_what_a_card_says_of_who_presses_does_nothing(house: House) -> None:
    message, button = await form(house)
    jonas = house.people["jonas"]
    claims = {"from": jonas.object_id, "aadObjectId": jonas.object_id, "tenantId": ELSEWHERE, "name": jonas.name}
    claims |= {"person": "2", "actor": "2", "draft": "x", "__proto__": "x", "SEAL": "x"}
    status, body = await pressed(house, "ingrid", message, {**button["data"], **claims}, "form")
    assert (status, body["type"]) == (200, CARD)
    # The form again, asking for what is missing.
    assert [each["id"] for each in _inputs(body["value"])] == [each["id"] for each in _inputs(await shown(house))]
    assert len(house.chat("jonas").messages) == 0


async def shown(house: House) -> Data:
    """The newest card in Ingrid's chat."""
    card: Data | None = house.chat("ingrid").from_bot()[-1].card
    assert card is not None
    return card


def _inputs(node: Any) -> list[Data]:
    if isinstance(node, list):
        return [each for part in node for each in _inputs(part)]
    if not isinstance(node, dict):
        return []
    own = [node] if str(node.get("type")).startswith("Input.") else []
    return own + [each for part in node.values() for each in _inputs(part)]


async def test_another_persons_form_is_theirs_whatever_is_filled_in(house: House) -> None:
    message, button = await form(house)
    everything = {"initiator": "1", "age": "9", "unit": "0", "case": "0"}
    before = untouched(house)
    for filled in (everything, {}):
        house.service.calls.clear()
        answer = await pressed(house, "jonas", message, {**button["data"], **filled}, "form")
        assert (answer[0], answer[1]["type"], [call.name for call in house.service.calls]) == (200, SAID, ["send"])
        assert "Kortet gjelder ikke lenger." in said(house, answer)
        assert [part for part in ("Input.", "Bestill møte", "Neste") if part in said(house, answer)] == []
    assert untouched(house) == before


async def test_who_is_not_active_any_more_gets_nothing_of_their_own_form(house: House) -> None:
    message, button = await form(house)
    with house.database.session() as session:
        session.exec(select(Person).where(Person.key == "ingrid")).one().active = False
    answer = await pressed(house, "ingrid", message, button["data"], "form")
    assert (answer[0], answer[1]["type"]) == (200, SAID)
    assert (UNKNOWN in said(house, answer), "Input." in said(house, answer)) == (True, False)


async def test_an_old_form_does_not_come_back_over_what_came_of_it(house: House) -> None:
    message, button = await form(house)
    stands = house.chat("ingrid").from_bot()[-1]
    with house.database.session() as session:
        session.exec(select(Draft)).one().consumed_at = datetime.now(UTC)
    before, edits = untouched(house), list(stands.edits)
    answer = await pressed(house, "ingrid", message, button["data"], "form")
    assert (answer[0], answer[1]["type"], stands.edits) == (200, SAID, edits)
    assert (STALE in said(house, answer), "Input." in said(house, answer)) == (True, False)
    assert untouched(house) == before


async def test_what_nobody_has_judged_is_not_repeated(house: House) -> None:
    """Not in the answer, and not in the message, which Teams keeps."""
    message, _ = await form(house)
    texts = (TextField("own", "Med eigne ord", required=False), TextField("place", "Stad", initial="Møterom 2"))
    asked = Form("agenda.edit", "Sakliste", (*texts, DateField("day", "Dag")), "Send", "Lukk")
    seal = SEALS.form(LYNGVAG, ingrid(house), asked, "nn")
    data = {SEAL: seal, "own": "Trulte 01011212345", "place": "Møterom 2"}
    status, body = await pressed(house, "ingrid", message, data, "form")
    stands = next(each for each in house.chat("ingrid").from_bot() if each.id == message)
    assert (status, body["type"], stands.card) == (200, CARD, body["value"])
    assert [each.get("value") for each in _inputs(body["value"])] == [None, "Møterom 2", None]
    errors = [each["text"] for each in nodes(body["value"], "TextBlock") if each.get("color") == "Attention"]
    assert errors == ["Feil: Det du skreiv, er ikkje lagra. Skriv det på nytt.", "Feil: Vel ein dag."]
    assert "Trulte" not in str([call.body for call in house.service.calls])


async def test_one_forms_seal_with_what_was_filled_in_in_another_does_nothing(house: House) -> None:
    message, button = await form(house)
    before, filled = untouched(house), {**button["data"], "initiator": "1", "age": "9"}
    for name, draft in (
        ("booking.confirm", "x"),
        ("booking.confirm", ""),
        ("minutes.send", "7"),
        ("booking.start", "x"),
    ):
        seal = SEALS.form(LYNGVAG, ingrid(house), Form(name, "x", (), submit="x", close="x", draft=draft), "nn")
        status, body = await pressed(house, "ingrid", message, {**filled, SEAL: seal}, "form")
        assert (status, body["statusCode"], _inputs(body["value"])) == (200, 200, []), name
        assert "failed code=" not in str(body), name
    assert untouched(house) == before


async def test_a_press_that_comes_twice_does_no_harm(house: House) -> None:
    message, button = await form(house)
    filled = {**button["data"], "initiator": "1", "age": "9", "unit": "0", "case": "0"}
    action = {"type": "Action.Execute", "verb": "form"}
    press = house.teams.envelope.press(house.people["ingrid"], house.chat("ingrid"), "", message, action, filled)
    first, second = await house.post(press), await house.post(press)
    titles = [body["value"]["body"][0]["text"] for _, body in (first, second)]
    assert (first[0], second[0], titles[0]) == (200, 200, titles[1])
    assert len(house.kept()["draft"]) == 1
    assert len(house.chat("ingrid").from_bot()) == 1


async def test_a_press_among_others_is_answered_in_the_own_chat(house: House) -> None:
    stands = house.service.world.write(house.channel, {"type": "message", "text": "Oppsummering"}, None)
    _, button = await form(house)
    press = SEALS.press(LYNGVAG, Button("x", "list.show"))
    for data, verb in (({SEAL: press}, "press"), (button["data"], "form"), ({}, "press")):
        status, body = await pressed(house, "ingrid", stands.id, data, verb, at=house.channel)
        assert (status, body["type"], body["value"]) == (200, SAID, "Eg har svart deg i vår eigen chat.")
    assert stands.edits == []
    assert len(house.channel.from_bot()) == 1
    assert len(house.chat("ingrid").from_bot()) == 4


async def test_a_form_that_no_version_knows_any_longer_is_too_old(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    message, button = await form(house)
    monkeypatch.delitem(sealed_forms.KNOWN, "ChoiceField")
    assert STALE in said(house, await pressed(house, "ingrid", message, button["data"], "form"))


async def test_texts_of_any_length_are_kept_out(house: House) -> None:
    message, button = await form(house)
    before = untouched(house)
    long = {**button["data"], "initiator": "1" * 200_000, "age": "٣", "unit": "0" * 100_000}
    assert STALE in said(house, await pressed(house, "ingrid", message, long, "form"))
    assert untouched(house) == before
