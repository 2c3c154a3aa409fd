from handlers.entry import Entry
from handlers.screens import Button, Buttons, Heading, Note, Row, Text
from store.attendance import OutsideRole, Telling
from store.notices import NoticeKind
from tests.handlers.consent.answers import booked, register_all
from tests.handlers.family.rows import cancel, row_id, told
from tests.town import Letter, Town, oslo

GUARDIANS = (OutsideRole.GUARDIAN_1, OutsideRole.GUARDIAN_2)
ANSWERS_DUE = oslo(2027, 3, 4, 15)


def letters(town: Town, kind: NoticeKind) -> list[Letter]:
    return [letter for letter in town.inbox("ingrid") if letter.kind is kind]


def tell_all(town: Town, item: int, what: Telling) -> None:
    for role in GUARDIANS:
        told(town, row_id(town, item, role, what))


def test_rows_that_stay_open_are_reminded_of_by_role_with_their_buttons(town: Town) -> None:
    item = booked(town)
    told(town, row_id(town, item, OutsideRole.GUARDIAN_1, Telling.TIME))
    town.wait_until(oslo(2027, 2, 25, 8))
    assert letters(town, NoticeKind.FAMILY_UNTOLD) == []
    town.wait_until(oslo(2027, 2, 25, 10))
    (letter,) = letters(town, NoticeKind.FAMILY_UNTOLD)
    assert letter.card.parts == (
        Heading("Nokon har ikkje fått beskjed i sak S-7F3K"),
        Text("Det gjeld møtet tysdag 9. mars. Eg kan ikkje skrive til dei, så du seier frå sjølv."),
        Row("Føresett 2: har ikkje fått vite om tida", Button("Sagt frå", "family.tell", "told=2")),
        Buttons(
            (
                Button("Tekst om tida", "family.text", "item=1&what=time"),
                town.later("ingrid", NoticeKind.FAMILY_UNTOLD),
            )
        ),
    )
    assert letter.card.notice == "Nokon har ikkje fått beskjed om eit møte tysdag 9. mars"


def test_the_reminder_says_so_when_all_are_told(town: Town) -> None:
    item = booked(town)
    town.wait_until(oslo(2027, 2, 25, 10))
    tell_all(town, item, Telling.TIME)
    town.deliver()
    (letter,) = letters(town, NoticeKind.FAMILY_UNTOLD)
    assert letter.card.parts == (
        Heading("Du har sagt frå til alle"),
        Text("Sak S-7F3K, møtet tysdag 9. mars: alle har fått beskjed."),
    )


def test_nobody_is_reminded_when_all_are_told(town: Town) -> None:
    item = booked(town)
    tell_all(town, item, Telling.TIME)
    town.wait_until(oslo(2027, 3, 4, 16))
    assert letters(town, NoticeKind.FAMILY_UNTOLD) == []


def test_a_cancellation_that_is_not_told_is_reminded_of_the_next_working_day(town: Town) -> None:
    item = booked(town)
    tell_all(town, item, Telling.TIME)
    cancel(town, item)
    town.wait_until(oslo(2027, 2, 24, 10))
    (letter,) = letters(town, NoticeKind.FAMILY_UNTOLD)
    assert [part.text for part in letter.card.parts if isinstance(part, Row)] == [
        "Føresett 1: har ikkje fått vite at det ikkje blir noko møte",
        "Føresett 2: har ikkje fått vite at det ikkje blir noko møte",
    ]


def test_no_guardian_coming_is_a_warning_with_the_rule_and_ways_forward(town: Town) -> None:
    item = booked(town)
    register_all(town, item)
    town.asks("ingrid", Entry.ACTION, "family.coming", attendee="1", coming="no")
    town.wait_until(ANSWERS_DUE)
    (letter,) = letters(town, NoticeKind.NO_GUARDIANS)
    assert letter.card.parts == (
        Heading("Ingen føresette har sagt at dei kjem"),
        Text(
            "Det gjeld sak S-7F3K, møtet tysdag 9. mars. Spør dei føresette og registrer svaret, eller flytt møtet "
            "til ei tid som passar dei."
        ),
        Row("Føresett 1: kjem ikkje", Button("Kjem", "family.coming", "attendee=1&coming=yes")),
        Buttons(
            (
                Button("Føresett 2: kjem", "family.coming", "attendee=2&coming=yes"),
                Button("Føresett 2: kjem ikkje", "family.coming", "attendee=2&coming=no"),
            )
        ),
        Buttons((Button("Flytt møtet", "moving.open", "item=1"), town.later("ingrid", NoticeKind.NO_GUARDIANS))),
        Note("Regel: Oversikt over samhandlingsarena, om SamBa-møte: «Føresette deltar på møtet.»"),
    )
    town.asks("ingrid", Entry.ACTION, "family.coming", attendee="2", coming="yes")
    town.deliver()
    assert letters(town, NoticeKind.NO_GUARDIANS)[0].card.parts == (
        Heading("Ein føresett kjem"),
        Text("Sak S-7F3K: ein føresett kjem tysdag 9. mars."),
    )


def test_after_the_meeting_nobody_is_asked_to_find_a_guardian(town: Town) -> None:
    item = booked(town)
    register_all(town, item)
    town.wait_until(oslo(2027, 3, 9, 11))
    told(town, row_id(town, item, GUARDIANS[0], Telling.TIME))
    town.deliver()
    assert letters(town, NoticeKind.NO_GUARDIANS)[0].card.parts[0] == Heading("Kortet gjeld ikkje lenger")


def test_one_guardian_coming_is_enough(town: Town) -> None:
    item = booked(town)
    register_all(town, item)
    town.asks("ingrid", Entry.ACTION, "family.coming", attendee="2", coming="yes")
    town.wait_until(ANSWERS_DUE)
    assert letters(town, NoticeKind.NO_GUARDIANS) == []


def test_only_the_convener_hears_of_the_family(town: Town) -> None:
    booked(town)
    town.wait_until(ANSWERS_DUE)
    family = {NoticeKind.FAMILY_UNTOLD, NoticeKind.NO_GUARDIANS}
    assert family <= set(town.kinds("ingrid"))
    for person in ("hilde", "erik", "per", "anne", "marit"):
        assert not family & set(town.kinds(person))
