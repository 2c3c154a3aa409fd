"""What is lost on the way, refused for a while, or cannot arrive: nothing is sent twice, and somebody is told."""

import pytest

from tests.both import after, differences, troubles
from tests.both.world import World

SUMMARY = "Oppsummering: SamBa-møte"
UNSURE = "Ei melding har kanskje ikkje kome fram"


async def test_what_may_have_got_through_is_never_sent_again(world: World) -> None:
    ingrid, made = world.person("ingrid"), await after.held(world)
    await troubles.loses_answers(world, 4)  # the post's, and those of the three parties
    await after.rewritten(world, made, "solvik-samba")
    for _ in range(3):
        await troubles.waits(world)
    assert len(await ingrid.posts("solvik-samba")) == 1
    for key in ("hilde", "erik", "per"):
        assert (await world.person(key).screen()).count(SUMMARY) == 1
    assert (UNSURE in await ingrid.screen()) is differences.LOST_ANSWER.at(world.where)
    await ingrid.press("Ja, oppsummeringa står der")
    await ingrid.sees("Oppsummeringa står i #solvik-samba, men eg får ikkje endra det som står der.")
    assert len(await ingrid.posts("solvik-samba")) == 1


async def test_what_is_turned_away_for_a_while_arrives_later_and_once(world: World) -> None:
    per, ingrid = world.person("per"), world.person("ingrid")
    await after.held(world)
    await after.to_preview(ingrid, "Per Instefjord, PPT", "Per Instefjord, PPT")
    await troubles.turns_away(world, 3)
    await after.send(ingrid, "Berre til partane")
    for _ in range(4):
        await troubles.waits(world)
    assert (await per.screen()).count(SUMMARY) == 1
    assert (await per.screen()).count("Du har fått eit tiltak") == 2
    await ingrid.sees("Har fått oppsummeringa her: 3 av 3.")


@pytest.mark.parametrize("silently", [False, True])
async def test_the_convener_is_told_of_somebody_who_cannot_be_reached(world: World, silently: bool) -> None:
    ingrid, made = world.person("ingrid"), await after.held(world)
    await troubles.goes(world, "hilde", silently=silently)
    await after.rewritten(world, made, "parties")
    await ingrid.sees("Ei melding kom ikkje fram")
    await ingrid.sees("Hilde Aase får ikkje oppsummeringa av meg.")
    await ingrid.sees("Har fått oppsummeringa her: 2 av 3.")
