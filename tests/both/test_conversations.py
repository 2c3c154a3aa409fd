"""The closed conversation of the parties: its convener brings the bot in, and the summary may stand there."""

import pytest

from handlers.rules.audience import Unsafe
from tests.both import after, differences, rooms
from tests.both.person import Person
from tests.both.test_posts import REFUSED, STUB, reason
from tests.both.world import World

CONVERSATION = "Samtalen de har for denne saka"


async def test_it_is_offered_first_and_gets_the_summary(world: World) -> None:
    ingrid, made = world.person("ingrid"), await after.held(world)
    there = await rooms.closed_conversation(world)
    await rooms.asks_in(world, "ingrid", f"oppsummering {made.reference}", there)
    await to_where(ingrid)
    assert (await ingrid.options("Kvar skal eg sende oppsummeringa?"))[:2] == [CONVERSATION, "#solvik-samba"]
    await after.send(ingrid, CONVERSATION)
    await ingrid.sees("Oppsummeringa står i samtalen de har for denne saka.")
    [post] = await rooms.said_in(world, there)
    assert f"Oppsummering: SamBa-møte, sak {made.reference}" in post
    await rooms.joins(world, "jonas", there)
    [post] = await rooms.said_in(world, there)
    assert after.lines(post) == STUB


@pytest.mark.parametrize(("other", "unsafe"), [("jonas", Unsafe.OTHERS), ("gjest", Unsafe.OUTSIDERS)])
async def test_who_is_in_it_is_judged_as_anywhere(world: World, other: str, unsafe: Unsafe) -> None:
    ingrid, made = world.person("ingrid"), await after.held(world)
    await is_refused_among(world, ingrid, made.reference, other, unsafe)


async def test_somebody_of_another_organisation_in_it(world: World) -> None:
    ingrid, made = world.person("ingrid"), await after.held(world)
    await is_refused_among(world, ingrid, made.reference, "bup", differences.OUTSIDER.at(world.where))


async def is_refused_among(world: World, ingrid: Person, reference: str, other: str, unsafe: str) -> None:
    """With that one in the conversation the summary is refused, and why is told."""
    there = await rooms.closed_conversation(world, other)
    await rooms.asks_in(world, "ingrid", f"oppsummering {reference}", there)
    await to_where(ingrid)
    await after.send(ingrid, CONVERSATION)
    card = await ingrid.card(REFUSED)
    assert reason(unsafe) in card
    assert "samtalen de har for denne saka" in card
    assert await rooms.said_in(world, there) == []


async def test_who_does_not_convene_brings_nothing_in(world: World) -> None:
    ingrid, hilde, made = world.person("ingrid"), world.person("hilde"), await after.held(world)
    there = await rooms.closed_conversation(world)
    await rooms.asks_in(world, "hilde", f"oppsummering {made.reference}", there)
    assert made.reference not in (await rooms.said_in(world, there))
    assert "Korleis gjekk møtet?" not in await hilde.screen()
    await after.to_preview(ingrid)
    assert CONVERSATION not in await ingrid.options("Kvar skal eg sende oppsummeringa?")


async def to_where(ingrid: Person) -> None:
    """From the first form, which is open, to the last."""
    await after.to_outcome(ingrid)
    await after.fill_outcome(ingrid)
    await ingrid.submit("Neste")
    await ingrid.submit("Neste")
    await ingrid.reads("Slik ser oppsummeringa ut i ein kanal:")
