"""The connector makes conversations, and tells who is where, as Microsoft's does."""

from typing import Any

import httpx
import pytest
from microsoft_teams.api import ApiClient
from microsoft_teams.api.clients.conversation import CreateConversationParams
from microsoft_teams.api.models import Account

from tests.bot.teams.conftest import ELSEWHERE, LYNGVAG, MESSAGE, told
from tests.bot.teams.connector import Channel, Conversation, Team, User, World


async def test_somebodys_own_chat_is_found_by_either_id_again_and_again(
    api: ApiClient, http: httpx.AsyncClient, ingrid: User, chat: Conversation
) -> None:
    for member in (ingrid.id, ingrid.object_id):
        assert member
        made = await api.conversations.create(CreateConversationParams(members=[Account(id=member)], tenant_id=LYNGVAG))
        assert (made.id, made.activity_id) == (chat.id, None)
    asked = {"members": [{"id": ingrid.id}], "channelData": {"tenant": {"id": LYNGVAG}}, "activity": MESSAGE}
    answer = await http.post("/conversations", json=asked)
    assert (answer.status_code, answer.json(), len(chat.messages)) == (201, {"id": chat.id}, 1)


async def test_a_thread_in_a_channel(http: httpx.AsyncClient, private: Channel) -> None:
    asked = {"isGroup": True, "channelData": {"channel": {"id": private.id}}, "tenantId": LYNGVAG, "activity": MESSAGE}
    answer = await http.post("/conversations", json=asked)
    [standing] = private.messages
    made = {"id": f"{private.id};messageid={standing.id}", "activityId": standing.id}
    assert (answer.status_code, answer.json(), standing.root) == (201, made, standing.id)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"tenantId": None}, (400, "BadSyntax")),
        ({"tenantId": ELSEWHERE}, (400, "BadSyntax")),
        ({"members": []}, (400, "BadSyntax")),
        ({"members": [{"id": "29:unknown"}]}, (400, "BadSyntax")),
        ({"isGroup": True}, (400, "BadSyntax")),
        ({"isGroup": True, "channelData": {"channel": {"id": "19:x@thread.tacv2"}}}, (400, "BadSyntax")),
        (
            {"isGroup": True, "channelData": {"channel": {"id": "19:x"}}, "activity": MESSAGE},
            (404, "ConversationNotFound"),
        ),
        ({"activity": {"type": "message"}}, (400, "BadSyntax")),
    ],
)
async def test_a_conversation_that_cannot_be_made(
    http: httpx.AsyncClient, ingrid: User, world: World, changes: dict[str, Any], refusal: tuple[int, str]
) -> None:
    asked = {"members": [{"id": ingrid.object_id}], "tenantId": LYNGVAG} | changes
    assert told(await http.post("/conversations", json=asked)) == refusal
    assert [each.messages for each in world.conversations.values()] == [[]]


async def test_a_chat_of_several_cannot_be_made(http: httpx.AsyncClient, world: World, ingrid: User) -> None:
    others = world.user("Per Berg", LYNGVAG)
    world.personal(others).installed = True
    asked = {"members": [{"id": ingrid.id}, {"id": others.id}], "tenantId": LYNGVAG}
    assert told(await http.post("/conversations", json=asked)) == (400, "BadSyntax")


async def test_who_has_not_installed_the_bot_is_not_written_to(
    http: httpx.AsyncClient, omar: User, world: World
) -> None:
    asked = {"members": [{"id": omar.object_id}], "tenantId": LYNGVAG}
    assert told(await http.post("/conversations", json=asked)) == (403, "ForbiddenOperationException")
    world.disabled.add(LYNGVAG)
    assert told(await http.post("/conversations", json=asked)) == (403, "BotDisabledByAdmin")


async def test_the_roster_tells_who_somebody_is(api: ApiClient, world: World, ingrid: User, team: Team) -> None:
    guest = world.user("Anna Gjest", ELSEWHERE, "guest")
    nobody = world.user("Ukjend", LYNGVAG, "anonymous")
    channel = world.channel(team, "Delt", "shared", ingrid, guest, nobody)
    members = await api.conversations.get_members(channel.id)
    assert [(each.name, each.aad_object_id, each.tenant_id, each.user_role) for each in members] == [
        ("Ingrid Solheim", ingrid.object_id, LYNGVAG, "user"),
        ("Anna Gjest", guest.object_id, ELSEWHERE, "guest"),
        ("Ukjend", None, LYNGVAG, "anonymous"),
    ]
    assert [each.id for each in members] == [ingrid.id, guest.id, nobody.id]
    for id_ in (guest.id, guest.object_id):
        assert id_
        assert (await api.conversations.get_member_by_id(channel.id, id_)).name == "Anna Gjest"


async def test_who_is_not_there_is_not_found(
    http: httpx.AsyncClient, api: ApiClient, omar: User, team: Team, private: Channel
) -> None:
    assert (await api.conversations.get_member_by_id(team.id, omar.id)).name == "Omar Haddad"
    assert told(await http.get(f"/conversations/{private.id}/members/{omar.id}")) == (
        404,
        "MemberNotFoundInConversation",
    )


@pytest.mark.parametrize(
    ("asked", "sizes"), [(None, [200, 200, 120]), (100, [100] * 5 + [20]), (10, [50] * 10 + [20]), (900, [500, 20])]
)
async def test_a_large_roster_comes_in_pages(api: ApiClient, world: World, asked: int | None, sizes: list[int]) -> None:
    team = world.team("Alle", *(world.user(f"Person {number}", LYNGVAG) for number in range(520)))
    pages = [await api.conversations.get_paged_members(team.id, asked)]
    while pages[-1].continuation_token:
        pages.append(await api.conversations.get_paged_members(team.id, asked, pages[-1].continuation_token))
    assert [len(page.members) for page in pages] == sizes
    assert [each.id for page in pages for each in page.members] == [user.id for user in team.members]


async def test_a_chat_comes_whole(api: ApiClient, http: httpx.AsyncClient, world: World) -> None:
    chat = world.group_chat("Mange", *(world.user(f"Person {number}", LYNGVAG) for number in range(70)))
    page = await api.conversations.get_paged_members(chat.id, 50)
    assert (len(page.members), page.continuation_token) == (70, None)
    answer = await http.get(f"/conversations/{chat.id}/pagedMembers", params={"continuationToken": "x"})
    assert told(answer) == (400, "BadSyntax")


async def test_a_team_and_its_channels(
    api: ApiClient, http: httpx.AsyncClient, world: World, team: Team, private: Channel
) -> None:
    hidden = world.channel(team, "Løynd", "private")
    hidden.installed = False
    standard = world.channel(team, "Trinn 1")
    shared = world.channel(team, "Delt", "shared")
    details = await api.teams.get_by_id(team.id)
    assert (details.name, details.aad_group_id, details.tenant_id) == ("Skulen", team.group, LYNGVAG)
    assert (details.channel_count, details.member_count) == (5, 2)
    channels = await api.teams.get_conversations(team.id)
    assert [(each.id, each.name, each.type) for each in channels] == [
        (team.id, None, "standard"),
        (private.id, "Leiinga", "private"),
        (standard.id, "Trinn 1", "standard"),
        (shared.id, "Delt", "shared"),
    ]
    assert told(await http.get(f"/teams/{private.id}")) == (404, "ConversationNotFound")
