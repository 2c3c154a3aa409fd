"""After a meeting with people of both platforms: each gets all where they sit, and a summary stands in a channel of
either.
"""

from datetime import date

from handlers.rules.audience import Unsafe
from tests.both import after, rooms
from tests.both.municipality import EXTRA
from tests.both.test_posts import DOWN, STUB, reason
from tests.both.world import World

SUMMARY = "Oppsummering: SamBa-møte"


async def test_a_summary_with_its_measures_reaches_everybody_where_they_sit(mixed: World) -> None:
    ingrid, hilde, per = (mixed.person(key) for key in ("ingrid", "hilde", "per"))
    await after.held(mixed)
    await after.write(ingrid, f"#{EXTRA}", "Per Instefjord, PPT")
    [post] = await ingrid.posts(EXTRA)
    assert "Rettleiing: PPT, innan fredag 2. april" in post
    for person in (hilde, per):
        assert after.GUIDANCE in await person.card(SUMMARY)
    await per.press("Utset fristen")
    await per.tick("Ventar på vedtak")
    await per.fill("Ny frist", date(2027, 4, 16))
    await per.submit("Utset")
    await ingrid.sees("Rettleiing: Per Instefjord, innan fredag 16. april (utsett: ventar på vedtak)")


async def test_a_summary_moves_from_a_channel_on_one_platform_to_one_on_the_other(mixed: World) -> None:
    ingrid, per = mixed.person("ingrid"), mixed.person("per")
    made = await after.written(mixed, EXTRA)
    assert after.TEXT in (await ingrid.posts(EXTRA))[0]
    await after.rewritten(mixed, made, "solvik-samba")
    assert [after.lines(each) for each in await ingrid.posts(EXTRA)] == [STUB]
    [post] = await per.posts("solvik-samba")
    assert after.TEXT in post
    await rooms.joins(mixed, "vikar", "solvik-samba")
    [post] = await per.posts("solvik-samba")
    assert after.lines(post) == STUB
    assert reason(Unsafe.OTHERS) in await ingrid.card(DOWN)


async def test_what_becomes_unsafe_in_teams_is_taken_down_there(mixed: World) -> None:
    ingrid = mixed.person("ingrid")
    await after.written(mixed, EXTRA)
    await rooms.joins(mixed, "jonas", EXTRA)
    assert [after.lines(each) for each in await ingrid.posts(EXTRA)] == [STUB]
    assert f"#{EXTRA}" in await ingrid.card(DOWN)


async def test_who_has_an_account_on_both_gets_a_message_where_it_gets_through(mixed: World) -> None:
    """Nobody has told that the bot is blocked, so the account in Teams is tried first."""
    per = mixed.person("per")
    await after.held(mixed)
    blocked = rooms.sits_in_teams_too(mixed, "per")
    await after.write(mixed.person("ingrid"), "Berre til partane", "Per Instefjord, PPT")
    assert (await per.screen()).count(SUMMARY) == 1
    assert after.GUIDANCE in await per.card(SUMMARY)
    assert blocked.from_bot() == []
    assert "Ei melding kom ikkje fram" not in await mixed.person("ingrid").screen()
