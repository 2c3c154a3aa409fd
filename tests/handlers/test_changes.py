from sqlmodel import select

from handlers.entry import Entry
from handlers.screens import Card, Heading, Open, Text
from store.cases import Case
from store.meetings import Item
from store.notices import NoticeKind
from tests.handlers.booking import journey
from tests.town import Letter, Town, oslo

MARCH_9, MARCH_16, APRIL_6 = oslo(2027, 3, 9, 10), oslo(2027, 3, 16, 10), oslo(2027, 4, 6, 10)
THOSE_WHO_COME = ("hilde", "erik", "per")


def booked(town: Town) -> str:
    journey.book(town, town.give_slot("solvik", MARCH_9))
    town.deliver()
    with town.database.session() as session:
        return str(session.exec(select(Item.id)).one())


def reference(town: Town) -> str:
    with town.database.session() as session:
        return session.exec(select(Case)).one().reference


def cancel(town: Town, person: str, item: str) -> None:
    opened = town.asks(person, Entry.ACTION, "cancel.open", item=item)
    assert isinstance(opened, Open)
    town.asks(person, Entry.FORM, "cancel.confirm", draft=opened.form.draft, reason="illness")


def move(town: Town, person: str, item: str, slot: int) -> None:
    opened = town.asks(person, Entry.ACTION, "moving.open", item=item)
    assert isinstance(opened, Open)
    town.asks(person, Entry.FORM, "moving.time", draft=opened.form.draft, slot=str(slot))


def letters(town: Town, person: str, kind: NoticeKind) -> list[Letter]:
    return [letter for letter in town.inbox(person) if letter.kind is kind]


def heading(card: Card) -> str:
    first = card.parts[0]
    assert isinstance(first, Heading)
    return first.text


def test_those_invited_are_told_of_a_cancellation_with_its_file_and_nothing_of_the_case(town: Town) -> None:
    cancel(town, "ingrid", booked(town))
    town.deliver()
    for person in THOSE_WHO_COME:
        (letter,) = letters(town, person, NoticeKind.CANCELLED)
        assert heading(letter.card) in ("Møtet er avlyst",)
        assert reference(town) not in repr(letter.card)
        assert "Sjukdom" not in repr(letter.card)
        assert "Sykdom" not in repr(letter.card)
        assert letter.file is not None
        assert b"METHOD:CANCEL" in letter.file.content
        assert "Solvik" in repr(letter.card.parts)
        assert "Solvik" not in letter.card.notice


def test_who_cancels_is_not_told_twice_but_the_convener_is_told_by_another(town: Town) -> None:
    item = booked(town)
    cancel(town, "anne", item)
    town.deliver()
    (letter,) = letters(town, "ingrid", NoticeKind.CANCELLED)
    assert "Anne Brekke har avlyst møtet. Grunnen: Sjukdom." in repr(letter.card)
    assert letter.card.parts[-1] == Text("Fila tek møtet ut av kalenderen din.")
    assert reference(town) in repr(letter.card)
    assert reference(town) not in letter.card.notice
    assert letters(town, "anne", NoticeKind.CANCELLED) == []


def test_the_convener_who_cancels_gets_no_message_about_it(town: Town) -> None:
    cancel(town, "ingrid", booked(town))
    town.deliver()
    assert letters(town, "ingrid", NoticeKind.CANCELLED) == []


def test_who_was_never_invited_is_not_told_of_a_cancellation(town: Town) -> None:
    town.now = oslo(2027, 2, 23, 20)  # the invitations wait for the morning
    journey.book(town, town.give_slot("solvik", MARCH_9))
    with town.database.session() as session:
        item = str(session.exec(select(Item.id)).one())
    town.deliver()
    cancel(town, "ingrid", item)
    town.wait_until(oslo(2027, 2, 24, 12))
    assert {person: town.kinds(person) for person in THOSE_WHO_COME} == {person: [] for person in THOSE_WHO_COME}


def test_those_invited_are_told_of_a_move_with_the_new_time_in_their_own_language(town: Town) -> None:
    move(town, "ingrid", booked(town), town.give_slot("solvik", APRIL_6))
    town.deliver()
    (nynorsk,), (bokmaal,) = letters(town, "hilde", NoticeKind.MOVED), letters(town, "erik", NoticeKind.MOVED)
    assert "SamBa-møtet er no tysdag 6. april kl. 10.00–10.45." in repr(nynorsk.card)
    assert "SamBa-møtet er nå tirsdag 6. april kl. 10.00–10.45." in repr(bokmaal.card)
    assert nynorsk.file is not None
    assert b"SEQUENCE:1" in nynorsk.file.content
    assert reference(town) not in repr(nynorsk.card)
    assert letters(town, "ingrid", NoticeKind.MOVED) == []


def test_a_second_move_before_the_first_was_told_gives_one_message_with_what_holds(town: Town) -> None:
    item = booked(town)
    town.now = oslo(2027, 2, 23, 20)
    move(town, "ingrid", item, town.give_slot("solvik", MARCH_16))
    town.deliver()
    move(town, "ingrid", item, town.give_slot("solvik", APRIL_6))
    town.wait_until(oslo(2027, 2, 24, 12))
    (letter,) = letters(town, "hilde", NoticeKind.MOVED)
    assert "6. april" in repr(letter.card)


def test_a_message_about_a_move_shows_the_newest_time_and_falls_with_the_meeting(town: Town) -> None:
    item = booked(town)
    move(town, "ingrid", item, town.give_slot("solvik", MARCH_16))
    town.deliver()
    move(town, "ingrid", item, town.give_slot("solvik", APRIL_6))
    town.deliver()
    first, second = letters(town, "hilde", NoticeKind.MOVED)
    assert first.card == second.card
    cancel(town, "ingrid", item)
    town.deliver()
    assert [heading(letter.card) for letter in letters(town, "hilde", NoticeKind.MOVED)] == [
        "Kortet gjeld ikkje lenger",
        "Kortet gjeld ikkje lenger",
    ]
