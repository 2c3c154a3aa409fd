from icalendar import Calendar

from handlers import endings, planning
from handlers.notices import File
from store.meetings import ItemState
from store.notices import NoticeKind
from store.slots import slot_by_id
from tests.handlers.attendance.arranged import WHEN_NB, WHEN_NN, Arranged, arrange, words
from tests.town import Letter, Town, buttons, oslo

EVERYONE = ("ingrid", "jonas", "hilde", "erik", "per")


def invitation(arranged: Arranged, person: str) -> Letter:
    return [letter for letter in arranged.town.inbox(person) if letter.kind is NoticeKind.INVITATION][-1]


def event(file: File | None) -> tuple[str, str, int]:
    assert file is not None
    calendar = Calendar.from_ical(file.content)
    return str(calendar["METHOD"]), str(calendar.events[0]["STATUS"]), int(str(calendar.events[0]["SEQUENCE"]))


def move(arranged: Arranged, by: str = "ingrid") -> None:
    slot_id = arranged.town.give_slot("solvik", oslo(2027, 4, 13, 12))
    actor = arranged.town.person_id(by)
    with arranged.town.world() as world:
        slot = slot_by_id(world.session, world.tenant_id, slot_id)
        assert slot is not None
        item, meeting = arranged._in(world.session, world.tenant_id)
        endings.move_item(world, item, meeting, slot, actor)
    arranged.town.deliver()


def end(arranged: Arranged, state: ItemState) -> None:
    with arranged.town.world() as world:
        item, meeting = arranged._in(world.session, world.tenant_id)
        endings.end_item(world, item, meeting, state, item.convener_id, "illness")
    arranged.town.deliver()


def test_each_who_comes_is_invited_at_once_in_their_own_language(arranged: Arranged) -> None:
    assert words(invitation(arranged, "hilde").card) == [
        f"Du er kalla inn til eit møte {WHEN_NN}",
        f"Du er kalla inn til SamBa-møte {WHEN_NN}",
        "Møterom 2, Solvik skule. Ingrid Haugland kallar inn.",
        "Fila legg møtet i kalenderen din.",
        "Eg sender saklista før møtet. Då spør eg om du kjem.",
    ]
    assert words(invitation(arranged, "erik").card)[1:3] == [
        f"Du er kalt inn til SamBa-møte {WHEN_NB}",
        "Møterom 2, Solvik skole. Ingrid Haugland kaller inn.",
    ]
    assert [event(invitation(arranged, person).file) for person in EVERYONE] == [("REQUEST", "CONFIRMED", 0)] * 5


def test_the_convener_who_comes_gets_the_file_with_a_short_line(arranged: Arranged) -> None:
    assert words(invitation(arranged, "ingrid").card) == [
        f"Kalenderfil til møtet {WHEN_NN}",
        "Møtet ditt som kalenderfil",
        f"Fila legg møtet {WHEN_NN} i kalenderen din. Der står det ingenting om saka.",
    ]


def test_no_invitation_holds_anything_of_the_case(arranged: Arranged) -> None:
    for person in EVERYONE:
        letter = invitation(arranged, person)
        assert letter.file is not None
        said = "\n".join([*words(letter.card), letter.file.name, letter.file.title, letter.file.content.decode()])
        assert not [word for word in (arranged.reference, "Trivsel", "samtykk", "Per Instefjord") if word in said]


def test_what_a_locked_phone_shows_names_neither_arena_nor_place(arranged: Arranged) -> None:
    shown = [invitation(arranged, person).card.notice for person in EVERYONE]
    assert not [word for word in ("SamBa", "Solvik", "Møterom", arranged.reference) if word in " ".join(shown)]


def test_a_move_gives_the_invitation_the_new_time_and_each_one_file_for_it(arranged: Arranged) -> None:
    move(arranged)
    when = "tysdag 13. april kl. 12.00–12.45"
    assert words(invitation(arranged, "hilde").card)[1:4] == [
        f"Du er kalla inn til SamBa-møte {when}",
        "Møterom 2, Solvik skule. Ingrid Haugland kallar inn.",
        "Fila til kalenderen din ligg ved meldinga om den nye tida.",
    ]
    files = [
        letter.file for letter in arranged.town.inbox("hilde") if letter.file and letter.file.name.endswith("-1.ics")
    ]
    assert [event(file) for file in files] == [("REQUEST", "CONFIRMED", 1)]
    # Who moved the meeting gets no message that says so, and has the new file with the old message.
    assert event(invitation(arranged, "ingrid").file) == ("REQUEST", "CONFIRMED", 1)


def test_when_somebody_else_moves_it_each_gets_one_file(
    arranged: Arranged,
) -> None:
    move(arranged, by="hilde")
    for person in ("ingrid", "jonas", "hilde"):
        files = [letter.file for letter in arranged.town.inbox(person) if letter.file]
        assert [file.name for file in files if file.name.endswith("-1.ics")] == [files[-1].name], person
    assert event(invitation(arranged, "hilde").file) == ("REQUEST", "CONFIRMED", 1)
    assert words(invitation(arranged, "hilde").card)[3] == "Fila legg møtet i kalenderen din."
    assert NoticeKind.MOVED not in arranged.town.kinds("hilde")
    assert words(invitation(arranged, "ingrid").card)[1:] == [
        "Møtet ditt som kalenderfil",
        "Fila til kalenderen din ligg ved meldinga om den nye tida.",
    ]
    assert "Fila flyttar møtet i kalenderen din." in words(arranged.letter("ingrid", NoticeKind.MOVED))


def test_other_changes_send_nobody_the_file_again(sent: Arranged) -> None:
    sent.press("hilde", sent.letter("hilde", NoticeKind.AGENDA), "Ja")
    assert invitation(sent, "ingrid").edits == 0
    assert [letter.file is not None for letter in sent.town.inbox("hilde")] == [True, False]


def test_a_cancelled_meeting_is_said_to_be_off_where_the_invitation_stood(arranged: Arranged) -> None:
    end(arranged, ItemState.CANCELLED)
    assert words(invitation(arranged, "hilde").card) == [
        f"Møtet {WHEN_NN} blir ikkje halde.",
        "Møtet er avlyst",
        f"Møtet {WHEN_NN} blir ikkje halde.",
    ]
    assert event(invitation(arranged, "ingrid").file) == ("CANCEL", "CANCELLED", 1)
    assert words(invitation(arranged, "ingrid").card)[2:] == [
        f"Møtet {WHEN_NN} blir ikkje halde.",
        "Har du møtet i kalenderen, tek fila det ut.",
    ]


def test_after_a_withdrawal_the_invitation_says_no_more_of_the_case_than_it_did(sent: Arranged) -> None:
    sent.withdraws()
    said = words(invitation(sent, "hilde").card)
    assert said[1] == "Møtet er ikkje lenger sett opp"
    hidden = ("Føresett", "trekt", "samtykke", sent.reference)
    assert not [word for word in hidden if word.casefold() in "\n".join(said).casefold()]


def test_after_a_withdrawal_readers_of_the_agenda_are_asked_to_stop_and_nobody_is_named(sent: Arranged) -> None:
    sent.withdraws()
    said = words(sent.letter("hilde", NoticeKind.AGENDA))
    assert said[1] == f"Sak {sent.reference} er teken av saklista"
    assert "Ikkje bruk det du har fått vite, og ikkje del det." in said[2]
    assert not [word for word in ("Føresett", "trekt", "Trivsel") if word in "\n".join(said)]


def test_the_coordinator_is_asked_for_a_contact_person_and_sees_no_case(town: Town) -> None:
    arranged = arrange(town, service_ppt="ask")
    card = arranged.letter("anne", NoticeKind.CONTACT_MISSING)
    assert words(card) == [
        f"Ein kontaktperson manglar til eit møte {WHEN_NN}",
        "Ein kontaktperson manglar",
        f"Ingen er sett opp herifrå til møtet for Solvik skule {WHEN_NN}. Vel kven eg skal kalle inn.",
        "PPT",
        "Minn meg på det seinare",
        "Vel person",
    ]
    opened = arranged.press("anne", card, "Vel person")
    arranged.submit("anne", opened, chosen=str(town.person_id("ragnhild")))
    place = arranged.participant("ragnhild")
    assert (place.required, place.accepted, place.active) == (True, True, True)
    assert arranged.town.kinds("ragnhild") == [NoticeKind.INVITATION]
    assert words(arranged.letter("anne", NoticeKind.CONTACT_MISSING))[1] == "Kontaktpersonen er på plass"
    assert not [word for word in words(card) if arranged.reference in word]
    assert buttons(arranged.letter("anne", NoticeKind.CONTACT_MISSING)) == {}


def test_after_the_meeting_nobody_is_asked_for_a_contact_person(town: Town) -> None:
    arranged = arrange(town, service_ppt="ask")
    town.wait_until(oslo(2027, 3, 16, 11))
    with town.world() as world:
        planning.revise(world, arranged._in(world.session, world.tenant_id)[0])
    town.deliver()
    assert words(arranged.letter("anne", NoticeKind.CONTACT_MISSING))[1] == "Kortet gjeld ikkje lenger"
