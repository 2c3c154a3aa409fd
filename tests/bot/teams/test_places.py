"""Where each answer is drawn: in the chat, beside or in the place of a card, in a form's place; never before others."""

import logging
from typing import Any

import pytest
from microsoft_teams.api import ApiClient
from microsoft_teams.cards import AdaptiveCard
from microsoft_teams.common import ClientOptions

from bot.asking import Reply
from bot.teams import calls
from bot.teams.activities import message
from bot.teams.calls import Calls
from bot.teams.cards import card_of, home_of, receipt_of
from bot.teams.forms import form_card
from bot.teams.places import AmongOthers, InChat, OnCard
from bot.teams.references import Reference
from bot.teams.seals import Drawing, Press, SealedForm, Seals
from handlers.screens import (
    Answer,
    Card,
    FieldErrors,
    Finish,
    Form,
    Heading,
    Home,
    Open,
    Receipt,
    Replace,
    Show,
    Text,
    TextField,
)
from tests.bot.teams.conftest import LYNGVAG
from tests.bot.teams.connector import Break, Connector, Conversation, Refusal, User, World, down, throttled
from tests.conftest import KEY


class Fixed(Seals):
    """Seals that are the same each time, so that cards can be compared."""

    def _sealed(self, owner: str, kind: bytes, content: bytes) -> str:
        return f"{owner} {kind!r} {content!r}"


SEALS = Fixed([KEY])
DRAWING = Drawing(SEALS, LYNGVAG, "nn", World().user("Ingrid Solheim", LYNGVAG).object_id or "")
CARD = Card((Heading("Møtet"), Text("Det er klart.")), notice="Møtet er klart")
FORM = Form("a.b", "Skjema", (TextField("why", "Kvifor?"), TextField("what", "Kva?")), "Send", "Lukk", "d-1")
RECEIPT = Receipt("Ferdig", (Text("Takk."),), "Lukk")
ERRORS = FieldErrors({"why": "Skriv ikkje namn."}, frozenset({"why"}))
FILLED = {"why": "Trulte", "what": "Eit møte"}
NEUTRAL = "Eit svar frå samba-bot"
WRONG = card_of(Card((Text("Skriv ikkje namn."),), "x"), DRAWING)
ANSWERS: tuple[tuple[Answer, AdaptiveCard, str], ...] = (
    (Show(CARD), card_of(CARD, DRAWING), CARD.notice),
    (Replace(CARD), card_of(CARD, DRAWING), CARD.notice),
    (Open(FORM), form_card(FORM, DRAWING), NEUTRAL),
    (Finish(RECEIPT), receipt_of(RECEIPT, DRAWING), NEUTRAL),
    (Home((Text("Ingenting ventar."),)), home_of((Text("Ingenting ventar."),), DRAWING), NEUTRAL),
    (ERRORS, WRONG, NEUTRAL),
)
BUTTON, IN_FORM, SENT_IN = Press("a.b", "", False), Press("a.b", "", True), SealedForm(FORM, "nn")
CARD_TYPE, SAID = "application/vnd.microsoft.card.adaptive", "application/vnd.microsoft.activity.message"
ANSWERED, UNREACHED = "Eg har svart deg i vår eigen chat.", "Eg får ikkje skrive til deg."
LOST = "Eg fekk ikkje svart. Prøv igjen."


def drawn(card: AdaptiveCard, summary: str) -> dict[str, Any]:
    """The message as it stands in Teams."""
    return message(card, summary).model_dump(by_alias=True, exclude_none=True)


def told(answer: Any) -> dict[str, Any]:
    """The answer to a press as it is sent."""
    found: dict[str, Any] = answer.model_dump(by_alias=True, exclude_none=True)
    return found


def said(text: str) -> dict[str, Any]:
    """An answer in words."""
    return {"statusCode": 200, "type": SAID, "value": text}


def card(drawn_: AdaptiveCard) -> dict[str, Any]:
    """An answer that is drawn in the card's place."""
    return {"statusCode": 200, "type": CARD_TYPE, "value": drawn_.model_dump(by_alias=True, exclude_none=True)}


class Rooms:
    """Somebody's own chat, with a card in it, and a channel."""

    def __init__(self, service: Connector, user: User) -> None:
        self.service, self.user = service, user
        self.chat = service.world.personal(user)
        team = service.world.team("Solvik", user)
        self.channel = service.world.channel(team, "solvik-samba", "private", user)
        self.stood = drawn(card_of(Card((Text("Gammalt"),), "Gammalt"), DRAWING), "Gammalt")
        api = ApiClient(service.url, ClientOptions(timeout=5, token="t"))
        self.api, self.calls = api, Calls(api)
        self.account = user.object_id or ""

    def at(self, where: Conversation) -> Reference:
        """Where it is."""
        team = self.channel.team.id if where is self.channel else ""
        return Reference(self.service.url, where.id, LYNGVAG, team)

    async def press(
        self, where: Conversation, answer: Answer, pressed: Any
    ) -> tuple[dict[str, Any], list[Any], list[Any]]:
        """What is answered to a press on the card in a room, and what stands in the chat and the channel after it."""
        stands = self.service.world.write(where, self.stood, None)
        place = OnCard(self.calls, SEALS, self.at(where), self.account, stands.id, where is self.chat)
        found = await place.draw(Reply(answer, "nn"), pressed, FILLED)
        return told(found), *self.clear()

    def clear(self) -> tuple[list[Any], list[Any]]:
        """What stands in the chat and the channel, which are emptied."""
        standing = tuple([each.activity for each in room.from_bot()] for room in (self.chat, self.channel))
        self.chat.messages.clear()
        self.channel.messages.clear()
        return standing[0], standing[1]


@pytest.fixture
async def rooms(service: Connector, ingrid: User) -> Any:
    """The rooms."""
    made = Rooms(service, ingrid)
    yield made
    await made.api.http.http.aclose()


async def test_a_line_in_the_chat_is_answered_there(rooms: Rooms) -> None:
    for answer, shown, notice in ANSWERS:
        await InChat(rooms.calls, SEALS, rooms.at(rooms.chat), rooms.account).draw(Reply(answer, "nn"))
        assert rooms.clear() == ([drawn(shown, notice)], [])


async def test_a_line_among_others_is_answered_in_the_chat_and_only_that_is_said(rooms: Rooms) -> None:
    short = drawn(card_of(Card((Text(ANSWERED),), ANSWERED), DRAWING), ANSWERED)
    for answer, shown, notice in ANSWERS:
        await AmongOthers(rooms.calls, SEALS, rooms.at(rooms.channel), rooms.account).draw(Reply(answer, "nn"))
        assert rooms.clear() == ([drawn(shown, notice)], [short])


async def test_a_press_is_answered_beside_the_card_unless_the_answer_takes_its_place(rooms: Rooms) -> None:
    for pressed in (BUTTON, None):
        for answer, shown, notice in ANSWERS:
            found = await rooms.press(rooms.chat, answer, pressed)
            if isinstance(answer, Replace):
                assert found == (card(shown), [drawn(shown, notice)], [])
            else:
                assert found == (said(notice), [rooms.stood, drawn(shown, notice)], [])


async def test_what_is_pressed_in_a_form_takes_the_forms_place(rooms: Rooms) -> None:
    for answer, shown, notice in ANSWERS:
        assert await rooms.press(rooms.chat, answer, IN_FORM) == (card(shown), [drawn(shown, notice)], [])


async def test_what_is_sent_in_takes_the_forms_place_and_errors_stand_in_it(rooms: Rooms) -> None:
    again = form_card(FORM, DRAWING, FILLED, ERRORS)
    for answer, shown, notice in ANSWERS:
        expected = again if answer is ERRORS else shown
        assert await rooms.press(rooms.chat, answer, SENT_IN) == (card(expected), [drawn(expected, notice)], [])
    sent = str(card(again))
    assert ("Trulte" in sent, "Eit møte" in sent, "Skriv ikkje namn." in sent) == (False, True, True)


async def test_where_others_see_the_card_nothing_takes_its_place(rooms: Rooms) -> None:
    for pressed in (BUTTON, IN_FORM, SENT_IN, None):
        for answer, shown, notice in ANSWERS:
            drawn_ = form_card(FORM, DRAWING, FILLED, ERRORS) if pressed is SENT_IN and answer is ERRORS else shown
            found = await rooms.press(rooms.channel, answer, pressed)
            assert found == (said(ANSWERED), [drawn(drawn_, notice)], [rooms.stood])


async def test_an_answer_is_in_the_readers_language(rooms: Rooms) -> None:
    await AmongOthers(rooms.calls, SEALS, rooms.at(rooms.channel), rooms.account).draw(Reply(Show(CARD), "nb"))
    [answer], [short] = rooms.clear()
    assert (answer["attachments"][0]["content"]["lang"], short["summary"]) == (
        "nb",
        "Jeg har svart deg i vår egen chat.",
    )


async def test_who_cannot_be_written_to_is_told_how_that_is_mended(rooms: Rooms) -> None:
    rooms.chat.installed = False
    for account in (rooms.account, "", "nobody"):
        rooms.account = account
        answer, chat, channel = await rooms.press(rooms.channel, Show(CARD), BUTTON)
        assert (answer["value"].startswith(UNREACHED), chat, channel) == (True, [], [rooms.stood])
        await AmongOthers(rooms.calls, SEALS, rooms.at(rooms.channel), account).draw(Reply(Show(CARD), "nn"))
        chat, [short] = rooms.clear()
        assert (short["summary"].startswith(UNREACHED), chat) == (True, [])


FAULTS = (
    (Refusal("ConversationBlockedByUser"), "ConversationBlockedByUser"),
    (Refusal("ActivityNotFoundInConversation"), "ActivityNotFoundInConversation"),
    (throttled(30), "Throttled"),
    (down(500), "ServiceError"),
    (Break.CUTS, ""),
    (Break.HANGS, "TimeoutError"),
)


async def test_when_teams_takes_nothing_a_press_is_answered_all_the_same(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(calls, "PATIENCE", 0.3)
    caplog.set_level(logging.DEBUG, "samba_bot")
    for fault, code in FAULTS:
        caplog.clear()
        rooms.service.faults.plan("update", fault)
        rooms.service.faults.plan("send", fault)
        replaced = await rooms.press(rooms.chat, Replace(CARD), BUTTON)
        shown = await rooms.press(rooms.chat, Show(CARD), BUTTON)
        assert replaced == (card(card_of(CARD, DRAWING)), [rooms.stood], [])
        assert shown == (said(LOST), [rooms.stood], [])
        logged = [record.getMessage() for record in caplog.records if record.name == "samba_bot.teams"]
        assert [line.partition(" error=")[0] for line in logged] == ["unanswered call=update", "unanswered call=send"]
        assert {line.partition(" error=")[2] for line in logged} == {code} or not code
        assert "Møtet" not in caplog.text
    assert rooms.service.faults.left == 0


async def test_when_teams_takes_no_line_nothing_is_raised(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "PATIENCE", 0.3)
    for fault, _ in FAULTS:
        rooms.service.faults.plan("send", fault, fault)
        await InChat(rooms.calls, SEALS, rooms.at(rooms.chat), rooms.account).draw(Reply(Show(CARD), "nn"))
        await AmongOthers(rooms.calls, SEALS, rooms.at(rooms.channel), rooms.account).draw(Reply(Show(CARD), "nn"))
        chat, [short] = rooms.clear()
        assert (chat, short["summary"].startswith(UNREACHED)) == ([], True)
