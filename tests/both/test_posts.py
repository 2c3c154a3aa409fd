"""A summary stands only where all who can read it may, is taken down when that changes, and its convener is told."""

import pytest

from handlers.minutes.unsafe import REASONS
from handlers.rules.audience import Unsafe
from locales import translator
from tests.both import after, differences, partners, rooms
from tests.both.person import Person
from tests.both.world import World

REFUSED, DOWN = "Oppsummeringa blei ikkje lagd ut", "Oppsummeringa er teken ut av kanalen"
WAYS = ("Vel ein annan kanal", "Send berre til partane", "Ikkje send oppsummeringa")
SETTLED = "Det er bestemt kvar oppsummeringa skal sendast"
STUB = [
    "Oppsummeringa er teken bort",
    "Her stod ei oppsummering. Oppsummeringa er teken bort. De som var med i møtet, kan spørje den som kalla inn.",
]


def reason(unsafe: str) -> str:
    """As it is told."""
    return translator("nn")(REASONS[unsafe])


async def is_refused(world: World, channel: str, unsafe: str) -> Person:
    """The convener is told why it does not stand there, with what can be done; nothing is posted."""
    ingrid = world.person("ingrid")
    card = await ingrid.card(REFUSED)
    assert f"{reason(unsafe)} Teksten din er teken vare på." in card
    assert f"#{channel}" in card
    assert set(WAYS) < set(after.lines(card))
    assert await ingrid.posts(channel) == []
    return ingrid


@pytest.mark.parametrize(
    ("channel", "unsafe"),
    [
        ("solvik-open", Unsafe.PUBLIC),
        ("solvik-bup", Unsafe.SHARED),
        ("solvik-gjest", Unsafe.OUTSIDERS),
        ("solvik-laerarar", Unsafe.OTHERS),
    ],
)
async def test_a_channel_that_others_can_read_is_refused(world: World, channel: str, unsafe: Unsafe) -> None:
    reference = (await after.written(world, channel)).reference
    ingrid = await is_refused(world, channel, unsafe)
    assert f"Sak {reference}, møtet {after.WHEN}, #{channel}." in await ingrid.card(REFUSED)
    await ingrid.sees(
        "Du kan også lage ein lukka samtale der berre partane er med. Ta meg med, og skriv «samba oppsummering "
        f"{reference}» til meg der."
    )


async def test_a_channel_without_the_bot_is_refused(world: World) -> None:
    made = await after.held(world)
    await rooms.loses_bot(world, "solvik-samba")
    await after.rewritten(world, made, "solvik-samba")
    await is_refused(world, "solvik-samba", differences.WITHOUT_BOT.at(world.where))


async def test_a_channel_that_lets_the_bot_in_again_gets_the_summary(world: World) -> None:
    made = await after.held(world)
    await rooms.loses_bot(world, "solvik-samba")
    await after.rewritten(world, made, "solvik-samba")
    ingrid = await is_refused(world, "solvik-samba", differences.WITHOUT_BOT.at(world.where))
    await rooms.gets_bot(world, "solvik-samba")
    await ingrid.press("Vel ein annan kanal")
    await after.send(ingrid, "#solvik-samba")
    [post] = await ingrid.posts("solvik-samba")
    assert after.TEXT in post


async def test_a_channel_that_the_bot_was_never_in_is_refused(world: World) -> None:
    made = await after.held(world)
    await rooms.was_never_in(world, "solvik-samba")
    await after.rewritten(world, made, "solvik-samba")
    await is_refused(world, "solvik-samba", differences.NEVER_IN.at(world.where))


async def test_a_channel_that_another_organisation_is_asked_to_share(world: World) -> None:
    made = await after.held(world)
    if world.where == "slack":
        await rooms.invite_organisation(world, "solvik-samba")
    await after.rewritten(world, made, "solvik-samba")
    await stands_or_not(world, differences.SHARING_PENDING.at(world.where))


async def test_a_channel_with_another_app(world: World) -> None:
    made = await after.held(world)
    if world.where == "slack":
        await rooms.add_app(world, "solvik-samba")
    await after.rewritten(world, made, "solvik-samba")
    await stands_or_not(world, differences.OTHER_APP.at(world.where))


async def stands_or_not(world: World, unsafe: str | None) -> None:
    """It is refused for that reason, or stands there where there is none."""
    if unsafe is not None:
        await is_refused(world, "solvik-samba", unsafe)
    else:
        assert len(await world.person("ingrid").posts("solvik-samba")) == 1


async def test_a_channel_that_is_put_away(world: World) -> None:
    made = await after.held(world)
    await rooms.is_put_away(world, "solvik-samba")
    await after.rewritten(world, made, "solvik-samba")
    card = await world.person("ingrid").card(REFUSED)
    assert differences.PUT_AWAY.at(world.where) in card
    assert set(WAYS) < set(after.lines(card))


# ---- The ways left ---------------------------------------------------------------------------------------------------


async def test_another_channel_is_chosen_and_gets_it_once(world: World) -> None:
    await after.written(world, "solvik-bup")
    ingrid = world.person("ingrid")
    await ingrid.press("Vel ein annan kanal")
    assert await ingrid.filled("Kvar skal eg sende oppsummeringa?") == []
    await after.send(ingrid, "#solvik-gjest")
    await ingrid.reads("Oppsummeringa er skriven")
    await is_refused(world, "solvik-gjest", Unsafe.OUTSIDERS)
    await ingrid.press("Vel ein annan kanal")
    await ingrid.tick("#solvik-samba")
    await ingrid.submit_twice("Lagre og send")
    assert len(await ingrid.posts("solvik-samba")) == 1
    await ingrid.sees(SETTLED)
    await ingrid.sees("Oppsummeringa står i #solvik-samba.")
    assert (await world.person("hilde").screen()).count("Oppsummering: SamBa-møte") == 1


@pytest.mark.parametrize(
    ("way", "sure", "said", "copy"),
    [
        (WAYS[1], "", "Eg legg ikkje ut oppsummeringa i nokon kanal.", after.TEXT),
        (WAYS[2], WAYS[2], "Eg sender ikkje oppsummeringa nokon stad.", "har trekt oppsummeringa tilbake"),
    ],
    ids=["parties", "nowhere"],
)
async def test_only_to_the_parties_or_nowhere(world: World, way: str, sure: str, said: str, copy: str) -> None:
    await after.written(world, "solvik-open")
    ingrid, hilde = world.person("ingrid"), world.person("hilde")
    await ingrid.press(way, sure=sure)
    assert said in await ingrid.card(SETTLED)
    await hilde.sees(copy)
    assert (after.TEXT in await hilde.screen()) is (copy == after.TEXT)
    assert await ingrid.posts("solvik-open") == []


# ---- What stands is taken down ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("happens", "unsafe"), [("joins", Unsafe.OTHERS), ("guest", Unsafe.OUTSIDERS), ("shared", Unsafe.SHARED)]
)
async def test_a_summary_is_taken_down_where_others_can_read_it_now(world: World, happens: str, unsafe: str) -> None:
    ingrid = world.person("ingrid")
    await after.written(world, "solvik-samba")
    assert len(await ingrid.posts("solvik-samba")) == 1
    if happens == "shared":
        await rooms.is_shared(world, "solvik-samba")
    else:
        await rooms.joins(world, "jonas" if happens == "joins" else "gjest", "solvik-samba")
    [post] = await ingrid.posts("solvik-samba")
    assert after.lines(post) == STUB
    card = await ingrid.card(DOWN)
    assert f"{reason(unsafe)} Teksten din er teken vare på." in card
    assert "Det som står der no, seier berre at ei oppsummering er teken bort." in card
    await ingrid.press("Vel ein annan kanal")
    await after.send(ingrid, "#solvik-2019")
    [elsewhere] = await ingrid.posts("solvik-2019")
    assert after.TEXT in elsewhere
    await ingrid.sees(SETTLED)


async def test_where_the_bot_is_gone_what_stands_is_left_and_the_convener_deletes_it(world: World) -> None:
    ingrid = world.person("ingrid")
    await after.written(world, "solvik-samba")
    await rooms.loses_bot(world, "solvik-samba")
    await world.until("2027-03-10 10:30")  # each such channel is looked at once an hour
    [post] = await ingrid.posts("solvik-samba")
    assert after.TEXT in post
    card = await ingrid.card(DOWN)
    assert f"{reason(Unsafe.UNREADABLE)} Teksten din er teken vare på." in card
    assert "Eg fekk ikkje bytt ut det som står der. Slett det i kanalen." in card
    assert set(WAYS) < set(after.lines(card))


# ---- A partner with an agreement -------------------------------------------------------------------------------------


async def test_a_partner_with_an_agreement_who_takes_part_may_read(world: World) -> None:
    ingrid, made = world.person("ingrid"), await after.held(world)
    partners.takes_part(world, made, "gjest")
    await after.rewritten(world, made, "solvik-gjest")
    [post] = await ingrid.posts("solvik-gjest")
    assert after.TEXT in post
