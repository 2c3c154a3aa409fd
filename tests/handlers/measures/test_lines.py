from datetime import date

import pytest
from sqlmodel import select

from handlers.entry import Entry
from handlers.measures import drafted_lines, measure_lines
from store.people import Person
from tests.handlers.attendance.arranged import Arranged
from tests.handlers.measures.agreeing import agree, answers, person, read, unit
from tests.town import oslo

CHILD = "Guten på 9 år i 4B"


def lines(held: Arranged, who: str, in_channel: bool) -> tuple[str, ...]:
    with held.town.as_(who) as ctx:
        return measure_lines(ctx, held._in(ctx.session, ctx.tenant_id)[0], in_channel=in_channel)


@pytest.fixture
def agreed(held: Arranged) -> Arranged:
    """One of each sort."""
    agree(held, unit(held, "ppt"))
    agree(held, person(held, "hilde"), what="physiotherapy", text="To timar i veka")
    agree(held, "family:guardians", what="other", text="Snakke med fastlegen")
    agree(held, "family:youth", what="collaboration_meeting", text=CHILD, only_parties=True)
    agree(held, person(held, "ingrid"), what="other", text=CHILD, only_parties=True)
    return held


def test_the_parties_read_names_and_all_that_was_written(agreed: Arranged) -> None:
    assert lines(agreed, "per", False) == (
        "Rettleiing: PPT, innan fredag 2. april",
        "Fysioterapi (To timar i veka): Hilde Aase, innan fredag 2. april",
        "Snakke med fastlegen: dei føresette, innan fredag 2. april",
        f"Samarbeidsmøte ({CHILD}): ungdommen, innan fredag 2. april",
        f"{CHILD}: Ingrid Haugland, innan fredag 2. april",
    )


def test_a_channel_reads_roles_and_nothing_that_was_questioned(agreed: Arranged) -> None:
    assert lines(agreed, "jonas", True) == (
        "Veiledning: PPT, innen fredag 2. april",
        "Fysioterapi (To timar i veka): helsestasjonen, innen fredag 2. april",
        "Snakke med fastlegen: de foresatte, innen fredag 2. april",
        "Samarbeidsmøte: ungdommen, innen fredag 2. april",
        "Et annet tiltak: Solvik skole, innen fredag 2. april",
    )
    names = [each.name for each in _people(agreed)]
    assert not [name for name in names if name in "\n".join(lines(agreed, "per", True))]


def _people(held: Arranged) -> list[Person]:
    with held.town.world() as world:
        return list(world.session.exec(select(Person)))


def test_how_it_stands_is_said_in_words(held: Arranged) -> None:
    done = agree(held, person(held, "per"))
    agree(held, unit(held, "ppt"), due=date(2027, 3, 19))
    held.town.asks("per", Entry.ACTION, "measure.done", measure=str(done))
    held.town.wait_until(oslo(2027, 3, 20, 12))
    assert lines(held, "ingrid", True) == (
        "Rettleiing: PPT, gjort",
        "Rettleiing: PPT, over fristen sidan fredag 19. mars",
    )
    assert lines(held, "erik", False) == (
        "Veiledning: Per Instefjord, gjort",
        "Veiledning: PPT, over fristen siden fredag 19. mars",
    )


def test_a_draft_is_read_as_it_will_be(held: Arranged) -> None:
    given = [read(held, answers(person(held, "per"), text="Korte samtalar"))]
    with held.town.as_("ingrid") as ctx:
        item = held._in(ctx.session, ctx.tenant_id)[0]
        assert drafted_lines(ctx, item, given) == (
            "Rettleiing (Korte samtalar): Per Instefjord, innan fredag 2. april",
        )
        assert drafted_lines(ctx, item, given, in_channel=True) == (
            "Rettleiing (Korte samtalar): PPT, innan fredag 2. april",
        )


def test_far_deadlines_have_their_year(held: Arranged) -> None:
    agree(held, unit(held, "ppt"), due=date(2028, 3, 16))
    assert lines(held, "ingrid", True) == ("Rettleiing: PPT, innan torsdag 16. mars 2028",)
