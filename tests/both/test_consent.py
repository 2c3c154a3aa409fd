"""Consent: registered with the buttons on the card, changed, withdrawn, undone."""

from tests.both import walks
from tests.both.person import plain
from tests.both.world import World

MARCH_9 = "2027-03-09 10:00"
ANSWER = "Føresett 1: kva svar har du fått?"


async def test_each_answer_stands_on_the_card_until_all_is_in_place(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid = world.person("ingrid")
    await walks.book(ingrid)
    card = await ingrid.card("Tida er di")
    assert "Føresett 1: ventar på svar" in card
    assert "Registrer det innan tysdag 2. mars, så kan saklista gå ut." in card
    await walks.register(ingrid, "Føresett 1")
    assert "Føresett 2: ventar på svar" in await ingrid.card("Tida er di")
    await walks.register(ingrid, "Føresett 2")
    assert "Samtykket er på plass og gjeld til og med tysdag 22. februar 2028." in await ingrid.card("Tida er di")


async def test_what_does_not_count_as_consent_is_told_at_its_field(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid = world.person("ingrid")
    await walks.book(ingrid)
    await ingrid.press("Registrer svar", beside="Føresett 1")
    await ingrid.tick("Munnleg, notert")
    await ingrid.submit("Registrer")
    assert await ingrid.errors() == [
        "Skriv kort korleis du fekk samtykket, til dømes på telefon.",
        "Samtykket gjeld berre når den som gir det, veit kva som blir delt med kven. Fortel det først.",
    ]
    assert await ingrid.filled(ANSWER) == ["Munnleg, notert"]
    await ingrid.fill("Arkivreferanse eller notat", "På telefon i går")
    await ingrid.tick(walks.INFORMED, *walks.SERVICES)
    await ingrid.submit("Registrer")
    await ingrid.reads("Samtykket er registrert")
    await ingrid.sees("Føresett 1: munnleg, notert")


async def test_an_answer_is_changed_to_a_no_and_back(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid = world.person("ingrid")
    await walks.book(ingrid)
    await walks.register_both(ingrid)
    await ingrid.press("Endre svar", beside="Føresett 1")
    await ingrid.tick("Har sagt nei")
    await ingrid.submit("Registrer")
    await ingrid.reads("Det er registrert at svaret er nei")
    await ingrid.reads("Utan samtykke går tida til andre fredag 5. mars kl. 14.15.")
    await ingrid.close()
    await ingrid.press("Endre svar", beside="Føresett 1")
    await walks.fill_consent(ingrid)
    await ingrid.submit("Registrer")
    await ingrid.reads("Samtykket er registrert")
    assert "Samtykket er på plass" in await ingrid.card("Tida er di")


async def test_what_was_registered_by_mistake_is_undone(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid = world.person("ingrid")
    await walks.book(ingrid)
    await walks.register_both(ingrid)
    await ingrid.press("Angre: Føresett 2")
    await ingrid.sees("Føresett 2: svaret du registrerte, gjeld ikkje lenger.")
    card = plain(await ingrid.card("Tida er di"))
    assert "Føresett 1: skriftleg, ligg i arkivet" in card
    assert "Føresett 2: ventar på svar" in card


async def test_a_withdrawal_takes_the_case_off_every_agenda_without_saying_who(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid, per = world.person("ingrid"), world.person("per")
    reference = await walks.book(ingrid)
    await walks.register_both(ingrid)
    await world.until("2027-03-02 09:01")
    await per.sees("Kva går bra no?")
    await ingrid.press_first("Endre svar")
    await ingrid.tick("Trekt tilbake")
    await ingrid.submit("Registrer")
    await ingrid.reads("Saka er teken av saklista")
    await per.sees(f"Sak {reference} er teken av saklista")
    await per.never_sees("Kva går bra no?", "Føresett 1", "trekt tilbake", "Trekt tilbake")


async def test_without_consent_the_time_is_kept_or_given_up(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid, hilde = world.person("ingrid"), world.person("hilde")
    reference = await walks.book(ingrid)
    await world.until("2027-03-04 09:01")
    await ingrid.sees(f"Samtykke manglar framleis i sak {reference}")
    await ingrid.press("Gi frå deg tida", sure="Gi frå deg tida")
    await ingrid.sees("Tida er gitt til andre")
    await hilde.sees("Møtet er ikkje lenger sett opp")
    await hilde.never_sees(reference)


async def test_without_an_answer_the_time_goes_to_others(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid = world.person("ingrid")
    await walks.book(ingrid)
    await world.until("2027-03-05 14:16")
    await ingrid.sees("Tida er gitt til andre")
    marit = world.person("marit")
    await marit.page()
    await marit.press_on_page("Bestill denne tida")
    await marit.reads("Kven tek initiativet?")
