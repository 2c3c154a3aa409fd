"""Who must be in the meeting, who is missing, and who has not answered.

Source: the arena's ``composition``; SamBa's is quoted from the routine. A required service that declines, or has not
answered three working days before, is reported to the convener.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from handlers.rules.arena_parts import Composition


class Answer(StrEnum):
    """What one participant has answered. Who asks a deputy is a participant until the deputy accepts."""

    NONE_YET = "none_yet"
    COMING = "coming"
    COMING_NEEDS_COVER = "coming_needs_cover"
    NOT_COMING = "not_coming"
    DEPUTY_ASKED = "deputy_asked"


class Attendance(StrEnum):
    """Where a required service stands, by the best answer of its people."""

    NOT_INVITED = "not_invited"
    DECLINED = "declined"
    UNANSWERED = "unanswered"
    COMING = "coming"


@dataclass(frozen=True)
class Participant:
    """One who is invited: from a service, or (``service`` None) of the staff of the unit whose time it is."""

    service: str | None
    answer: Answer = Answer.NONE_YET


@dataclass(frozen=True)
class Missing:
    """What the composition lacks: services with nobody invited who may come, and how many of the unit's staff."""

    services: tuple[str, ...] = ()
    unit_staff: int = 0

    def __bool__(self) -> bool:
        return bool(self.services or self.unit_staff)


@dataclass(frozen=True)
class ServiceAttendance:
    """Where one required service stands."""

    service: str
    attendance: Attendance


_COMING = (Answer.COMING, Answer.COMING_NEEDS_COVER)
_OPEN = (Answer.NONE_YET, Answer.DEPUTY_ASKED)


def missing(required: Composition, participants: Iterable[Participant]) -> Missing:
    """What the meeting lacks, where those who declined do not count; false when it lacks nothing."""
    expected = [each for each in participants if each.answer is not Answer.NOT_COMING]
    present = {each.service for each in expected}
    staff = sum(each.service is None for each in expected)
    return Missing(
        tuple(service for service in required.required_services if service not in present),
        max(0, required.unit_staff_min - staff),
    )


def attendance(required: Composition, participants: Iterable[Participant]) -> tuple[ServiceAttendance, ...]:
    """Where each required service stands, in the arena's order."""
    people = list(participants)
    return tuple(
        ServiceAttendance(service, _stands([each.answer for each in people if each.service == service]))
        for service in required.required_services
    )


def to_report(required: Composition, participants: Iterable[Participant]) -> tuple[ServiceAttendance, ...]:
    """The required services that are reported to the convener: those from which nobody has said to come."""
    return tuple(each for each in attendance(required, participants) if each.attendance is not Attendance.COMING)


def _stands(answers: Sequence[Answer]) -> Attendance:
    if not answers:
        return Attendance.NOT_INVITED
    if any(answer in _COMING for answer in answers):
        return Attendance.COMING
    return Attendance.UNANSWERED if any(answer in _OPEN for answer in answers) else Attendance.DECLINED
