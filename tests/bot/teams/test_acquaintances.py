"""Whom and what we have met in Teams: references are kept and replaced, tenants asked for, greetings given once."""

from typing import Any

import pytest

from bot.teams.references import Reference
from tests.bot.teams.conftest import ELSEWHERE, LYNGVAG
from tests.bot.teams.house import House

HELLO = "Hei. Eg hjelper deg med SamBa-møte"


def reference(house: House, key: str) -> str:
    """Where somebody's own chat is."""
    return str(Reference(f"{house.service.url}/", house.chat(key).id, LYNGVAG))


def known(house: House, key: str) -> tuple[str | None, str | None]:
    """What an account is written to by, and why nothing gets through."""
    account = house.account(key)
    return account.reference, account.unreachable


async def test_whoever_writes_in_their_own_chat_can_be_written_to(house: House) -> None:
    assert known(house, "ingrid") == (None, None)
    await house.at("ingrid").say("hjelp")
    assert known(house, "ingrid") == (reference(house, "ingrid"), None)
    assert known(house, "jonas") == (None, None)


async def test_where_teams_takes_what_we_write_is_kept_as_it_was_last(house: House) -> None:
    await house.at("ingrid").say("hjelp")
    signer, moved = house.teams.line._signer, f"{house.service.url}/no/"
    assert signer is not None
    activity = house.line("ingrid", "hjelp", serviceUrl=moved)
    assert (await house.post(activity, token=signer.token(serviceurl=moved)))[0] == 200
    assert known(house, "ingrid") == (str(Reference(moved, house.chat("ingrid").id, LYNGVAG)), None)


async def test_what_is_said_among_others_is_no_way_to_reach_anybody(house: House) -> None:
    group = house.service.world.group_chat("Om møtet", house.people["ingrid"], house.people["jonas"])
    await house.at("ingrid").mention("hjelp", group)
    await house.at("ingrid").mention("hjelp", house.channel)
    odd = {"conversation": {"id": "a:new", "tenantId": LYNGVAG}}  # neither a chat of two, nor said to be anything else
    assert (await house.post(house.line("ingrid", "hjelp", **odd)))[0] == 200
    assert known(house, "ingrid") == (None, None)


async def test_an_account_is_its_tenants_own(house: House) -> None:
    ingrid = house.people["ingrid"]
    stranger = house.service.world.user("Ingrid Haugland", ELSEWHERE, object_id=ingrid.object_id)
    person = house.teams.person(stranger)
    with pytest.raises(AssertionError, match="403"):
        await person._line.tell(house.teams.envelope.installation(stranger, person.chat, "add"))
    assert (known(house, "ingrid"), house.service.calls) == ((None, None), [])


async def test_a_tenant_is_asked_for_once_a_while(house: House) -> None:
    acquaintances = house.part._listeners._acquaintances
    assert [await acquaintances.is_known(each) for each in (LYNGVAG, ELSEWHERE, "", LYNGVAG)] == [
        True,
        False,
        False,
        True,
    ]
    assert list(acquaintances._tenants) == [LYNGVAG]


async def test_whoever_installs_us_is_greeted_once(house: House) -> None:
    ingrid = house.people["ingrid"]
    await house.teams.install(ingrid)
    add = house.teams.envelope.installation(ingrid, house.chat("ingrid"), "add")
    again = [await house.post(add) for _ in range(3)]
    assert again == [(200, "")] * 3
    screen = house.at("ingrid").screen()
    # The first of the two is told of under another id: Teams has taken it for a new one.
    assert (screen.count(HELLO), len(house.chat("ingrid").from_bot())) == (2, 2)
    assert known(house, "ingrid") == (reference(house, "ingrid"), None)


async def test_whoever_is_nobody_here_is_not_greeted(house: House) -> None:
    user = house.service.world.user("Nokon Annan", LYNGVAG)
    before = house.kept()
    await house.teams.install(user)
    anonymous = house.service.world.user("Gjest", LYNGVAG, "anonymous")
    await house.teams.install(anonymous)
    assert (house.service.calls, house.kept()) == ([], before)


async def test_whoever_removes_us_is_not_written_to_until_they_are_met_again(house: House) -> None:
    ingrid = house.people["ingrid"]
    await house.at("ingrid").say("hjelp")
    await house.teams.remove(ingrid)
    assert known(house, "ingrid") == (None, "uninstalled")
    await house.teams.install(ingrid)
    assert known(house, "ingrid") == (reference(house, "ingrid"), None)


async def test_a_new_version_of_the_app_is_neither_a_farewell_nor_a_greeting(house: House) -> None:
    ingrid, chat = house.people["ingrid"], house.chat("ingrid")
    await house.at("ingrid").say("hjelp")
    sent = len(house.service.calls)
    for action in ("remove-upgrade", "add-upgrade"):
        assert await house.post(house.teams.envelope.installation(ingrid, chat, action)) == (200, "")
    assert known(house, "ingrid") == (reference(house, "ingrid"), None)
    assert len(house.service.calls) == sent


async def test_the_greeting_that_teams_does_not_take_is_no_fault(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    ingrid = house.people["ingrid"]
    house.chat("ingrid").blocked = "ConversationBlockedByUser"
    add = house.teams.envelope.installation(ingrid, house.chat("ingrid"), "add")
    assert await house.post(add) == (200, "")
    assert "unanswered call=send error=ConversationBlockedByUser" in caplog.text


def in_team(house: House, conversation: str = "") -> str:
    """Where the registered channel is."""
    channel = house.channel
    return str(Reference(f"{house.service.url}/", conversation or channel.id, LYNGVAG, channel.team.id))


async def test_a_team_that_lets_us_in_tells_of_its_channels(house: House) -> None:
    assert house.reference_of_channel() is None
    await house.teams.install(house.people["ingrid"], house.channel.team.general)
    assert house.reference_of_channel() == in_team(house)
    assert house.chat("ingrid").from_bot() == []


async def test_a_channel_is_written_to_where_it_is_and_not_where_it_was_told_of(house: House) -> None:
    general, channel = house.channel.team.general, house.channel
    activity = house.teams.envelope.update(house.people["ingrid"], general, "channelRenamed")
    activity["channelData"]["channel"] = {"id": channel.id, "name": "solvik-samba"}
    assert await house.post(activity) == (200, "")
    assert house.reference_of_channel() == in_team(house)


async def test_what_is_written_in_a_thread_keeps_the_channel_and_not_the_thread(house: House) -> None:
    ingrid = house.people["ingrid"]
    first = house.service.world.write(house.channel, {"type": "message", "text": "Hei"}, ingrid)
    await house.at("ingrid").mention("hjelp", house.channel, first.id)
    assert house.reference_of_channel() == in_team(house)


async def changes(house: House, event: Any) -> list[str]:
    """Of which conversations the rest of the bot is told that others may read them, after something."""
    house.changed.clear()
    await event
    assert {(tenant, new) for tenant, _, new in house.changed} <= {(LYNGVAG, None)}
    return [channel for _, channel, _ in house.changed]


async def test_whatever_may_change_who_reads_a_channel_is_told(house: House) -> None:
    teams, team, channel, tor = house.teams, house.channel.team, house.channel, house.people["tor"]
    group = house.service.world.group_chat("Om møtet", house.people["ingrid"], house.people["jonas"])
    everywhere = [team.id, channel.id]
    assert await changes(house, teams.join(tor, channel)) == [channel.id]
    assert await changes(house, teams.leave(tor, channel)) == [channel.id]
    assert await changes(house, teams.happens(tor, channel, "channelShared")) == [channel.id]
    assert await changes(house, teams.happens(tor, channel, "channelUnshared")) == [channel.id]
    assert await changes(house, teams.join(tor, team)) == everywhere
    assert await changes(house, teams.leave(tor, team)) == everywhere
    assert await changes(house, teams.join(tor, group)) == [group.id]
    assert await changes(house, teams.leave(tor, group)) == [group.id]
    for event in ("channelCreated", "channelRenamed", "channelRestored", "teamRenamed", "something.new"):
        assert await changes(house, teams.happens(tor, channel, event)) == []
    assert await changes(house, teams.install(house.people["ingrid"])) == []


async def test_a_team_that_shuts_us_out_is_asked_nothing_more(house: House) -> None:
    general, channel = house.channel.team.general, house.channel
    await house.teams.install(house.people["ingrid"], general)
    house.channel.team.installed = False
    house.service.calls.clear()
    gone = house.teams.envelope.update(house.people["ingrid"], general, "teamMemberRemoved")
    told = changes(house, house.post(gone | {"membersRemoved": [house.teams.envelope.bot]}))
    assert (await told, house.service.calls) == ([general.id], [])
    await house.teams.remove(house.people["ingrid"], channel)
    assert house.service.calls == []
