"""People whom the bot cannot reach in Slack. They are told by the keys of the file, never by name."""

import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from tests.bot.checks.conftest import HOME, Place
from tests.bot.checks.expected import fault, fine, warning, well, with_fault, with_warning
from tests.bot.scripted import Answered

ALL, OTHERS = fine("Boten når 4 kontoar."), fine("Boten når 3 kontoar.")
GUEST = warning(
    "Desse er gjester eller høyrer til eit anna arbeidsområde, og får ingen meldingar frå boten: nils.",
    "Gi dei vanlege kontoar dersom dei skal bruke boten.",
)


@pytest.mark.parametrize(
    ("nils", "said"),
    [
        (
            "user_not_found",
            fault(
                "Kontoane til desse finst ikkje i arbeidsområdet: nils.",
                "Rett medlems-ID-en under accounts i fila, og køyr samba-bot load.",
            ),
        ),
        (
            HOME | {"deleted": True},
            fault(
                "Kontoane til desse er deaktiverte i Slack: nils.",
                "Ta dei som har slutta, ut av fila, og køyr samba-bot load.",
            ),
        ),
        (HOME | {"is_restricted": True}, GUEST),
        (HOME | {"is_ultra_restricted": True}, GUEST),
        (HOME | {"is_stranger": True}, GUEST),
        ({"team_id": "T9"}, GUEST),
        (
            "missing_scope",
            fault(
                "Slack lèt oss ikkje sjå på kontoane til nils (missing_scope).",
                "Rett det som står om Slack ovanfor, og sjekk på nytt.",
            ),
        ),
    ],
)
async def test_an_account_that_cannot_be_reached(place: Place, nils: dict[str, Any] | str, said: str) -> None:
    place.users["U0NILS"] = nils
    expected = with_warning if said == GUEST else with_fault
    outcome = await place.check()
    assert outcome == expected(ALL, OTHERS + said)
    assert "Nils" not in outcome.said


async def test_several_who_have_left_share_a_line(place: Place) -> None:
    for account in place.users:
        place.users[account] = HOME | {"deleted": True}
    place.members = ["UBOT"]
    said = fault(
        "Kontoane til desse er deaktiverte i Slack: ola, tone, nils, unni.",
        "Ta dei som har slutta, ut av fila, og køyr samba-bot load.",
    )
    assert await place.check() == with_fault(ALL, said)


async def test_somebody_without_an_account(place: Place) -> None:
    with closing(sqlite3.connect(place.folder / "samba-bot.db")) as connection, connection:
        connection.execute("delete from account where external_id = 'U0NILS'")  # as one who is on another platform only
    said = warning(
        "Desse har ingen konto, og boten når dei ikkje: nils.",
        "Skriv medlems-ID-en deira under accounts i fila, og køyr samba-bot load.",
    )
    assert await place.check() == with_warning(ALL, OTHERS + said)


async def test_slacks_pace_is_kept(place: Place) -> None:
    slow = Answered(429, json.dumps({"ok": False, "error": "ratelimited"}), {"Retry-After": "1"})
    place.slack.script["users.info"].append(slow)
    assert await place.check() == well()
