"""Who decides on the day of the meeting, from the age and the date that the forms bring."""

import pytest
from sqlmodel import select

from handlers.errors import BadField
from store.meetings import Item
from tests.handlers.booking import journey
from tests.town import Town, oslo

MARCH_9 = oslo(2027, 3, 9, 10)


def voiced(town: Town, age: str, youth_from: str | None) -> str:
    draft = journey.start(town, "ingrid")
    journey.child(town, "ingrid", draft, age=age)
    journey.voice(town, "ingrid", draft, youth_from=youth_from)
    return draft


@pytest.mark.parametrize("day", ["2027-02-23", "2020-05-01", "2035-01-01"])
def test_a_date_that_must_be_a_slip_is_refused_at_once(town: Town, day: str) -> None:
    with pytest.raises(BadField) as refusal:
        voiced(town, "15", day)
    assert refusal.value.errors == {
        "youth_from": "Vel dagen ungdommen fyller 16. Dagen må vere etter i dag og innan to år."
    }


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        (
            "2027-03-09",
            "Den dagen har ungdommen fylt 16 og bestemmer aleine. Vel ei tidlegare tid, eller start på nytt med den "
            "alderen ungdommen har då.",
        ),
        (
            "2028-03-10",
            "Etter datoen du skreiv, har ungdommen ikkje fylt 15 den dagen. Vel ei seinare tid, eller start på "
            "nytt med den alderen ungdommen har då.",
        ),
    ],
)
def test_a_date_that_does_not_fit_the_age_is_refused_with_the_time(town: Town, day: str, problem: str) -> None:
    slot = town.give_slot("solvik", MARCH_9)
    draft = voiced(town, "15", day)
    with pytest.raises(BadField) as refusal:
        journey.time(town, "ingrid", draft, slot)
    assert refusal.value.errors == {"slot": problem}


@pytest.mark.parametrize("day", ["2027-03-10", "2028-03-09"])
def test_a_date_within_the_year_after_the_meeting_is_kept_with_the_item(town: Town, day: str) -> None:
    slot = town.give_slot("solvik", MARCH_9)
    draft = voiced(town, "15", day)
    journey.time(town, "ingrid", draft, slot)
    journey.people(town, "ingrid", draft)
    journey.confirm(town, "ingrid", draft)
    with town.database.session() as session:
        assert str(session.exec(select(Item)).one().youth_decides_from) == day


def test_what_was_not_asked_for_is_not_kept(town: Town) -> None:
    slot = town.give_slot("solvik", MARCH_9)
    draft = journey.start(town, "ingrid")
    journey.child(town, "ingrid", draft, age="16")
    journey.voice(town, "ingrid", draft, decided_by="one_guardian", youth_from="2027-05-05")
    journey.time(town, "ingrid", draft, slot)
    journey.people(town, "ingrid", draft)
    journey.confirm(town, "ingrid", draft)
    with town.database.session() as session:
        item = session.exec(select(Item)).one()
    assert (item.age, item.decided_by, item.decided_reason, item.youth_decides_from) == (16, "youth", None, None)
