import pytest

from handlers.entry import Entry
from handlers.errors import NoAccess, OutOfDate
from handlers.screens import Row, Show
from store.notices import NoticeKind
from tests.handlers.attendance.arranged import WHEN_NB, WHEN_NN, Arranged, words
from tests.handlers.minutes.writing import DUE, not_held, opened, write
from tests.town import oslo


def asked(arranged: Arranged) -> list[str]:
    return words(arranged.letter("ingrid", NoticeKind.MINUTES_DUE))


def test_the_working_day_after_the_convener_alone_is_asked_how_it_went(sent: Arranged) -> None:
    sent.town.wait_until(DUE)
    assert asked(sent) == [
        "Korleis gjekk møtet tysdag 16. mars?",
        "Korleis gjekk møtet?",
        f"Sak {sent.reference}, {WHEN_NN}. Skriv om møtet blei halde, kva de konkluderte med, og kven som gjer kva "
        "innan når.",
        "Skriv oppsummering",
        "Minn meg på det seinare",
    ]
    for person in ("jonas", "hilde", "marit", "anne"):
        assert NoticeKind.MINUTES_DUE not in sent.town.kinds(person)


def test_in_bokmal(sent: Arranged) -> None:
    with sent.town.as_("ingrid") as ctx:
        ctx.actor.language = "nb"
        ctx.session.add(ctx.actor)
    sent.town.wait_until(DUE)
    assert asked(sent)[:4] == [
        "Hvordan gikk møtet tirsdag 16. mars?",
        "Hvordan gikk møtet?",
        f"Sak {sent.reference}, {WHEN_NB}. Skriv om møtet ble holdt, hva dere konkluderte med, og hvem som gjør hva "
        "innen når.",
        "Skriv oppsummering",
    ]


def test_once_more_three_working_days_after_and_not_when_it_is_written(sent: Arranged) -> None:
    sent.town.wait_until(oslo(2027, 3, 19, 9))
    assert sent.town.kinds("ingrid").count(NoticeKind.MINUTES_DUE) == 2
    write(sent)
    for letter in sent.town.inbox("ingrid"):
        if letter.kind is NoticeKind.MINUTES_DUE:
            assert words(letter.card) == [
                "Oppsummeringa frå møtet tysdag 16. mars er skriven",
                "Oppsummeringa er skriven",
                f"Sak {sent.reference}, {WHEN_NN}. Kortet for møtet viser kvar oppsummeringa står.",
                "Opne møtet",
                "Rett oppsummeringa",
            ]


def test_nobody_is_asked_who_has_written_already(been: Arranged) -> None:
    not_held(been)
    been.town.wait_until(oslo(2027, 3, 22, 9))
    assert NoticeKind.MINUTES_DUE not in been.town.kinds("ingrid")


def test_nobody_is_asked_about_a_meeting_that_is_withdrawn(been: Arranged) -> None:
    been.withdraws()
    been.town.wait_until(oslo(2027, 3, 22, 9))
    assert NoticeKind.MINUTES_DUE not in been.town.kinds("ingrid")


def test_before_the_meeting_starts_there_is_nothing_to_write(sent: Arranged) -> None:
    with pytest.raises(OutOfDate) as refused:
        opened(sent)
    assert (refused.value.heading, refused.value.text) == (
        "Møtet har ikkje vore enno",
        "Møtet startar tysdag 16. mars kl. 10.00. Etter det kan du skrive oppsummeringa.",
    )


@pytest.mark.parametrize("person", ["jonas", "hilde", "anne", "marit", "olav"])
def test_only_the_convener_can_write(been: Arranged, person: str) -> None:
    with pytest.raises(NoAccess):
        opened(been, person)


def test_the_command_lists_the_meetings_without_a_summary(been: Arranged) -> None:
    answer = been.town.asks("ingrid", Entry.COMMAND, "run", words="referat")
    assert isinstance(answer, Show)
    rows = [part for part in answer.card.parts if isinstance(part, Row)]
    assert [(row.text, row.button.text, row.button.action, row.button.value) for row in rows] == [
        (
            f"Sak {been.reference}: {WHEN_NN}, Møterom 2, Solvik skule",
            "Skriv oppsummering",
            "minutes.open",
            f"item={been.item_id}",
        )
    ]


def test_the_command_with_a_reference_leads_to_the_form_of_the_meeting_that_was_last(been: Arranged) -> None:
    for spelling in ("minutes", "referat", "oppsummering"):
        form = been.town.asks("ingrid", Entry.COMMAND, "run", words=f"{spelling} {been.reference.lower()}")
        assert form.form.name == "minutes.held"  # type: ignore[union-attr]
    for words_ in ("minutes S-2222", "minutes noko anna"):
        with pytest.raises(NoAccess):
            been.town.asks("ingrid", Entry.COMMAND, "run", words=words_)
    with pytest.raises(NoAccess):
        been.town.asks("jonas", Entry.COMMAND, "run", words=f"minutes {been.reference}")


def test_the_command_says_why_a_meeting_that_has_ended_is_not_summed_up(been: Arranged) -> None:
    been.withdraws()
    with pytest.raises(OutOfDate) as refused:
        been.town.asks("ingrid", Entry.COMMAND, "run", words=f"referat {been.reference}")
    assert refused.value.heading == "Samtykket gjeld ikkje lenger"
    with pytest.raises(NoAccess):
        been.town.asks("hilde", Entry.COMMAND, "run", words=f"referat {been.reference}")


def test_when_all_is_summed_up_the_command_says_so(been: Arranged) -> None:
    write(been)
    answer = been.town.asks("ingrid", Entry.COMMAND, "run", words="oppsummering")
    assert isinstance(answer, Show)
    assert words(answer.card) == [
        "Vel eit møte",
        "Kva møte vil du oppsummere?",
        "Ingen av møta dine ventar på oppsummering. Ei oppsummering som er skriven, rettar du frå kortet for møtet.",
        "Møta mine",
    ]
