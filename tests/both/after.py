"""What people do after the meeting, in nynorsk: the summary with its measures, sent where it is to go."""

from datetime import UTC, date, datetime

from sqlmodel import col, select

from handlers.access import case_of
from handlers.entry import Entry
from handlers.screens import FieldValue
from store.accounts import Channel
from store.meetings import Item
from tests.both.person import Person
from tests.both.world import World, moment
from tests.handlers.attendance.arranged import Arranged
from tests.handlers.booking import journey
from tests.town import Town

TEXT = "Vi prøver ei fast hjelpetid på skulen."
STARTS, NEXT_DAY = "2027-03-09 10:00", "2027-03-10 09:01"
WHEN = "tysdag 9. mars kl. 10.00–10.45"
DUE = date(2027, 4, 2)
OUTCOME: dict[str, FieldValue] = {"conclusions": ("measures",), "guardians_decided": "yes", "documented": "yes"}
GUIDANCE = "Rettleiing: Per Instefjord, innan fredag 2. april"


class Begun(Town):
    """The municipality's rows behind a bot that runs, which delivers by itself what is asked for here."""

    def deliver(self) -> None:
        """It is left to the bot."""


async def held(world: World, until: str = NEXT_DAY, starts: str = STARTS) -> Arranged:
    """A meeting that Ingrid has called with the consent registered, up to the morning after. How people book and
    register is walked elsewhere: here it is asked of the handlers.
    """
    made = called(world, starts)
    await world.until(until)
    return made


def called(world: World, starts: str = STARTS) -> Arranged:
    """The meeting, before anything of it is delivered."""
    town = begun(world)
    journey.book(town, town.give_slot("solvik", moment(starts).astimezone(UTC)))
    with town.world() as at:
        item = at.session.exec(select(Item).order_by(col(Item.id).desc())).first()
        assert item is not None
        assert item.id is not None
        made = Arranged(town, item.id, case_of(at, item).reference)
    made.consents()
    return made


def begun(world: World) -> Begun:
    """The municipality's rows, at the moment it is there."""
    return Begun(world.database, now=datetime.now(UTC))


async def written(world: World, where: str, until: str = NEXT_DAY) -> Arranged:
    """A meeting with its summary, as the forms would have it written: to a channel by name, `parties` or `nowhere`."""
    made = await held(world, until)
    await rewritten(world, made, where)
    return made


async def rewritten(world: World, made: Arranged, where: str, text: str = TEXT) -> None:
    """The summary, written or corrected."""
    town = begun(world)
    opened = town.asks("ingrid", Entry.ACTION, "minutes.open", item=str(made.item_id))
    draft = journey.draft_of(opened)
    steps: dict[str, dict[str, FieldValue]] = {
        "held": {"held": "yes"},
        "outcome": {**OUTCOME, "text": text},
        "measures": {},
        "confirm": {"where": channel(world, where)},
    }
    for name, values in steps.items():
        town.asks("ingrid", Entry.FORM, f"minutes.{name}", draft=draft, **values)
    await world.settle()


def channel(world: World, name: str) -> str:
    """What is chosen for a channel; other ways are their own names."""
    with world.database.session() as session:
        found = session.exec(select(Channel.id).where(Channel.name == name)).first()
    return f"channel:{found}" if found else name


async def open_summary(person: Person) -> None:
    """The first form."""
    await person.press("Skriv oppsummering")


async def to_outcome(person: Person) -> None:
    """From the first form to the second."""
    await person.tick("Ja, møtet blei halde")
    await person.submit("Neste")
    await person.reads("Kva konkluderte de med?")


async def fill_outcome(person: Person, text: str = TEXT, documented: str = "Ja, det er dokumentert") -> None:
    """What came out of it, in the second form."""
    await person.fill("Kva konkluderte de med?", "Tiltak blir sette i gang")
    await person.fill("Med eigne ord", text)
    await person.fill("Var dei føresette med på å bestemme?", "Ja")
    await person.tick(documented)


async def add_measure(
    person: Person, who: str = "Per Instefjord, PPT", what: str = "Rettleiing", due: date = DUE, text: str = ""
) -> None:
    """One measure, from the list and back to it."""
    await person.submit("Legg til tiltak")
    await person.reads("Kven er ansvarleg?")
    await person.fill("Kva for eit tiltak?", what)
    await person.fill("Kven er ansvarleg?", who)
    await person.fill("Når skal det vere gjort?", due)
    if text:
        await person.fill("Med få ord", text)
    await person.submit("Legg til")


async def to_preview(person: Person, *measures: str, documented: str = "Ja, det er dokumentert") -> None:
    """The forms up to the last, with a measure for each who is responsible."""
    await open_summary(person)
    await to_outcome(person)
    await fill_outcome(person, documented=documented)
    await person.submit("Neste")
    for who in measures:
        await add_measure(person, who)
    await person.submit("Neste")
    await person.reads("Slik ser oppsummeringa ut i ein kanal:")


async def send(person: Person, where: str) -> None:
    """Choose where the summary is to go, and send it."""
    await person.tick(where)
    await person.submit("Lagre og send")


async def write(person: Person, where: str, *measures: str, documented: str = "Ja, det er dokumentert") -> None:
    """The whole way."""
    await to_preview(person, *measures, documented=documented)
    await send(person, where)
    await person.reads("Oppsummeringa er skriven")
    await person.close()


def lines(said: str) -> list[str]:
    """What is read, line by line, without the bullets that a client draws."""
    return [each.removeprefix("•").strip() for each in said.splitlines()]
