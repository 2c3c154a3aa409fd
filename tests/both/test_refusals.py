"""What people are told when something cannot be done: why, and where to go."""

import pytest

from tests.both import differences, walks
from tests.both.world import World

MARCH_9 = "2027-03-09 10:00"
IDENTITY = "01 01 12 - 345 67"


async def test_an_unknown_word_gets_the_nearest_command(world: World) -> None:
    ingrid = world.person("ingrid")
    await ingrid.say("flyt")
    await ingrid.sees("Det ordet kjenner eg ikkje Meinte du «flytt»?")
    await ingrid.press("Flytt eit møte")
    await ingrid.sees("Kva møte vil du flytte?")


async def test_a_word_that_is_like_no_command_gets_help(world: World) -> None:
    ingrid = world.person("ingrid")
    await ingrid.say("bjørnebær")
    await ingrid.sees(differences.NOT_A_COMMAND.at(world.where))


async def test_a_line_that_is_like_a_command(world: World) -> None:
    ingrid = world.person("ingrid")
    await ingrid.write("kan vi flyttt dette?")
    await ingrid.sees(differences.LIKE_A_COMMAND.at(world.where))


async def test_who_may_not_is_told_whom_to_ask(world: World) -> None:
    ingrid = world.person("ingrid")
    await ingrid.say("tider")
    await ingrid.sees("Berre SamBa-koordinatoren kan gjere dette. Spør Anne Brekke.")
    await ingrid.say("statistikk")
    await ingrid.sees("Vekeoppsummeringa er for leiarar. Spør Marit Solheim.")


async def test_other_peoples_cases_are_not_found(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    reference = await walks.book(world.person("ingrid"))
    olav = world.person("olav")
    for words in ("flytt S-2222", f"flytt {reference}", f"avlys {reference}", f"sakliste {reference}"):
        await olav.say(words)
        assert "Møtet finst ikkje blant dine." in (await olav.screen()).splitlines()[-2]
    await olav.never_sees(reference)


async def test_who_is_not_registered_is_told_whom_to_ask(world: World) -> None:
    vikar = world.person("vikar")
    await vikar.say("bestill")
    await vikar.sees("Eg kjenner deg ikkje enno")
    await vikar.sees("Be systemadministratoren eller SamBa-koordinatoren i kommunen om å leggje deg til.")
    assert await vikar.form() in ("", await vikar.screen())


async def test_a_guest_is_nobody_to_the_bot(world: World) -> None:
    gjest = world.person("gjest")
    await gjest.say("liste")
    await gjest.sees("Eg kjenner deg ikkje enno")


async def test_a_name_with_a_number_is_to_be_deleted_and_kept_nowhere(world: World) -> None:
    ingrid = world.person("ingrid")
    await ingrid.write("Kan du hugse Kari Nordmann 010112?")
    await ingrid.sees("Slett meldinga du skreiv")
    await ingrid.never_sees("Nordmann", "010112")
    assert world.kept("Nordmann", "010112") == []


async def test_who_is_too_old_is_told_the_rule_and_where_to_go(world: World) -> None:
    ingrid = world.person("ingrid")
    await ingrid.say("bestill")
    await ingrid.tick("Dei føresette")
    await ingrid.fill("Kor gammalt er barnet på møtedagen?", "17 år")
    await ingrid.submit("Neste")
    [said] = await ingrid.errors()
    assert "tek du kontakt med skulen og PPT i fylkeskommunen" in said
    assert "«Målgruppa er barn og ungdom frå 0-16 år.»" in said
    assert await ingrid.filled("Kven tek initiativet?") == ["Dei føresette"]
    await ingrid.fill("Kor gammalt er barnet på møtedagen?", "16 år")
    await ingrid.submit("Neste")
    await ingrid.reads("Korleis blir barnet høyrt?")


async def test_what_has_to_be_filled_in_is_asked_for(world: World) -> None:
    ingrid = world.person("ingrid")
    await ingrid.say("bestill")
    await ingrid.submit("Neste")
    assert await ingrid.errors() == differences.LEFT_EMPTY.at(world.where)
    await ingrid.tick("Dei føresette")
    await ingrid.fill("Kor gammalt er barnet på møtedagen?", "9 år")
    await ingrid.submit("Neste")
    await ingrid.reads("Korleis blir barnet høyrt?")


async def test_a_refused_text_comes_back_empty_and_all_else_is_kept(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid = world.person("ingrid")
    await walks.book(ingrid)
    await ingrid.press("Registrer svar", beside="Føresett 1")
    await walks.fill_consent(ingrid)
    await ingrid.fill("Arkivreferanse eller notat", f"sjå {IDENTITY}")
    await ingrid.submit("Registrer")
    [said] = await ingrid.errors()
    assert said.startswith("Skriv utan fødselsnummer.")
    assert await ingrid.filled("Arkivreferanse eller notat") == []
    assert await ingrid.filled("Føresett 1: kva svar har du fått?") == ["Skriftleg, ligg i arkivet"]
    assert await ingrid.filled("Kven samtykket gjeld for") == list(walks.SERVICES)
    await ingrid.never_sees("345 67")
    assert world.kept("345 67", "34567") == []
    await ingrid.fill("Arkivreferanse eller notat", "2027/118-3")
    await ingrid.submit("Registrer")
    await ingrid.reads("Samtykket er registrert")


async def test_a_form_that_is_left_changes_nothing(world: World) -> None:
    world.give_times("solvik", MARCH_9)
    ingrid = world.person("ingrid")
    await walks.begin(ingrid)
    await ingrid.close()
    assert world.rows("select count(*) from meeting") == [(0,)]
    assert world.rows("select count(*) from draft") == [(differences.DRAFTS_OF_WHAT_WAS_LEFT.at(world.where),)]


@pytest.mark.parametrize(
    "text", ["<b>hei</b> <script>alert(1)</script> & «så»", "hei på deg " * 900], ids=["html", "long"]
)
async def test_whatever_is_written_gets_an_answer_that_does_not_repeat_it(world: World, text: str) -> None:
    ingrid = world.person("ingrid")
    await ingrid.write(text)
    await ingrid.sees("Eg hjelper deg med SamBa-møte")
    await ingrid.never_sees("alert", "på deg hei")
