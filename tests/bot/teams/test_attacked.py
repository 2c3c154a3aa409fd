"""Whatever Teams might send, over real HTTP to the whole of it: answered or refused, and never a fault of ours."""

import asyncio
import logging
from collections import Counter
from typing import Any

import aiohttp
import pytest

from tests.bot.teams.house import House
from tests.bot.teams.keys import Signer
from tests.mangling import mangled

# What stands in every activity and is looked at nowhere.
UNREAD = ("timestamp", "localTimestamp", "localTimezone", "locale", "entities", "attachments", "textFormat")
# Who is answered with anything at all, and what no client shows as an error.
ANSWERS = {200, 400, 401, 403, 501}


async def activities(house: House) -> list[dict[str, Any]]:
    """A line, a form that is sent in, somebody who comes to a channel, and an installation."""
    envelope, ingrid = house.teams.envelope, house.people["ingrid"]
    await house.at("ingrid").say("bestill")
    message = house.chat("ingrid").from_bot()[-1]
    assert message.card is not None
    button = message.card["actions"][0]
    press = envelope.press(ingrid, house.chat("ingrid"), "", message.id, button, {**button["data"], "age": "1"})
    came = envelope.update(ingrid, house.channel, "channelMemberAdded", membersAdded=[envelope.bot])
    added = envelope.installation(ingrid, house.chat("ingrid"), "add")
    found = (house.line("ingrid", "hjelp"), press, came, added)
    return [{name: each for name, each in activity.items() if name not in UNREAD} for activity in found]


async def test_whatever_teams_might_send_is_never_a_fault_of_ours(
    house: House, signer: Signer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    sound = await activities(house)
    bodies = [each for activity in sound for each in mangled(activity)]
    before = len(house.kept()["draft"])
    statuses: Counter[int] = Counter()
    headers = {"Authorization": f"Bearer {signer.token()}"}
    async with aiohttp.ClientSession(house.url, headers=headers) as session:

        async def post(body: Any) -> int:
            async with session.post("/api/messages", json=body) as answer:
                await answer.read()
                return answer.status

        for start in range(0, len(bodies), 40):
            statuses.update(await asyncio.gather(*map(post, bodies[start : start + 40])))
    assert set(statuses) <= ANSWERS
    assert min(statuses[200], statuses[400], statuses[403]) > 50
    errors = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert (errors, [record for record in caplog.records if record.exc_info]) == ([], [])
    assert len(house.kept()["draft"]) == before
    assert [(await house.post({**each, "id": f"f:last{number}"}))[0] for number, each in enumerate(sound)] == [200] * 4


async def test_of_many_who_press_the_same_at_once_everybody_is_answered(house: House) -> None:
    _, press, *_ = await activities(house)
    answers = await asyncio.gather(*(house.post({**press, "id": f"f:{number}"}) for number in range(20)))
    assert [(status, body["statusCode"]) for status, body in answers] == [(200, 200)] * 20
    assert len(house.kept()["draft"]) == 1
    assert len(house.chat("ingrid").from_bot()) == 1
