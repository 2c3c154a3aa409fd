"""Times, and who gets them."""

import asyncio

import icalendar

from tests.both import differences, walks
from tests.both.world import World

MARCH_9, MARCH_16 = "2027-03-09 10:00", "2027-03-16 10:00"


async def test_the_coordinator_sees_holidays_before_anything_is_made(world: World) -> None:
    anne = world.person("anne")
    await walks.list_dates(anne)
    await anne.reads("Tysdag 30. mars: Påskeferie")
    assert world.rows("select count(*) from slot") == [(0,)]
    await anne.tick("Ja, hopp over desse dagane")
    await anne.submit("Legg inn tidene")
    await anne.reads("Tidene er lagde inn")
    assert world.rows("select count(*) from slot") == [(4,)]


async def test_the_booking_is_told_to_those_who_are_called_in(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid, hilde, erik = (world.person(key) for key in ("ingrid", "hilde", "erik"))
    reference = await walks.book(ingrid)
    await ingrid.sees(f"SamBa-møte, sak {reference}: tysdag 9. mars kl. 10.00–10.45. Møterom 2, Solvik skule.")
    for row in ("Helsestasjonen: Hilde Aase er kalla inn", "Solvik skule: Ingrid Haugland kjem"):
        await ingrid.sees(row)
    await hilde.sees("Du er kalla inn til SamBa-møte tysdag 9. mars kl. 10.00–10.45")
    await hilde.sees("Møterom 2, Solvik skule. Ingrid Haugland kallar inn.")
    await erik.sees("Du er kalt inn til SamBa-møte tirsdag 9. mars kl. 10.00–10.45")
    for person in (hilde, erik):
        await person.never_sees(reference)


async def test_the_invitation_brings_a_calendar_file_that_says_nothing_of_the_case(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    reference = await walks.book(world.person("ingrid"))
    hilde = world.person("hilde")
    await hilde.sees(differences.CALENDAR_FILE.at(world.where))
    [(name, content)] = await hilde.files()
    assert (name.startswith("mote-"), name.endswith("-0.ics")) == (True, True)
    [event] = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert event.decoded("dtstart").isoformat() == "2027-03-09T10:00:00+01:00"
    assert reference.encode() not in content
    assert b"SamBa" not in content


async def test_a_locked_phone_shows_nothing_of_the_case(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid = world.person("ingrid")
    reference = await walks.book(ingrid)
    await walks.register_both(ingrid)
    await world.until("2027-03-09 09:01")
    shown = [each.casefold() for key in ("ingrid", "hilde", "per") for each in await world.person(key).notices()]
    assert len(shown) > 9
    hidden = (reference.casefold(), "sambam", "samba-m", "solvik", "møterom", "føresett", "samtykke")
    assert [each for each in shown if any(word in each for word in hidden)] == []


async def test_a_double_click_books_once(world: World) -> None:
    world.give_times("solvik", MARCH_9, MARCH_16)
    ingrid = world.person("ingrid")
    await walks.begin(ingrid)
    await ingrid.submit_twice("Bestill tida")
    await walks.reference_in(ingrid)
    for table in ("meeting", "item", "child_case"):
        assert world.rows(f"select count(*) from {table}") == [(1,)]


async def test_of_two_who_want_the_last_time_one_gets_it_and_the_other_a_polite_answer(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid, marit = world.person("ingrid"), world.person("marit")
    for person in (ingrid, marit):
        await walks.begin(person)
    await asyncio.gather(ingrid.submit("Bestill tida"), marit.submit("Bestill tida"))
    answers = [await person.form() for person in (ingrid, marit)]
    assert sorted(("Saka heiter" in each, "nettopp teken" in each) for each in answers) == [
        (False, True),
        (True, False),
    ]
    assert world.rows("select count(*) from meeting") == [(1,)]


async def test_the_receipt_goes_with_a_modal_and_stays_as_a_card(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid = world.person("ingrid")
    await walks.book(ingrid)
    assert ("Saka heiter" in await ingrid.screen()) is not differences.FORM_COVERS.at(world.where)


async def test_a_new_reader_is_greeted_where_the_platform_tells_of_them(world: World) -> None:
    assert await world.person("ingrid").notices() == differences.GREETED.at(world.where)


async def test_a_time_is_taken_away_when_the_coordinator_is_sure(world: World) -> None:
    world.give_times("solvik", MARCH_9, MARCH_16)
    anne, ingrid = world.person("anne"), world.person("ingrid")
    await anne.say("tider")
    await anne.press("Vis tidene", beside="Solvik skule")
    await anne.press("Fjern", beside="16. mars", sure="Fjern")
    await anne.sees("Tysdag 9. mars kl. 10.00–10.45: ledig")
    await anne.sees("Tysdag 16. mars kl. 10.00–10.45: avlyst")
    assert (await ingrid.page()).count("Bestill denne tida") == 1


async def test_a_booking_in_the_other_written_standard(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    jonas = world.person("jonas")
    await jonas.say("bestill")
    await jonas.tick("De foresatte")
    await jonas.fill("Hvor gammelt er barnet på møtedagen?", "9 år")
    await jonas.submit("Neste")
    await jonas.tick("Vi har snakket med barnet")
    await jonas.submit("Neste")
    await jonas.tick("Tirsdag 9. mars kl. 10.00–10.45")
    await jonas.submit("Neste")
    assert await jonas.filled("Fra Solvik skole") == ["Jonas Bakke"]
    await jonas.submit("Neste")
    await jonas.reads("De som skal være med, får innkalling. Der står det ingenting om saken.")
    await jonas.submit("Bestill tiden")
    await jonas.reads("Saken heter")
    await jonas.close()
    await jonas.sees("Foresatt 1: venter på svar")
