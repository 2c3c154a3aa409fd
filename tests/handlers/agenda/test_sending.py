import pytest
from sqlmodel import select

from handlers import endings
from handlers.entry import Entry
from handlers.errors import NoAccess
from handlers.screens import Show
from store.attendance import Telling, Told
from store.audit import AuditEntry
from store.notices import NoticeKind
from store.slots import slot_by_id
from tests.handlers.attendance.arranged import AGENDA_DUE, WHEN_NB, WHEN_NN, Arranged, words
from tests.town import buttons, oslo

EVERYONE = ("ingrid", "jonas", "hilde", "erik", "per")
POINTS = [
    "Kva går bra no? (5 min)",
    "Kva er vanskeleg, og kva har de prøvd? (10 min)",
    "Råd frå teamet (15 min)",
    "Kven gjer kva, og når? (15 min)",
]


def got_agenda(arranged: Arranged) -> dict[str, int]:
    return {person: arranged.town.kinds(person).count(NoticeKind.AGENDA) for person in EVERYONE}


def test_with_consent_it_reaches_all_who_come_five_working_days_before(sent: Arranged) -> None:
    assert got_agenda(sent) == dict.fromkeys(EVERYONE, 1)
    assert sent.item().agenda_sent_at == AGENDA_DUE
    assert words(sent.letter("hilde", NoticeKind.AGENDA)) == [
        "Saklista til møtet tysdag 16. mars kl. 10.00 er klar",
        f"Sakliste: SamBa-møte {WHEN_NN}",
        f"Sak {sent.reference}. Møterom 2, Solvik skule. Kontaktperson: Ingrid Haugland.",
        *POINTS,
        "Kjem du?",
        "Ja",
        "Ja, men eg treng vikar",
        "Nei",
        "Eg sender ein annan",
    ]
    assert words(sent.letter("erik", NoticeKind.AGENDA))[1] == f"Sakliste: SamBa-møte {WHEN_NB}"


def test_the_family_is_to_be_given_the_agenda_when_it_goes_out(sent: Arranged) -> None:
    with sent.town.database.session() as session:
        rows = session.exec(select(Told).where(Told.what == Telling.AGENDA)).all()
    assert len(rows) == 2


def test_without_consent_it_reaches_the_convener_alone_with_what_to_do(arranged: Arranged) -> None:
    arranged.town.wait_until(AGENDA_DUE)
    assert got_agenda(arranged) == {**dict.fromkeys(EVERYONE, 0), "ingrid": 1}
    card = arranged.letter("ingrid", NoticeKind.AGENDA)
    assert words(card) == [
        "Saklista til møtet tysdag 16. mars kl. 10.00 er ikkje send",
        "Saklista er ikkje send",
        f"Samtykket er ikkje på plass i sak {arranged.reference}, så berre du kan sjå saklista til møtet {WHEN_NN}. "
        "Når samtykket er registrert, sender eg saklista med ein gong.",
        *POINTS,
        "Registrer samtykke",
        "Endre saklista",
    ]
    assert buttons(card)["Registrer samtykke"] == f"consent.open?item={arranged.item_id}"
    assert arranged.item().agenda_sent_at is None
    with arranged.town.database.session() as session:
        assert session.exec(select(Told).where(Told.what == Telling.AGENDA)).all() == []


def test_when_consent_comes_late_the_others_get_it_at_once_and_the_conveners_card_becomes_it(
    arranged: Arranged,
) -> None:
    arranged.town.wait_until(oslo(2027, 3, 9, 11))
    arranged.consents()
    assert got_agenda(arranged) == dict.fromkeys(EVERYONE, 1)
    assert words(arranged.letter("ingrid", NoticeKind.AGENDA))[1] == f"Sakliste: SamBa-møte {WHEN_NN}"
    assert arranged.item().agenda_sent_at == oslo(2027, 3, 9, 11)


def test_after_a_move_it_is_sent_again_before_the_new_day_and_asks_again(sent: Arranged) -> None:
    sent.press("hilde", sent.letter("hilde", NoticeKind.AGENDA), "Ja")
    slot_id = sent.town.give_slot("solvik", oslo(2027, 4, 13, 10))
    with sent.town.world() as world:
        slot = slot_by_id(world.session, world.tenant_id, slot_id)
        assert slot is not None
        item, meeting = sent._in(world.session, world.tenant_id)
        endings.move_item(world, item, meeting, slot, item.convener_id)
    sent.town.deliver()
    old = words(sent.letter("hilde", NoticeKind.AGENDA))
    assert (old[1], "Kjem du?" in old) == ("Sakliste: SamBa-møte tysdag 13. april kl. 10.00–10.45", True)
    sent.town.wait_until(oslo(2027, 4, 6, 9))
    assert got_agenda(sent)["hilde"] == 2
    sent.town.wait_until(oslo(2027, 4, 7, 9))
    assert got_agenda(sent)["hilde"] == 2


def test_a_reader_sees_it_again_and_that_is_recorded(sent: Arranged) -> None:
    shown = sent.town.asks("hilde", Entry.ACTION, "agenda.show", item=str(sent.item_id))
    assert shown == Show(sent.letter("hilde", NoticeKind.AGENDA))
    with sent.town.database.session() as session:
        entry = session.exec(select(AuditEntry).where(AuditEntry.event == "agenda.read")).one()
    assert (entry.actor_id, entry.about, entry.about_id) == (sent.town.person_id("hilde"), "item", sent.item_id)


def test_before_it_has_gone_out_only_the_convener_sees_it(arranged: Arranged) -> None:
    arranged.consents()
    early = arranged.town.asks("hilde", Entry.ACTION, "agenda.show", item=str(arranged.item_id))
    assert isinstance(early, Show)
    assert words(early.card) == [
        "Saklista til møtet tysdag 16. mars kl. 10.00 er ikkje klar",
        "Saklista er ikkje klar",
        f"Saklista til møtet {WHEN_NN} er ikkje klar. Du får saklista når alt er på plass. "
        "Spør Ingrid Haugland dersom du lurer på noko.",
    ]
    own = arranged.town.asks("ingrid", Entry.ACTION, "agenda.show", item=str(arranged.item_id))
    assert isinstance(own, Show)
    assert set(POINTS) <= set(words(own.card))


@pytest.mark.parametrize("person", ["olav", "anne", "sunniva"])
def test_who_is_no_party_gets_the_answer_of_what_does_not_exist(sent: Arranged, person: str) -> None:
    with pytest.raises(NoAccess) as refusal:
        sent.town.asks(person, Entry.ACTION, "agenda.show", item=str(sent.item_id))
    with pytest.raises(NoAccess) as unknown:
        sent.town.asks(person, Entry.ACTION, "agenda.show", item="999")
    assert refusal.value.text == unknown.value.text


def test_what_a_locked_phone_shows_names_neither_arena_place_nor_case(sent: Arranged) -> None:
    shown = " ".join(sent.letter(person, NoticeKind.AGENDA).notice for person in EVERYONE)
    assert not [word for word in ("SamBa", "Solvik", "Møterom", sent.reference) if word in shown]
