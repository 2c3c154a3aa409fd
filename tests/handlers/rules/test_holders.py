from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.arena import load_rulebook
from handlers.rules.arena_words import WayForward
from handlers.rules.holders import (
    AgeProblem,
    AgeRefusal,
    Holder,
    Who,
    age_on,
    age_refusal,
    asks_for_youth_date,
    consent_holders,
    expiry,
    must_ask_age_again,
)

SAMBA = load_rulebook()["samba"]
RULES = SAMBA.consent
MEETING = date(2027, 3, 9)
BOTH = (Holder.GUARDIAN_1, Holder.GUARDIAN_2)


@pytest.mark.parametrize("age", range(17))
def test_the_arena_is_for_children_to_the_day_before_turning_17(age: int) -> None:
    assert age_refusal(SAMBA, age) is None


def test_an_older_one_is_pointed_to_the_county() -> None:
    assert age_refusal(SAMBA, 17) == AgeRefusal(
        AgeProblem.TOO_OLD, 0, 16, SAMBA.sources["ages"], WayForward.COUNTY_SCHOOL_AND_PPT
    )


def test_a_younger_one_is_refused_where_the_arena_has_a_first_age() -> None:
    arena = SAMBA.model_copy(update={"ages": SAMBA.ages.model_copy(update={"first": 6})})
    assert age_refusal(arena, 5) == AgeRefusal(AgeProblem.TOO_YOUNG, 6, 16, SAMBA.sources["ages"])


@pytest.mark.parametrize("age", [-1, 121, 20150312])
def test_what_is_no_age_is_said_to_be_none(age: int) -> None:
    assert age_refusal(SAMBA, age) == AgeRefusal(AgeProblem.NOT_AN_AGE, 0, 16, SAMBA.sources["ages"])


def test_the_date_is_asked_for_only_the_year_before() -> None:
    assert [age for age in range(17) if asks_for_youth_date(RULES, age)] == [15]


@pytest.mark.parametrize(
    ("age", "decides_from", "who", "holders"),
    [
        (9, None, Who.BOTH_GUARDIANS, BOTH),
        (9, None, Who.ONE_GUARDIAN, (Holder.GUARDIAN_1,)),
        (9, None, Who.APPOINTED_GUARDIAN, (Holder.REPRESENTATIVE,)),
        (9, None, Who.CHILD_WELFARE, (Holder.CHILD_WELFARE,)),
        (9, None, Who.YOUTH, BOTH),
        (15, MEETING + timedelta(days=1), Who.BOTH_GUARDIANS, BOTH),
        (15, MEETING, Who.BOTH_GUARDIANS, (Holder.YOUTH,)),
        (16, None, Who.BOTH_GUARDIANS, (Holder.YOUTH,)),
        (16, None, Who.CHILD_WELFARE, (Holder.YOUTH,)),
        (16, None, Who.YOUTH, (Holder.YOUTH,)),
    ],
)
def test_who_must_consent(age: int, decides_from: date | None, who: Who, holders: tuple[Holder, ...]) -> None:
    assert consent_holders(RULES, age, decides_from, who, MEETING) == holders


def test_a_moved_meeting_passes_from_the_guardians_to_the_youth_on_the_day() -> None:
    birthday = date(2027, 4, 1)
    holders = [
        consent_holders(RULES, 15, birthday, Who.BOTH_GUARDIANS, birthday + timedelta(days=n)) for n in (-1, 0, 1)
    ]
    assert holders == [BOTH, (Holder.YOUTH,), (Holder.YOUTH,)]


@pytest.mark.parametrize(
    ("age", "decides_from", "days", "again"),
    [
        (9, None, 20, False),
        (0, None, -20, False),
        (16, None, 0, False),
        (16, None, 20, True),
        (16, None, -20, True),
        (15, date(2027, 3, 20), 20, False),
        (14, None, 20, False),
        (14, None, 400, True),
    ],
)
def test_the_age_is_asked_again_when_a_move_leaves_it_open(
    age: int, decides_from: date | None, days: int, again: bool
) -> None:
    assert must_ask_age_again(SAMBA, age, decides_from, MEETING, MEETING + timedelta(days=days)) is again


@given(st.dates(date(2008, 1, 1), date(2027, 3, 9)), st.integers(-300, 300))
def test_a_move_is_asked_about_whenever_it_would_decide_otherwise(born: date, days: int) -> None:
    new_day = MEETING + timedelta(days=days)
    if born > new_day:
        return
    before, after = (relativedelta(day, born).years for day in (MEETING, new_day))
    decides_from = born + relativedelta(years=16) if asks_for_youth_date(RULES, before) else None
    if must_ask_age_again(SAMBA, before, decides_from, MEETING, new_day):
        return
    assert (age_refusal(SAMBA, before) is None) == (age_refusal(SAMBA, after) is None) or decides_from
    assert consent_holders(RULES, before, decides_from, Who.BOTH_GUARDIANS, new_day) == consent_holders(
        RULES, after, None, Who.BOTH_GUARDIANS, new_day
    )


def test_the_age_follows_a_known_date() -> None:
    turns_16 = date(2027, 4, 1)
    days = (date(2027, 3, 31), turns_16, date(2028, 3, 31), date(2028, 4, 1))
    assert [age_on(RULES, 15, turns_16, day) for day in days] == [15, 16, 16, 17]
    assert age_on(RULES, 9, None, date(2028, 4, 1)) == 9


@pytest.mark.parametrize(
    ("holder", "given_on", "decides_from", "ends"),
    [
        (Holder.GUARDIAN_1, date(2027, 3, 1), None, date(2028, 3, 1)),
        (Holder.GUARDIAN_1, date(2028, 2, 29), None, date(2029, 2, 28)),
        (Holder.GUARDIAN_2, date(2027, 3, 1), date(2027, 9, 4), date(2027, 9, 4)),
        (Holder.CHILD_WELFARE, date(2027, 3, 1), date(2028, 9, 4), date(2028, 3, 1)),
        (Holder.YOUTH, date(2027, 3, 1), date(2027, 9, 4), date(2028, 3, 1)),
    ],
)
def test_a_consent_ends_after_a_year_or_when_the_youth_decides(
    holder: Holder, given_on: date, decides_from: date | None, ends: date
) -> None:
    assert expiry(holder, given_on, decides_from) == ends
