"""The story from the first time to the last reminder, as people walk it."""

from tests.both import walks
from tests.both.world import World


async def test_from_the_first_time_to_the_last_reminder(world: World) -> None:
    ingrid, hilde = world.person("ingrid"), world.person("hilde")
    await walks.give_times(world)
    reference = await walks.book(ingrid)
    await ingrid.sees(f"SamBa-møte, sak {reference}: tysdag 9. mars kl. 10.00–10.45. Møterom 2, Solvik skule.")
    await walks.register_both(ingrid)

    await hilde.sees("Du er kalla inn til SamBa-møte tysdag 9. mars kl. 10.00–10.45")
    await hilde.never_sees(reference)
    await world.until("2027-03-02 09:01")
    await hilde.sees(f"Sak {reference}")
    await hilde.sees("Kva går bra no?")
    await hilde.press("Ja")
    await world.until("2027-03-08 09:01")
    await hilde.sees("I morgon kl. 10.00: SamBa-møte")
    await world.until("2027-03-09 09:01")
    await hilde.sees("I dag kl. 10.00: SamBa-møte")
    await ingrid.sees("Helsestasjonen: Hilde Aase kjem")


async def test_a_meeting_with_people_of_both_platforms(mixed: World) -> None:
    ingrid, hilde, per = (mixed.person(key) for key in ("ingrid", "hilde", "per"))
    assert [mixed.platform_of(key) for key in ("ingrid", "hilde", "per")] == ["teams", "slack", "slack"]
    await walks.give_times(mixed)
    reference = await walks.book(ingrid)
    await walks.register_both(ingrid)
    await hilde.sees("Du er kalla inn til SamBa-møte tysdag 9. mars kl. 10.00–10.45")
    await mixed.until("2027-03-02 09:01")
    for person in (ingrid, hilde, per):
        await person.sees(f"Sak {reference}")
    await hilde.press("Ja")
    await ingrid.sees("Helsestasjonen: Hilde Aase kjem")
