from datetime import timedelta

import pytest

from handlers.family import open_tellings
from store.attendance import OutsideAttendee, OutsideRole, Telling, Told, outside_attendees_of
from store.meetings import Item
from tests.handlers.consent.answers import MARCH_9, booked, register_all
from tests.handlers.family.rows import cancel, move, row_id, standing, told
from tests.town import Town, oslo

ONE, TWO, INTERPRETER = OutsideRole.GUARDIAN_1, OutsideRole.GUARDIAN_2, OutsideRole.INTERPRETER
AGENDA_OUT = oslo(2027, 3, 2, 10)


def open_for(town: Town, item: int, what: Telling) -> None:
    with town.world() as world:
        held = world.session.get(Item, item)
        assert held is not None
        open_tellings(world, held, what)


def test_each_who_comes_without_an_account_is_to_be_told_of_the_time(town: Town) -> None:
    assert standing(town, booked(town)) == [(ONE, Telling.TIME, False), (TWO, Telling.TIME, False)]


@pytest.mark.parametrize("what", list(Telling))
def test_to_open_the_same_rows_again_changes_nothing(town: Town, what: Telling) -> None:
    item = booked(town)
    open_for(town, item, what)
    once = standing(town, item)
    open_for(town, item, what)
    assert standing(town, item) == once


def test_the_agenda_opens_rows_when_it_goes_out(town: Town) -> None:
    item = booked(town)
    register_all(town, item)
    town.wait_until(AGENDA_OUT)
    assert standing(town, item)[2:] == [(ONE, Telling.AGENDA, False), (TWO, Telling.AGENDA, False)]


def test_the_interpreter_is_told_of_the_time_and_not_of_the_agenda(town: Town) -> None:
    item = booked(town)
    with town.world() as world:
        held = world.session.get(Item, item)
        assert held is not None
        world.session.add(OutsideAttendee(tenant_id=world.tenant_id, item_id=item, role=INTERPRETER))
        world.session.flush()
        open_tellings(world, held, Telling.TIME)
    assert [what for *_, what, _ in standing(town, item)] == [Telling.TIME] * 3
    open_for(town, item, Telling.AGENDA)
    assert [what for who, what, _ in standing(town, item) if who is INTERPRETER] == [Telling.TIME]


def test_a_move_opens_what_was_told_again_and_lets_the_rest_stand(town: Town) -> None:
    item = booked(town)
    told(town, row_id(town, item, ONE, Telling.TIME))
    move(town, item)
    assert standing(town, item) == [(ONE, Telling.CHANGE, False), (TWO, Telling.TIME, False)]
    told(town, row_id(town, item, ONE, Telling.CHANGE))
    assert standing(town, item) == [(ONE, Telling.CHANGE, True), (TWO, Telling.TIME, False)]


def test_an_agenda_that_was_given_before_the_move_is_given_again(town: Town) -> None:
    item = booked(town)
    register_all(town, item)
    town.wait_until(AGENDA_OUT)
    told(town, row_id(town, item, ONE, Telling.AGENDA))
    move(town, item)
    rows = standing(town, item)
    assert sorted(rows) == sorted(
        [
            (ONE, Telling.TIME, False),
            (TWO, Telling.TIME, False),
            (ONE, Telling.AGENDA, False),
            (TWO, Telling.AGENDA, False),
        ]
    )


def test_a_cancellation_overtakes_everything_that_went_before(town: Town) -> None:
    item = booked(town)
    told(town, row_id(town, item, ONE, Telling.TIME))
    cancel(town, item)
    assert standing(town, item) == [(ONE, Telling.CANCELLATION, False), (TWO, Telling.CANCELLATION, False)]


def test_nothing_is_forgotten_of_what_was_told(town: Town) -> None:
    item = booked(town)
    row = row_id(town, item, ONE, Telling.TIME)
    told(town, row)
    cancel(town, item)
    with town.world() as world:
        kept = world.session.get(Told, row)
        assert kept is not None
        assert (kept.overtaken, kept.done_at is not None) == (True, True)


def test_who_comes_is_asked_again_after_a_move(town: Town) -> None:
    item = booked(town)
    with town.world() as world:
        outside_attendees_of(world.session, item)[0].coming = True
    move(town, item)
    with town.world() as world:
        assert [each.coming for each in outside_attendees_of(world.session, item)] == [None, None]


def test_after_the_meeting_there_is_nothing_left_to_stay_away_from(town: Town) -> None:
    item = booked(town)
    town.now = MARCH_9 + timedelta(days=1)
    open_for(town, item, Telling.CANCELLATION)
    assert standing(town, item) == [(ONE, Telling.TIME, False), (TWO, Telling.TIME, False)]
