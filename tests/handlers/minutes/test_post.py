import pytest
from sqlmodel import col, select

from handlers.entry import Entry
from handlers.errors import BadField
from handlers.screens import Card, ChoiceField, Form, Note
from store.accounts import Channel
from store.meetings import Item
from store.notices import NoticeKind
from tests.handlers.attendance.arranged import Arranged, words
from tests.handlers.booking import journey
from tests.handlers.minutes.writing import (
    AFTER,
    OUTCOME,
    add,
    channel_id,
    form_of,
    in_channel,
    not_held,
    opened,
    post,
    send,
    to_preview,
    write,
)
from tests.town import oslo

STUB_NN = [
    "Ei oppsummering er teken bort",
    "Oppsummeringa er teken bort",
    "Her stod ei oppsummering. Oppsummeringa er teken bort. De som var med i møtet, kan spørje den som kalla inn.",
]
STUB_NB = [
    "En oppsummering er tatt bort",
    "Oppsummeringen er tatt bort",
    "Her sto en oppsummering. Den er tatt bort. Dere som var med i møtet, kan spørre den som kalte inn.",
]


def in_bokmal(arranged: Arranged) -> None:
    """The municipality writes bokmål."""
    with arranged.town.world() as world:
        world.tenant.language = "nb"
        world.session.add(world.tenant)


def test_the_post_says_what_came_out_of_it_and_names_nobody_of_the_family(been: Arranged) -> None:
    write(been, in_channel(been), measure=True)
    assert words(post(been)) == [
        "Ei oppsummering frå eit møte",
        f"Oppsummering: SamBa-møte, sak {been.reference}",
        "Tysdag 16. mars kl. 10.00–10.45. Møtet blei halde. Fem fagfolk var kalla inn, og ein av dei hadde sagt ja.",
        "Tiltak blir sette i gang",
        "Vi følgjer opp lesinga",
        "Tiltak",
        "Rettleiing: PPT, innan fredag 2. april",
        "Kontaktperson: Ingrid Haugland.",
    ]


def test_the_post_stands_in_the_municipalitys_language_whoever_reads_it(been: Arranged) -> None:
    in_bokmal(been)
    write(been, in_channel(been), measure=True)
    assert words(post(been)) == [
        "En oppsummering fra et møte",
        f"Oppsummering: SamBa-møte, sak {been.reference}",
        "Tirsdag 16. mars kl. 10.00–10.45. Møtet ble holdt. Fem fagfolk var kalt inn, og en av dem hadde sagt ja.",
        "Tiltak blir satt i gang",
        "Vi følgjer opp lesinga",
        "Tiltak",
        "Veiledning: PPT, innen fredag 2. april",
        "Kontaktperson: Ingrid Haugland.",
    ]


def test_the_preview_is_the_post_word_for_word(been: Arranged) -> None:
    form = to_preview(been, measure=True)
    send(been, "confirm", form.draft, where=in_channel(been))
    parts = list(post(been).parts)
    first = form.parts.index(parts[0])
    assert form.parts[first - 1] == Note("Slik ser oppsummeringa ut i ein kanal:")
    assert list(form.parts[first : first + len(parts)]) == parts


def test_a_meeting_that_was_not_held_says_why_and_counts_nobody(been: Arranged) -> None:
    not_held(been, in_channel(been), "too_few")
    assert words(post(been)) == [
        "Ei oppsummering frå eit møte",
        f"Oppsummering: SamBa-møte, sak {been.reference}",
        "Tysdag 16. mars kl. 10.00–10.45. Møtet blei ikkje halde. Grunn: for få kom.",
        "Kontaktperson: Ingrid Haugland.",
    ]


def test_what_the_guard_questioned_never_stands_in_the_channel(been: Arranged) -> None:
    draft = opened(been).draft
    send(been, "held", draft, held="yes")

    send(been, "outcome", draft, **OUTCOME | {"text": "Eleven i 4b les betre", "text_only_parties": True})
    add(been, draft, measure_text="Ring 91 23 45 67", measure_only_parties=True)
    preview = form_of(send(been, "measures", draft))
    send(been, "confirm", draft, where=in_channel(been))
    been.town.wait_until(oslo(2027, 3, 17, 9))
    said = str(been.town.posts("solvik-samba"))
    assert not [word for word in ("4b", "91 23", "føresette", "Føresett") if word in said]
    assert "4b" not in _channel_part(preview)
    for each in ("Eleven i 4b les betre", "Rettleiing (Ring 91 23 45 67): PPT, innan fredag 2. april"):
        assert each in words(been.letter("hilde", NoticeKind.MINUTES_TO_PARTIES))


def _channel_part(form: Form) -> str:
    end = next(number for number, part in enumerate(form.parts) if part == Note("Dette les partane i tillegg:"))
    return str(form.parts[:end])


def test_the_next_meeting_stands_there_and_follows_what_becomes_of_it(been: Arranged) -> None:
    write(been, in_channel(been), conclusions=("new_meeting",))
    assert "Neste møte" not in str(post(been))
    book_next(been)
    assert "Neste møte: tysdag 13. april kl. 10.00–10.45." in words(post(been))
    assert "Neste møte: tysdag 13. april kl. 10.00–10.45." in words(own_card(been))
    cancel_next(been)
    assert "Neste møte" not in str(post(been))
    assert len(been.town.posts("solvik-samba")) == 1


def own_card(been: Arranged) -> Card:
    """The convener's card of the first meeting."""
    return next(letter.card for letter in been.town.inbox("ingrid") if letter.kind is NoticeKind.BOOKED)


def book_next(been: Arranged) -> None:
    """The case's next meeting, on Tuesday 13 April at 10:00."""

    town = been.town
    slot = town.give_slot("solvik", oslo(2027, 4, 13, 10))
    started = town.asks("ingrid", Entry.ACTION, "booking.start", follows=str(been.item_id), slot=str(slot))
    draft = form_of(started).draft
    case = next(field for field in form_of(started).fields if field.id == "case")
    assert isinstance(case, ChoiceField)
    journey.child(town, "ingrid", draft, case=case.initial[0])
    journey.voice(town, "ingrid", draft)
    journey.time(town, "ingrid", draft, slot)
    journey.people(town, "ingrid", draft)
    journey.confirm(town, "ingrid", draft)
    town.deliver()


def cancel_next(been: Arranged) -> None:
    """It is cancelled again."""

    with been.town.database.session() as session:
        item = session.exec(select(Item.id).order_by(col(Item.id).desc())).first()
    form = form_of(been.town.asks("ingrid", Entry.ACTION, "cancel.open", item=str(item)))
    been.town.asks("ingrid", Entry.FORM, "cancel.confirm", draft=form.draft, reason="illness")
    been.town.deliver()


def test_a_post_is_sent_once_however_often_what_it_says_is_touched(been: Arranged) -> None:
    write(been, in_channel(been))
    for day in (17, 19, 22):
        been.town.wait_until(oslo(2027, 3, day, 12))
    letters = been.town.posts("solvik-samba")
    assert [(letter.kind, letter.came, letter.edits) for letter in letters] == [(NoticeKind.MINUTES_POST, AFTER, 0)]


def test_a_withdrawn_consent_takes_the_post_away_for_good_and_sends_nothing_more(been: Arranged) -> None:
    write(been, in_channel(been), measure=True)
    been.withdraws()
    assert words(post(been)) == STUB_NN
    been.town.wait_until(oslo(2027, 3, 31, 12))
    assert [words(letter.card) for letter in been.town.posts("solvik-samba")] == [STUB_NN]
    assert "Det som stod i kanalen eller hos partane, er bytt ut. Eg sender ikkje meir." in words(
        been.letter("ingrid", NoticeKind.BOOKED)
    )


def test_the_stub_in_bokmal(been: Arranged) -> None:
    in_bokmal(been)
    write(been, in_channel(been))
    been.withdraws()
    assert words(post(been)) == STUB_NB


def test_a_channel_that_is_taken_out_of_use_cannot_be_chosen(been: Arranged) -> None:

    draft = to_preview(been).draft
    chosen = in_channel(been)
    with been.town.database.session() as session:
        channel = session.get(Channel, int(channel_id(been, "solvik-samba")))
        assert channel is not None
        channel.active = False
    with pytest.raises(BadField):
        send(been, "confirm", draft, where=chosen)
