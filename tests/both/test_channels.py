"""What is asked where others read along."""

from tests.both import differences
from tests.both.world import World

CHANNEL = "solvik-samba"


async def test_an_answer_in_a_channel_is_read_by_the_asker_alone(world: World) -> None:
    ingrid, marit = world.person("ingrid"), world.person("marit")
    await ingrid.mention(CHANNEL, "hjelp")
    seen = [await ingrid.screen(), *await ingrid.posts(CHANNEL)]
    assert sum("Eg hjelper deg med SamBa-møte" in each for each in seen) >= 1
    assert await marit.posts(CHANNEL) == differences.ASKED_IN_CHANNEL.at(world.where)
