"""The connector takes messages as Microsoft's does: asked by the SDK, and by what no SDK would send."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from microsoft_teams.api import ApiClient
from microsoft_teams.api.activities.message import MessageActivityInput

from tests.bot.teams.conftest import LYNGVAG, MESSAGE, told
from tests.bot.teams.connector import Channel, Connector, Conversation, Team, User, World
from tests.bot.teams.connector.cards import LARGEST
from tests.bot.teams.echo import FORM, card, message, text


async def test_the_sdk_writes_edits_and_takes_away(api: ApiClient, world: World, chat: Conversation) -> None:
    world.now = lambda: datetime(2027, 2, 23, 9, tzinfo=UTC)
    sent = await api.conversations.create_activity(chat.id, message(FORM))
    [standing] = chat.from_bot()
    first = message(FORM).model_dump(by_alias=True, exclude_none=True, mode="json")
    assert (standing.id, standing.activity) == (sent.id, first)
    assert (standing.card, standing.summary) == (first["attachments"][0]["content"], "Noko ventar på deg")
    edited = await api.conversations.update_activity(chat.id, sent.id, MessageActivityInput(text="Endra"))
    assert (edited.id, chat.from_bot(), standing.summary) == (sent.id, [standing], "Endra")
    assert (standing.card is None, standing.edits) == (True, [(world.now(), first)])
    await api.conversations.delete_activity(chat.id, sent.id)
    assert (list(chat.standing()), chat.message(sent.id), len(chat.messages)) == ([], None, 1)


async def test_the_answers_are_teams_own(http: httpx.AsyncClient, chat: Conversation, service: Connector) -> None:
    at = f"/conversations/{chat.id}/activities"
    sent = await http.post(at, json=MESSAGE)
    [standing] = chat.messages
    assert (sent.status_code, sent.json()) == (201, {"id": standing.id})
    assert sent.headers["content-type"] == "application/json; charset=utf-8"
    edited = await http.put(f"{at}/{standing.id}", json=MESSAGE)
    assert (edited.status_code, edited.json()) == (200, {"id": standing.id})
    gone = await http.delete(f"{at}/{standing.id}")
    assert (gone.status_code, gone.content) == (200, b"")
    typing = await http.post(at, json={"type": "typing"})
    assert (typing.status_code, typing.json(), len(chat.messages)) == (201, {}, 1)
    assert [(call.name, call.status) for call in service.calls] == [
        ("send", 201),
        ("update", 200),
        ("delete", 200),
        ("send", 201),
    ]


async def test_ids_are_read_as_they_are_and_as_urls_write_them(http: httpx.AsyncClient, team: Team) -> None:
    root = (await http.post(f"/conversations/{team.id}/activities", json=MESSAGE)).json()["id"]
    quoted = team.id.replace(":", "%3A").replace("@", "%40")
    for thread in (f"{team.id};messageid={root}", f"{quoted}%3Bmessageid%3D{root}"):
        assert (await http.post(f"/conversations/{thread}/activities", json=MESSAGE)).status_code == 201
    assert (await http.post(f"/conversations/{team.id}/activities", json=MESSAGE)).status_code == 201
    first, second, third, top = team.general.messages
    assert [each.root for each in (first, second, third, top)] == [first.id, first.id, first.id, top.id]


async def test_an_answer_stands_in_the_thread_of_what_it_answers(
    api: ApiClient, http: httpx.AsyncClient, team: Team
) -> None:
    root = await api.conversations.create_activity(team.id, MessageActivityInput(text="Først"))
    await api.conversations.create_activity(team.id, MessageActivityInput(text="Noko anna"))
    await http.post(f"/conversations/{team.id}/activities/{root.id}", json=MESSAGE)
    assert [each.activity["text"] for each in team.general.standing()] == ["Først", "Hei", "Noko anna"]
    assert told(await http.post(f"/conversations/{team.id}/activities/1", json=MESSAGE)) == (
        404,
        "ActivityNotFoundInConversation",
    )


async def test_the_bot_changes_what_it_has_written_itself_and_what_stands(
    http: httpx.AsyncClient, world: World, chat: Conversation, ingrid: User
) -> None:
    hers, gone = world.write(chat, MESSAGE, ingrid), world.write(chat, MESSAGE, None)
    gone.deleted = True
    for written, refusal in ((hers, (403, "NotEnoughPermissions")), (gone, (404, "ActivityNotFoundInConversation"))):
        at = f"/conversations/{chat.id}/activities/{written.id}"
        assert told(await http.put(at, json=MESSAGE)) == refusal
        assert told(await http.delete(at)) == refusal
    assert (hers.edits, hers.deleted, gone.edits) == ([], False, [])


def attached(content: Any, kind: str = "application/vnd.microsoft.card.adaptive") -> dict[str, Any]:
    return {"type": "message", "attachments": [{"contentType": kind, "content": content}]}


@pytest.mark.parametrize(
    ("activity", "refusal"),
    [
        ([], (400, "BadSyntax")),
        ({"text": "Hei"}, (400, "BadSyntax")),
        ({"type": "message"}, (400, "BadSyntax")),
        ({"type": "message", "text": "", "attachments": []}, (400, "BadSyntax")),
        (attached(card(text("Hei")), "application/pdf"), (400, "BadSyntax")),
        (attached(card(text("Hei"), {"type": "Marquee"}) | {"type": "Card"}), (400, "BadSyntax")),
        (attached(card(text("x" * LARGEST))), (413, "MessageSizeTooBig")),
        ({"type": "message", "text": "x" * 52_000}, (413, "MessageSizeTooBig")),
    ],
)
async def test_what_teams_does_not_take_is_not_written(
    http: httpx.AsyncClient, chat: Conversation, world: World, activity: Any, refusal: tuple[int, str]
) -> None:
    standing = world.write(chat, MESSAGE, None)
    at = f"/conversations/{chat.id}/activities"
    assert told(await http.post(at, json=activity)) == refusal
    assert told(await http.put(f"{at}/{standing.id}", json=activity)) == refusal
    assert (chat.messages, standing.activity, standing.edits) == ([standing], MESSAGE, [])


async def test_what_is_no_json_is_refused(http: httpx.AsyncClient, chat: Conversation) -> None:
    answer = await http.post(f"/conversations/{chat.id}/activities", content=b"{")
    assert (told(answer), chat.messages) == ((400, "BadSyntax"), [])


async def test_a_conversation_that_is_not_there(http: httpx.AsyncClient, chat: Conversation) -> None:
    for unknown in ("19:x@thread.tacv2", "a:1", f"{chat.id};messageid=1"):
        assert told(await http.post(f"/conversations/{unknown}/activities", json=MESSAGE)) == (
            404,
            "ConversationNotFound",
        )
        assert told(await http.get(f"/conversations/{unknown}/members")) == (404, "ConversationNotFound")


async def test_a_thread_is_known_by_its_first_message_alone(http: httpx.AsyncClient, world: World, team: Team) -> None:
    root = world.write(team.general, MESSAGE, None)
    answer = world.write(team.general, MESSAGE, None, root.id)
    for id_, status in ((root.id, 201), (answer.id, 404), ("1", 404)):
        sent = await http.post(f"/conversations/{team.id};messageid={id_}/activities", json=MESSAGE)
        assert sent.status_code == status
    assert (told(sent), len(team.general.messages)) == ((404, "ActivityNotFoundInConversation"), 3)


async def test_where_the_bot_is_not_it_neither_writes_nor_reads(
    http: httpx.AsyncClient, world: World, omar: User, team: Team, private: Channel, chat: Conversation
) -> None:
    refused = (403, "BotNotInConversationRoster")
    private.installed = False
    for at in (world.personal(omar), private):
        assert told(await http.post(f"/conversations/{at.id}/activities", json=MESSAGE)) == refused
        assert told(await http.get(f"/conversations/{at.id}/pagedMembers")) == refused
    assert (await http.post(f"/conversations/{team.id}/activities", json=MESSAGE)).status_code == 201
    team.installed, private.installed = False, True
    for at in (team.general, private):
        assert told(await http.post(f"/conversations/{at.id}/activities", json=MESSAGE)) == refused
    assert told(await http.get(f"/teams/{team.id}")) == refused
    world.disabled.add(LYNGVAG)
    assert told(await http.post(f"/conversations/{chat.id}/activities", json=MESSAGE)) == (403, "BotDisabledByAdmin")
    assert [each.messages for each in (chat, private)] == [[], []]


async def test_a_person_who_has_blocked_the_bot(http: httpx.AsyncClient, chat: Conversation) -> None:
    at = f"/conversations/{chat.id}/activities"
    chat.blocked = "ConversationBlockedByUser"
    assert told(await http.post(at, json=MESSAGE)) == (403, "ConversationBlockedByUser")
    chat.blocked = "MessageWritesBlocked"
    answer = await http.post(at, json=MESSAGE)
    assert (answer.status_code, answer.json()["errorCode"]) == (403, 209)
    assert '"subCode": "MessageWritesBlocked"' in answer.json()["message"]
    assert chat.messages == []


async def test_a_call_without_a_token_of_ours_is_refused(
    http: httpx.AsyncClient, chat: Conversation, service: Connector
) -> None:
    at = f"/conversations/{chat.id}/activities"
    denied = (401, {"message": "Authorization has been denied for this request."})
    service.demands_token = True
    for header in ({}, {"Authorization": "Bearer"}, {"Authorization": "Basic x"}):
        answer = await http.post(at, json=MESSAGE, headers=header)
        assert (answer.status_code, answer.json()) == denied
    assert (await http.post(at, json=MESSAGE, headers={"Authorization": "Bearer x"})).status_code == 201
    service.tokens = frozenset({"y"})
    assert (await http.post(at, json=MESSAGE, headers={"Authorization": "Bearer x"})).status_code == 401
    assert (await http.post(at, json=MESSAGE, headers={"Authorization": "Bearer y"})).status_code == 201
    assert len(chat.messages) == 2


async def test_an_address_that_is_none(http: httpx.AsyncClient, service: Connector) -> None:
    assert (await http.get("/conversations")).status_code == 404
    assert (await http.patch("/teams/x")).status_code == 404
    assert [call.name for call in service.calls] == ["unknown", "unknown"]
