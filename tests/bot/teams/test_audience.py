"""Who can read a channel or a group chat, as Teams tells it over HTTP."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from microsoft_teams.api import ApiClient
from microsoft_teams.common import ClientOptions

from bot.messenger import NeverArrives, Room, TryLater, Unreachable
from bot.teams.audience import MOST_MEMBERS, MOST_PAGES, read_audience
from bot.teams.references import Reference
from handlers.rules.audience import Audience, Reader
from tests.bot.scripted import Answered
from tests.bot.teams.conftest import ELSEWHERE, LYNGVAG
from tests.bot.teams.connector import Break, Channel, Connector, Conversation, Refusal, User, down, throttled
from tests.bot.teams.far_end import FarEnd, far_end

TEAM, CHANNEL = "19:team@thread.tacv2", "19:channel@thread.tacv2"


@pytest.fixture
async def api() -> AsyncIterator[ApiClient]:
    """A client with less patience than the real one has."""
    api = ApiClient("http://127.0.0.1:9", ClientOptions(timeout=0.3))
    yield api
    await api.http.http.aclose()


@pytest.fixture
def channel(service: Connector, ingrid: User) -> Channel:
    """A private channel of a team of two, with one of them in it."""
    team = service.world.team("Fjordvik skule", ingrid, service.world.user("Rune Vik", LYNGVAG))
    return service.world.channel(team, "Ressursteam", "private", ingrid)


def room(service: Connector, at: Conversation) -> Room:
    """A channel as we know it; what came from it last came in a thread."""
    team = at.team.id if isinstance(at, Channel) else ""
    reference = Reference(service.url, f"{at.id};messageid=1" if team else at.id, LYNGVAG, team)
    return Room("teams", LYNGVAG, at.id, str(reference))


def account(user: User) -> str:
    """What we know them by."""
    return user.object_id or user.id


async def test_every_member_of_a_private_channel_is_told_by_what_teams_says_of_them(
    service: Connector, api: ApiClient, channel: Channel, ingrid: User
) -> None:
    gro = service.world.user("Gro Gjest", LYNGVAG, "guest")
    siv = service.world.user("Siv Fremmed", ELSEWHERE)
    per = service.world.user("Per", ELSEWHERE, "anonymous")
    channel.members += [gro, siv, per]
    assert await read_audience(api, room(service, channel)) == Audience(
        private=True,
        readers=(
            Reader(account(ingrid)),
            Reader(account(gro), guest=True),
            Reader(account(siv), outsider=True),
            Reader(per.id, guest=True, outsider=True),
        ),
    )


async def test_a_group_chat_is_its_members(service: Connector, api: ApiClient, ingrid: User, omar: User) -> None:
    siv = service.world.user("Siv Fremmed", ELSEWHERE)
    chat = service.world.group_chat("Partane", ingrid, omar, siv)
    readers = (Reader(account(ingrid)), Reader(account(omar)), Reader(account(siv), outsider=True))
    assert await read_audience(api, room(service, chat)) == Audience(private=True, readers=readers)
    assert [call.name for call in service.calls] == ["members"]


async def test_a_standard_channel_is_open_and_a_shared_one_reaches_further_than_is_told(
    service: Connector, api: ApiClient, channel: Channel, ingrid: User
) -> None:
    standard = service.world.channel(channel.team, "Kantina")
    shared = service.world.channel(channel.team, "Med PPT", "shared", ingrid)
    read = [await read_audience(api, room(service, at)) for at in (channel.team.general, standard, shared)]
    assert read == [Audience(private=False), Audience(private=False), Audience(private=True, shared=True)]
    assert [call.name for call in service.calls] == ["channels", "channels"]


async def test_all_pages_are_read_and_no_more_than_a_room_for_one_child_has(
    service: Connector, api: ApiClient, channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.teams.audience.PAGE", 50)
    channel.members += [service.world.user(f"Nr {n}", LYNGVAG) for n in range(MOST_MEMBERS - 1)]
    read = await read_audience(api, room(service, channel))
    assert read == Audience(private=True, readers=tuple(Reader(account(user)) for user in channel.members))
    assert len(service.made("paged_members")) == MOST_MEMBERS // 50
    channel.members.append(service.world.user("En til", LYNGVAG))
    assert await read_audience(api, room(service, channel)) is None


async def test_a_chat_may_be_too_large_as_well(service: Connector, api: ApiClient, ingrid: User) -> None:
    others = [service.world.user(f"Nr {n}", LYNGVAG) for n in range(MOST_MEMBERS)]
    assert await read_audience(api, room(service, service.world.group_chat("Alle", ingrid, *others))) is None


async def test_where_nobody_is_told_of_nobody_can_say_who_reads(
    service: Connector, api: ApiClient, channel: Channel, ingrid: User
) -> None:
    chat = service.world.group_chat("Partane", ingrid)
    for empty in (channel, chat):
        empty.members.clear()
        assert await read_audience(api, room(service, empty)) is None


async def test_a_channel_that_its_team_does_not_show_us_cannot_be_read(
    service: Connector, api: ApiClient, channel: Channel
) -> None:
    channel.installed = False
    assert await read_audience(api, room(service, channel)) is None


async def test_where_we_are_in_the_team_no_longer_nothing_gets_through(
    service: Connector, api: ApiClient, channel: Channel
) -> None:
    channel.team.installed = False
    with pytest.raises(Unreachable) as raised:
        await read_audience(api, room(service, channel))
    assert raised.value.reason == "uninstalled"


@pytest.mark.parametrize("call", ["channels", "paged_members"])
@pytest.mark.parametrize(
    ("refusal", "error"),
    [
        (Refusal("BotNotInConversationRoster"), (Unreachable, "uninstalled")),
        (Refusal("ConversationNotFound"), (Unreachable, "uninstalled")),
        (Refusal("BotDisabledByAdmin"), (NeverArrives, "switched_off")),
        (Refusal("BadSyntax"), (NeverArrives, "BadSyntax")),
    ],
)
async def test_what_teams_refuses_is_told_as_it_refuses_it(
    call: str,
    refusal: Refusal,
    error: tuple[type[NeverArrives], str],
    service: Connector,
    api: ApiClient,
    channel: Channel,
) -> None:
    service.faults.plan(call, refusal)
    with pytest.raises(NeverArrives) as raised:
        await read_audience(api, room(service, channel))
    assert (type(raised.value), raised.value.reason) == error


@pytest.mark.parametrize("call", ["channels", "paged_members"])
@pytest.mark.parametrize("fault", [throttled(30), down(500), down(503), Break.HANGS, Break.CUTS])
async def test_what_passes_is_asked_again(
    call: str, fault: Any, service: Connector, api: ApiClient, channel: Channel
) -> None:
    service.faults.plan(call, fault)
    with pytest.raises(TryLater):
        await read_audience(api, room(service, channel))


def told(far: FarEnd, *channels: dict[str, Any]) -> Room:
    """A channel, and what its team is told to have."""
    far.usual[f"GET /v3/teams/{TEAM}/conversations"] = {"conversations": list(channels)}
    return Room("teams", LYNGVAG, CHANNEL, str(Reference(far.url, CHANNEL, LYNGVAG, TEAM)))


@pytest.mark.parametrize("kind", [{}, {"type": None}, {"type": "secret"}])
async def test_a_kind_that_teams_does_not_tell_cannot_be_read(kind: dict[str, Any], api: ApiClient) -> None:
    async with far_end() as far:
        assert await read_audience(api, told(far, {"id": CHANNEL, **kind})) is None
        assert await read_audience(api, told(far, {"id": "19:another@thread.tacv2", "type": "private"})) is None


async def test_a_roster_without_end_or_sense_is_none(api: ApiClient) -> None:
    async with far_end() as far:
        at = told(far, {"id": CHANNEL, "type": "private"})
        roster = f"GET /v3/conversations/{CHANNEL}/pagedMembers"
        far.usual[roster] = {"members": [{"id": "29:1"}], "continuationToken": "again"}
        assert await read_audience(api, at) is None
        assert far.addresses().count(roster) == MOST_PAGES
        far.usual[roster] = Answered(200, "[]")
        with pytest.raises(TryLater):
            await read_audience(api, at)


async def test_who_comes_from_nowhere_we_know_is_an_outsider(api: ApiClient) -> None:
    async with far_end() as far:
        at = told(far, {"id": CHANNEL, "type": "private"})
        members = [{"id": "29:1", "tenantId": LYNGVAG}, {"id": "29:2", "aadObjectId": "oid-2"}]
        far.usual[f"GET /v3/conversations/{CHANNEL}/pagedMembers"] = {"members": members}
        readers = (Reader("29:1", outsider=True), Reader("oid-2", outsider=True))
        assert await read_audience(api, at) == Audience(private=True, readers=readers)
        assert await read_audience(api, replace(at, workspace=ELSEWHERE)) == Audience(private=True, readers=readers)
