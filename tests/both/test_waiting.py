"""What waits after a meeting, on the own page: what is overdue first, and gone when it is seen to."""

from tests.both import after
from tests.both.test_posts import WAYS
from tests.both.world import World

LATE, WAITS = "Over fristen", "Ventar på deg"


async def test_what_is_overdue_stands_first_and_is_seen_to_from_the_page(world: World) -> None:
    per, ingrid = world.person("per"), world.person("ingrid")
    reference = (await after.held(world)).reference
    await after.write(ingrid, "Berre til partane", "Per Instefjord, PPT", documented="Seinare. Minn meg på det.")
    measure = "Rettleiing. Avtalt i eit møte tysdag 9. mars."
    page = after.lines(await per.page())
    assert page.index(WAITS) < page.index(measure)
    assert LATE not in page
    await world.until("2027-04-07 10:00")
    page = after.lines(await per.page())
    assert page[: page.index(measure) + 1][-2:] == [LATE, measure]
    assert page[page.index(measure) + 1] == "Over fristen sidan fredag 2. april."
    await per.press_on_page("Merk som gjort", beside=measure)
    assert measure not in await per.page()
    documentation = f"Sak {reference} er ikkje dokumentert enno. Møtet var tysdag 9. mars kl. 10.00."
    page = after.lines(await ingrid.page())
    assert page.index(LATE) < page.index(documentation)


async def test_a_summary_that_stands_nowhere_waits_until_it_is_settled(world: World) -> None:
    ingrid = world.person("ingrid")
    reference = (await after.written(world, "solvik-bup")).reference
    line = f"Oppsummeringa i sak {reference} står ikkje i nokon kanal. Vel kvar eg skal sende oppsummeringa."
    assert line in await ingrid.page()
    await ingrid.press(WAYS[1])
    assert line not in await ingrid.page()
