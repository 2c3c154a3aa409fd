"""A move can carry the meeting past a birthday: then who decides, or whether the arena is for the child, is asked."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import select

from handlers.entry import Entry
from handlers.errors import BadField
from handlers.screens import Answer, ChoiceField, FieldValue, Finish, Form, Open
from store.consents import Consent
from store.meetings import Item, Meeting
from tests.handlers.booking import journey
from tests.town import Town, oslo

MARCH_9, MARCH_16 = oslo(2027, 3, 9, 10), oslo(2027, 3, 16, 10)
TOO_OLD = (
    "Desse møta er for barn og unge frå 0 til og med 16 år. Går ungdommen i vidaregåande skule, tek du kontakt med "
)


def booked(town: Town, age: str, at: datetime, youth_from: str | None = None) -> str:
    slot = town.give_slot("solvik", at)
    draft = journey.start(town, "ingrid")
    journey.child(town, "ingrid", draft, age=age)
    journey.voice(town, "ingrid", draft, youth_from=youth_from)
    journey.time(town, "ingrid", draft, slot)
    journey.people(town, "ingrid", draft)
    journey.confirm(town, "ingrid", draft)
    with town.database.session() as session:
        return str(session.exec(select(Item.id)).one())


def choose(town: Town, item: str, at: datetime, person: str = "ingrid", unit: str = "solvik") -> Answer:
    slot = town.give_slot(unit, at)
    opened = town.asks(person, Entry.ACTION, "moving.open", item=item)
    assert isinstance(opened, Open)
    return town.asks(person, Entry.FORM, "moving.time", draft=opened.form.draft, slot=str(slot))


def asked(answer: Answer) -> tuple[Form, list[str]]:
    assert isinstance(answer, Open), answer
    assert answer.form.name == "moving.age"
    field = answer.form.fields[0]
    assert isinstance(field, ChoiceField)
    return answer.form, [option.value for option in field.options]


def give(town: Town, form: Form, **values: FieldValue) -> Answer:
    return town.asks("ingrid", Entry.FORM, "moving.age", draft=form.draft, **values)


def stored(town: Town) -> tuple[int, date, date | None, datetime]:
    with town.database.session() as session:
        item = session.exec(select(Item)).one()
        meeting = session.exec(select(Meeting)).one()
        return item.age, item.age_on, item.youth_decides_from, meeting.starts_at


def test_where_no_birthday_matters_nothing_is_asked(town: Town) -> None:
    item = booked(town, "9", MARCH_9)
    assert isinstance(choose(town, item, MARCH_16), Finish)
    assert stored(town) == (9, date(2027, 3, 9), None, MARCH_16)


def test_a_date_that_is_known_settles_it(town: Town) -> None:
    item = booked(town, "15", MARCH_9, "2027-03-10")
    assert isinstance(choose(town, item, MARCH_16), Finish)
    assert stored(town) == (15, date(2027, 3, 9), date(2027, 3, 10), MARCH_16)


def test_somebody_sixteen_may_be_too_old_later(town: Town) -> None:
    item = booked(town, "16", MARCH_9)
    form, ages = asked(choose(town, item, MARCH_16))
    assert ages == ["16", "17"]
    assert stored(town) == (16, date(2027, 3, 9), None, MARCH_9)
    for age, error in (("17", TOO_OLD), ("15", "Vel kor gammalt barnet er då.")):
        with pytest.raises(BadField) as refusal:
            give(town, form, age=age)
        assert refusal.value.errors["age"].startswith(error)
    assert isinstance(give(town, form, age="16"), Finish)
    assert stored(town) == (16, date(2027, 3, 16), None, MARCH_16)
    assert isinstance(give(town, form, age="16"), Finish)


def test_somebody_sixteen_may_be_fifteen_earlier_and_then_the_date_is_asked_for(town: Town) -> None:
    item = booked(town, "16", MARCH_16)
    form, ages = asked(choose(town, item, MARCH_9))
    assert (ages, [field.id for field in form.fields]) == (["15", "16"], ["age", "youth_from"])
    for youth_from in (None, date(2027, 3, 9), date(2028, 3, 10)):
        with pytest.raises(BadField) as refusal:
            give(town, form, age="15", youth_from=youth_from)
        assert refusal.value.errors == {"youth_from": "Vel dagen ungdommen fyller 16: innan eitt år etter møtet."}
    assert isinstance(give(town, form, age="15", youth_from=date(2027, 3, 12)), Finish)
    assert stored(town) == (15, date(2027, 3, 9), date(2027, 3, 12), MARCH_9)


def test_a_day_when_the_child_is_too_old_whatever_the_birthday_is_refused(town: Town) -> None:
    item = booked(town, "16", MARCH_9)
    with pytest.raises(BadField) as refusal:
        choose(town, item, MARCH_9 + timedelta(days=371))
    assert refusal.value.errors["slot"].startswith(TOO_OLD)


def test_a_coordinator_who_does_not_know_the_child_is_sent_to_the_convener(town: Town) -> None:
    item = booked(town, "16", MARCH_9)
    with pytest.raises(BadField) as refusal:
        choose(town, item, MARCH_16, "anne")
    assert refusal.value.errors == {
        "slot": "Alderen til barnet den dagen avgjer kven som må samtykkje. Vel ei anna tid, eller be Ingrid Haugland "
        "flytte møtet."
    }
    assert stored(town)[3] == MARCH_9


def test_the_age_comes_before_the_place_and_is_kept_until_then(town: Town) -> None:
    item = booked(town, "16", MARCH_9)
    form, _ = asked(choose(town, item, MARCH_16, unit="nesbygda"))
    answer = give(town, form, age="16")
    assert isinstance(answer, Open)
    assert answer.form.name == "moving.place"
    assert stored(town) == (16, date(2027, 3, 9), None, MARCH_9)
    town.asks("ingrid", Entry.FORM, "moving.place", draft=form.draft, place="Biblioteket")
    assert stored(town) == (16, date(2027, 3, 16), None, MARCH_16)


def test_a_near_time_is_judged_by_who_decides_then(town: Town) -> None:
    item = booked(town, "16", MARCH_9)
    form, _ = asked(choose(town, item, oslo(2027, 2, 26, 10)))
    with pytest.raises(BadField) as refusal:
        give(town, form, age="15", youth_from=date(2027, 3, 1))
    assert list(refusal.value.errors) == ["age"]
    with town.database.session() as session:
        assert session.exec(select(Consent)).all() == []
    assert stored(town)[3] == MARCH_9


def test_the_question_is_not_got_past_by_sending_another_step(town: Town) -> None:
    item = booked(town, "16", MARCH_9)
    form, _ = asked(choose(town, item, MARCH_16))
    asked(town.asks("ingrid", Entry.FORM, "moving.place", draft=form.draft, place="Biblioteket"))
    assert stored(town) == (16, date(2027, 3, 9), None, MARCH_9)
