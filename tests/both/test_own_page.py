"""The own page, language, and when messages come."""

from tests.both import differences, walks
from tests.both.world import World

MARCH_9, MARCH_16 = "2027-03-09 10:00", "2027-03-16 10:00"


async def test_what_is_done_from_the_page_is_seen_on_it(world: World) -> None:
    world.give_times("solvik", MARCH_9, MARCH_16)
    ingrid = world.person("ingrid")
    page = await ingrid.page()
    assert "Ingenting ventar på deg." in page
    assert page.count("Bestill denne tida") == 2
    await ingrid.press_on_page("Bestill denne tida", beside="Tysdag 16. mars")
    await walks.to_times(ingrid)
    assert await ingrid.filled("Vel ei tid") == ["Tysdag 16. mars kl. 10.00–10.45"]
    await ingrid.submit("Neste")
    await ingrid.submit("Neste")
    await ingrid.submit("Bestill tida")
    reference = await walks.reference_in(ingrid)
    page = await ingrid.page()
    assert f"Samtykke manglar i sak {reference}" in page
    assert page.count("Bestill denne tida") == 1


async def test_messages_come_when_one_has_chosen(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid, hilde = world.person("ingrid"), world.person("hilde")
    await hilde.say("oppsett")
    await hilde.press("Endre tidene")
    await hilde.fill("Frå", "10.00")
    await hilde.fill("Til", "11.00")
    await hilde.submit("Lagre")
    assert await hilde.errors() == ["Det må vere minst to timar mellom tidene, så meldingane kan nå deg."]
    await hilde.fill("Til", "15.00")
    await hilde.submit("Lagre")
    await hilde.reads("frå kl. 10.00 til kl. 15.00, slik du har valt")
    await hilde.close()
    await walks.book(ingrid)
    await hilde.never_sees("Du er kalla inn")
    await world.until("2027-02-23 10:00")
    await hilde.sees("Du er kalla inn til SamBa-møte tysdag 9. mars")


async def test_nothing_comes_in_the_evening(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid, hilde = world.person("ingrid"), world.person("hilde")
    await world.until("2027-02-23 19:00")
    await walks.book(ingrid)
    await hilde.never_sees("Du er kalla inn")
    await world.until("2027-02-24 07:01")
    await hilde.sees("Du er kalla inn til SamBa-møte tysdag 9. mars")


async def test_the_language_is_changed_and_holds_for_all_that_follows(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid, hilde = world.person("ingrid"), world.person("hilde")
    await hilde.say("språk")
    await hilde.press("Bokmål")
    await hilde.sees("Nå skriver jeg bokmål til deg")
    await hilde.say("liste")
    await hilde.sees("Du har ingen møter framover.")
    await walks.book(ingrid)
    await hilde.sees("Du er kalt inn til SamBa-møte tirsdag 9. mars kl. 10.00–10.45")


async def test_the_page_follows_what_happens_or_is_asked_for_again(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid = world.person("ingrid")
    await ingrid.page()
    await ingrid.press_on_page("Bytt til bokmål")
    await ingrid.close()
    shown = await ingrid.page_as_it_stands()
    assert ("Ledige tider på Solvik skole" in shown) is differences.PAGE_FOLLOWS.at(world.where)
    assert "Ledige tider på Solvik skole" in await ingrid.page()
