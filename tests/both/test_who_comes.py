"""Who comes: chosen by the convener, asked as a deputy, and the family, whose answer the convener registers."""

from tests.both import after, troubles, walks
from tests.both.world import World

SENT_OUT = "2027-03-02 09:01"


async def test_another_is_chosen_where_somebody_does_not_come(world: World) -> None:
    await after.held(world, SENT_OUT)
    ingrid, erik, liv = (world.person(key) for key in ("ingrid", "erik", "liv"))
    await erik.press("Nei")
    await ingrid.press("Vel ein annan")
    assert await ingrid.options("Kven kjem frå barnevernstenesta?") == ["Liv Osland"]
    await ingrid.fill("Kven kjem frå barnevernstenesta?", "Liv Osland")
    await ingrid.submit("Kall inn")
    await ingrid.reads("Innkallinga er på veg")
    await ingrid.close()
    await ingrid.sees("Liv Osland kjem frå barnevernstenesta.")
    await liv.sees("Du er kalla inn til SamBa-møte tysdag 9. mars kl. 10.00–10.45")


async def test_the_convener_calls_one_more_in_and_takes_them_out_again(world: World) -> None:
    await after.held(world, SENT_OUT)
    ingrid, ragnhild = world.person("ingrid"), world.person("ragnhild")
    await ingrid.press("Endre kven som kjem")
    await ingrid.fill("Kva skal endrast?", "Legg til ein frå PPT")
    await ingrid.submit("Neste")
    assert await ingrid.options("Kven skal kome?") == ["Ragnhild Moe"]
    await ingrid.fill("Kven skal kome?", "Ragnhild Moe")
    await ingrid.submit("Kall inn")
    await ingrid.reads("Innkallinga er på veg")
    await ingrid.close()
    await ingrid.sees("PPT: Ragnhild Moe har ikkje svart")
    await ragnhild.sees("Du er kalla inn til SamBa-møte tysdag 9. mars kl. 10.00–10.45")
    await ingrid.press("Endre kven som kjem")
    await ingrid.fill("Kva skal endrast?", "Ta ut Ragnhild Moe frå PPT")
    await ingrid.submit("Neste")
    await ingrid.reads("Den du tok ut, får vite det, og får ikkje fleire meldingar om møtet.")
    await ingrid.close()
    await ingrid.never_sees("PPT: Ragnhild Moe har ikkje svart")


async def test_a_deputy_finds_the_question_on_the_own_page(world: World) -> None:
    await after.held(world, SENT_OUT)
    hilde, sunniva = world.person("hilde"), world.person("sunniva")
    await hilde.press("Eg sender ein annan")
    await hilde.fill("Kven sender du?", "Sunniva Tveit")
    await hilde.submit("Spør")
    await hilde.close()
    line = "Hilde Aase spør om du kan komme i stedet, tirsdag 9. mars kl. 10.00."
    assert line in await sunniva.page()
    await sunniva.press_on_page("Svar", beside=line)
    await sunniva.reads("Hilde Aase spør om du kan komme til et møte")
    await sunniva.press("Ja")
    await sunniva.sees("Du kommer i stedet for Hilde Aase")
    await hilde.sees("Sunniva Tveit kjem i staden for deg")
    assert line not in await sunniva.page()


async def test_the_agenda_is_read_and_answered_from_the_own_page(world: World) -> None:
    reference = (await after.held(world, SENT_OUT)).reference
    hilde, ingrid = world.person("hilde"), world.person("ingrid")
    line = "Kjem du tysdag 9. mars kl. 10.00? Du har ikkje svart enno."
    assert line in await hilde.page()
    await hilde.press_on_page("Svar", beside=line)
    await hilde.reads(f"Sak {reference}")
    await hilde.reads("Kva går bra no?")
    await hilde.press("Ja")
    await hilde.sees("Du har svart at du kjem.")
    await ingrid.sees("Helsestasjonen: Hilde Aase kjem")
    assert line not in await hilde.page()


async def test_what_the_family_answers_is_registered(world: World) -> None:
    await after.held(world, "2027-02-23 09:05")
    ingrid = world.person("ingrid")
    await ingrid.press("Sagt frå", beside="Føresett 1")
    await ingrid.tick("Telefon")
    await ingrid.submit("Registrer")
    await ingrid.close()
    await ingrid.press("Føresett 1: kjem")
    await ingrid.sees("Det er registrert")
    assert world.rows("select role, coming from outside_attendee order by role") == [
        ("guardian_1", 1),
        ("guardian_2", None),
    ]
    await ingrid.press("Kjem ikkje", beside="Føresett 1")
    await ingrid.sees("Føresett 1: kjem ikkje")
    assert world.rows("select coming from outside_attendee where role = 'guardian_1'") == [(0,)]


async def test_the_time_is_kept_until_the_rule_gives_it_to_others(world: World) -> None:
    world.give_times("solvik", "2027-03-09 10:00")
    ingrid = world.person("ingrid")
    reference = await walks.book(ingrid)
    await world.until("2027-03-04 09:01")
    await ingrid.press("Behald tida til fredag 5. mars kl. 14.15")
    await ingrid.sees("Du beheld tida førebels")
    card = await ingrid.card("Du beheld tida førebels")
    kept = f"Du beheld tida for sak {reference} til fredag 5. mars kl. 14.15. Utan samtykke går tida då til andre."
    assert after.lines(card) == ["Du beheld tida førebels", kept, "Registrer svar", "Flytt møtet", "Gi frå deg tida"]
    assert world.rows("select keep_until_release, state from item") == [(1, "planned")]
    await world.until("2027-03-05 14:16")
    await ingrid.sees("Tida er gitt til andre")
    assert world.rows("select state from item") == [("released",)]


async def test_a_summary_that_did_not_arrive_is_given_in_another_way(world: World) -> None:
    ingrid, made = world.person("ingrid"), await after.held(world)
    await troubles.goes(world, "hilde", silently=True)
    await after.rewritten(world, made, "parties")
    await ingrid.press("Har fått oppsummeringa", beside="Hilde Aase får ikkje oppsummeringa av meg.")
    await ingrid.sees("Har fått oppsummeringa her: 2 av 3.")
    await ingrid.never_sees("Hilde Aase får ikkje oppsummeringa av meg.")
    assert world.rows("select count(*) from delivery where state = 'given'") == [(1,)]
