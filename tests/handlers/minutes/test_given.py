"""A party whom no message reaches: the duty closes when the convener has given the summary in another way."""

import pytest

from handlers.entry import Entry
from handlers.screens import Answer, Replace, Row
from store.notices import NoticeKind
from tests.handlers.attendance.arranged import Arranged, words
from tests.handlers.minutes.faulty import summaries_fail
from tests.handlers.minutes.writing import card, write
from tests.handlers.waiting.test_listing import waiting

HAVE_ALL = "Alle partane har fått oppsummeringa."
REACHES_NOT = "Erik Sand får ikkje oppsummeringa av meg. Gi oppsummeringa på ein annan måte."
MAY_HAVE = "Ingen kan seie om Erik Sand har fått oppsummeringa. Spør, og gi henne på ein annan måte om nødvendig."
HAS_OLD = "Erik Sand har ei eldre oppsummering, som eg ikkje får retta. Gi den nye på ein annan måte."
LEFT = "Eg kan ikkje ta bort det Erik Sand har fått eller kan ha fått. Be om at det blir sletta."
TEXT = "Vi følgjer opp rekninga"


def leave(arranged: Arranged, person: str) -> None:
    with arranged.town.as_(person) as ctx:
        ctx.actor.active = False
        ctx.session.add(ctx.actor)


def tell_the_family(arranged: Arranged) -> None:
    for row in [action for action in _actions(arranged) if action.startswith("family.tell")]:
        opened = arranged.town.asks("ingrid", Entry.ACTION, "family.tell", told=row.partition("told=")[2])
        arranged.submit("ingrid", opened, how="phone", day=arranged.town.now.date())


def _actions(arranged: Arranged) -> list[str]:
    parts = arranged.letter("ingrid", NoticeKind.BOOKED).parts
    return [f"{part.button.action}?{part.button.value}" for part in parts if isinstance(part, Row)]


def give(arranged: Arranged) -> Answer:
    """Register that Erik has got it."""
    erik = str(arranged.town.person_id("erik"))
    answer = arranged.town.asks("ingrid", Entry.ACTION, "minutes.given", item=str(arranged.item_id), party=erik)
    arranged.town.deliver()
    return answer


def unreached(been: Arranged) -> None:
    leave(been, "erik")
    write(been)


def test_the_card_names_who_gets_nothing_and_the_press_closes_the_duty(been: Arranged) -> None:
    unreached(been)
    assert REACHES_NOT in card(been)
    assert [action for action in _actions(been) if action.startswith("minutes.given")] == [
        f"minutes.given?item={been.item_id}&party={been.town.person_id('erik')}"
    ]
    tell_the_family(been)
    assert HAVE_ALL not in card(been)
    answer = give(been)
    assert isinstance(answer, Replace)
    assert words(answer.card)[:2] == ["Det er registrert kven som har fått ei oppsummering", "Det er registrert"]
    assert REACHES_NOT not in card(been)
    assert HAVE_ALL in card(been)


def test_the_same_press_again_changes_nothing(been: Arranged) -> None:
    unreached(been)
    give(been)
    version = been.item().version
    give(been)
    assert been.item().version == version


def test_a_correction_is_given_anew(been: Arranged) -> None:
    unreached(been)
    give(been)
    assert REACHES_NOT not in card(been)
    write(been, text="Vi følgjer opp rekninga")
    assert REACHES_NOT in card(been)


def summaries(been: Arranged, person: str) -> int:
    return been.town.kinds(person).count(NoticeKind.MINUTES_TO_PARTIES)


def test_a_copy_in_doubt_is_asked_for_and_the_press_closes_the_duty(been: Arranged) -> None:
    with summaries_fail(been, "erik", None):
        write(been)
    tell_the_family(been)
    assert (MAY_HAVE in card(been), HAVE_ALL in card(been)) == (True, False)
    give(been)
    assert (MAY_HAVE in card(been), HAVE_ALL in card(been)) == (False, True)


def test_who_may_have_got_the_summary_gets_the_corrected_one(been: Arranged) -> None:
    with summaries_fail(been, "erik", None):
        write(been)
    write(been, text=TEXT)
    assert TEXT in words(been.letter("erik", NoticeKind.MINUTES_TO_PARTIES))
    assert MAY_HAVE not in card(been)


def test_a_correction_that_does_not_arrive_is_told_of_and_given_in_another_way(been: Arranged) -> None:
    write(been)
    with summaries_fail(been, "erik", "guest"):
        write(been, text=TEXT)
        tell_the_family(been)
        assert words(been.letter("ingrid", NoticeKind.DELIVERY_FAILED))[1:] == [
            "Ei melding kom ikkje fram",
            "Erik Sand fekk ikkje dette om møtet tysdag 16. mars kl. 10.00–10.45:",
            "Den retta oppsummeringa av møtet",
            "Kontoen høyrer til ein gjest, og gjester får ingen meldingar om møte.",
            "Ring og sei frå.",
        ]
        assert (HAS_OLD in card(been), HAVE_ALL in card(been)) == (True, False)
        give(been)
        been.town.deliver()
        assert (HAS_OLD in card(been), HAVE_ALL in card(been)) == (False, True)
        assert been.town.kinds("ingrid").count(NoticeKind.DELIVERY_FAILED) == 1


def test_a_correction_that_did_not_arrive_is_brought_by_the_next_one_in_its_place(been: Arranged) -> None:
    write(been)
    with summaries_fail(been, "erik", "guest"):
        write(been, text="Vi tek ein pause")
    write(been, text=TEXT)
    assert TEXT in words(been.letter("erik", NoticeKind.MINUTES_TO_PARTIES))
    assert summaries(been, "erik") == 1
    assert HAS_OLD not in card(been)


def test_a_summary_that_is_gone_where_it_stood_is_sent_anew_with_the_next_correction(been: Arranged) -> None:
    write(been)
    with summaries_fail(been, "erik", "message_gone"):
        write(been, text="Vi tek ein pause")
    assert REACHES_NOT in card(been)
    write(been, text=TEXT)
    assert summaries(been, "erik") == 2
    assert REACHES_NOT not in card(been)


def test_a_summary_that_cannot_be_taken_back_is_the_conveners_to_have_deleted(been: Arranged) -> None:
    write(been)
    with summaries_fail(been, "erik", "guest"):
        write(been, "nowhere")
    assert LEFT in card(been)
    write(been)
    assert LEFT not in card(been)


@pytest.mark.parametrize("given", [False, True])
def test_after_a_withdrawal_the_convener_is_told_who_still_has_the_summary(been: Arranged, given: bool) -> None:
    write(been)
    with summaries_fail(been, "erik", "guest"):
        write(been, text=TEXT)
        if given:
            give(been)
        been.withdraws()
    assert LEFT in card(been)
    lost = words(been.letter("ingrid", NoticeKind.DELIVERY_FAILED))
    assert "At oppsummeringa av møtet er teken bort" in lost
    assert NoticeKind.WITHDRAWN in been.town.kinds("erik")


def test_what_could_not_be_changed_is_taken_away_all_the_same_where_that_succeeds(been: Arranged) -> None:
    write(been)
    with summaries_fail(been, "erik", "guest"):
        write(been, text=TEXT)
    give(been)
    been.withdraws()
    assert words(been.letter("erik", NoticeKind.MINUTES_TO_PARTIES))[0] == "Oppsummeringen fra et møte er tatt bort"
    assert LEFT not in card(been)


def test_after_a_withdrawal_who_may_have_got_the_summary_is_asked_to_stop(been: Arranged) -> None:
    with summaries_fail(been, "erik", None):
        write(been)
    give(been)
    been.withdraws()
    assert NoticeKind.WITHDRAWN in been.town.kinds("erik")


def test_who_lacks_the_summary_waits_for_the_convener_until_it_is_given(been: Arranged) -> None:
    waits = f"Sjå til at alle partane i sak {been.reference} får oppsummeringa. Møtet var tysdag 16. mars kl. 10.00."
    with summaries_fail(been, "erik", None):
        write(been)
    assert waiting(been.town, "ingrid")[waits] == "item.show"
    give(been)
    assert waits not in waiting(been.town, "ingrid")


def test_who_lacked_the_summary_and_got_the_corrected_one_waits_for_nobody(been: Arranged) -> None:
    with summaries_fail(been, "erik", None):
        write(been)
    write(been, text=TEXT)
    assert [text for text in waiting(been.town, "ingrid") if "partane" in text] == []
