"""Measures: given to those who are to do them, reminded of, put off, done and taken back; the convener sees it."""

from datetime import date

from tests.both import after
from tests.both.person import Person
from tests.both.world import World

GIVEN, DUE, OVERDUE = "Du har fått eit tiltak", "I dag er fristen for eit tiltak", "Eit tiltak er over fristen"
LATER = "Minn meg på det seinare"


async def agreed(world: World, *who: str) -> str:
    """A meeting whose summary gives a measure to each; returns the reference of its case."""
    ingrid = world.person("ingrid")
    reference = (await after.held(world)).reference
    await after.write(ingrid, "Berre til partane", *who)
    return reference


async def test_a_measure_is_given_reminded_of_done_and_taken_back(world: World) -> None:
    per, ingrid = world.person("per"), world.person("ingrid")
    reference = await agreed(world, "Per Instefjord, PPT")
    about = f"Rettleiing. Sak {reference}, møtet tysdag 9. mars."
    assert after.lines(await per.card(GIVEN)) == [
        GIVEN,
        about,
        "Frist: fredag 2. april.",
        "Spør Ingrid Haugland dersom du lurer på noko.",
        "Merk som gjort",
        "Utset fristen",
    ]
    assert "Du har fått noko å gjere innan fredag 2. april" in await per.notices()
    await world.until("2027-04-02 09:01")
    assert about in await per.card(DUE)
    await world.until("2027-04-07 09:01")
    assert about in await per.card(OVERDUE)
    await per.press("Merk som gjort")
    await per.sees("Merkt som gjort onsdag 7. april.")
    await per.never_sees(GIVEN, DUE, OVERDUE)
    await ingrid.sees("Rettleiing: Per Instefjord, gjort")
    await per.press("Angre")
    assert about in await per.card(OVERDUE)
    await ingrid.sees("Rettleiing: Per Instefjord, over fristen sidan fredag 2. april")
    passed = "Fristen du hadde fredag 2. april, har gått ut"
    told = (await per.notices()).count(passed)
    await world.until("2027-04-14 09:01")
    assert (await per.notices()).count(passed) == told + 1


async def test_a_measure_is_put_off_with_a_reason_and_its_reminders_move(world: World) -> None:
    per, ingrid = world.person("per"), world.person("ingrid")
    await agreed(world, "Per Instefjord, PPT")
    await per.press("Utset fristen")
    await per.fill("Kvifor?", "Ventar på vedtak")
    await per.fill("Ny frist", date(2027, 3, 1))
    await per.submit("Utset")
    assert len(await per.errors()) == 1
    assert await per.filled("Kvifor?") == ["Ventar på vedtak"]
    await per.fill("Ny frist", date(2027, 4, 16))
    await per.submit("Utset")
    await per.reads("Den nye fristen er fredag 16. april.")
    await per.close()
    assert "Fristen er utsett: ventar på vedtak." in await per.card(GIVEN)
    await ingrid.sees("Rettleiing: Per Instefjord, innan fredag 16. april (utsett: ventar på vedtak)")
    await world.until("2027-04-15 16:00")
    await per.never_sees(DUE, OVERDUE)
    await world.until("2027-04-16 09:01")
    await per.sees(DUE)


async def test_a_reminder_is_put_off_and_comes_again_from_what_is_true_then(world: World) -> None:
    per = world.person("per")
    await agreed(world, "Per Instefjord, PPT")
    await world.until("2027-04-02 09:01")
    await remind_in_an_hour(per)
    assert (await per.notices()).count("Du har ein frist i dag") == 1
    await world.until("2027-04-02 10:30")
    assert (await per.notices()).count("Du har ein frist i dag") == 2
    await remind_in_an_hour(per)
    await per.press("Merk som gjort")
    await world.until("2027-04-03 12:00")
    await per.never_sees(DUE)


async def remind_in_an_hour(per: Person) -> None:
    """Put the newest reminder off for an hour."""
    await per.press(LATER)
    await per.tick("Om ein time")
    await per.submit("Minn meg på det")
    await per.reads("Er alt i orden då, seier eg ikkje noko.")
    await per.close()


async def test_a_service_gets_its_measure_and_the_family_has_its_convener(world: World) -> None:
    hilde, ingrid = world.person("hilde"), world.person("ingrid")
    await agreed(world, "Helsestasjonen", "Dei føresette")
    await hilde.sees(GIVEN)
    await ingrid.never_sees(GIVEN)
    await world.until("2027-04-02 09:01")
    assert "Ansvarleg: dei føresette. Du følgjer det opp." in await ingrid.card(DUE)
    await ingrid.sees("Rettleiing: dei føresette, innan fredag 2. april")


async def test_what_somebody_is_to_do_is_listed_and_done_from_the_list(world: World) -> None:
    per = world.person("per")
    reference = await agreed(world, "Per Instefjord, PPT", "Per Instefjord, PPT")
    await per.say("gjeremål")
    line = f"Rettleiing. Sak {reference}, frist fredag 2. april."
    listed = await per.card("Tiltaka mine")
    assert listed.count(line) == 2
    await per.press("Merk som gjort")
    listed = await per.card("Tiltaka mine")
    assert listed.count(line) == 1
    assert "Angre" in listed
    await world.until("2027-04-07 09:01")
    await per.say("tiltak")
    assert f"Rettleiing. Sak {reference}, over fristen, som var fredag 2. april." in await per.card("Tiltaka mine")
