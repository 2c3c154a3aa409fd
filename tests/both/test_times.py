"""The coordinator's times one by one, a day that is called off, and the line of those who wait."""

from datetime import date, time

from tests.both import after, differences, walks
from tests.both.person import Person
from tests.both.world import World

MARCH_9, MARCH_16 = "2027-03-09 10:00", "2027-03-16 10:00"


async def test_one_time_is_added_where_it_may_be(world: World) -> None:
    anne = world.person("anne")
    await anne.say("tider")
    await anne.press("Legg inn éi tid")
    await anne.fill("Skule eller barnehage", "Solvik skule")
    await anne.fill("Dato", date(2027, 3, 23))
    await anne.fill("Start", time(10))
    await anne.fill("Stad", "Møterom 2")
    await anne.submit("Legg inn tida")
    assert await anne.errors() == ["Det er ingen møte denne dagen: Påskeferie. Vel ein annan dag."]
    await anne.fill("Dato", date(2027, 3, 9))
    await anne.submit("Legg inn tida")
    await anne.reads("Éi tid kan no bestillast på Solvik skule.")
    assert world.rows("select starts_at, state from slot") == [("2027-03-09 09:00:00.000000", "open")]
    await anne.press("Vis tidene")
    await anne.reads("Tysdag 9. mars kl. 10.00–10.45: ledig")
    await anne.press("Alle skular og barnehagar")
    await anne.reads("Solvik skule: neste ledige tid er tysdag 9. mars kl. 10.00.")


async def test_a_day_is_called_off_and_everybody_is_told(world: World) -> None:
    world.give_times("solvik", "2027-03-09 13:00", MARCH_16)
    reference = after.called(world).reference
    anne, ingrid, hilde = (world.person(key) for key in ("anne", "ingrid", "hilde"))
    await anne.say("tider")
    await anne.press("Avlys ein dag")
    await anne.fill("Skule eller barnehage", "Solvik skule")
    await anne.fill("Dato", date(2027, 3, 10))
    await anne.tick("Sjukdom")
    await anne.submit("Vis tidene")
    assert await anne.errors() == ["Det er ingen tider å avlyse denne dagen. Vel ein annan dag."]
    await anne.fill("Dato", date(2027, 3, 9))
    await anne.submit("Vis tidene")
    await anne.reads(f"Tysdag 9. mars kl. 10.00–10.45: sak {reference}")
    await anne.reads("Tysdag 9. mars kl. 13.00–13.45: ledig")
    assert world.rows("select state from slot where state <> 'open'") == []
    await anne.submit("Avlys dagen")
    await anne.reads("Dagen er avlyst")
    await anne.reads("Eitt møte er avlyst, og dei det gjeld, får vite det.")
    assert world.rows("select starts_at, state from slot order by starts_at") == [
        ("2027-03-09 09:00:00.000000", "called_off"),
        ("2027-03-09 12:00:00.000000", "called_off"),
        ("2027-03-16 09:00:00.000000", "open"),
    ]
    assert world.rows("select state, end_reason from item") == [("cancelled", "illness")]
    await hilde.sees("Møtet er avlyst")
    await hilde.never_sees(reference, "jukdom")
    ended = after.lines(await ingrid.card("Møtet er avlyst"))
    assert ended[1] == f"Sak {reference}: tysdag 9. mars kl. 10.00–10.45, Møterom 2, Solvik skule"
    assert ended[2].startswith("Anne Brekke har avlyst møtet.")


async def test_later_times_are_shown_when_one_books_and_when_one_moves(world: World) -> None:
    world.give_times("solvik", *(f"2027-04-{day:02} 10:00" for day in (5, 6, 7, 8, 9, 12, 13, 14, 15, 16)))
    ingrid = world.person("ingrid")
    before, last = (f"{day} april kl. 10.00–10.45" for day in ("Torsdag 15.", "Fredag 16."))
    await ingrid.say("bestill")
    await walks.to_times(ingrid)
    assert len(await ingrid.options("Vel ei tid")) == 8
    await ingrid.press("Vis seinare tider")
    assert await ingrid.options("Vel ei tid") == [before, last]
    await ingrid.tick(last)
    await ingrid.submit("Neste")
    await ingrid.submit("Neste")
    await ingrid.submit("Bestill tida")
    reference = await walks.reference_in(ingrid)
    await ingrid.say(f"flytt {reference}")
    assert len(await ingrid.options("Vel ei tid")) == 8
    await ingrid.press("Vis seinare tider")
    assert await ingrid.options("Vel ei tid") == [before]
    await ingrid.tick(before)
    await ingrid.submit("Flytt møtet")
    await ingrid.reads(f"Sak {reference}: torsdag 15. april kl. 10.00–10.45, Møterom 2, Solvik skule")


async def test_a_time_of_another_school_is_taken_with_a_place_of_ones_own(world: World) -> None:
    made = after.called(world)
    world.give_times("nesbygda", "2027-03-12 10:00")
    ingrid = world.person("ingrid")
    await world.settle()
    await ingrid.press("Flytt møtet")
    [theirs] = await ingrid.options("Vel ei tid")
    await ingrid.tick(theirs)
    await ingrid.submit("Flytt møtet")
    await ingrid.reads("Denne tida er sett opp for Nesbygda skule. Kvar skal de møtast?")
    await ingrid.fill("Stad på Solvik skule", "Grupperommet")
    await ingrid.submit("Flytt møtet")
    await ingrid.reads(f"Sak {made.reference}: fredag 12. mars kl. 10.00–10.45, Grupperommet, Solvik skule")
    await ingrid.close()
    place = "Stad: Grupperommet, Solvik skule."
    await world.person("hilde").sees(f"SamBa-møtet er no fredag 12. mars kl. 10.00–10.45. {place}")


async def test_an_age_that_a_later_day_leaves_open_is_asked_for(world: World) -> None:
    world.give_times("solvik", MARCH_9, MARCH_16)
    ingrid = world.person("ingrid")
    await to_people(ingrid, "16 år", walks.MARCH_9)
    await ingrid.submit("Neste")
    await ingrid.submit("Bestill tida")
    reference = await walks.reference_in(ingrid)
    await ingrid.say(f"flytt {reference}")
    await ingrid.tick("Tysdag 16. mars kl. 10.00–10.45")
    await ingrid.submit("Flytt møtet")
    await ingrid.reads("Alderen på møtedagen avgjer kven som må samtykkje.")
    assert await ingrid.options("Kor gammalt er barnet på møtedagen?") == ["16 år", "17 år"]
    await ingrid.tick("16 år")
    await ingrid.submit("Neste")
    await ingrid.reads(f"Sak {reference}: tysdag 16. mars kl. 10.00–10.45, Møterom 2, Solvik skule")
    assert world.rows("select age, age_on from item") == [(16, "2027-03-16")]


async def test_a_near_time_is_booked_with_the_consent_registered(world: World) -> None:
    world.give_times("solvik", "2027-02-26 10:00")
    ingrid = world.person("ingrid")
    await to_people(ingrid, "16 år", "Fredag 26. februar kl. 10.00–10.45")
    await ingrid.submit("Neste")
    await ingrid.reads("Det er kort tid til møtet")
    await ingrid.submit("Neste")
    assert await ingrid.errors() == differences.LEFT_EMPTY.at(world.where)[:1]
    await ingrid.tick("Skriftleg, ligg i arkivet")
    await ingrid.fill("Arkivreferanse eller notat", "2027/118-3")
    await ingrid.tick(walks.INFORMED)
    await ingrid.submit("Neste")
    await ingrid.submit("Bestill tida")
    await walks.reference_in(ingrid)
    assert world.rows("select holder, kind, informed from consent") == [("youth", "written", 1)]
    await ingrid.sees("Ungdommen: skriftleg, ligg i arkivet")


async def test_who_waits_lets_the_next_have_it_and_leaves_the_line(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid, marit, jonas = (world.person(key) for key in ("ingrid", "marit", "jonas"))
    reference = await walks.book(ingrid)
    await marit.say("bestill")
    await walks.to_times(marit)
    await marit.press("Set meg på ventelista")
    await marit.close()
    assert "Du står på ventelista for Solvik skule." in await marit.page()
    await ingrid.say(f"avlys {reference}")
    await ingrid.tick("Sjukdom")
    await ingrid.submit("Avlys møtet")
    await marit.sees("Ei tid står klar for deg")
    await marit.press("Nei, gi tilbodet til neste")
    await marit.sees("Du har sagt nei til denne tida")
    assert world.rows("select state from offer") == [("declined",)]
    await marit.press("Gå ut av ventelista")
    await marit.sees("Du står ikkje lenger på ventelista")
    assert world.rows("select state from wait_entry") == [("left",)]
    assert "Du står på ventelista" not in await marit.page()
    assert "Tirsdag 9. mars kl. 10.00–10.45" in await jonas.page()


async def to_people(person: Person, age: str, when: str) -> None:
    """The forms of a booking up to those who are to come, for a child of some age."""
    await person.say("bestill")
    await person.tick("Dei føresette")
    await person.fill("Kor gammalt er barnet på møtedagen?", age)
    await person.submit("Neste")
    await person.tick("Vi har snakka med barnet")
    await person.submit("Neste")
    await person.tick(when)
    await person.submit("Neste")
    await person.reads("Kor mange føresette skal vere med?")
