"""Moving, cancelling, waiting, and cards that no longer apply."""

from tests.both import walks
from tests.both.person import Person
from tests.both.world import World

MARCH_9, MARCH_16 = "2027-03-09 10:00", "2027-03-16 10:00"


async def _cancel(person: Person, reference: str) -> None:
    """Cancel the meeting of a case."""
    await person.say(f"avlys {reference}")
    await person.tick("Sjukdom")
    await person.submit("Avlys møtet")
    await person.close()


async def test_a_meeting_is_moved_and_everybody_is_asked_anew(world: World) -> None:
    world.give_times("solvik", MARCH_9, MARCH_16)
    ingrid, hilde = world.person("ingrid"), world.person("hilde")
    reference = await walks.book(ingrid)
    await ingrid.say(f"flytt {reference}")
    await ingrid.tick("Tysdag 16. mars kl. 10.00–10.45")
    await ingrid.submit("Flytt møtet")
    await ingrid.reads(f"Sak {reference}: tysdag 16. mars kl. 10.00–10.45, Møterom 2, Solvik skule")
    await ingrid.reads("Sei frå til familien om den nye tida.")
    await ingrid.close()
    await hilde.sees("SamBa-møtet er no tysdag 16. mars kl. 10.00–10.45. Stad: Møterom 2, Solvik skule.")
    assert [name[-6:] for name, _ in await hilde.files()][-1:] == ["-1.ics"]
    assert f"SamBa-møte, sak {reference}: tysdag 16. mars" in await ingrid.card("Tida er di")


async def test_a_meeting_is_cancelled_without_saying_why(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid, hilde = world.person("ingrid"), world.person("hilde")
    reference = await walks.book(ingrid)
    await ingrid.say(f"avlys {reference}")
    await ingrid.submit("Avlys møtet")
    assert len(await ingrid.errors()) == 1
    await ingrid.tick("Sjukdom")
    await ingrid.submit("Avlys møtet")
    await ingrid.reads("Dei som var kalla inn, får vite det, og tida er ledig for andre.")
    await ingrid.close()
    await hilde.sees("Møtet er avlyst")
    await hilde.never_sees("jukdom", reference)


async def test_an_old_card_says_that_it_no_longer_applies(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid = world.person("ingrid")
    reference = await walks.book(ingrid)
    await ingrid.say("flytt")
    await _cancel(ingrid, reference)
    before = world.rows("select state, version from item")
    await ingrid.press_first("Flytt")
    await ingrid.sees("Møtet kan ikkje flyttast")
    assert world.rows("select state, version from item") == before


async def test_a_form_that_stood_open_too_long_changes_nothing(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid = world.person("ingrid")
    await walks.begin(ingrid)
    await world.until("2027-02-25 09:00")
    await ingrid.submit("Bestill tida")
    await ingrid.reads("Skjemaet er for gammalt")
    assert world.rows("select count(*) from meeting") == [(0,)]


async def test_who_waits_is_offered_the_time_that_comes_free(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid, marit = world.person("ingrid"), world.person("marit")
    reference = await walks.book(ingrid)
    await marit.say("bestill")
    await walks.to_times(marit)
    await marit.reads("Ingen tider er ledige på Solvik skule")
    await marit.press("Set meg på ventelista")
    await marit.reads("Du står på ventelista")
    await marit.close()
    await _cancel(ingrid, reference)
    await marit.sees("Ei tid står klar for deg")
    await marit.never_sees(reference)
    await marit.press("Ta tida")
    await marit.reads("Kor mange føresette skal vere med?")
    await marit.submit("Neste")
    await marit.submit("Bestill tida")
    assert await walks.reference_in(marit) != reference
    await marit.sees("Du har teke denne tida")
