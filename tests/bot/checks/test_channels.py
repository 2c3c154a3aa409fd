"""Channels where a summary may not stand, or that the bot cannot see."""

from typing import Any

import pytest

from tests.bot.checks.conftest import FILE, HOME, Place
from tests.bot.checks.expected import WELL, fault, fine, well, with_fault

ROOM = fine("fjordskulen-samba: Kanalen er privat, og boten er med.")
ANOTHER = "Vel ein privat kanal som berre er for eininga, og skriv id-en i fila."
INVITE = fault(
    "fjordskulen-samba: Boten er ikkje med i kanalen, eller C0FJORD er ikkje id-en.",
    "Skriv /invite @samba-bot i kanalen. Er boten der alt, må du rette id-en i fila.",
)
MEND = "Rett det som står om Slack ovanfor, og sjekk på nytt. Ein kanal med fleire enn 200 er for stor."
OUT = "Ta dei ut av kanalen. Eller la oppsummeringane berre gå til partane."


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"is_private": False}, fault("fjordskulen-samba: Kanalen er open for alle.", ANOTHER)),
        (
            {"is_shared": True, "is_ext_shared": True},
            fault("fjordskulen-samba: Kanalen er delt med ein annan organisasjon.", ANOTHER),
        ),
        (
            {"is_pending_ext_shared": True},
            fault("fjordskulen-samba: Ein annan organisasjon er invitert til å dele kanalen.", ANOTHER),
        ),
        ({"is_archived": True}, fault("fjordskulen-samba: Kanalen er arkivert.", ANOTHER)),
        ({"is_member": False}, INVITE),
    ],
)
async def test_a_channel_where_nothing_is_to_stand(place: Place, facts: dict[str, Any], said: str) -> None:
    place.channel |= facts
    assert await place.check() == with_fault(ROOM, said)


@pytest.mark.parametrize(
    ("method", "error", "said"),
    [
        ("conversations.info", "channel_not_found", INVITE),
        (
            "conversations.info",
            "missing_scope",
            fault("fjordskulen-samba: Boten ser ikkje kven som les der (missing_scope).", MEND),
        ),
        (
            "conversations.members",
            "internal_error",
            fault("fjordskulen-samba: Boten ser ikkje kven som les der (internal_error).", MEND),
        ),
        (
            "conversations.members",
            "missing_scope",
            fault("fjordskulen-samba: Boten ser ikkje kven som les der (unreadable).", MEND),
        ),
    ],
)
async def test_a_channel_that_cannot_be_seen(place: Place, method: str, error: str, said: str) -> None:
    place.slack.usual[method] = {"ok": False, "error": error}
    assert await place.check() == with_fault(ROOM, said)


@pytest.mark.parametrize(
    ("member", "said"),
    [
        (HOME | {"is_restricted": True}, fault("fjordskulen-samba: gjester eller folk utanfrå: 1.", OUT)),
        ({"team_id": "T9"}, fault("fjordskulen-samba: gjester eller folk utanfrå: 1.", OUT)),
        (HOME | {"is_bot": True}, fault("fjordskulen-samba: andre appar: 1.", OUT)),
        (HOME, fault("fjordskulen-samba: folk som ikkje er registrerte: 1.", OUT)),
    ],
)
async def test_readers_who_keep_summaries_from_a_channel(place: Place, member: dict[str, Any], said: str) -> None:
    place.members.append("U0VIKAR")
    place.users["U0VIKAR"] = member
    assert await place.check() == with_fault(ROOM, said)


async def test_a_municipality_without_channels(place: Place) -> None:
    text = FILE.read_text(encoding="utf-8")
    place.load(text[: text.index("[[channels]]")])
    said = fine("Ingen kanal er registrert. Oppsummeringar går berre til partane.")
    assert await place.check() == well(WELL.replace(ROOM, said))
