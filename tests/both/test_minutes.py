"""From the morning after: the summary is written, with what can go wrong in its forms, and stands where it may."""

from datetime import date

from tests.both import after
from tests.both.world import World

IDENTITY = "010112 34567"
CONCLUDED, OWN_WORDS = "Kva konkluderte de med?", "Med eigne ord"


async def test_the_convener_is_asked_and_the_summary_stands_in_the_units_channel(world: World) -> None:
    ingrid, hilde, per = (world.person(key) for key in ("ingrid", "hilde", "per"))
    reference = (await after.held(world)).reference
    await ingrid.sees("Korleis gjekk møtet?")
    assert "Korleis gjekk møtet tysdag 9. mars?" in await ingrid.notices()
    await after.to_preview(ingrid, "Per Instefjord, PPT", "Helsestasjonen")
    preview = await ingrid.form()
    await after.send(ingrid, "#solvik-samba")
    await ingrid.reads("Oppsummeringa er skriven")
    await ingrid.close()
    [post] = await ingrid.posts("solvik-samba")
    assert after.lines(post) == [
        f"Oppsummering: SamBa-møte, sak {reference}",
        "Tysdag 9. mars kl. 10.00–10.45. Møtet blei halde. Fire fagfolk var kalla inn, og ein av dei hadde sagt ja.",
        "Tiltak blir sette i gang",
        after.TEXT,
        "Tiltak",
        "Rettleiing: PPT, innan fredag 2. april",
        "Rettleiing: helsestasjonen, innan fredag 2. april",
        "Kontaktperson: Ingrid Haugland.",
    ]
    assert post in preview
    for person in (hilde, per):
        card = await person.card("Oppsummering: SamBa-møte")
        assert "Rettleiing: Per Instefjord, innan fredag 2. april" in card
        assert "Dei føresette var med på å bestemme" in card
    await ingrid.sees("Oppsummeringa står i #solvik-samba.")
    await ingrid.sees("Har fått oppsummeringa her: 3 av 3.")


async def test_an_identity_number_is_kept_nowhere_and_all_else_stands(world: World) -> None:
    ingrid = world.person("ingrid")
    await after.held(world)
    await after.open_summary(ingrid)
    await after.to_outcome(ingrid)
    await after.fill_outcome(ingrid, text=f"Nummeret er {IDENTITY}")
    await ingrid.submit("Neste")
    assert await ingrid.errors() == [
        "Skriv utan fødselsnummer. Bruk saksreferansen, til dømes S-7F3K. Det du skreiv, er ikkje lagra."
    ]
    assert await ingrid.filled(OWN_WORDS) == []
    assert await ingrid.filled(CONCLUDED) == ["Tiltak blir sette i gang"]
    assert await ingrid.filled("Var dei føresette med på å bestemme?") == ["Ja"]
    assert await ingrid.filled("Er det dokumentert i arkivet der du arbeider?") == ["Ja, det er dokumentert"]
    assert world.kept(IDENTITY, IDENTITY.replace(" ", "")) == []
    await ingrid.fill(OWN_WORDS, after.TEXT)
    await ingrid.submit("Neste")
    await ingrid.reads("Ingen tiltak enno.")
    assert world.kept(after.TEXT) == []


async def test_what_points_out_a_child_is_questioned_and_reaches_the_parties_alone(world: World) -> None:
    ingrid, hilde = world.person("ingrid"), world.person("hilde")
    await after.held(world)
    await after.open_summary(ingrid)
    await after.to_outcome(ingrid)
    await after.fill_outcome(ingrid, text="Eleven i 4b les betre")
    await ingrid.submit("Neste")
    assert await ingrid.errors() == [
        "Dette kan peike ut eitt barn. Skriv det på ein annan måte, eller kryss av for at berre partane skal sjå det."
    ]
    assert await ingrid.filled(OWN_WORDS) == ["Eleven i 4b les betre"]
    await ingrid.tick("Berre partane, ikkje kanalen")
    await ingrid.submit("Neste")
    await ingrid.submit("Neste")
    await ingrid.reads("Dette les partane i tillegg:")
    await after.send(ingrid, "#solvik-samba")
    [post] = await ingrid.posts("solvik-samba")
    assert "4b" not in post
    assert "Eleven i 4b les betre" in await hilde.card("Oppsummering: SamBa-møte")


async def test_measures_are_added_and_removed_with_what_is_wrong_said_at_its_field(world: World) -> None:
    ingrid = world.person("ingrid")
    await after.held(world)
    await after.open_summary(ingrid)
    await after.to_outcome(ingrid)
    await after.fill_outcome(ingrid)
    await ingrid.submit("Neste")
    await ingrid.reads("Ingen tiltak enno.")
    await after.add_measure(ingrid, due=date(2027, 3, 1))
    assert await ingrid.errors() == ["Den dagen har vore. Vel ein seinare dag."]
    assert await ingrid.filled("Kva for eit tiltak?") == ["Rettleiing"]
    assert await ingrid.filled("Kven er ansvarleg?") == ["Per Instefjord, PPT"]
    await ingrid.fill("Når skal det vere gjort?", after.DUE)
    await ingrid.submit("Legg til")
    await ingrid.reads(after.GUIDANCE)
    await after.add_measure(ingrid, "Helsestasjonen", "Hjelpemiddel")
    await ingrid.reads("Hjelpemiddel: helsestasjonen, innan fredag 2. april")
    await ingrid.press("Fjern", beside="Rettleiing")
    assert "Rettleiing: " not in await ingrid.form()
    await ingrid.press("Legg til tiltak")
    await ingrid.press("Tilbake utan å leggje til")
    await ingrid.reads("Hjelpemiddel: helsestasjonen, innan fredag 2. april")
    await ingrid.submit("Neste")
    await after.send(ingrid, "#solvik-samba")
    [post] = await ingrid.posts("solvik-samba")
    assert post.count("innan fredag 2. april") == 1


async def test_a_correction_stands_in_the_place_of_what_it_corrects(world: World) -> None:
    ingrid, hilde = world.person("ingrid"), world.person("hilde")
    await after.written(world, "solvik-samba")
    await world.until("2027-03-11 09:01")
    await ingrid.press("Rett oppsummeringa")
    assert await ingrid.filled("Blei møtet halde?") == ["Ja, møtet blei halde"]
    await ingrid.submit("Neste")
    assert await ingrid.filled(OWN_WORDS) == [after.TEXT]
    await ingrid.fill(OWN_WORDS, "Vi tek det opp att")
    await ingrid.submit("Neste")
    await ingrid.submit("Neste")
    await ingrid.submit("Lagre og send")
    await ingrid.reads("Oppsummeringa er retta")
    [post] = await ingrid.posts("solvik-samba")
    copy = await hilde.card("Oppsummering: SamBa-møte")
    for said in (post, copy):
        assert "Vi tek det opp att" in said
        assert after.TEXT not in said
        assert "Kontaktperson: Ingrid Haugland. Retta torsdag 11. mars." in said
    assert (await hilde.screen()).count("Oppsummering: SamBa-møte") == 1


async def test_documentation_that_waits_is_reminded_of_until_it_is_done(world: World) -> None:
    ingrid = world.person("ingrid")
    await after.held(world)
    await after.write(ingrid, "Ingen stad", documented="Seinare. Minn meg på det.")
    await ingrid.sees("Det står att å dokumentere i arkivet der du arbeider.")
    await world.until("2027-03-12 09:01")
    assert "Dokumentasjonen står att" in await ingrid.card("Dokumentasjonen står att")
    await ingrid.press("No er det dokumentert")
    await ingrid.sees("Dokumentasjonen er skriven")
    await ingrid.sees("Det er dokumentert i arkivet der du arbeider (fre. 12. mars).")
    await ingrid.never_sees("Det står att å dokumentere i arkivet der du arbeider.")


async def test_a_meeting_that_was_not_held_has_a_reason_and_a_new_one_is_offered(world: World) -> None:
    ingrid = world.person("ingrid")
    await after.held(world)
    world.give_times("solvik", "2027-04-06 10:00", "2027-04-13 10:00")
    await after.open_summary(ingrid)
    await ingrid.tick("Nei, møtet blei ikkje halde")
    await ingrid.submit("Neste")
    assert await ingrid.errors() == ["Vel kvifor møtet ikkje blei halde."]
    assert await ingrid.filled("Blei møtet halde?") == ["Nei, møtet blei ikkje halde"]
    await ingrid.fill("Kvifor blei møtet ikkje halde?", "For få kom")
    await ingrid.submit("Neste")
    await after.send(ingrid, "#solvik-samba")
    await ingrid.reads("Møtet blei ikkje halde. Desse tidene er ledige:")
    [post] = await ingrid.posts("solvik-samba")
    assert "Møtet blei ikkje halde. Grunn: for få kom." in post
    assert "fagfolk" not in post
    await ingrid.press("Tysdag 13. april kl. 10.00–10.45")
    await ingrid.reads("Kor gammalt er barnet på møtedagen?")
