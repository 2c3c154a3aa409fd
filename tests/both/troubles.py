"""What goes wrong on the way to those who are written to, in the way of each platform."""

from dataclasses import replace

import aiohttp
from sqlmodel import update

from store.deliveries import Delivery
from tests.bot.teams.connector import Break, throttled
from tests.both.rooms import account_in_slack, teams, user, workspace
from tests.both.world import World


async def loses_answers(world: World, count: int) -> None:
    """The next messages get through, and the bot is not told so."""
    if world.where == "slack":
        await _fails(world, "lost", "chat.postMessage", count)
    else:
        teams(world).connector.faults.plan("send", *[Break.LOST] * count)


async def turns_away(world: World, count: int) -> None:
    """The next messages to one reader come too fast for the platform, which says how long to wait."""
    if world.where == "slack":
        await _fails(world, "rate", "chat.postMessage", count)
    else:
        teams(world).connector.faults.plan("send", *[throttled(30)] * count)


async def waits(world: World) -> None:
    """The time passes after which the bot tries again what could not be sent."""
    with world.database.session() as session:
        session.exec(update(Delivery).values(not_before=None))
    await world.settle()


async def goes(world: World, key: str, *, silently: bool) -> None:
    """Somebody can no longer be written to: their account is closed in Slack, which tells nobody; in Teams they remove
    the bot, or block it without a word.
    """
    if world.where == "slack":
        there = workspace(world)
        users = [
            replace(each, deactivated=each.deactivated or each.id == account_in_slack(key))
            for each in there.setup.users
        ]
        there.setup = replace(there.setup, users=tuple(users))
    elif silently:
        teams(world).clients.block(user(world, key))
    else:
        await teams(world).clients.remove(user(world, key))
    await world.settle()


async def _fails(world: World, kind: str, method: str, times: int = 1) -> None:
    """Let the next calls of a method go wrong: see `bot.playground.faults`."""
    assert world.slack is not None
    given = {"kind": kind, "method": method, "times": times}
    async with aiohttp.ClientSession() as session, session.post(f"{world.slack.url}/inspect/faults", json=given) as got:
        assert got.status == 200, await got.text()
