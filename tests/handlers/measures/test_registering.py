from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from handlers.measures import measures_agreed
from store.measures import Family, MeasureState
from store.notices import Notice, NoticeState
from store.people import Contact, people_by_ids
from tests.handlers.attendance.arranged import Arranged, words
from tests.handlers.measures.agreeing import (
    DUE,
    GIVEN,
    OVERDUE,
    agree,
    answers,
    leaves,
    measure,
    person,
    read,
    register,
    standing,
    unit,
)
from tests.town import oslo


def planned(held: Arranged) -> list[tuple[Any, ...]]:
    """What is planned about measures, as kind, measure and when."""
    with held.town.world() as world:
        query = select(Notice).where(Notice.state == NoticeState.PLANNED).order_by(Notice.due_at)  # type: ignore[arg-type]
        found = world.session.exec(query).all()
    return [(each.kind, each.subject_id, each.due_at) for each in found if each.kind in (GIVEN, DUE, OVERDUE)]


def owners(held: Arranged) -> list[str]:
    ids = [row.owner_id for row in standing(held)]
    with held.town.world() as world:
        known = people_by_ids(world.session, world.tenant_id, ids)
    return [known[id_].key for id_ in ids]


def test_who_is_asked_is_the_person_or_who_comes_from_the_unit_and_for_the_family_the_convener(held: Arranged) -> None:
    agree(held, person(held, "jonas"))
    agree(held, unit(held, "ppt"))
    agree(held, unit(held, "solvik"))
    agree(held, "family:guardians")
    agree(held, "family:youth")
    assert owners(held) == ["jonas", "per", "ingrid", "ingrid", "ingrid"]
    assert [row.family for row in standing(held)] == [None, None, None, Family.GUARDIANS, Family.YOUTH]


def test_for_a_unit_whose_people_have_left_it_is_the_contact_person_and_else_the_convener(held: Arranged) -> None:
    given = read(held, answers(unit(held, "ppt")))
    leaves(held, "per")
    register(held, given)
    assert owners(held) == ["ingrid"]
    contact = held.town.person_id("ragnhild")
    with held.town.world() as world:
        ppt = held.town.unit_id(world.session, "ppt")
        for row in world.session.exec(select(Contact).where(Contact.service_id == ppt)):
            row.person_id = contact
            world.session.add(row)
    register(held, given | {"due_on": "2027-04-05"})
    assert owners(held) == ["ragnhild"]


def test_it_is_given_at_once_and_reminded_of_on_its_day_and_three_working_days_after(held: Arranged) -> None:
    id_ = agree(held, person(held, "per"))
    assert planned(held) == [(DUE, id_, oslo(2027, 4, 2, 9)), (OVERDUE, id_, oslo(2027, 4, 7, 9))]
    assert held.town.kinds("per")[-1] is GIVEN


def test_the_convener_is_not_told_of_what_they_agreed_to_do_themselves(held: Arranged) -> None:
    id_ = agree(held, "family:guardians")
    assert GIVEN not in held.town.kinds("ingrid")
    assert planned(held) == [(DUE, id_, oslo(2027, 4, 2, 9)), (OVERDUE, id_, oslo(2027, 4, 7, 9))]


def test_the_message_waits_for_the_owners_working_hours(held: Arranged) -> None:
    held.town.wait_until(oslo(2027, 3, 16, 19))
    agree(held, person(held, "per"))
    assert GIVEN not in held.town.kinds("per")
    held.town.wait_until(oslo(2027, 3, 17, 7))
    assert held.town.kinds("per").count(GIVEN) == 1


def test_where_the_owner_is_not_at_work_on_the_day_the_reminder_comes_before(held: Arranged) -> None:
    id_ = agree(held, person(held, "per"), due=date(2027, 3, 29))  # Easter Monday
    assert planned(held)[0] == (DUE, id_, oslo(2027, 3, 24, 9))


def test_what_is_due_today_is_not_reminded_of_when_it_is_given(held: Arranged) -> None:
    id_ = agree(held, person(held, "per"), due=date(2027, 3, 16))
    assert planned(held) == [(OVERDUE, id_, oslo(2027, 3, 19, 9))]


def test_a_correction_leaves_what_is_unchanged_drops_what_is_gone_and_gives_what_is_new(held: Arranged) -> None:
    kept = agree(held, person(held, "per"), text="Korte samtalar")
    gone = agree(held, person(held, "hilde"))
    changed = agree(held, person(held, "erik"))
    with held.town.as_("ingrid") as ctx:
        before = measures_agreed(ctx, held._in(ctx.session, ctx.tenant_id)[0])
    again = read(held, answers(person(held, "erik"), due=date(2027, 4, 9)))
    rows = register(held, before[0], again)
    assert [row.id for row in rows] == [kept, rows[1].id]
    assert rows[1].due_on == date(2027, 4, 9)
    assert [measure(held, id_).state for id_ in (kept, gone, changed)] == [
        *(MeasureState.OPEN, MeasureState.DROPPED, MeasureState.DROPPED),
    ]
    assert {subject for _, subject, _ in planned(held)} == {kept, rows[1].id}
    assert [held.town.kinds(who).count(GIVEN) for who in ("per", "hilde", "erik")] == [1, 1, 2]
    assert words(held.letter("hilde", GIVEN)) == [
        "Noko du skulle gjere, gjeld ikkje lenger",
        "Tiltaket gjeld ikkje lenger",
        f"Det er teke ut av det som blei avtalt i sak {held.reference}. Du treng ikkje gjere noko meir.",
    ]


def test_registering_the_same_again_changes_nothing(held: Arranged) -> None:
    given = [
        read(held, answers(person(held, "per"), text="Korte samtalar")),
        read(held, answers(person(held, "per"), text="Korte samtalar")),
        read(held, answers("family:youth")),
    ]
    first = [row.id for row in register(held, *given)]
    told = held.town.kinds("per").count(GIVEN)
    assert [row.id for row in register(held, *given)] == first
    assert held.town.kinds("per").count(GIVEN) == told == 2


def test_what_was_put_off_while_the_correction_was_written_stays_put_off(held: Arranged) -> None:
    agree(held, person(held, "per"))
    with held.town.as_("ingrid") as ctx:
        before = measures_agreed(ctx, held._in(ctx.session, ctx.tenant_id)[0])
    opened = held.press("per", held.letter("per", GIVEN), "Utset fristen")
    held.submit("per", opened, reason="time", due=date(2027, 4, 20))
    (row,) = register(held, *before)
    assert (row.due_on, row.times_put_off) == (date(2027, 4, 20), 1)


@pytest.mark.parametrize("dropped_at", [oslo(2027, 3, 17, 6), oslo(2027, 4, 2, 8, 59)])
def test_what_waits_to_be_said_dies_with_the_measure(held: Arranged, dropped_at: Any) -> None:
    held.town.wait_until(oslo(2027, 3, 16, 19))
    agree(held, person(held, "per"))
    held.town.wait_until(dropped_at)
    register(held)
    held.town.wait_until(oslo(2027, 4, 30, 12))
    assert not {DUE, OVERDUE} & set(held.town.kinds("per"))
    assert held.town.kinds("per").count(GIVEN) == int(dropped_at > oslo(2027, 3, 17, 7))
