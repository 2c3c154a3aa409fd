from datetime import date
from typing import Any

import pytest

from handlers.entry import Entry
from handlers.errors import BadField, NoAccess, OutOfDate
from handlers.measures import register_measures
from handlers.screens import Answer, Finish, Heading, Open, Replace, Show, Text
from store.measures import MeasureState
from store.meetings import ItemState
from store.notices import NoticeKind
from tests.handlers.attendance.arranged import Arranged, words
from tests.handlers.measures.agreeing import (
    DUE,
    GIVEN,
    OVERDUE,
    agree,
    answers,
    hand_to,
    leaves,
    measure,
    person,
    read,
    register,
    unit,
)
from tests.town import oslo


def about(held: Arranged, what: str = "Rettleiing", day: str = "tysdag 16. mars") -> str:
    return f"{what}. Sak {held.reference}, møtet {day}."


def test_who_is_given_a_measure_reads_what_it_is_and_can_answer(held: Arranged) -> None:
    agree(held, unit(held, "ppt"), text="Korte samtalar kvar veke")
    assert words(held.letter("per", GIVEN)) == [
        "Du har fått noko å gjere innan fredag 2. april",
        "Du har fått eit tiltak",
        about(held, "Rettleiing (Korte samtalar kvar veke)"),
        "Frist: fredag 2. april.\nAnsvarleg: PPT.\nSpør Ingrid Haugland dersom du lurer på noko.",
        "Merk som gjort",
        "Utset fristen",
    ]


def test_it_is_read_in_the_readers_own_language(held: Arranged) -> None:
    agree(held, person(held, "erik"), what="other", text="Ta kontakt med kommunen", starts=date(2027, 4, 1))
    assert words(held.letter("erik", GIVEN)) == [
        "Du har fått noe å gjøre innen fredag 2. april",
        "Du har fått et tiltak",
        about(held, "Ta kontakt med kommunen", "tirsdag 16. mars"),
        "Start: torsdag 1. april.\nFrist: fredag 2. april.\nSpør Ingrid Haugland hvis du lurer på noe.",
        "Merk som gjort",
        "Utsett fristen",
    ]


def test_on_the_day_it_says_today(held: Arranged) -> None:
    agree(held, person(held, "per"))
    held.town.wait_until(oslo(2027, 4, 2, 9))
    assert words(held.letter("per", DUE)) == [
        "Du har ein frist i dag",
        "I dag er fristen for eit tiltak",
        about(held),
        "Frist: fredag 2. april.\nSpør Ingrid Haugland dersom du lurer på noko.",
        "Merk som gjort",
        "Utset fristen",
        "Minn meg på det seinare",
    ]


def test_before_a_day_off_it_says_which_day(held: Arranged) -> None:
    agree(held, person(held, "erik"), due=date(2027, 3, 29))
    held.town.wait_until(oslo(2027, 3, 24, 9))
    assert words(held.letter("erik", DUE))[:2] == [
        "Du har en frist mandag 29. mars",
        "Et tiltak har frist mandag 29. mars",
    ]


def test_three_working_days_after_and_then_once_a_week_it_says_that_the_deadline_has_passed(held: Arranged) -> None:
    agree(held, "family:guardians")
    held.town.wait_until(oslo(2027, 4, 30, 12))
    came = [letter.came for letter in held.town.inbox("ingrid") if letter.kind is OVERDUE]
    assert came == [oslo(2027, 4, day, 9) for day in (7, 14, 21, 28)]
    assert words(held.letter("ingrid", OVERDUE)) == [
        "Fristen du hadde fredag 2. april, har gått ut",
        "Eit tiltak er over fristen",
        about(held),
        "Frist: fredag 2. april.\nAnsvarleg: dei føresette. Du følgjer det opp.",
        "Merk som gjort",
        "Utset fristen",
        "Minn meg på det seinare",
    ]


def test_done_says_so_everywhere_and_nothing_more_is_said(held: Arranged) -> None:
    id_ = agree(held, person(held, "per"))
    held.town.wait_until(oslo(2027, 4, 2, 10))
    answer = held.press("per", held.letter("per", DUE), "Merk som gjort")
    done = [
        "Noko du skulle gjere, er merkt som gjort",
        "Tiltaket er gjort",
        about(held),
        "Merkt som gjort fredag 2. april.",
        "Angre",
    ]
    assert isinstance(answer, Replace)
    assert words(answer.card) == words(held.letter("per", DUE)) == words(held.letter("per", GIVEN)) == done
    assert measure(held, id_).state is MeasureState.DONE
    told = len(held.town.inbox("ingrid"))
    held.town.wait_until(oslo(2027, 4, 30, 12))
    assert OVERDUE not in held.town.kinds("per")
    later = held.town.inbox("ingrid")[told:]
    assert not [letter for letter in later if letter.kind in (GIVEN, DUE, OVERDUE)]


def test_a_second_press_changes_nothing(held: Arranged) -> None:
    id_ = agree(held, person(held, "per"))
    first = _ask(held, "per", "measure.done", id_)
    version = held.item().version
    assert _ask(held, "per", "measure.done", id_) == first
    assert held.item().version == version


def _ask(held: Arranged, who: str, action: str, id_: int, **other: Any) -> Answer:
    return held.town.asks(who, Entry.ACTION, action, measure=str(id_), **other)


def test_who_marked_it_can_take_that_back_and_is_reminded_again(held: Arranged) -> None:
    id_ = agree(held, person(held, "per"))
    held.press("per", held.letter("per", GIVEN), "Merk som gjort")
    held.press("per", held.letter("per", GIVEN), "Angre")
    row = measure(held, id_)
    assert (row.state, row.ended_at, row.ended_by) == (MeasureState.OPEN, None, None)
    held.town.wait_until(oslo(2027, 4, 8, 12))
    assert [kind for kind in held.town.kinds("per") if kind in (GIVEN, DUE, OVERDUE)] == [GIVEN, DUE, OVERDUE]


def test_only_who_it_belongs_to_can_answer_and_the_others_learn_nothing(held: Arranged) -> None:
    id_ = agree(held, person(held, "per"), text="Korte samtalar")
    for who in ("ingrid", "hilde", "olav", "anne", "marit"):
        for action in ("measure.done", "measure.undo", "measure.put_off"):
            refusals = []
            for claimed in (id_, 1000):
                with pytest.raises(NoAccess) as refused:
                    _ask(held, who, action, claimed)
                refusals.append((refused.value.heading, refused.value.text))
            assert refusals[0] == refusals[1]
    assert measure(held, id_).state is MeasureState.OPEN


def put_off(held: Arranged, who: str, kind: NoticeKind, **values: Any) -> Answer:
    label = "Utset fristen" if who != "erik" else "Utsett fristen"
    return held.submit(who, held.press(who, held.letter(who, kind), label), **values)


def test_a_deadline_is_put_off_with_a_reason_and_the_reminders_move_along(held: Arranged) -> None:
    id_ = agree(held, person(held, "per"))
    answer = put_off(held, "per", GIVEN, reason="decision", due=date(2027, 4, 16))
    assert isinstance(answer, Finish)
    assert answer.receipt.parts == (
        Heading("Fristen er utsett"),
        Text(about(held)),
        Text("Den nye fristen er fredag 16. april."),
    )
    row = measure(held, id_)
    assert (row.due_on, row.put_off_reason, row.times_put_off) == (date(2027, 4, 16), "decision", 1)
    assert words(held.letter("per", GIVEN))[3] == (
        "Frist: fredag 16. april.\nFristen er utsett: ventar på vedtak.\nSpør Ingrid Haugland dersom du lurer på noko."
    )
    held.town.wait_until(oslo(2027, 4, 30, 12))
    came = [(letter.kind, letter.came) for letter in held.town.inbox("per") if letter.kind in (DUE, OVERDUE)]
    assert came == [
        (DUE, oslo(2027, 4, 16, 9)),
        (OVERDUE, oslo(2027, 4, 21, 9)),
        (OVERDUE, oslo(2027, 4, 28, 9)),
    ]


def test_what_is_overdue_can_be_put_off_and_is_then_no_longer_overdue(held: Arranged) -> None:
    agree(held, person(held, "per"))
    held.town.wait_until(oslo(2027, 4, 7, 10))
    put_off(held, "per", OVERDUE, reason="time", due=date(2027, 4, 9))
    assert words(held.letter("per", OVERDUE))[:2] == [
        "Du har ein frist fredag 9. april",
        "Eit tiltak har frist fredag 9. april",
    ]


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({}, {"reason": "Velg hvorfor.", "due": "Velg den nye dagen."}),
        ({"reason": "bored", "due": date(2027, 4, 9)}, {"reason": "Velg hvorfor."}),
        ({"reason": "time", "due": date(2027, 4, 2)}, {"due": "Velg en dag etter fristen som gjelder nå."}),
        ({"reason": "time", "due": date(2027, 3, 15)}, {"due": "Den dagen har vært. Velg en senere dag."}),
        ({"reason": "time", "due": date.max}, {"due": "Velg en dag innen to år."}),
    ],
)
def test_a_new_deadline_that_cannot_be_is_refused_at_its_field(
    held: Arranged, values: dict[str, Any], errors: dict[str, str]
) -> None:
    id_ = agree(held, person(held, "erik"))
    with pytest.raises(BadField) as refused:
        put_off(held, "erik", GIVEN, **values)
    assert refused.value.errors == errors
    assert measure(held, id_).times_put_off == 0


def test_a_form_sent_in_twice_puts_off_once(held: Arranged) -> None:
    id_ = agree(held, person(held, "per"))
    opened = held.press("per", held.letter("per", GIVEN), "Utset fristen")
    first = held.submit("per", opened, reason="time", due=date(2027, 4, 9))
    assert held.submit("per", opened, reason="others", due=date(2027, 4, 20)) == first
    row = measure(held, id_)
    assert (row.due_on, row.times_put_off) == (date(2027, 4, 9), 1)


def test_a_form_that_was_open_when_it_was_done_has_nothing_to_put_off(held: Arranged) -> None:
    id_ = agree(held, person(held, "per"))
    opened = held.press("per", held.letter("per", GIVEN), "Utset fristen")
    held.press("per", held.letter("per", GIVEN), "Merk som gjort")
    refusals = []
    with pytest.raises(OutOfDate) as refused:
        held.submit("per", opened, reason="time", due=date(2027, 4, 9))
    refusals.append(refused.value.text)
    with pytest.raises(OutOfDate) as refused:
        _open(held, id_)
    assert [*refusals, refused.value.text] == [
        "Tiltaket er gjort eller gjeld ikkje lenger. Lista di viser kva som er ope."
    ] * 2


def _open(held: Arranged, id_: int) -> Answer:
    return _ask(held, "per", "measure.put_off", id_)


def test_the_form_says_what_is_put_off(held: Arranged) -> None:
    id_ = agree(held, person(held, "per"))
    opened = _open(held, id_)
    assert isinstance(opened, Open)
    form = opened.form
    assert (form.title, form.submit, form.close) == ("Utset fristen", "Utset", "Avbryt")
    assert form.parts[:2] == (Text(about(held)), Text("Frist: fredag 2. april."))
    assert [option.label for option in form.fields[0].options] == [  # type: ignore[union-attr]
        *("Ventar på andre", "Ventar på vedtak", "Treng meir tid", "Sjukdom eller fråvær", "Familien har bedt om det"),
    ]


def test_a_case_off_the_agenda_freezes_its_measures(held: Arranged) -> None:
    id_ = agree(held, person(held, "per"), text="Korte samtalar")
    agree(held, "family:guardians")
    held.withdraws()
    assert held.item().state is ItemState.WITHDRAWN
    assert words(held.letter("per", GIVEN)) == [
        "Noko du skulle gjere, er stoppa",
        "Tiltaket er stoppa",
        f"Sak {held.reference} er teken av saklista, så eg minner deg ikkje på dette lenger.",
        "Spør Ingrid Haugland dersom du lurer på noko.",
    ]
    assert "Tiltaka er stoppa, og eg minner ingen på dei." in words(held.letter("ingrid", NoticeKind.BOOKED))
    pressed = _ask(held, "per", "measure.done", id_)
    assert isinstance(pressed, Replace)
    assert words(pressed.card)[1] == "Tiltaket er stoppa"
    assert measure(held, id_).state is MeasureState.OPEN
    held.town.wait_until(oslo(2027, 4, 30, 12))
    assert not {DUE, OVERDUE} & {*held.town.kinds("per"), *held.town.kinds("ingrid")}
    assert todo(held, "per")[:3] == ["Tiltaka dine", "Tiltaka mine", "Du har ingen opne tiltak."]


def test_who_was_only_given_a_measure_is_asked_to_stop_when_the_consent_is_withdrawn(held: Arranged) -> None:
    hand_to(held, agree(held, unit(held, "ppt")), "ragnhild")
    held.town.wait_until(oslo(2027, 4, 2, 10))
    assert DUE in held.town.kinds("ragnhild")
    held.withdraws()
    held.town.wait_until(oslo(2027, 4, 5, 9))
    assert words(held.letter("ragnhild", NoticeKind.WITHDRAWN))[1] == f"Sak {held.reference} er teken av saklista"


def test_what_belonged_to_somebody_who_left_goes_back_to_the_convener_at_the_next_reminder(held: Arranged) -> None:
    id_ = agree(held, person(held, "per"))
    leaves(held, "per")
    held.town.wait_until(oslo(2027, 4, 2, 9))
    assert measure(held, id_).owner_id == held.town.person_id("ingrid")
    assert DUE not in held.town.kinds("per")
    assert words(held.letter("ingrid", DUE))[3] == (
        "Frist: fredag 2. april.\nAnsvarleg: Per Instefjord. Du følgjer det opp."
    )
    held.town.wait_until(oslo(2027, 4, 14, 9))
    assert held.town.kinds("ingrid").count(OVERDUE) == 2


def test_what_is_given_to_somebody_who_has_just_left_is_given_to_the_convener(held: Arranged) -> None:
    held.town.wait_until(oslo(2027, 3, 16, 19))
    given = read(held, answers(person(held, "per")))
    with held.town.as_("ingrid") as ctx:
        register_measures(ctx, held._in(ctx.session, ctx.tenant_id)[0], [given])
    leaves(held, "per")
    held.town.wait_until(oslo(2027, 3, 17, 9))
    assert GIVEN not in held.town.kinds("per")
    assert words(held.letter("ingrid", GIVEN))[3] == (
        "Frist: fredag 2. april.\nAnsvarleg: Per Instefjord. Du følgjer det opp."
    )


def _is_put_off(held: Arranged, kind: NoticeKind, when: str) -> None:
    held.submit("per", held.press("per", held.letter("per", kind), "Minn meg på det seinare"), when=when)


def test_a_reminder_of_a_measure_that_was_put_off_comes_beside_the_weekly_ones(held: Arranged) -> None:
    agree(held, person(held, "per"))
    held.town.wait_until(oslo(2027, 4, 7, 10))
    _is_put_off(held, OVERDUE, "three_days")
    held.town.wait_until(oslo(2027, 4, 21, 12))
    came = [letter.came for letter in held.town.inbox("per") if letter.kind is OVERDUE]
    assert came == [oslo(2027, 4, day, 9) for day in (7, 12, 14, 21)]


@pytest.mark.parametrize("way", ["done", "put_off", "dropped"])
def test_what_was_put_off_dies_with_the_deadline_it_was_about(held: Arranged, way: str) -> None:
    agree(held, person(held, "per"))
    held.town.wait_until(oslo(2027, 4, 2, 9))
    _is_put_off(held, DUE, "hour")
    match way:
        case "done":
            held.press("per", held.letter("per", DUE), "Merk som gjort")
        case "put_off":
            put_off(held, "per", DUE, reason="time", due=date(2027, 4, 20))
        case _:
            register(held)
    held.town.wait_until(oslo(2027, 4, 6, 12))
    assert held.town.kinds("per").count(DUE) == 1


def test_the_convener_sees_how_each_stands_and_gets_no_message(held: Arranged) -> None:
    agree(held, person(held, "per"))
    agree(held, person(held, "hilde"))
    before = len(held.town.inbox("ingrid"))
    held.press("per", held.letter("per", GIVEN), "Merk som gjort")
    put_off(held, "hilde", GIVEN, reason="family_wish", due=date(2027, 4, 9))
    assert len(held.town.inbox("ingrid")) == before
    said = words(held.letter("ingrid", NoticeKind.BOOKED))
    place = said.index("Tiltak")
    assert said[place + 1 : place + 3] == [
        "Rettleiing: Per Instefjord, gjort",
        "Rettleiing: Hilde Aase, innan fredag 9. april (utsett: familien har bedt om det)",
    ]


def test_before_anything_is_agreed_the_card_says_nothing_of_measures(held: Arranged) -> None:
    assert "Tiltak" not in words(held.letter("ingrid", NoticeKind.BOOKED))


def test_somebody_who_is_no_party_reads_nothing_that_only_the_parties_are_to_see(held: Arranged) -> None:
    id_ = agree(held, unit(held, "ppt"), text="Guten på 9 år i 4B", only_parties=True)
    assert words(held.letter("per", GIVEN))[2] == about(held, "Rettleiing (Guten på 9 år i 4B)")
    hand_to(held, id_, "ragnhild")
    assert todo(held, "ragnhild")[2] == f"Rettleiing. Sak {held.reference}, frist fredag 2. april."


# ---- The list --------------------------------------------------------------------------------------------------------


def todo(held: Arranged, who: str, word: str = "todo") -> list[str]:
    shown = held.town.asks(who, Entry.COMMAND, "run", words=word)
    assert isinstance(shown, Show)
    return words(shown.card)


def test_the_list_has_what_is_overdue_first_each_with_its_buttons(held: Arranged) -> None:
    agree(held, person(held, "per"), what="individual_plan", due=date(2027, 4, 9))
    agree(held, person(held, "per"), due=date(2027, 3, 17))
    agree(held, person(held, "hilde"))
    held.town.wait_until(oslo(2027, 3, 18, 12))
    assert todo(held, "per")[:4] == [
        "Tiltaka dine",
        "Tiltaka mine",
        f"Rettleiing. Sak {held.reference}, over fristen, som var onsdag 17. mars.",
        f"Individuell plan. Sak {held.reference}, frist fredag 9. april.",
    ]


@pytest.mark.parametrize("word", ["tiltak", "gjeremål", "GJØREMÅL", "oppgåver", "Oppgaver"])
def test_the_list_has_many_names(held: Arranged, word: str) -> None:
    assert todo(held, "jonas", word) == todo(held, "jonas")
    assert todo(held, "jonas", word)[:3] == ["Tiltakene dine", "Tiltakene mine", "Du har ingen åpne tiltak."]


def test_what_is_marked_as_done_in_the_list_leaves_it_and_can_be_taken_back_there(held: Arranged) -> None:
    id_ = agree(held, person(held, "per"))
    answer = _ask(held, "per", "measure.done", id_, shown="todo")
    assert isinstance(answer, Replace)
    assert words(answer.card)[:4] == [
        "Tiltaka dine",
        f"Gjort: {about(held)}",
        "Tiltaka mine",
        "Du har ingen opne tiltak.",
    ]
    assert "Angre" in words(answer.card)
    again = _ask(held, "per", "measure.undo", id_, shown="todo")
    assert isinstance(again, Replace)
    assert words(again.card)[2] == f"Rettleiing. Sak {held.reference}, frist fredag 2. april."


def test_a_long_list_is_cut(held: Arranged) -> None:
    for _ in range(11):
        agree(held, person(held, "jonas"))
    said = todo(held, "jonas")
    assert len([line for line in said if line.startswith("Veiledning")]) == 10
    assert "Listen viser bare de 10 første." in said


def test_what_a_locked_phone_shows_names_neither_arena_place_case_nor_what_it_is(held: Arranged) -> None:
    agree(held, person(held, "per"))
    held.town.wait_until(oslo(2027, 4, 7, 10))
    shown = " ".join(held.letter("per", kind).notice for kind in (GIVEN, DUE, OVERDUE))
    register(held)
    shown += held.letter("per", GIVEN).notice
    assert not [word for word in ("SamBa", "Solvik", "Rettleiing", "PPT", held.reference) if word in shown]
