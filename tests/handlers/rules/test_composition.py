import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.arena import load_rulebook
from handlers.rules.composition import (
    Answer,
    Attendance,
    Missing,
    Participant,
    ServiceAttendance,
    attendance,
    missing,
    to_report,
)

SAMBA = load_rulebook()["samba"].composition
FULL = (Participant("health_station"), Participant("child_welfare"), Participant("ppt"), Participant(None))


def test_a_full_meeting_lacks_nothing() -> None:
    assert missing(SAMBA, FULL) == Missing()
    assert not missing(SAMBA, FULL)


def test_what_lacks_is_named_in_the_arenas_order() -> None:
    assert missing(SAMBA, []) == Missing(("health_station", "child_welfare", "ppt"), 1)
    assert missing(SAMBA, FULL[1:3]) == Missing(("health_station",), 1)


def test_who_declines_does_not_count_but_who_asks_a_deputy_does() -> None:
    declined = (*FULL[:2], Participant("ppt", Answer.NOT_COMING), Participant(None, Answer.NOT_COMING))
    assert missing(SAMBA, declined) == Missing(("ppt",), 1)
    assert not missing(SAMBA, (*FULL[:2], Participant("ppt", Answer.DEPUTY_ASKED), FULL[3]))


def test_a_second_one_from_the_service_makes_up_for_the_first() -> None:
    assert not missing(SAMBA, (*FULL, Participant("ppt", Answer.NOT_COMING)))


@pytest.mark.parametrize(
    ("answers", "stands"),
    [
        ((), Attendance.NOT_INVITED),
        ((Answer.NONE_YET,), Attendance.UNANSWERED),
        ((Answer.DEPUTY_ASKED,), Attendance.UNANSWERED),
        ((Answer.NOT_COMING,), Attendance.DECLINED),
        ((Answer.NOT_COMING, Answer.NONE_YET), Attendance.UNANSWERED),
        ((Answer.NOT_COMING, Answer.COMING), Attendance.COMING),
        ((Answer.COMING_NEEDS_COVER,), Attendance.COMING),
    ],
)
def test_a_service_stands_by_its_best_answer(answers: tuple[Answer, ...], stands: Attendance) -> None:
    people = [Participant("ppt", answer) for answer in answers]
    assert attendance(SAMBA, people)[2] == ServiceAttendance("ppt", stands)


def test_the_convener_hears_of_those_from_whom_nobody_comes() -> None:
    people = (Participant("health_station", Answer.COMING), Participant("ppt", Answer.NOT_COMING), Participant(None))
    assert to_report(SAMBA, people) == (
        ServiceAttendance("child_welfare", Attendance.NOT_INVITED),
        ServiceAttendance("ppt", Attendance.DECLINED),
    )


PEOPLE = st.builds(
    Participant, st.sampled_from(("health_station", "child_welfare", "ppt", None, "nav")), st.sampled_from(list(Answer))
)


@given(st.lists(PEOPLE, max_size=10))
def test_what_is_missing_is_what_is_declined_or_not_invited(people: list[Participant]) -> None:
    gone = {Attendance.NOT_INVITED, Attendance.DECLINED}
    assert missing(SAMBA, people).services == tuple(
        each.service for each in attendance(SAMBA, people) if each.attendance in gone
    )
