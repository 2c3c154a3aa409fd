"""The moments of one item: what the design plans from booking on, each as a kind and a due time in UTC.

A moment says when something is judged, not what is sent: what holds is found out when it is due. Quiet hours belong to
the sending (``Calendar.next_message_time``).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from handlers.rules.arena import Arena
from handlers.rules.calendar import Calendar
from handlers.rules.school_break import SchoolBreak


class MomentKind(StrEnum):
    """What a moment is for."""

    CONSENT_TOLD = "consent_told"
    """The convener is told that consent is missing."""
    CONSENT_CHOICE = "consent_choice"
    """The convener is told, and chooses: move, give the time up, or keep it until it is released."""
    AGENDA = "agenda"
    ANSWERS_CHECK = "answers_check"
    """Required services without an answer are reported to the convener."""
    GUARDIANS_CHECK = "guardians_check"
    """The convener is warned when no guardian comes."""
    RELEASE = "release"
    """A time still without consent goes to the waiting list."""
    REMINDER_DAY = "reminder_day"
    REMINDER_HOUR = "reminder_hour"
    START = "start"
    """Consent is judged again."""
    MINUTES = "minutes"
    """The convener is asked how the meeting went, the working days after it that the arena names."""


@dataclass(frozen=True)
class Moment:
    """A kind and when it is due (UTC). ``at_once``: its time was past at booking, so it is due then."""

    kind: MomentKind
    due: datetime
    at_once: bool = False


@dataclass(frozen=True)
class Plan:
    """Whose working days count, and what else moves a moment.

    ``convener``: the calendar of the convener's unit, for consent and answers. ``unit``: that of the unit whose time it
    is, for agenda and reminders. ``school_break``: the school's summer, where a calendar does not hold it.
    ``convener_teaches``: the convener is school or kindergarten staff, against whom nothing is counted in the summer
    and for whom nothing runs out while teaching.
    """

    convener: Calendar
    unit: Calendar
    school_break: SchoolBreak | None = None
    convener_teaches: bool = False


# What comes when the meeting starts, or after it.
_NOT_BEFORE = frozenset({MomentKind.START, MomentKind.MINUTES})
_NO_BREAK = SchoolBreak(date.max, date.min)
# Booking itself tells that consent is missing, and what could be chosen or released is settled before a late booking.
_NEVER_LATE = frozenset({MomentKind.CONSENT_TOLD, MomentKind.CONSENT_CHOICE, MomentKind.RELEASE})


def plan_moments(arena: Arena, booked_at: datetime, starts_at: datetime, plan: Plan) -> tuple[Moment, ...]:
    """The moments of an item from its booking (or move) on, by due time; all but those about minutes before it starts.

    A moment already past means at once, except where that would make no sense:

    - Consent told and the choice are left out: the booking tells the same at the same moment. After the choice's
      moment a time can only be taken with consent registered (``needs_consent_to_book``), so nothing is left to choose.
    - Release is left out: at once it would give the time up in the booking that takes it. Nothing slips through:
      consent was there at booking, a withdrawal frees the time when it is registered, and start judges again.
    - The check of answers waits until the next working day, since nobody has had time to answer; where the meeting is
      before that it is left out.
    - Of the two reminders only the later remains when both are past.
    """
    moments = [_settle(kind, due, booked_at, arena, plan) for kind, due in _due_times(arena, starts_at, plan)]
    late = {each.kind for each in moments if each.at_once}
    dropped = set(_NEVER_LATE & late)
    if MomentKind.REMINDER_HOUR in late:
        dropped.add(MomentKind.REMINDER_DAY)
    kept = [each for each in moments if not (each.at_once and each.kind in dropped)]
    in_time = [each for each in kept if each.due < starts_at or each.kind in _NOT_BEFORE]
    order = list(MomentKind)
    return tuple(sorted(in_time, key=lambda each: (each.due, order.index(each.kind))))


def consent_due(arena: Arena, starts_at: datetime, plan: Plan) -> datetime:
    """By when consent should be registered: the moment of the choice, five working days before.

    Where that falls in the summer of a convener at school it is before the summer, as the agenda is.
    """
    rules = arena.consent
    due = plan.convener.workdays_before(starts_at, rules.choice_workdays, rules.told_at)
    return _break_of(plan).go_before(due, plan.convener)


def needs_consent_to_book(arena: Arena, now: datetime, starts_at: datetime, plan: Plan) -> bool:
    """Whether the slot can only be taken with consent registered: from the moment of the choice on."""
    return now >= consent_due(arena, starts_at, plan)


def opens_to_all(arena: Arena, starts_at: datetime, unit: Calendar) -> datetime:
    """When an unclaimed slot of a unit is open to all units: fifteen working days before at 08:00."""
    return unit.workdays_before(starts_at, arena.slots.open_to_all_workdays, arena.slots.open_to_all_at)


def _settle(kind: MomentKind, due: datetime, booked_at: datetime, arena: Arena, plan: Plan) -> Moment:
    if due > booked_at:
        return Moment(kind, due)
    if kind is MomentKind.ANSWERS_CHECK:
        next_day = plan.convener.next_workday(plan.convener.day(booked_at))
        return Moment(kind, plan.convener.at(next_day, arena.answers.at))
    return Moment(kind, booked_at, at_once=True)


def _due_times(arena: Arena, starts_at: datetime, plan: Plan) -> list[tuple[MomentKind, datetime]]:
    answers = _of_duty(
        plan.convener.workdays_before(starts_at, arena.answers.workdays, arena.answers.at), starts_at, plan
    )
    return [
        *_consent_times(arena, starts_at, plan),
        (MomentKind.ANSWERS_CHECK, answers),
        (MomentKind.GUARDIANS_CHECK, answers),
        *_unit_times(arena, starts_at, plan),
        (MomentKind.START, starts_at),
        *_minutes_times(arena, starts_at, plan),
    ]


def _minutes_times(arena: Arena, starts_at: datetime, plan: Plan) -> list[tuple[MomentKind, datetime]]:
    rules, calendar = arena.minutes, plan.convener
    days = (calendar.add_workdays(calendar.day(starts_at), count) for count in rules.asked_workdays)
    dues = (_break_of(plan).go_after(calendar.at(day, rules.at), calendar) for day in days)
    return [(MomentKind.MINUTES, due) for due in dict.fromkeys(dues)]


def _consent_times(arena: Arena, starts_at: datetime, plan: Plan) -> list[tuple[MomentKind, datetime]]:
    rules, before = arena.consent, plan.convener.workdays_before
    told = [before(starts_at, count, rules.told_at) for count in rules.told_workdays if count != rules.choice_workdays]
    # A release has to come after the choice: it waits until the first day after the summer.
    release = _break_of(plan).go_after(before(starts_at, arena.release.workdays, arena.release.at), plan.convener)
    return [
        *((MomentKind.CONSENT_TOLD, _of_duty(due, starts_at, plan)) for due in told),
        (MomentKind.CONSENT_CHOICE, consent_due(arena, starts_at, plan)),
        (MomentKind.RELEASE, plan.convener.move_out_of_teaching(release) if plan.convener_teaches else release),
    ]


def _unit_times(arena: Arena, starts_at: datetime, plan: Plan) -> list[tuple[MomentKind, datetime]]:
    agenda = plan.unit.workdays_before(starts_at, arena.agenda.lead_workdays, arena.agenda.at)
    return [
        (MomentKind.AGENDA, plan.school_break.go_before(agenda, plan.unit) if plan.school_break else agenda),
        (MomentKind.REMINDER_DAY, plan.unit.workdays_before(starts_at, arena.reminders.workdays, arena.reminders.at)),
        (MomentKind.REMINDER_HOUR, starts_at - timedelta(minutes=arena.reminders.minutes_before)),
    ]


def _of_duty(due: datetime, starts_at: datetime, plan: Plan) -> datetime:
    """A reminder of a duty that falls in the summer comes after it, or before where that leaves no time."""
    after = _break_of(plan).go_after(due, plan.convener)
    return after if after < starts_at else _break_of(plan).go_before(due, plan.convener)


def _break_of(plan: Plan) -> SchoolBreak:
    return plan.school_break if plan.school_break and plan.convener_teaches else _NO_BREAK
