"""Delivery to a Teams that takes messages, refuses, waits and breaks off."""

import logging
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import pytest
from microsoft_teams.api import ApiClient
from microsoft_teams.common import ClientOptions

from bot.messenger import (
    Attachment,
    Mailbox,
    NeverArrives,
    OutcomeUnknown,
    Outgoing,
    Room,
    SendError,
    TryLater,
    Unreachable,
)
from bot.teams import messenger as module
from bot.teams import pacing, retrying
from bot.teams.activities import message as drawn
from bot.teams.cards import card_of
from bot.teams.messenger import TeamsMessenger
from bot.teams.references import Address, Reference
from bot.teams.retrying import RETRIES, Retrying
from bot.teams.seals import Drawing, SealedFile, Seals
from handlers.screens import Card, Text
from store.cipher import new_key
from tests.bot.scripted import Answered
from tests.bot.teams.conftest import ELSEWHERE, LYNGVAG
from tests.bot.teams.connector import Break, Connector, Conversation, Refusal, User, contended, down, throttled
from tests.bot.teams.connector.world import World
from tests.bot.teams.far_end import far_end

SECRET = "Møtet er flytta"
CARD = Card((Text(SECRET),), notice="Møtet er endra")
ICS = Attachment("mote-7-2.ics", "Møte", b"BEGIN:VCALENDAR")
SEALS = Seals([new_key()])
URL = "https://samba.example.no/"
LOST = (Unreachable, "uninstalled")


@pytest.fixture
async def messenger(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[TeamsMessenger]:
    """The messenger, with less patience than the real one has."""
    monkeypatch.setattr(retrying, "FIRST_WAIT", 0.01)
    api = ApiClient("http://127.0.0.1:9", ClientOptions(timeout=0.3, token="secret-token"))
    api.http.use(Retrying())
    yield TeamsMessenger(api, SEALS, URL)
    await api.http.http.aclose()


def at(service: Connector, conversation: Conversation, team: str = "") -> Reference:
    """A conversation as it was told of."""
    return Reference(service.url, conversation.id, LYNGVAG, team)


def mailbox(service: Connector, user: User) -> Mailbox:
    """Where somebody is reached."""
    assert user.object_id
    return Mailbox("teams", LYNGVAG, user.object_id, reference=str(at(service, service.world.personal(user))))


def to(reader: Mailbox | Room, **more: Any) -> Outgoing:
    """A message."""
    return Outgoing("d-1", reader, CARD, "nn", **more)


def expected() -> dict[str, Any]:
    """The message as it is on the way."""
    activity = drawn(card_of(CARD, Drawing(SEALS, LYNGVAG, "nn")), CARD.notice, "d-1")
    return activity.model_dump(by_alias=True, exclude_none=True)


async def outcome(attempt: Any) -> tuple[type[SendError], str]:
    """The port's error that an attempt ends in."""
    with pytest.raises(SendError) as raised:
        await attempt
    return type(raised.value), raised.value.reason


async def test_a_message_is_sent_with_the_deliverys_id(
    service: Connector, messenger: TeamsMessenger, ingrid: User
) -> None:
    sent = await messenger.send(to(mailbox(service, ingrid)))
    chat = service.world.personal(ingrid)
    [message] = chat.from_bot()
    assert Address.parse(sent) == Address(at(service, chat), message.id)
    assert (message.activity, message.summary) == (expected(), CARD.notice)
    assert message.activity["attachments"][0]["name"] == "d-1"
    assert [call.authorization for call in service.calls] == ["Bearer secret-token"]


async def test_a_file_is_a_button_on_its_card(service: Connector, messenger: TeamsMessenger, ingrid: User) -> None:
    await messenger.send(to(mailbox(service, ingrid), attachment=ICS))
    [message] = service.world.personal(ingrid).from_bot()
    assert message.card is not None
    [button] = message.card["actions"]
    before, _, token = button.pop("url").rpartition("/")
    assert button == {"type": "Action.OpenUrl", "title": "Opne kalenderfila"}
    assert before == f"{URL}calendar/{LYNGVAG}"
    assert SEALS.open_file(LYNGVAG, token) == SealedFile(ICS.name, ICS.content)


async def test_nothing_is_looked_up(service: Connector, messenger: TeamsMessenger, ingrid: User) -> None:
    assert await messenger.find(to(mailbox(service, ingrid), again=True)) is None
    assert (messenger.looks_up, service.calls) == (False, [])


async def test_a_message_is_edited_where_it_stands(service: Connector, messenger: TeamsMessenger, ingrid: User) -> None:
    address = await messenger.send(to(mailbox(service, ingrid)))
    assert await messenger.edit(to(mailbox(service, ingrid), address=address, attachment=ICS, attached=True)) == address
    [message] = service.world.personal(ingrid).from_bot()
    assert [activity for _, activity in message.edits] == [expected()]
    assert message.card is not None
    assert [button["title"] for button in message.card["actions"]] == ["Opne kalenderfila"]


async def test_an_edit_goes_where_teams_takes_it_now(
    service: Connector, messenger: TeamsMessenger, ingrid: User
) -> None:
    address = Address.parse(await messenger.send(to(mailbox(service, ingrid))))
    moved = str(replace(address, at=replace(address.at, service_url="http://127.0.0.1:9")))
    assert Address.parse(await messenger.edit(to(mailbox(service, ingrid), address=moved))) == address
    assert await messenger.edit(to(replace(mailbox(service, ingrid), reference=None), address=str(address)))


async def test_a_post_begins_a_thread_in_its_channel(
    service: Connector, messenger: TeamsMessenger, ingrid: User
) -> None:
    team = service.world.team("Fjordvik skule", ingrid)
    channel = service.world.channel(team, "Ressursteam", "private", ingrid)
    first = service.world.write(channel, {"type": "message", "text": "samba"}, ingrid)
    reference = replace(at(service, channel, team.id), conversation=f"{channel.id};messageid={first.id}")
    sent = await messenger.send(to(Room("teams", LYNGVAG, channel.id, str(reference))))
    [post] = channel.from_bot()
    assert Address.parse(sent) == Address(at(service, channel, team.id), post.id)
    assert post.root == post.id


@pytest.mark.parametrize(
    ("fault", "error", "tries"),
    [
        (throttled(30), (TryLater, "Throttled"), 1),
        (throttled(None), (TryLater, "Throttled"), RETRIES + 1),
        (contended(), (TryLater, "PreconditionFailed"), RETRIES + 1),
        (down(502), (TryLater, "ServiceError"), RETRIES + 1),
        (down(504), (TryLater, "ServiceError"), RETRIES + 1),
        (down(500), (OutcomeUnknown, "ServiceError"), 1),
        (down(503), (OutcomeUnknown, "ServiceError"), 1),
        (Break.HANGS, (OutcomeUnknown, "ReadTimeout"), 1),
        (Break.LATE, (OutcomeUnknown, "ReadTimeout"), 1),
        (Break.CUTS, (OutcomeUnknown, "RemoteProtocolError"), 1),
        (Break.LOST, (OutcomeUnknown, "RemoteProtocolError"), 1),
        (Refusal("BadSyntax"), (NeverArrives, "BadSyntax"), 1),
        (Refusal("MessageSizeTooBig"), (NeverArrives, "MessageSizeTooBig"), 1),
        (Refusal("BadSyntax", status=401), (TryLater, "BadSyntax"), 1),
        (Refusal("BotNotInConversationRoster"), LOST, 1),
        (Refusal("ConversationBlockedByUser"), LOST, 1),
        (Refusal("MessageWritesBlocked"), LOST, 1),
        (Refusal("BotDisabledByAdmin"), (NeverArrives, "switched_off"), 1),
        (Refusal("ConversationNotFound"), LOST, 1),
    ],
)
async def test_what_goes_wrong_at_sending_says_whether_it_may_have_been_sent(
    fault: Any,
    error: tuple[type[SendError], str],
    tries: int,
    service: Connector,
    messenger: TeamsMessenger,
    ingrid: User,
    caplog: pytest.LogCaptureFixture,
) -> None:
    service.faults.plan("send", *[fault] * tries)
    with caplog.at_level(logging.DEBUG, "samba_bot"):
        assert await outcome(messenger.send(to(mailbox(service, ingrid)))) == error
    assert len(service.made("send")) == tries
    assert "secret-token" not in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answered(201), (OutcomeUnknown, "unreadable_answer")),
        (Answered(201, '{"id": '), (OutcomeUnknown, "unreadable_answer")),
        (Answered(201, "[]"), (OutcomeUnknown, "unreadable_answer")),
        (Answered(408), (OutcomeUnknown, "http_408")),
        (Answered(302, headers={"Location": "/login"}), (OutcomeUnknown, "http_302")),
        (Answered(500, f'{{"error": {{"code": "{SECRET}", "message": "{SECRET}"}}}}'), (OutcomeUnknown, "http_500")),
        (Answered(400, "<html>", content_type="text/html"), (NeverArrives, "http_400")),
    ],
)
async def test_an_answer_that_is_not_teams_own_says_what_its_status_says(
    answer: Answered, error: tuple[type[SendError], str], messenger: TeamsMessenger
) -> None:
    async with far_end() as far:
        far.usual["POST /v3/conversations/a:1/activities"] = answer
        reached = Mailbox("teams", LYNGVAG, "oid-1", reference=str(Reference(far.url, "a:1", LYNGVAG)))
        assert await outcome(messenger.send(to(reached))) == error


async def test_the_wait_that_teams_asks_for_is_told_when_it_is_long(
    service: Connector, messenger: TeamsMessenger, ingrid: User
) -> None:
    service.faults.plan("send", throttled(30))
    with pytest.raises(TryLater) as raised:
        await messenger.send(to(mailbox(service, ingrid)))
    assert raised.value.seconds == 30


async def test_a_server_that_is_not_there_and_a_token_that_is_not_given_have_sent_nothing(
    service: Connector, messenger: TeamsMessenger, ingrid: User
) -> None:
    async def none() -> str:
        raise ValueError(f"invalid_client {SECRET}")

    there = mailbox(service, ingrid)
    gone = replace(there, reference=str(Reference("http://127.0.0.1:9", "a:1", LYNGVAG)))
    assert await outcome(messenger.send(to(gone))) == (TryLater, "ConnectError")
    api = ApiClient("http://127.0.0.1:9", ClientOptions(timeout=0.3, token=none))
    assert await outcome(TeamsMessenger(api, SEALS, URL).send(to(there))) == (TryLater, "no_token")
    assert service.calls == []
    await api.http.http.aclose()


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Refusal("ActivityNotFoundInConversation"), (NeverArrives, "message_gone")),
        (Refusal("ActivityNotFoundInConversation", status=400), (NeverArrives, "message_gone")),
        (Refusal("ConversationNotFound"), LOST),
        (Refusal("BotNotInConversationRoster"), LOST),
        (Refusal("MessageSizeTooBig"), (NeverArrives, "MessageSizeTooBig")),
        (down(500), (TryLater, "ServiceError")),
        (down(503), (TryLater, "ServiceError")),
        (throttled(30), (TryLater, "Throttled")),
        (Break.LATE, (TryLater, "ReadTimeout")),
        (Break.LOST, (TryLater, "RemoteProtocolError")),
    ],
)
async def test_an_edit_is_safe_to_repeat_unless_the_message_is_gone(
    fault: Any, error: tuple[type[SendError], str], service: Connector, messenger: TeamsMessenger, ingrid: User
) -> None:
    address = await messenger.send(to(mailbox(service, ingrid)))
    service.faults.plan("update", fault)
    assert await outcome(messenger.edit(to(mailbox(service, ingrid), address=address))) == error


async def test_an_old_conversation_that_is_gone_says_nothing_of_the_one_that_the_reader_has_now(
    service: Connector, messenger: TeamsMessenger, ingrid: User
) -> None:
    address = Address.parse(await messenger.send(to(mailbox(service, ingrid))))
    old = str(replace(address, at=replace(address.at, conversation="a:old")))
    service.faults.plan("update", Refusal("BotNotInConversationRoster"))
    edit = messenger.edit(to(mailbox(service, ingrid), address=old))
    assert await outcome(edit) == (NeverArrives, "uninstalled")


async def test_who_took_the_message_away_gets_no_edit(
    service: Connector, messenger: TeamsMessenger, ingrid: User
) -> None:
    address = await messenger.send(to(mailbox(service, ingrid)))
    service.world.personal(ingrid).from_bot()[0].deleted = True
    edit = messenger.edit(to(mailbox(service, ingrid), address=address))
    assert await outcome(edit) == (NeverArrives, "message_gone")


async def test_a_reader_is_asked_after_once_for_a_burst(
    service: Connector, messenger: TeamsMessenger, ingrid: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(20):
        await messenger.check_reader(mailbox(service, ingrid))
    assert [call.name for call in service.calls] == ["member"]
    monkeypatch.setattr(module, "MEMBER_KEPT", 0.0)
    messenger._members.clear()
    for _ in range(2):
        await messenger.check_reader(mailbox(service, ingrid))
    assert [call.name for call in service.calls] == ["member"] * 3


def guest(world: World) -> User:
    """Somebody who is let in."""
    return world.user("Gro Gjest", LYNGVAG, "guest")


def stranger(world: World) -> User:
    """Somebody of another organisation."""
    return world.user("Siv Fremmed", ELSEWHERE)


def uninstalled(world: World) -> User:
    """Somebody who has taken the bot away."""
    user = world.user("Omar Haddad", LYNGVAG)
    world.personal(user).installed = False
    return user


@pytest.mark.parametrize(
    ("who", "error"),
    [(guest, (NeverArrives, "guest")), (stranger, (NeverArrives, "stranger")), (uninstalled, LOST)],
)
async def test_who_is_not_of_the_house_gets_nothing_but_from_a_partner(
    who: Callable[[World], User], error: tuple[type[SendError], str], service: Connector, messenger: TeamsMessenger
) -> None:
    user = who(service.world)
    service.world.personal(user).installed = error != LOST
    reached = mailbox(service, user)
    assert await outcome(messenger.check_reader(reached)) == error
    if error != LOST:
        await messenger.check_reader(replace(reached, partner=True))


async def test_who_had_the_app_before_we_knew_them_is_found_from_where_a_colleague_is(
    service: Connector, messenger: TeamsMessenger, ingrid: User
) -> None:
    kari = service.world.user("Kari Lie", LYNGVAG)
    service.world.personal(kari).installed = True
    near = mailbox(service, ingrid).reference
    unmet = replace(mailbox(service, kari), reference=None, near=near)
    await messenger.check_reader(unmet)
    sent = [Address.parse(await messenger.send(to(unmet))).at.conversation for _ in range(2)]
    assert sent == [service.world.personal(kari).id] * 2
    assert len(service.world.personal(kari).from_bot()) == 2
    assert service.world.personal(ingrid).from_bot() == []
    assert len(service.made("create")) == 1


async def test_who_has_not_got_the_app_is_not_met(service: Connector, messenger: TeamsMessenger, ingrid: User) -> None:
    omar = service.world.user("Omar Haddad", LYNGVAG)
    near = mailbox(service, ingrid).reference
    unmet = replace(mailbox(service, omar), reference=None, near=near)
    assert await outcome(messenger.check_reader(unmet)) == (NeverArrives, "not_met")
    elsewhere = replace(unmet, workspace=ELSEWHERE)
    assert await outcome(messenger.check_reader(elsewhere)) == (NeverArrives, "stranger")


async def test_whoever_has_not_met_us_or_was_met_elsewhere_gets_nothing(
    service: Connector, messenger: TeamsMessenger, ingrid: User
) -> None:
    unmet = replace(mailbox(service, ingrid), reference=None)
    elsewhere = replace(mailbox(service, ingrid), workspace=ELSEWHERE)
    room = Room("teams", LYNGVAG, "19:x")
    assert [
        await outcome(attempt)
        for attempt in (
            messenger.check_reader(unmet),
            messenger.send(to(unmet)),
            messenger.send(to(room)),
            messenger.audience(room),
            messenger.check_reader(elsewhere),
            messenger.send(to(elsewhere)),
        )
    ] == [*[(NeverArrives, "not_met")] * 4, *[(NeverArrives, "stranger")] * 2]
    assert service.calls == []


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (down(500), (TryLater, "ServiceError")),
        (throttled(30), (TryLater, "Throttled")),
        (Break.HANGS, (TryLater, "ReadTimeout")),
        (Refusal("MemberNotFoundInConversation"), LOST),
    ],
)
async def test_a_question_that_fails_has_sent_nothing_and_is_asked_again(
    fault: Any, error: tuple[type[SendError], str], service: Connector, messenger: TeamsMessenger, ingrid: User
) -> None:
    service.faults.plan("member", fault)
    assert await outcome(messenger.check_reader(mailbox(service, ingrid))) == error
    await messenger.check_reader(mailbox(service, ingrid))


async def test_a_burst_to_one_reader_keeps_the_pace_that_teams_allows(
    service: Connector, messenger: TeamsMessenger, ingrid: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Teams' own limits and ours, both four times as fast."""
    fast = 4
    for name in ("CONVERSATION", "TENANT"):
        limits = [(most, seconds / fast) for most, seconds in getattr(pacing, name)]
        monkeypatch.setattr(pacing, name, limits)
    monkeypatch.setattr(pacing, "LEEWAY", pacing.LEEWAY / fast)
    service.rates.holding, service.rates.clock = True, lambda: time.monotonic() * fast
    for _ in range(60):
        await messenger.send(to(mailbox(service, ingrid)))
    assert len(service.world.personal(ingrid).messages) == 60
    assert Counter(call.status for call in service.made("send"))[429] <= 6
