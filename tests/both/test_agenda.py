"""The agenda, the four answers to it, those who come instead, and the reminders."""

from tests.both import walks
from tests.both.world import World

MARCH_9 = "2027-03-09 10:00"


async def _sent_out(world: World) -> str:
    """A meeting whose agenda has gone out; returns the reference of its case."""
    world.give_times("solvik", MARCH_9)
    ingrid = world.person("ingrid")
    reference = await walks.book(ingrid)
    await walks.register_both(ingrid)
    await world.until("2027-03-02 09:01")
    return reference


async def test_the_agenda_is_changed_before_it_goes_out(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid, hilde = world.person("ingrid"), world.person("hilde")
    reference = await walks.book(ingrid)
    await walks.register_both(ingrid)
    await ingrid.say(f"sakliste {reference}")
    await ingrid.tick("Neste møte")
    await ingrid.fill("Eitt punkt til, med eigne ord", "Turen til fjells")
    await ingrid.submit("Neste")
    await ingrid.reads("Møtet varer i 45 minutt.")
    await ingrid.fill("3. Råd frå teamet", "10 minutt")
    await ingrid.fill("5. Kven gjer kva, og når?", "5 minutt")
    await ingrid.submit("Lagre")
    await ingrid.reads("Saklista er lagra")
    await ingrid.close()
    await world.until("2027-03-02 09:01")
    await hilde.sees("Turen til fjells")
    await hilde.sees("Neste møte")


async def test_an_agenda_with_a_name_and_a_number_comes_back_empty(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid = world.person("ingrid")
    reference = await walks.book(ingrid)
    await ingrid.say(f"sakliste {reference}")
    await ingrid.tick("Neste møte")
    await ingrid.fill("Eitt punkt til, med eigne ord", "Fødd 010112 34567")
    await ingrid.submit("Neste")
    assert len(await ingrid.errors()) == 1
    assert await ingrid.filled("Eitt punkt til, med eigne ord") == []
    assert "Neste møte" in await ingrid.filled("Kva står på saklista?")
    assert world.kept("34567") == []


async def test_yes_and_no_are_told_to_the_convener(world: World) -> None:
    await _sent_out(world)
    ingrid, hilde, erik = (world.person(key) for key in ("ingrid", "hilde", "erik"))
    await hilde.press("Ja")
    await hilde.sees("Du har svart at du kjem.")
    await ingrid.sees("Helsestasjonen: Hilde Aase kjem")
    await erik.press("Nei")
    await erik.sees("Du har svart at du ikke kommer.")
    await ingrid.sees("Forfall frå barnevernstenesta")
    await ingrid.press("Hald møtet utan tenesta")
    await ingrid.sees("De held møtet utan barnevernstenesta.")


async def test_somebody_who_needs_cover_comes_and_the_leader_is_told(world: World) -> None:
    await _sent_out(world)
    per, ragnhild = world.person("per"), world.person("ragnhild")
    await per.press("Ja, men eg treng vikar")
    await per.sees("Du har svart at du kjem, og at du treng vikar. Leiaren din får vite det.")
    await ragnhild.sees("Per Instefjord treng vikar")
    await world.person("ingrid").sees("PPT: Per Instefjord kjem, men treng vikar")


async def test_a_deputy_is_asked_before_seeing_anything_of_the_case(world: World) -> None:
    reference = await _sent_out(world)
    ingrid, hilde, sunniva = (world.person(key) for key in ("ingrid", "hilde", "sunniva"))
    await hilde.press("Eg sender ein annan")
    await hilde.fill("Kven sender du?", "Sunniva Tveit")
    await hilde.submit("Spør")
    await hilde.reads("Spørsmålet er sendt")
    await hilde.close()
    await sunniva.sees("Hilde Aase spør om du kan komme til et møte")
    await sunniva.never_sees(reference, "Hva går bra nå?")
    await sunniva.press("Ja")
    await sunniva.sees("Du kommer i stedet for Hilde Aase")
    await sunniva.sees(f"Sak {reference}")
    await hilde.sees("Sunniva Tveit kjem i staden for deg")
    await ingrid.sees("Helsestasjonen: Sunniva Tveit")


async def test_a_deputy_who_says_no_leaves_the_place_as_it_was(world: World) -> None:
    await _sent_out(world)
    hilde, sunniva = world.person("hilde"), world.person("sunniva")
    await hilde.press("Eg sender ein annan")
    await hilde.fill("Kven sender du?", "Sunniva Tveit")
    await hilde.submit("Spør")
    await sunniva.press("Nei")
    await sunniva.sees("Du har sagt nei")
    await hilde.close()
    await hilde.sees("Sunniva Tveit kan ikkje kome i staden for deg")


async def test_a_reminder_is_put_off_and_comes_again(world: World) -> None:
    await _sent_out(world)
    hilde = world.person("hilde")
    await world.until("2027-03-08 09:01")
    await hilde.sees("I morgon kl. 10.00: SamBa-møte")
    await hilde.press("Minn meg på det seinare")
    await hilde.reads("Er alt i orden då, seier eg ikkje noko.")
    await hilde.tick("Om ein time")
    await hilde.submit("Minn meg på det")
    await hilde.reads("Eg minner deg")
    await hilde.close()
    before = (await hilde.screen()).count("I morgon kl. 10.00: SamBa-møte")
    await world.until("2027-03-08 10:05")
    assert (await hilde.screen()).count("I morgon kl. 10.00: SamBa-møte") == before + 1


async def test_what_is_in_order_by_then_is_not_reminded_of(world: World) -> None:
    await _sent_out(world)
    ingrid = world.person("ingrid")
    await ingrid.sees("Nokon har ikkje fått beskjed i sak")
    for _ in range(2):
        await ingrid.press_first("Sagt frå")
        await ingrid.tick("Telefon")
        await ingrid.submit("Registrer")
        await ingrid.reads("Det er registrert")
        await ingrid.close()
    await ingrid.sees("Føresett 2: veit om tida (telefon, tys. 2. mars)")


async def test_the_family_is_told_with_a_text_that_names_nobody(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid = world.person("ingrid")
    reference = await walks.book(ingrid)
    await ingrid.press("Tekst om tida")
    await ingrid.reads("De har fått tid til SamBa-møte tysdag 9. mars kl. 10.00–10.45. Stad: Møterom 2, Solvik skule.")
    said = await ingrid.form()
    assert [each for each in (reference, "Hilde", "Haugland") if each in said] == []
    await ingrid.press("Vis teksten på bokmål")
    await ingrid.reads("Dere har fått tid til SamBa-møte tirsdag 9. mars kl. 10.00–10.45.")
