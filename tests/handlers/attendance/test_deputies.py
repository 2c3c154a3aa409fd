import pytest
from icalendar import Calendar

from handlers import endings
from handlers.entry import Entry
from handlers.errors import BadField, NoAccess, OutOfDate, Refused
from handlers.screens import Answer, ChoiceField, Open, Replace
from store.attendance import Reply
from store.meetings import ItemState
from store.notices import NoticeKind
from store.slots import slot_by_id
from tests.handlers.attendance.arranged import WHEN_NB, WHEN_NN, Arranged, words
from tests.town import oslo

SEND = "Eg sender ein annan"


def answer(arranged: Arranged, person: str, word: str) -> Answer:
    return arranged.press(person, arranged.letter(person, NoticeKind.DEPUTY_ASKED), word)


def test_one_chooses_among_ones_own_unit_without_those_who_come(sent: Arranged) -> None:
    opened = sent.press("hilde", sent.letter("hilde", NoticeKind.AGENDA), SEND)
    assert isinstance(opened, Open)
    field = opened.form.fields[0]
    assert isinstance(field, ChoiceField)
    assert [option.label for option in field.options] == ["Anne Brekke", "Sunniva Tveit"]


def test_who_is_asked_sees_time_and_place_and_no_more(asked: Arranged) -> None:
    assert [letter.kind for letter in asked.town.inbox("sunniva")] == [NoticeKind.DEPUTY_ASKED]
    said = words(asked.letter("sunniva", NoticeKind.DEPUTY_ASKED))
    assert said == [
        f"Kan du komme til et møte {WHEN_NB}?",
        "Hilde Aase spør om du kan komme til et møte",
        f"Møtet er {WHEN_NB}. Møterom 2, Solvik skole.",
        "Når du har sagt ja, får du innkalling og sakliste. Kan du komme?",
        "Ja",
        "Nei",
    ]
    for action in ("agenda.show", "attendance.reply"):
        with pytest.raises((NoAccess, OutOfDate)):
            asked.town.asks("sunniva", Entry.ACTION, action, item=str(asked.item_id), reply="coming", sequence="0")


def test_until_then_the_place_is_the_one_who_asked(asked: Arranged) -> None:
    assert asked.participant("hilde").reply is Reply.SENT_DEPUTY
    said = words(asked.letter("hilde", NoticeKind.AGENDA))
    assert "Du har spurt om Sunniva Tveit kan kome i staden. Eg seier frå når du har fått svar." in "\n".join(said)
    assert "Helsestasjonen: Hilde Aase har spurt ein annan" in words(asked.letter("ingrid", NoticeKind.BOOKED))


def test_with_a_yes_the_deputy_is_invited_and_gets_the_agenda(asked: Arranged) -> None:
    replaced = answer(asked, "sunniva", "Ja")
    assert isinstance(replaced, Replace)
    assert words(replaced.card)[1:] == ["Du kommer i stedet for Hilde Aase", f"Du har sagt ja til møtet {WHEN_NB}."]
    assert asked.town.kinds("sunniva") == [NoticeKind.DEPUTY_ASKED, NoticeKind.INVITATION, NoticeKind.AGENDA]
    place = asked.participant("sunniva")
    assert (place.reply, place.required, place.accepted, place.active) == (Reply.COMING, True, True, True)
    assert "Helsestasjonen: Sunniva Tveit kjem" in words(asked.letter("ingrid", NoticeKind.BOOKED))


def test_the_one_who_asked_is_told_and_gets_no_more(asked: Arranged) -> None:
    answer(asked, "sunniva", "Ja")
    kinds = [NoticeKind.INVITATION, NoticeKind.AGENDA, NoticeKind.DEPUTY_ANSWERED]
    assert asked.town.kinds("hilde") == kinds
    told = asked.town.inbox("hilde")[-1]
    assert words(told.card)[1:] == [
        "Sunniva Tveit kjem i staden for deg",
        f"Du får ikkje fleire meldingar om møtet {WHEN_NN}. Fila tek møtet ut av kalenderen din. "
        "Du har framleis teieplikt om det du har fått vite.",
    ]
    assert told.file is not None
    assert Calendar.from_ical(told.file.content)["METHOD"] == "CANCEL"
    stubs = [words(letter.card)[1] for letter in asked.town.inbox("hilde")[:2]]
    assert stubs == ["Dette kortet gjeld ikkje lenger"] * 2 or stubs == ["Kortet gjeld ikkje lenger"] * 2
    asked.town.wait_until(asked.meeting().starts_at)
    assert asked.town.kinds("hilde") == kinds
    with pytest.raises(NoAccess):
        asked.town.asks("hilde", Entry.ACTION, "agenda.show", item=str(asked.item_id))


def test_by_role_the_others_see_who_is_new_and_the_deputy_does_not_see_herself(asked: Arranged) -> None:
    answer(asked, "sunniva", "Ja")
    assert "Ny i møtet: ein frå helsestasjonen." in words(asked.letter("per", NoticeKind.AGENDA))
    assert not [word for word in words(asked.letter("sunniva", NoticeKind.AGENDA)) if word.startswith("Ny i")]


def test_with_a_no_the_one_who_asked_is_told_and_asked_again(asked: Arranged) -> None:
    answer(asked, "sunniva", "Nei")
    card = asked.letter("hilde", NoticeKind.DEPUTY_ANSWERED)
    assert words(card)[1:] == [
        "Sunniva Tveit kan ikkje kome i staden for deg",
        f"Plassen i møtet {WHEN_NN} er framleis din.",
        "Kjem du?",
        "Ja",
        "Ja, men eg treng vikar",
        "Nei",
        SEND,
    ]
    assert asked.participant("hilde").reply is Reply.WAITING
    asked.press("hilde", card, "Ja")
    assert asked.participant("hilde").reply is Reply.COMING
    assert asked.town.kinds("sunniva") == [NoticeKind.DEPUTY_ASKED]


def test_answering_twice_changes_nothing(asked: Arranged) -> None:
    card = asked.letter("sunniva", NoticeKind.DEPUTY_ASKED)
    once = asked.press("sunniva", card, "Ja")
    assert asked.press("sunniva", card, "Ja") == once
    assert asked.press("sunniva", card, "Nei") == once
    assert asked.town.kinds("sunniva") == [NoticeKind.DEPUTY_ASKED, NoticeKind.INVITATION, NoticeKind.AGENDA]
    assert asked.town.kinds("hilde").count(NoticeKind.DEPUTY_ANSWERED) == 1


def test_who_answers_themselves_while_the_question_waits_takes_it_back(asked: Arranged) -> None:
    old = asked.letter("sunniva", NoticeKind.DEPUTY_ASKED)
    asked.press("hilde", asked.letter("hilde", NoticeKind.AGENDA), "Ja")
    assert words(asked.letter("sunniva", NoticeKind.DEPUTY_ASKED))[1] == "Du trenger ikke komme i stedet for Hilde Aase"
    with pytest.raises(OutOfDate):
        asked.press("sunniva", old, "Ja")
    assert asked.participant("hilde").reply is Reply.COMING


def test_asking_another_takes_the_first_question_back(asked: Arranged) -> None:
    old = asked.letter("sunniva", NoticeKind.DEPUTY_ASKED)
    sequence = str(asked.meeting().sequence)
    opened = asked.town.asks("hilde", Entry.ACTION, "attendance.deputy", item=str(asked.item_id), sequence=sequence)
    asked.submit("hilde", opened, chosen=str(asked.town.person_id("anne")))
    with pytest.raises(OutOfDate):
        asked.press("sunniva", old, "Ja")
    answer(asked, "anne", "Ja")
    assert asked.participant("anne").active
    assert not asked.participant("hilde", active=False).active


def test_a_question_about_a_meeting_that_is_off_has_no_answer(asked: Arranged) -> None:
    old = asked.letter("sunniva", NoticeKind.DEPUTY_ASKED)
    with asked.town.world() as world:
        item, meeting = asked._in(world.session, world.tenant_id)
        endings.end_item(world, item, meeting, ItemState.CANCELLED, item.convener_id, "illness")
    asked.town.deliver()
    with pytest.raises(OutOfDate):
        asked.press("sunniva", old, "Ja")
    assert asked.town.kinds("sunniva") == [NoticeKind.DEPUTY_ASKED]


def test_a_double_click_asks_once(sent: Arranged) -> None:
    opened = sent.press("hilde", sent.letter("hilde", NoticeKind.AGENDA), SEND)
    once = sent.submit("hilde", opened, chosen=str(sent.town.person_id("sunniva")))
    assert sent.submit("hilde", opened, chosen=str(sent.town.person_id("sunniva"))) == once
    assert sent.town.kinds("sunniva") == [NoticeKind.DEPUTY_ASKED]


def test_only_somebody_of_the_own_unit_can_be_sent(sent: Arranged) -> None:
    opened = sent.press("hilde", sent.letter("hilde", NoticeKind.AGENDA), SEND)
    for forged in ("olav", "hilde", "per"):
        with pytest.raises(BadField):
            sent.submit("hilde", opened, chosen=str(sent.town.person_id(forged)))
    assert sent.participant("hilde").reply is Reply.WAITING


def test_where_nobody_else_works_there_is_a_way_forward(asked: Arranged) -> None:
    answer(asked, "sunniva", "Ja")
    opened = asked.press("sunniva", asked.letter("sunniva", NoticeKind.AGENDA), "Jeg sender en annen")
    assert isinstance(opened, Open)
    with asked.town.database.session() as session:
        for key in ("anne", "hilde"):
            person = asked.town.person(session, key)
            person.active = False
            session.add(person)
    with pytest.raises(Refused) as refusal:
        asked.press("sunniva", asked.letter("sunniva", NoticeKind.AGENDA), "Jeg sender en annen")
    assert refusal.value.heading == "Det er ingen å sende"


def test_somebody_elses_question_cannot_be_answered(asked: Arranged) -> None:
    claims = {"item": str(asked.item_id), "participant": str(asked.participant("sunniva", active=False).id)}
    with pytest.raises(NoAccess):
        asked.town.asks("anne", Entry.ACTION, "attendance.deputy_answer", answer="yes", **claims)
    with pytest.raises(NoAccess):
        asked.town.asks(
            "hilde",
            Entry.ACTION,
            "attendance.deputy_answer",
            answer="yes",
            item=str(asked.item_id),
            participant=str(asked.participant("hilde").id),
        )


def test_a_form_from_before_a_move_asks_nobody(sent: Arranged) -> None:
    opened = sent.press("hilde", sent.letter("hilde", NoticeKind.AGENDA), SEND)
    slot_id = sent.town.give_slot("solvik", oslo(2027, 4, 13, 10))
    with sent.town.world() as world:
        slot = slot_by_id(world.session, world.tenant_id, slot_id)
        assert slot is not None
        item, meeting = sent._in(world.session, world.tenant_id)
        endings.move_item(world, item, meeting, slot, item.convener_id)
    with pytest.raises(OutOfDate):
        sent.submit("hilde", opened, chosen=str(sent.town.person_id("sunniva")))
    assert sent.town.kinds("sunniva") == []
