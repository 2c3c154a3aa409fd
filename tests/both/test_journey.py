"""The whole story as people walk it: on each platform, and with people of both in one meeting."""

import pytest

from tests.both import after, walks
from tests.both.world import World


async def test_from_the_first_time_to_the_last_reminder_the_summary_and_the_digest(world: World) -> None:
    ingrid, hilde, per, marit = (world.person(key) for key in ("ingrid", "hilde", "per", "marit"))
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

    await world.until("2027-03-10 09:01")
    await after.write(ingrid, "#solvik-samba", "Per Instefjord, PPT")
    [post] = await marit.posts("solvik-samba")
    for text in (f"Oppsummering: SamBa-møte, sak {reference}", after.TEXT, "Rettleiing: PPT, innan fredag 2. april"):
        assert text in post
    assert [word for word in ("Føresett", "føresette", "Per Instefjord") if word in post] == []
    await per.press("Merk som gjort")
    await per.sees("Merkt som gjort onsdag 10. mars.")
    await world.until("2027-03-15 07:31")
    await marit.sees("Færre enn 5 møte blei haldne i veke 10.")
    await marit.never_sees(reference)


@pytest.mark.parametrize("channel", ["solvik-samba", "solvik-team"])
async def test_a_meeting_of_both_platforms_works_from_booking_to_minutes(mixed: World, channel: str) -> None:
    ingrid, marit, hilde, per = (mixed.person(key) for key in ("ingrid", "marit", "hilde", "per"))
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

    await mixed.until("2027-03-10 09:01")
    await after.write(ingrid, f"#{channel}", "Per Instefjord, PPT")
    reader = hilde if channel == "solvik-samba" else marit
    [post] = await reader.posts(channel)
    assert f"Oppsummering: SamBa-møte, sak {reference}" in post
    await hilde.sees(f"Oppsummering: SamBa-møte, sak {reference}")
    await per.press("Merk som gjort")
    [post] = await reader.posts(channel)
    assert "Rettleiing: PPT, gjort" in post
