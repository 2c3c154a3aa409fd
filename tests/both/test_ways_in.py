"""The ways in: each is a button of the help, and the meeting that one looks for is in a list."""

from tests.both import after
from tests.both.person import Person
from tests.both.world import World
from tests.handlers.home.crowd import add_meetings
from tests.town import Town, oslo

MEETING = "tysdag 9. mars kl. 10.00–10.45, Møterom 2, Solvik skule"
HELLO = "Hei. Eg hjelper deg med SamBa-møte"
DELETE = (
    "I meldinga kan det stå eit namn eller eit nummer som peikar ut éin person. Eg har ikkje lagra noko, men det du "
    "skreiv, står der framleis. Slett meldinga, og bruk saksreferansen."
)
BEGUN = [oslo(2027, 4, day, hour) for day in (12, 13, 14) for hour in (8, 9, 10, 11, 12, 13)]


async def test_a_meeting_is_found_from_the_help_and_cancelled(world: World) -> None:
    ingrid, reference = world.person("ingrid"), after.called(world).reference
    await from_help(ingrid, "Avlys eit møte")
    card = await ingrid.card("Kva møte vil du avlyse?")
    assert after.lines(card) == ["Kva møte vil du avlyse?", f"Sak {reference}: {MEETING}", "Avlys", "Møta mine"]
    await ingrid.press("Avlys", beside=reference)
    await ingrid.tick("Sjukdom")
    await ingrid.submit("Avlys møtet")
    await ingrid.reads("Dei som var kalla inn, får vite det, og tida er ledig for andre.")
    await ingrid.close()
    assert world.rows("select state, end_reason from item") == [("cancelled", "illness")]
    await from_help(ingrid, "Avlys eit møte")
    await ingrid.sees("Du har ikkje kalla inn til noko møte framover.")


async def test_an_agenda_is_found_from_the_help_and_changed(world: World) -> None:
    ingrid, reference = world.person("ingrid"), after.called(world).reference
    await from_help(ingrid, "Endre ei sakliste")
    card = await ingrid.card("Kva sakliste vil du endre?")
    assert after.lines(card) == ["Kva sakliste vil du endre?", f"Sak {reference}: {MEETING}", "Sakliste", "Møta mine"]
    await ingrid.press("Sakliste", beside=reference)
    await ingrid.fill("Eitt punkt til, med eigne ord", "Turen til fjells")
    await ingrid.submit("Neste")
    await ingrid.submit("Lagre")
    await ingrid.reads("Saklista er lagra")
    await ingrid.close()
    await world.until("2027-03-02 09:01")
    await world.person("hilde").sees("Turen til fjells")


async def test_a_meeting_that_is_not_summed_up_is_found_from_the_help(world: World) -> None:
    ingrid, reference = world.person("ingrid"), (await after.held(world)).reference
    await from_help(ingrid, "Skriv oppsummering")
    card = await ingrid.card("Kva møte vil du oppsummere?")
    assert after.lines(card) == [
        "Kva møte vil du oppsummere?",
        f"Sak {reference}: {MEETING}",
        "Skriv oppsummering",
        "Møta mine",
    ]
    await ingrid.press("Skriv oppsummering", beside=reference)
    await after.to_outcome(ingrid)


async def test_what_is_ones_own_is_found_from_the_help(world: World) -> None:
    ingrid, reference = world.person("ingrid"), after.called(world).reference
    await from_help(ingrid, "Møta mine")
    meetings = await ingrid.card("Møta mine")
    line = f"Tysdag 9. mars kl. 10.00–10.45: SamBa-møte, Solvik skule · {reference}"
    assert after.lines(meetings)[:3] == ["Møta mine", line, "Opne"]
    await ingrid.press("Opne", beside=reference)
    await ingrid.reads(f"SamBa-møte, sak {reference}: tysdag 9. mars kl. 10.00–10.45. Møterom 2, Solvik skule.")
    await from_help(ingrid, "Tiltaka mine")
    await ingrid.sees("Du har ingen opne tiltak.")
    await from_help(ingrid, "Innstillingar")
    assert after.lines(await ingrid.card("Innstillingar")) == [
        "Innstillingar",
        "Språk: nynorsk",
        "Bytt til bokmål",
        "Eg sender deg meldingar på arbeidsdagar frå kl. 07.00 til kl. 16.00, slik det er vanleg i kommunen.",
        "Endre tidene",
    ]


async def test_what_leaders_and_the_coordinator_look_for_is_found_from_the_help(world: World) -> None:
    world.give_times("solvik", "2027-03-09 10:00")
    marit, anne = world.person("marit"), world.person("anne")
    await from_help(marit, "Vekeoppsummering")
    await marit.sees("Neste vekeoppsummering kjem måndag 1. mars kl. 07.30.")
    await from_help(anne, "Tider")
    card = await anne.card("Tidene til skulane og barnehagane")
    assert after.lines(card) == [
        "Tidene til skulane og barnehagane",
        "Blåklokka barnehage: ingen ledige tider.",
        "Vis tidene",
        "Nesbygda skule: ingen ledige tider.",
        "Vis tidene",
        "Solvik skule: neste ledige tid er tysdag 9. mars kl. 10.00.",
        "Vis tidene",
        "Storhaug ungdomsskule: ingen ledige tider.",
        "Vis tidene",
        "Legg inn tider",
        "Legg inn éi tid",
        "Avlys ein dag",
    ]


async def test_who_just_writes_is_greeted_and_told_to_delete_what_points_somebody_out(world: World) -> None:
    ingrid = world.person("ingrid")
    await ingrid.write("Hei, korleis gjer eg dette?")
    greeting = await ingrid.card(HELLO)
    await ingrid.write("Fødd 010112 34567")
    advised = after.lines(await ingrid.card("Slett meldinga du skreiv"))
    assert advised == ["Slett meldinga du skreiv", DELETE, *after.lines(greeting)]
    assert world.kept("34567", "010112", "korleis gjer eg dette") == []


async def test_a_word_that_is_nearly_one_leads_to_the_choice_of_language(world: World) -> None:
    hilde = world.person("hilde")
    await hilde.say("spraak")
    await hilde.press("Hjelp")
    await hilde.card(HELLO)
    await hilde.press("Språk")
    assert after.lines(await hilde.card("Kva språk vil du ha?")) == ["Kva språk vil du ha?", "Nynorsk", "Bokmål"]
    await hilde.press("Bokmål")
    await hilde.sees("Nå skriver jeg bokmål til deg")
    assert world.rows("select language from person where key = 'hilde'") == [("nb",)]


async def test_what_waits_is_read_to_its_end(world: World) -> None:
    ingrid, begun = world.person("ingrid"), after.begun(world)
    items = add_meetings(begun, BEGUN)
    waiting = waiting_lines(begun)
    assert len(items) == len(waiting) == 18
    page = after.lines(await ingrid.page())
    assert [each for each in page if each in waiting] == waiting[:10]
    await ingrid.press_on_page("Vis fleire")
    assert [each for each in after.lines(await ingrid.form()) if each in waiting] == waiting[:15]
    await ingrid.press("Vis fleire")
    assert [each for each in after.lines(await ingrid.form()) if each in waiting] == waiting[15:]


def waiting_lines(town: Town) -> list[str]:
    """What is read of each of the meetings that wait for consent."""
    with town.as_("ingrid") as ctx:
        days = [ctx.t.moment(each, ctx.now) for each in BEGUN]
    return [f"Samtykke manglar i sak S-IN{number:02}, {day}." for number, day in enumerate(days)]


async def from_help(person: Person, way: str) -> None:
    """Press a way in on the help."""
    await person.say("hjelp")
    await person.press(way)
