"""A municipality where nobody is named for something."""

from typing import Any

import pytest

from tests.bot.checks.conftest import FILE, Place
from tests.bot.checks.expected import (
    DATABASE,
    SETTINGS,
    WELL,
    fault,
    fine,
    parts,
    warning,
    well,
    with_fault,
    with_warning,
)
from tests.bot.commands import Outcome, run_here

CONTACTS = fine("Kvar teneste har ein kontaktperson for kvar skule og barnehage.")
LEADERS = fine("Kvar eining har ein leiar.")


async def test_a_database_without_a_municipality(place: Place) -> None:
    (place.folder / "samba-bot.db").unlink()
    assert run_here(place.folder, "migrate").status == 0
    nobody = "Kommune\n" + fault("Ingen kommune er registrert.", "Køyr samba-bot load med fila om kommunen.")
    slack = (
        "Slack\n"
        + fine("Slack kjenner boten, i arbeidsområdet T1.")
        + fault(
            "Ingen kommune er registrert med arbeidsområdet T1.",
            "Skriv id-en under [workspaces] i fila, og køyr samba-bot load. Eller bruk tokenet til den rette appen.",
        )
        + fine("Appen har dei løyva boten treng, og ingen andre.")
        + fine("Slack svarer gjennom Socket Mode.")
    )
    assert await place.check() == Outcome(1, parts(SETTINGS, DATABASE, nobody, slack, end="2 ting må rettast.\n"), "")


@pytest.mark.parametrize(
    ("before", "after", "line", "said"),
    [
        (
            '[[contacts]]\nservice = "barnevernet"\nperson = "nils"\n',
            "",
            CONTACTS,
            warning(
                "barnevernet har ingen kontaktperson for fjordskulen.",
                "Legg til ein under [[contacts]] i fila. Fram til då spør boten SamBa-koordinatoren kvar gong.",
            ),
        ),
        (
            'role = "head_of_school"',
            'role = "form_teacher"',
            LEADERS,
            warning(
                "Desse har ingen leiar: fjordskulen.",
                "Gi nokon der rolla head_of_school, head_of_kindergarten, unit_head eller professional_lead i fila, og "
                "køyr samba-bot load.",
            ),
        ),
    ],
)
async def test_what_nobody_is_named_for(place: Place, before: str, after: str, line: str, said: str) -> None:
    place.load(FILE.read_text(encoding="utf-8").replace(before, after))
    assert await place.check() == with_warning(line, said)


async def test_a_contact_person_for_some_schools_is_missing_for_the_others(place: Place) -> None:
    school = '[[units]]\nkey = "nesbygda"\nkind = "school"\nname = { nn = "Nesbygda", nb = "Nesbygda" }\n\n[[people]]'
    text = FILE.read_text(encoding="utf-8").replace("[[people]]", school, 1)
    place.load(
        text.replace(
            'unit = "fjordskulen" }]', 'unit = "fjordskulen" }, { role = "head_of_school", unit = "nesbygda" }]'
        )
    )
    outcome = await place.check()
    said = warning(
        "ppt har ingen kontaktperson for nesbygda.",
        "Legg til ein under [[contacts]] i fila. Fram til då spør boten SamBa-koordinatoren kvar gong.",
    )
    more = with_warning(CONTACTS, said).said.replace("Einingar: 4.", "Einingar: 5.")
    assert outcome == Outcome(0, more, "")


async def test_nobody_to_put_in_times(place: Place) -> None:
    place.load(FILE.read_text(encoding="utf-8").replace('{ role = "samba_coordinator" }, ', ""))
    said = fault(
        "Ingen er SamBa-koordinator, så ingen kan leggje inn tider.",
        "Gi nokon rolla samba_coordinator i fila, og køyr samba-bot load.",
    )
    assert await place.check() == with_fault(fine("SamBa-koordinator: tone."), said)


async def test_no_approved_routine(place: Place) -> None:
    head, _, rest = FILE.read_text(encoding="utf-8").partition("[arenas.samba]")
    place.load(head + rest[rest.index("[[units]]") :])
    said = fault(
        "Ingen møte har ei godkjend rutine, så ingen kan bestille møte.",
        "Skriv under [arenas] i fila kven som har godkjent rutina, og køyr samba-bot load.",
    )
    assert await place.check() == with_fault(fine("Møte med godkjend rutine: samba."), said)


BUP = """
[[units]]
key = "bup"
kind = "outside"
agreement = "2026/12"
name = { nn = "BUP", nb = "BUP" }

[[people]]
key = "berit"
name = "Berit Vik"
accounts = { slack = "U0BERIT" }
roles = [{ role = "employee", unit = "bup" }]

[[units]]
"""


@pytest.mark.parametrize("abroad", [{"team_id": "T9"}, {"team_id": "T1", "is_restricted": True}])
async def test_a_partner_may_be_a_guest_or_come_from_another_workspace(place: Place, abroad: dict[str, Any]) -> None:
    place.load(FILE.read_text(encoding="utf-8").replace("[[units]]\n", BUP, 1))
    place.users["U0BERIT"] = abroad
    place.members.append("U0BERIT")
    more = WELL.replace("Einingar: 4. Personar: 4.", "Einingar: 5. Personar: 5.").replace("4 kontoar", "5 kontoar")
    assert await place.check() == well(more)


async def test_an_organisation_without_an_agreement_is_no_partner(place: Place) -> None:
    text = FILE.read_text(encoding="utf-8").replace("[[units]]\n", BUP.replace('agreement = "2026/12"\n', ""), 1)
    place.load(text)
    place.users["U0BERIT"] = {"team_id": "T9"}
    agreement = warning(
        "Desse har de ingen avtale med, og folk derifrå slepp ikkje til: bup.",
        "Skriv referansen til avtalen som agreement i fila, og køyr samba-bot load.",
    )
    guest = warning(
        "Desse er gjester eller høyrer til eit anna arbeidsområde, og får ingen meldingar frå boten: berit.",
        "Gi dei vanlege kontoar dersom dei skal bruke boten.",
    )
    said = with_warning(CONTACTS, CONTACTS + agreement).said
    said = said.replace("Einingar: 4. Personar: 4.", "Einingar: 5. Personar: 5.")
    said = said.replace("\n\nKanalar", f"\n{guest}\nKanalar").replace("Det er éi åtvaring.", "Det er 2 åtvaringar.")
    assert await place.check() == Outcome(0, said, "")
