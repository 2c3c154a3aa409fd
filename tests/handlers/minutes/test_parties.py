import pytest

from handlers import access
from handlers.entry import Entry
from handlers.screens import Copy, Finish
from store.attendance import OutsideRole, Telling
from store.notices import NoticeKind
from tests.handlers.attendance.arranged import Arranged, words
from tests.handlers.family.rows import row_id, standing, told
from tests.handlers.minutes.writing import card, in_channel, minutes, not_held, write
from tests.town import oslo

NEXT_DAY = oslo(2027, 3, 17, 9)
PARTIES = ("erik", "hilde", "jonas", "per")
HAVE_ALL = "Alle partane har fått oppsummeringa."


def copies(arranged: Arranged, person: str) -> int:
    return arranged.town.kinds(person).count(NoticeKind.MINUTES_TO_PARTIES)


def test_each_party_with_an_account_gets_it_once_in_the_partys_own_language(been: Arranged) -> None:
    write(been, in_channel(been), measure=True)
    assert [copies(been, person) for person in PARTIES] == [1, 1, 1, 1]
    assert words(been.letter("hilde", NoticeKind.MINUTES_TO_PARTIES)) == [
        "Oppsummeringa frå eit møte er klar",
        f"Oppsummering: SamBa-møte, sak {been.reference}",
        "Tysdag 16. mars kl. 10.00–10.45. Møtet blei halde. Fem fagfolk var kalla inn, og ein av dei hadde sagt ja.",
        "Tiltak blir sette i gang",
        "Vi følgjer opp lesinga",
        "Tiltak",
        "Rettleiing: PPT, innan fredag 2. april",
        "Dei føresette var med på å bestemme",
        "Ja",
        "Kontaktperson: Ingrid Haugland.",
        "Kvar teneste dokumenterer det tenesta har plikt til, i sitt eige arkiv.",
    ]
    assert words(been.letter("erik", NoticeKind.MINUTES_TO_PARTIES)) == [
        "Oppsummeringen fra et møte er klar",
        f"Oppsummering: SamBa-møte, sak {been.reference}",
        "Tirsdag 16. mars kl. 10.00–10.45. Møtet ble holdt. Fem fagfolk var kalt inn, og en av dem hadde sagt ja.",
        "Tiltak blir satt i gang",
        "Vi følgjer opp lesinga",
        "Tiltak",
        "Veiledning: PPT, innen fredag 2. april",
        "De foresatte var med på å bestemme",
        "Ja",
        "Kontaktperson: Ingrid Haugland.",
        "Hver tjeneste dokumenterer det den har plikt til, i sitt eget arkiv.",
    ]


def test_nobody_else_gets_it_neither_the_convener_nor_who_reads_the_units_summaries(been: Arranged) -> None:
    write(been)
    been.town.wait_until(NEXT_DAY)
    assert [copies(been, person) for person in ("ingrid", "marit", "anne", "sunniva", "olav")] == [0] * 5


def test_nowhere_sends_it_to_nobody_and_the_card_says_what_the_routine_says(been: Arranged) -> None:
    write(been, "nowhere")
    been.town.wait_until(NEXT_DAY)
    assert [copies(been, person) for person in PARTIES] == [0] * 4
    assert "Etter rutina skal partane få oppsummeringa. Eg har ikkje sendt oppsummeringa til dei." in card(been)
    assert Telling.MINUTES not in [what for _, what, _ in standing(been.town, been.item_id)]


def test_the_duty_closes_when_each_has_it(been: Arranged) -> None:
    write(been)
    assert "Har fått oppsummeringa her: 4 av 4." in card(been)
    assert HAVE_ALL not in card(been)
    rows = [row for row in standing(been.town, been.item_id) if row[1] is Telling.MINUTES]
    assert rows == [(OutsideRole.GUARDIAN_1, Telling.MINUTES, False), (OutsideRole.GUARDIAN_2, Telling.MINUTES, False)]
    for role in (OutsideRole.GUARDIAN_1, OutsideRole.GUARDIAN_2):
        assert HAVE_ALL not in card(been)
        told(been.town, row_id(been.town, been.item_id, role, Telling.MINUTES))
        been.town.deliver()
    assert HAVE_ALL in card(been)
    assert "Føresett 1: har fått oppsummeringa (telefon, tys. 16. mars)" in card(been)


def test_the_convener_is_reminded_of_the_family_two_working_days_after(been: Arranged) -> None:
    write(been)
    been.town.wait_until(oslo(2027, 3, 18, 9))
    assert words(been.letter("ingrid", NoticeKind.FAMILY_UNTOLD))[:5] == [
        "Nokon har ikkje fått beskjed om eit møte tysdag 16. mars",
        f"Nokon har ikkje fått beskjed i sak {been.reference}",
        "Det gjeld møtet tysdag 16. mars. Eg kan ikkje skrive til dei, så du seier frå sjølv.",
        "Føresett 1: har ikkje fått oppsummeringa",
        "Føresett 2: har ikkje fått oppsummeringa",
    ]


TEXTS = {
    "nn": "Takk for møtet tysdag 16. mars kl. 10.00–10.45. Dette blei vi samde om:\n– Tiltak blir sette i gang\n"
    "Vi følgjer opp lesinga\nKven som gjer kva:\n– Rettleiing: PPT, innan fredag 2. april\n"
    "Ta kontakt dersom de lurer på noko, eller dersom de hugsar det annleis.",
    "nb": "Takk for møtet tirsdag 16. mars kl. 10.00–10.45. Dette ble vi enige om:\n– Tiltak blir satt i gang\n"
    "Vi følgjer opp lesinga\nHvem som gjør hva:\n– Veiledning: PPT, innen fredag 2. april\n"
    "Ta kontakt hvis dere lurer på noe, eller hvis dere husker det annerledes.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_feedback_to_copy_holds_no_name_and_no_reference(been: Arranged, language: str) -> None:
    write(been, measure=True)
    about = {"item": str(been.item_id), "what": "minutes", "language": language}
    answer = been.town.asks("ingrid", Entry.ACTION, "family.text", **about)
    assert isinstance(answer, Finish)
    (copy,) = [part.text for part in answer.receipt.parts if isinstance(part, Copy)]
    assert copy == TEXTS[language]
    assert been.reference not in copy


def test_of_a_meeting_that_was_not_held_the_family_is_told_just_that(been: Arranged) -> None:
    not_held(been)
    answer = been.town.asks("ingrid", Entry.ACTION, "family.text", item=str(been.item_id), what="minutes")
    assert isinstance(answer, Finish)
    (copy,) = [part.text for part in answer.receipt.parts if isinstance(part, Copy)]
    assert copy == (
        "Møtet tysdag 16. mars kl. 10.00–10.45 blei ikkje halde.\n"
        "Ta kontakt dersom de lurer på noko, eller dersom de hugsar det annleis."
    )


def test_who_has_left_is_told_of_and_keeps_the_duty_open(been: Arranged) -> None:
    with been.town.world() as world:
        erik = been.town.person(world.session, "erik")
        erik.active = False
    write(been)
    assert "Erik Sand får ikkje oppsummeringa av meg. Gi oppsummeringa på ein annan måte." in card(been)
    assert "Har fått oppsummeringa her: 3 av 4." in card(been)
    assert NoticeKind.DELIVERY_FAILED in been.town.kinds("ingrid")


def test_a_message_after_working_hours_waits_until_the_morning_and_says_what_is_true_then(been: Arranged) -> None:
    been.town.wait_until(oslo(2027, 3, 16, 18))
    write(been)
    assert copies(been, "hilde") == 0
    write(been, text="Vi endra mening")
    been.town.wait_until(oslo(2027, 3, 17, 7))
    assert copies(been, "hilde") == 1
    assert "Vi endra mening" in words(been.letter("hilde", NoticeKind.MINUTES_TO_PARTIES))


AWAY_NN = [
    "Oppsummeringa frå eit møte er teken bort",
    "Oppsummeringa er teken bort",
    "Den som kalla inn til møtet, har trekt oppsummeringa tilbake. Ikkje del det som stod her.",
]


def test_who_has_it_sees_that_it_is_taken_back_and_gets_it_again(been: Arranged) -> None:
    write(been)
    write(been, "nowhere")
    assert words(been.letter("hilde", NoticeKind.MINUTES_TO_PARTIES)) == AWAY_NN
    write(been)
    assert copies(been, "hilde") == 1
    assert "Vi følgjer opp lesinga" in words(been.letter("hilde", NoticeKind.MINUTES_TO_PARTIES))


def test_after_a_withdrawal_each_partys_copy_says_what_that_means(been: Arranged) -> None:
    write(been, measure=True)
    been.withdraws()
    assert words(been.letter("hilde", NoticeKind.MINUTES_TO_PARTIES)) == [
        "Oppsummeringa frå eit møte er teken bort",
        "Oppsummeringa er teken bort",
        "Samtykket gjeld ikkje lenger. Ikkje bruk det du har fått vite, og ikkje del det. Slett arbeidsnotat. Det du "
        "har plikt til å dokumentere, skal du ta vare på.",
        "Spør Ingrid Haugland dersom du lurer på noko.",
    ]
    assert "Veiledning" not in str(been.town.inbox("erik")[-1].card)
    been.town.wait_until(oslo(2027, 3, 31, 12))
    assert [copies(been, person) for person in PARTIES] == [1] * 4
    assert Telling.MINUTES not in [what for _, what, done in standing(been.town, been.item_id) if not done]
    assert minutes(been).corrections == 0


def test_an_arena_that_sends_the_parties_nothing_has_no_such_duty(
    been: Arranged, monkeypatch: pytest.MonkeyPatch
) -> None:
    samba = access.rulebook()["samba"]
    silent = samba.model_copy(update={"minutes": samba.minutes.model_copy(update={"to_parties": False})})
    monkeypatch.setattr(access, "rulebook", lambda: {"samba": silent})
    write(been, in_channel(been))
    assert [each for each in been.town.kinds("hilde") if each is NoticeKind.MINUTES_TO_PARTIES] == []
    assert not [line for line in card(been) if "oppsummeringa her" in line or "har ikkje fått oppsummeringa" in line]
    write(been, "parties")
    assert been.town.kinds("hilde")[-1] is NoticeKind.MINUTES_TO_PARTIES
