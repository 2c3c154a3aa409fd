"""People whom the bot cannot write to in Teams. They are told by the keys of the file, never by name."""

from tests.bot.checks.expected import fault, fine, warning
from tests.bot.teams.checks.conftest import Place
from tests.bot.teams.checks.expected import one_fault, one_warning

TWO = fine("Boten kan skrive til 2 personar.")


async def test_who_has_not_got_the_bot_yet(place: Place) -> None:
    for key in ("nils", "unni"):
        place.note("account", place.users[key].object_id, reference=None)
    said = warning(
        "Desse har ikkje fått boten enno, og boten kan ikkje skrive til dei: nils, unni.",
        "Installer appen for dei med ein oppsettspolicy, eller la dei leggje han til sjølve. "
        "Sjå om objekt-ID-ane er rette.",
    )
    outcome = await place.check()
    assert outcome == one_warning(place, people=TWO + said)
    assert "Nils" not in outcome.said


async def test_who_has_removed_or_blocked_it(place: Place) -> None:
    for key in ("nils", "unni"):
        place.note("account", place.users[key].object_id, reference=None, unreachable="uninstalled")
    said = fault(
        "Ingenting når fram til desse lenger: nils, unni.",
        "Boten er fjerna eller blokkert der, eller kontoen er stengd. Installer appen for dei på nytt. "
        "Ta dei som har slutta, ut av fila, og køyr samba-bot load.",
    )
    assert await place.check() == one_fault(place, people=TWO + said)


async def test_nobody_has_it_yet(place: Place) -> None:
    for user in place.users.values():
        place.note("account", user.object_id, reference=None)
    said = warning(
        "Desse har ikkje fått boten enno, og boten kan ikkje skrive til dei: ola, tone, nils, unni.",
        "Installer appen for dei med ein oppsettspolicy, eller la dei leggje han til sjølve. "
        "Sjå om objekt-ID-ane er rette.",
    )
    assert await place.check() == one_warning(place, people=said)
