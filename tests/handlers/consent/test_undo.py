import pytest

from handlers.entry import Entry
from handlers.errors import NoAccess, OutOfDate
from handlers.rules.consent_ledger import ConsentState
from handlers.screens import Button, Buttons, Card, Heading, Show, Text
from store.consents import ConsentKind
from store.meetings import ItemState
from store.notices import NoticeKind
from tests.handlers.consent.answers import booked, held, register, register_all, rows, undo, verdict
from tests.town import Town, buttons, oslo


def test_a_slip_is_undone_with_both_rows_kept_and_what_was_before_holds(town: Town) -> None:
    item = booked(town)
    register_all(town, item)
    register(town, item, "guardian_1", "withdrawn")
    answer = undo(town, rows(town)[2].id)
    assert [(row.kind, row.undoes_id) for row in rows(town)][2:] == [
        (ConsentKind.WITHDRAWN, None),
        (ConsentKind.UNDONE, rows(town)[2].id),
    ]
    assert verdict(town, item).valid
    notice = "Registreringa er angra"
    again = Button("Registrer svar", "consent.open", "item=1&holder=guardian_1")
    assert answer == Show(
        Card(
            (
                Heading(notice),
                Text("Føresett 1: svaret du registrerte, gjeld ikkje lenger. No gjeld det som var registrert før."),
                Buttons((again,)),
            ),
            notice,
        )
    )


def test_a_second_press_gets_the_same_answer_and_changes_nothing(town: Town) -> None:
    item = booked(town)
    register(town, item, "guardian_1")
    entry = rows(town)[0].id
    assert undo(town, entry) == undo(town, entry)
    assert [row.kind for row in rows(town)] == [ConsentKind.WRITTEN, ConsentKind.UNDONE]


def test_only_the_latest_answer_of_a_holder_can_be_undone(town: Town) -> None:
    item = booked(town)
    register(town, item, "guardian_1", "refused")
    register(town, item, "guardian_1")
    with pytest.raises(OutOfDate):
        undo(town, rows(town)[0].id)
    assert len(rows(town)) == 2


@pytest.mark.parametrize("person", ["hilde", "jonas", "anne"])
def test_somebody_elses_answer_is_refused_like_one_that_does_not_exist(town: Town, person: str) -> None:
    item = booked(town)
    register(town, item, "guardian_1")
    refusals = []
    for row in (rows(town)[0].id, 4711):
        with pytest.raises(NoAccess) as refusal:
            undo(town, row, person)
        refusals.append(refusal.value.__dict__)
    assert refusals[0] == refusals[1]
    assert len(rows(town)) == 1


def test_an_undoing_cannot_be_undone_by_a_forged_button(town: Town) -> None:
    item = booked(town)
    register(town, item, "guardian_1")
    undo(town, rows(town)[0].id)
    with pytest.raises(NoAccess):
        undo(town, rows(town)[1].id)
    with pytest.raises(OutOfDate):
        town.asks("ingrid", Entry.ACTION, "consent.undo", row="1 or 1=1")


def test_the_card_offers_to_undo_as_long_as_it_is_the_latest_and_ones_own(town: Town) -> None:
    item = booked(town)
    town.deliver()
    register(town, item, "guardian_1")
    town.deliver()
    assert buttons(town.inbox("ingrid")[0].card)["Angre: Føresett 1"] == "consent.undo?row=1"
    undo(town, 1)
    town.deliver()
    assert "Angre: Føresett 1" not in buttons(town.inbox("ingrid")[0].card)


def test_undoing_a_withdrawal_that_freed_the_time_mends_the_ledger_and_says_to_book_again(town: Town) -> None:
    item = booked(town)
    register_all(town, item)
    town.wait_until(oslo(2027, 3, 2, 10))
    register(town, item, "guardian_2", "withdrawn")
    answer = undo(town, rows(town)[2].id)
    assert isinstance(answer, Show)
    assert answer.card.parts[1:] == (
        Text(
            "Føresett 2: svaret du registrerte, gjeld ikkje lenger. Møtet er ikkje lenger sett opp, så du må "
            "bestille det på nytt."
        ),
        Buttons((Button("Bestill tid", "booking.start"),)),
    )
    assert held(town, item)[0].state is ItemState.WITHDRAWN
    assert [state.state for state in verdict(town, item).holders] == [ConsentState.WRITTEN, ConsentState.WRITTEN]


def test_a_slip_that_ended_a_meeting_is_offered_to_be_undone_until_it_is(town: Town) -> None:
    item = booked(town)
    register_all(town, item)
    town.wait_until(oslo(2027, 3, 2, 10))
    register(town, item, "guardian_2", "withdrawn")
    town.deliver()
    slip = f"consent.undo?row={rows(town)[2].id}"
    offered = [letter.kind for letter in town.inbox("ingrid") if slip in buttons(letter.card).values()]
    assert offered == [NoticeKind.BOOKED, NoticeKind.AGENDA]
    undo(town, rows(town)[2].id)
    town.deliver()
    assert [letter.kind for letter in town.inbox("ingrid") if slip in buttons(letter.card).values()] == []
