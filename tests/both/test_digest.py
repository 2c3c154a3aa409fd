"""The leaders' weekly summary: in words and in a table, in numbers that point out nobody, and when they want it."""

from datetime import time

from tests.both import after
from tests.both.world import World, moment
from tests.handlers.digest.history import History

HEADING = "Solvik skule, veke 9"


def lived(world: World) -> None:
    """Six meetings at Solvik in week 9, two of them without a summary; the first without consent."""
    with after.begun(world).world() as at:
        history = History(at)
        for day in (1, 2, 3, 4, 5, 5):
            starts = moment(f"2027-03-0{day} {8 + day:02}:00")
            item = history.meeting("solvik", starts, slot=history.slot("solvik", starts), consents=day > 1)
            if day > 2:
                history.minutes(item)
        history.slot("solvik", moment("2027-03-16 09:00"))


async def test_a_leader_gets_it_on_monday_morning_in_words_and_numbers_that_point_out_nobody(world: World) -> None:
    lived(world)
    marit = world.person("marit")
    await world.until("2027-03-08 07:29")
    await marit.never_sees(HEADING)
    await world.until("2027-03-08 07:31")
    card = await marit.card(HEADING)
    assert "Vekeoppsummeringa di er klar" in await marit.notices()
    assert "6 møte blei haldne i veke 9." in card
    assert "2 oppsummeringar manglar." in card
    rows = " ".join(card.split())
    for row in ("Tal Veke 9 Veke 8 Endring", "Haldne møte 6 0 +6", "Utan oppsummering 2 0 +2"):
        assert row in rows
    assert "ikkje vist" in rows
    assert not [word for word in ("T-", "Ingrid", "10. mars") if word in card]
    assert card.count(HEADING) == 2, "above all, and of the chart"
    await world.person("ingrid").never_sees(HEADING)


async def test_it_is_asked_for_and_shows_what_is_missing(world: World) -> None:
    lived(world)
    marit = world.person("marit")
    await world.until("2027-03-08 12:00")
    await marit.say("statistikk")
    assert (await marit.screen()).count("6 møte blei haldne i veke 9.") == 2
    await marit.press("Vis det som manglar")
    missing = " ".join((await marit.card("Kor lenge")).split())
    assert "Kor lenge Utan oppsummering Tiltak over fristen" in missing
    assert "Under ei veke 2 0" in missing


async def test_a_leader_chooses_the_day_and_the_time(world: World) -> None:
    lived(world)
    marit = world.person("marit")
    await marit.say("statistikk")
    await marit.sees("Det er ikkje noko å fortelje enno. Neste vekeoppsummering kjem måndag 1. mars kl. 07.30.")
    await marit.press("Vel dag og tid")
    await marit.fill("Kva dag?", "Torsdag")
    await marit.fill("Når på dagen?", time(6))
    await marit.submit("Lagre")
    assert await marit.errors() == ["Vel eit klokkeslett frå kl. 07.00, men før kl. 16.00."]
    assert await marit.filled("Kva dag?") == ["Torsdag"]
    await marit.fill("Når på dagen?", time(14))
    await marit.submit("Lagre")
    await marit.reads("Neste vekeoppsummering kjem torsdag 4. mars kl. 14.00.")
    await marit.close()
    await world.until("2027-03-11 13:59")
    await marit.never_sees(HEADING)
    await world.until("2027-03-11 14:01")
    await marit.sees(HEADING)


async def test_who_leads_nothing_is_told_whom_to_ask(world: World) -> None:
    hilde = world.person("hilde")
    await hilde.say("statistikk")
    await hilde.sees("Vekeoppsummeringa er for leiarar. Spør Anne Brekke.")
