"""What people do in many journeys, in nynorsk, so that a test says only what is special in it."""

from datetime import date, time

from tests.both.person import Person, plain
from tests.both.world import World

MARCH_9 = "Tysdag 9. mars kl. 10.00–10.45"
SERVICES = ("Helsestasjonen", "Barnevernstenesta", "PPT", "Solvik skule")
INFORMED = "Veit kva som blir delt med kven, og at samtykket kan trekkjast tilbake"


async def list_dates(anne: Person) -> None:
    """The coordinator fills in Solvik's Tuesdays, up to the list of dates."""
    await anne.say("tider")
    await anne.press("Legg inn tider")
    await anne.fill("Skule eller barnehage", "Solvik skule")
    await anne.fill("Dag", "Tysdag")
    await anne.fill("Første dato", date(2027, 3, 9))
    await anne.fill("Siste dato", date(2027, 4, 13))
    await anne.fill("Start", time(10))
    await anne.fill("Stad", "Møterom 2")
    await anne.submit("Vis datoane")


async def give_times(world: World) -> None:
    """The coordinator gives Solvik its times."""
    anne = world.person("anne")
    await list_dates(anne)
    await anne.tick("Ja, hopp over desse dagane")
    await anne.submit("Legg inn tidene")
    await anne.reads("Tidene er lagde inn")
    await anne.close()


async def begin(person: Person, when: str = MARCH_9) -> None:
    """The forms of a booking up to the last."""
    await person.say("bestill")
    await to_last(person, when)


async def to_times(person: Person) -> None:
    """From the first form of a booking to the times."""
    await person.tick("Dei føresette")
    await person.fill("Kor gammalt er barnet på møtedagen?", "9 år")
    await person.submit("Neste")
    await person.tick("Vi har snakka med barnet")
    await person.submit("Neste")


async def to_last(person: Person, when: str = MARCH_9) -> None:
    """From the first form of a booking to the last."""
    await to_times(person)
    await person.tick(when)
    await person.submit("Neste")
    await person.reads("Kor mange føresette skal vere med?")
    await person.submit("Neste")
    await person.reads("Dette skjer no")


async def book(person: Person, when: str = MARCH_9) -> str:
    """Book a time; returns the reference of the case."""
    await begin(person, when)
    await person.submit("Bestill tida")
    return await reference_in(person)


async def reference_in(person: Person) -> str:
    """The case of the receipt that a booking ends with; the receipt is closed."""
    await person.reads("Saka heiter")
    words = plain(await person.form()).split()
    reference = words[words.index("heiter") + 1]
    await person.close()
    return reference.strip(".")


async def fill_consent(person: Person) -> None:
    """Written consent to everybody, in the form that is open."""
    await person.tick("Skriftleg, ligg i arkivet")
    await person.fill("Arkivreferanse eller notat", "2027/118-3")
    await person.tick(*SERVICES)
    await person.tick(INFORMED)


async def register(person: Person, holder: str) -> None:
    """Register somebody's written consent on the convener's card, and see it stand there."""
    await person.press("Registrer svar", beside=holder)
    await fill_consent(person)
    await person.submit("Registrer")
    await person.reads("Samtykket er registrert")
    await person.close()
    await person.sees(f"{holder}: skriftleg, ligg i arkivet")


async def register_both(person: Person) -> None:
    """Register the consent of both guardians."""
    for holder in ("Føresett 1", "Føresett 2"):
        await register(person, holder)
