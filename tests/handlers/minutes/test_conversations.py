"""A closed conversation that the convener brings the bot into, for the summary of one item."""

from dataclasses import replace
from pathlib import Path

import pytest

from handlers import router
from handlers.context import Conversation
from handlers.entry import Entry
from handlers.errors import NoAccess
from handlers.municipality import load_municipality
from handlers.municipality.registered import registered
from handlers.routes import ROUTES
from handlers.rules.audience import Audience, Reader
from handlers.screens import Answer, ChoiceField, Heading, Open
from store import accounts
from store.accounts import Channel, channel_known_as
from store.meetings import Item, Meeting
from store.notices import NoticeKind
from tests.handlers.attendance.arranged import Arranged, words
from tests.handlers.minutes.writing import card, to_preview, write
from tests.town import Town

LYNGVAG = Path(__file__).parents[3] / "bot" / "playground" / "lyngvag.toml"
CHAT = Conversation("slack", "T0LYNGVAAG", "G0PARTS", "kept")
PARTIES = tuple(Reader(each) for each in ("U0INGRID", "U0HILDE", "U0PER"))


def ask(town: Town, words: str, person: str = "ingrid", asked_in: Conversation | None = CHAT) -> Answer:
    with town.world() as world:
        context = world.seen_by(town.person(world.session, person), asked_in)
        return router.dispatch(ROUTES, context, Entry.COMMAND, "run", {"words": words})


def room(town: Town) -> Channel | None:
    with town.database.session() as session:
        return channel_known_as(session, "slack", "T0LYNGVAAG", "G0PARTS")


def offered(been: Arranged) -> list[str]:
    """Where the summary can go, as it is read in the last form."""
    (where,) = [part for part in to_preview(been).parts if isinstance(part, ChoiceField)]
    return [option.label for option in where.options]


def test_the_summary_can_go_where_its_convener_asked_for_it(been: Arranged) -> None:
    assert isinstance(ask(been.town, f"oppsummering {been.reference}"), Open)
    brought = room(been.town)
    assert brought is not None
    assert (brought.item_id, brought.reference, brought.name) == (been.item_id, "kept", "")
    assert offered(been)[0] == "Samtalen de har for denne saka"
    been.town.audiences["G0PARTS"] = Audience(private=True, readers=PARTIES)
    write(been, f"channel:{brought.id}")
    assert [letter.card.parts[0] for letter in been.town.posts("")] == [
        Heading(f"Oppsummering: SamBa-møte, sak {been.reference}")
    ]
    assert "Oppsummeringa står i samtalen de har for denne saka." in card(been)


def test_who_can_read_it_is_judged_there_too(been: Arranged) -> None:
    ask(been.town, f"oppsummering {been.reference}")
    brought = room(been.town)
    assert brought is not None
    been.town.audiences["G0PARTS"] = Audience(private=True, readers=(*PARTIES, Reader("U0OLAV")))
    write(been, f"channel:{brought.id}")
    assert been.town.posts("") == []
    assert "samtalen de har for denne saka" in " ".join(words(been.letter("ingrid", NoticeKind.POST_REFUSED)))


def test_nobody_else_brings_a_conversation_in(been: Arranged) -> None:
    for person in ("per", "jonas", "anne"):
        with pytest.raises(NoAccess):
            ask(been.town, f"oppsummering {been.reference}", person)
    assert room(been.town) is None


@pytest.mark.parametrize("asked_in", [None, replace(CHAT, workspace="T0OTHER"), replace(CHAT, platform="other")])
def test_ones_own_conversation_and_another_municipalitys_are_none(
    been: Arranged, asked_in: Conversation | None
) -> None:
    ask(been.town, f"oppsummering {been.reference}", asked_in=asked_in)
    assert offered(been)[0] == "#solvik-samba"


def test_a_channel_of_a_unit_stays_that(been: Arranged) -> None:
    before = offered(been)
    ask(been.town, f"oppsummering {been.reference}", asked_in=replace(CHAT, external_id="C0NESBYGDA"))
    assert offered(been) == before


def test_only_the_item_it_was_brought_in_for_is_offered_it(been: Arranged) -> None:
    ask(been.town, f"oppsummering {been.reference}")
    with been.town.world() as world:
        meeting = world.session.get(Item, been.item_id)
        assert meeting is not None
        unit = world.session.get(Meeting, meeting.meeting_id)
        assert unit is not None
        other = accounts.channels_of(world.session, world.tenant_id, unit.unit_id, been.item_id + 1)
        assert [each.name for each in other if each.item_id is not None] == []


def test_the_municipalitys_file_neither_counts_nor_removes_it(been: Arranged) -> None:
    ask(been.town, f"oppsummering {been.reference}")
    with been.town.database.session() as session:
        load_municipality(session, LYNGVAG.read_text(encoding="utf-8"), ("slack",))
        (known,) = registered(session, "slack")
    assert [each.channel for each in known.rooms if each.channel == "G0PARTS"] == []
    brought = room(been.town)
    assert brought is not None
    assert (brought.active, brought.item_id) == (True, been.item_id)
