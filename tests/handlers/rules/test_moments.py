from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.arena import load_rulebook
from handlers.rules.calendar import OSLO, Calendar, Closure
from handlers.rules.moments import (
    Moment,
    MomentKind,
    Plan,
    consent_due,
    needs_consent_to_book,
    opens_to_all,
    plan_moments,
)
from handlers.rules.school_break import SchoolBreak

K = MomentKind
SAMBA = load_rulebook()["samba"]
OPEN = Calendar()
PLAN = Plan(convener=OPEN, unit=OPEN)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO).astimezone(UTC)


MEETING = at("2027-03-09T10:00")
ASKED = (Moment(K.MINUTES, at("2027-03-10T09:00")), Moment(K.MINUTES, at("2027-03-12T09:00")))


def test_a_meeting_booked_well_ahead_has_all_its_moments() -> None:
    assert plan_moments(SAMBA, at("2027-02-01T12:00"), MEETING, PLAN) == (
        Moment(K.CONSENT_TOLD, at("2027-02-23T09:00")),
        Moment(K.CONSENT_CHOICE, at("2027-03-02T09:00")),
        Moment(K.AGENDA, at("2027-03-02T09:00")),
        Moment(K.ANSWERS_CHECK, at("2027-03-04T09:00")),
        Moment(K.GUARDIANS_CHECK, at("2027-03-04T09:00")),
        Moment(K.RELEASE, at("2027-03-05T09:00")),
        Moment(K.REMINDER_DAY, at("2027-03-08T09:00")),
        Moment(K.REMINDER_HOUR, at("2027-03-09T09:00")),
        Moment(K.START, MEETING),
        *ASKED,
    )


def test_a_late_booking_sends_at_once_but_never_gives_the_time_up() -> None:
    now = at("2027-03-05T11:00")
    assert plan_moments(SAMBA, now, MEETING, PLAN) == (
        Moment(K.AGENDA, now, at_once=True),
        Moment(K.GUARDIANS_CHECK, now, at_once=True),
        Moment(K.ANSWERS_CHECK, at("2027-03-08T09:00")),
        Moment(K.REMINDER_DAY, at("2027-03-08T09:00")),
        Moment(K.REMINDER_HOUR, at("2027-03-09T09:00")),
        Moment(K.START, MEETING),
        *ASKED,
    )


def test_a_booking_in_the_last_hour_reminds_once() -> None:
    now = at("2027-03-09T09:30")
    assert plan_moments(SAMBA, now, MEETING, PLAN) == (
        Moment(K.AGENDA, now, at_once=True),
        Moment(K.GUARDIANS_CHECK, now, at_once=True),
        Moment(K.REMINDER_HOUR, now, at_once=True),
        Moment(K.START, MEETING),
        *ASKED,
    )


def test_each_calendar_counts_for_its_own() -> None:
    winter = Calendar(closures=(Closure(date(2027, 3, 1), date(2027, 3, 5), "vinterferie"),))
    moments = plan_moments(SAMBA, at("2027-02-01T12:00"), MEETING, replace(PLAN, unit=winter))
    assert {each.kind: each.due for each in moments if each.kind in (K.AGENDA, K.CONSENT_CHOICE)} == {
        K.AGENDA: at("2027-02-23T09:00"),
        K.CONSENT_CHOICE: at("2027-03-02T09:00"),
    }


def test_for_a_teacher_nothing_runs_out_while_teaching() -> None:
    moments = plan_moments(SAMBA, at("2027-02-01T12:00"), MEETING, replace(PLAN, convener_teaches=True))
    assert [each.due for each in moments if each.kind is K.RELEASE] == [at("2027-03-05T14:15")]


SUMMER = SchoolBreak(date(2027, 6, 19), date(2027, 8, 15))


def test_what_falls_in_the_summer_goes_out_before_it_and_duties_come_after() -> None:
    plan = replace(PLAN, school_break=SUMMER, convener_teaches=True)
    assert plan_moments(SAMBA, at("2027-06-01T12:00"), at("2027-08-17T12:30"), plan) == (
        Moment(K.CONSENT_CHOICE, at("2027-06-18T09:00")),
        Moment(K.AGENDA, at("2027-06-18T09:00")),
        Moment(K.CONSENT_TOLD, at("2027-08-16T09:00")),
        Moment(K.ANSWERS_CHECK, at("2027-08-16T09:00")),
        Moment(K.GUARDIANS_CHECK, at("2027-08-16T09:00")),
        Moment(K.REMINDER_DAY, at("2027-08-16T09:00")),
        Moment(K.RELEASE, at("2027-08-16T14:15")),
        Moment(K.REMINDER_HOUR, at("2027-08-17T11:30")),
        Moment(K.START, at("2027-08-17T12:30")),
        Moment(K.MINUTES, at("2027-08-18T09:00")),
        Moment(K.MINUTES, at("2027-08-20T09:00")),
    )


def test_how_a_meeting_on_the_last_school_day_went_is_asked_once_the_first_day_after_the_summer() -> None:
    plan = replace(PLAN, school_break=SUMMER, convener_teaches=True)
    moments = plan_moments(SAMBA, at("2027-06-01T12:00"), at("2027-06-18T09:00"), plan)
    assert [each.due for each in moments if each.kind is K.MINUTES] == [at("2027-08-16T09:00")]


def test_early_on_the_first_school_day_duties_come_before_the_summer_and_nothing_is_released() -> None:
    plan = replace(PLAN, school_break=SUMMER, convener_teaches=True)
    moments = plan_moments(SAMBA, at("2027-06-01T12:00"), at("2027-08-16T08:30"), plan)
    assert {each.kind: each.due for each in moments if each.kind in (K.CONSENT_TOLD, K.ANSWERS_CHECK, K.RELEASE)} == {
        K.CONSENT_TOLD: at("2027-06-18T09:00"),
        K.ANSWERS_CHECK: at("2027-06-18T09:00"),
    }


def test_a_service_that_works_in_the_summer_has_its_duties_then() -> None:
    plan = replace(PLAN, school_break=SUMMER)
    moments = {
        each.kind: each.due for each in plan_moments(SAMBA, at("2027-06-01T12:00"), at("2027-08-17T12:30"), plan)
    }
    assert (moments[K.AGENDA], moments[K.CONSENT_CHOICE]) == (at("2027-06-18T09:00"), at("2027-08-10T09:00"))


@pytest.mark.parametrize(("now", "needed"), [("2027-03-02T08:59", False), ("2027-03-02T09:00", True)])
def test_inside_five_working_days_consent_comes_first(now: str, needed: bool) -> None:
    assert needs_consent_to_book(SAMBA, at(now), MEETING, PLAN) is needed
    assert consent_due(SAMBA, MEETING, PLAN) == at("2027-03-02T09:00")


def test_a_slot_opens_to_all_fifteen_working_days_before() -> None:
    assert opens_to_all(SAMBA, MEETING, OPEN) == at("2027-02-16T08:00")


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 6, 30), timezones=st.just(UTC)),  # noqa: DTZ001
    st.integers(1, 90 * 24 * 60),
    st.booleans(),
)
def test_moments_lie_between_booking_and_start_in_order_over_a_whole_year(
    booked_at: datetime, minutes_ahead: int, teaches: bool
) -> None:
    starts_at = booked_at + timedelta(minutes=minutes_ahead)
    plan = replace(PLAN, school_break=SUMMER, convener_teaches=teaches)
    planned = plan_moments(SAMBA, booked_at, starts_at, plan)
    assert [each.due for each in planned] == sorted(each.due for each in planned)
    assert all(each.due > starts_at and not each.at_once for each in planned if each.kind is K.MINUTES)
    moments = [each for each in planned if each.kind is not K.MINUTES]
    assert all(booked_at <= each.due <= starts_at for each in moments)
    assert len({each.kind for each in moments}) == len(moments)
    assert {K.AGENDA, K.REMINDER_HOUR, K.START} <= {each.kind for each in moments}
    assert all(each.due > booked_at for each in moments if each.kind in (K.RELEASE, K.CONSENT_CHOICE, K.CONSENT_TOLD))
    of_nine = (K.AGENDA, K.REMINDER_DAY, K.CONSENT_CHOICE, K.MINUTES)
    nine = [each for each in planned if each.kind in of_nine and not each.at_once]
    assert all(OPEN.local(each.due).hour == 9 and OPEN.is_workday(OPEN.day(each.due)) for each in nine)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 6, 30), timezones=st.just(UTC)),  # noqa: DTZ001
    st.integers(1, 90 * 24 * 60),
)
def test_a_choice_is_planned_exactly_when_the_booking_did_not_need_consent(
    booked_at: datetime, minutes_ahead: int
) -> None:
    starts_at = booked_at + timedelta(minutes=minutes_ahead)
    planned = K.CONSENT_CHOICE in {each.kind for each in plan_moments(SAMBA, booked_at, starts_at, PLAN)}
    assert planned is not needs_consent_to_book(SAMBA, booked_at, starts_at, PLAN)
