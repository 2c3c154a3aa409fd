"""Channels and group chats in Teams where a summary may not stand, or where the bot cannot see who reads."""

from typing import Literal

import pytest

from tests.bot.checks.expected import fault, fine
from tests.bot.teams.checks.conftest import TENANT, Place
from tests.bot.teams.checks.expected import one_fault, well
from tests.bot.teams.conftest import ELSEWHERE
from tests.bot.teams.connector.world import Role

NAME = "fjordskulen-samba"
ANOTHER = "Vel ein privat kanal eller ein gruppechat som berre er for eininga, og skriv id-en i fila."
OUT = "Ta dei ut av kanalen. Eller la oppsummeringane berre gå til partane."
STILL = "Sjå om samba-bot framleis er med i teamet og i kanalen. Ein kanal med fleire enn 200 er for stor."
UNSEEN, OUTSIDE = (
    fault(f"{NAME}: Boten ser ikkje kven som les der ({code}).", STILL) for code in ("unreadable", "uninstalled")
)


async def test_a_channel_that_nothing_has_come_from(place: Place) -> None:
    place.note("channel", place.room.id, reference=None)
    said = fault(
        f"{NAME}: Boten har ikkje vore der enno, eller {place.room.id} er ikkje id-en.",
        "Legg samba-bot til i teamet, og i sjølve kanalen når han er privat. Skriv så @samba-bot hjelp der. "
        "Er boten der alt, må du rette id-en i fila.",
    )
    assert await place.check() == one_fault(place, rooms=said)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("standard", fault(f"{NAME}: Kanalen er open for heile teamet.", ANOTHER)),
        ("shared", fault(f"{NAME}: Kanalen er delt, og boten ser ikkje alle som kan lese der.", ANOTHER)),
    ],
)
async def test_a_channel_of_another_kind(place: Place, kind: Literal["standard", "shared"], said: str) -> None:
    place.room.type = kind
    assert await place.check() == one_fault(place, rooms=said)


@pytest.mark.parametrize(
    ("tenant", "role", "said"),
    [
        (TENANT, "guest", fault(f"{NAME}: gjester eller folk utanfrå: 1.", OUT)),
        (ELSEWHERE, "user", fault(f"{NAME}: gjester eller folk utanfrå: 1.", OUT)),
        (TENANT, "anonymous", fault(f"{NAME}: gjester eller folk utanfrå: 1.", OUT)),
        (TENANT, "user", fault(f"{NAME}: folk som ikkje er registrerte: 1.", OUT)),
    ],
)
async def test_readers_who_keep_summaries_from_a_channel(place: Place, tenant: str, role: Role, said: str) -> None:
    place.room.members.append(place.world.user("Vikaren", tenant, role))
    assert await place.check() == one_fault(place, rooms=said)


async def test_the_bot_is_no_longer_in_the_channel(place: Place) -> None:
    place.room.installed = False
    assert await place.check() == one_fault(place, rooms=UNSEEN)


async def test_the_bot_is_no_longer_in_the_team(place: Place) -> None:
    place.room.team.installed = False
    assert await place.check() == one_fault(place, rooms=OUTSIDE)


async def test_a_channel_that_is_too_large(place: Place) -> None:
    place.room.members += [place.world.user(f"Tilsett {number}", TENANT) for number in range(200)]
    assert await place.check() == one_fault(place, rooms=UNSEEN)


async def test_a_group_chat_can_stand_in_a_channels_place(place: Place) -> None:
    chat = place.world.group_chat("SamBa", place.users["ola"], place.users["tone"])
    place.load(lambda text: text.replace(place.room.id, chat.id))
    place.note("channel", chat.id, reference=place.reference(chat))
    assert await place.check() == well(place)


async def test_a_municipality_without_channels(place: Place) -> None:
    place.load(lambda text: text[: text.index("[[channels]]")])
    said = fine("Ingen kanal er registrert. Oppsummeringar går berre til partane.")
    assert await place.check() == well(place, rooms=said)
    assert place.service.calls == []
