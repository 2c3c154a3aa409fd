"""Who must consent, computed for the day of the meeting, and the child's age as far as it decides.

Ages are whole years. A holder is a part to play, never a name.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from handlers.rules.arena import Arena
from handlers.rules.arena_parts import ConsentRules, Source
from handlers.rules.arena_words import WayForward

_ADULT_LIMIT = 120


class Holder(StrEnum):
    """Who holds a consent."""

    GUARDIAN_1 = "guardian_1"
    GUARDIAN_2 = "guardian_2"
    YOUTH = "youth"
    REPRESENTATIVE = "representative"
    CHILD_WELFARE = "child_welfare"


class Who(StrEnum):
    """What the form answers to «how many decide»; both guardians is preset."""

    BOTH_GUARDIANS = "both_guardians"
    ONE_GUARDIAN = "one_guardian"
    YOUTH = "youth"
    APPOINTED_GUARDIAN = "appointed_guardian"
    CHILD_WELFARE = "child_welfare"


class OneGuardianReason(StrEnum):
    """Why one guardian is enough."""

    SOLE_RESPONSIBILITY = "sole_responsibility"
    OTHER_DEAD_OR_UNKNOWN = "other_dead_or_unknown"
    LEGAL_BASIS = "legal_basis"


class AgeProblem(StrEnum):
    """Why the arena is not for a child of that age."""

    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    NOT_AN_AGE = "not_an_age"


@dataclass(frozen=True)
class AgeRefusal:
    """The arena is not for that age: the rule's source, the ages it is for, and for older ones where to go instead."""

    problem: AgeProblem
    first: int
    last: int
    source: Source
    way_forward: WayForward | None = None


_HOLDERS: dict[Who, tuple[Holder, ...]] = {
    Who.BOTH_GUARDIANS: (Holder.GUARDIAN_1, Holder.GUARDIAN_2),
    Who.ONE_GUARDIAN: (Holder.GUARDIAN_1,),
    Who.YOUTH: (Holder.YOUTH,),
    Who.APPOINTED_GUARDIAN: (Holder.REPRESENTATIVE,),
    Who.CHILD_WELFARE: (Holder.CHILD_WELFARE,),
}


def age_refusal(arena: Arena, age: int) -> AgeRefusal | None:
    """Why a child of that age on the day of the meeting cannot have a meeting in the arena; None when it can."""
    ages, source = arena.ages, arena.source(arena.ages.source)
    if not 0 <= age <= _ADULT_LIMIT:
        return AgeRefusal(AgeProblem.NOT_AN_AGE, ages.first, ages.last, source)
    if age < ages.first:
        return AgeRefusal(AgeProblem.TOO_YOUNG, ages.first, ages.last, source)
    if age > ages.last:
        return AgeRefusal(AgeProblem.TOO_OLD, ages.first, ages.last, source, ages.above)
    return None


def asks_for_youth_date(rules: ConsentRules, age: int) -> bool:
    """Whether to ask for the date from which the youth decides: only where it comes within twelve months."""
    return age == rules.deciding_age - 1


def youth_decides(rules: ConsentRules, age: int, youth_decides_from: date | None, on: date) -> bool:
    """Whether the youth decides that day. A known date settles it, also after the meeting has been moved."""
    return youth_decides_from <= on if youth_decides_from else age >= rules.deciding_age


def consent_holders(
    rules: ConsentRules, age: int, youth_decides_from: date | None, who: Who, on: date
) -> tuple[Holder, ...]:
    """Who must consent to a meeting that day.

    From the deciding age it is the youth alone, whoever decided before: parents, an appointed guardian or child
    welfare. Below it, an answer that the youth decides falls back to both guardians, which asks for most.
    """
    if youth_decides(rules, age, youth_decides_from, on):
        return _HOLDERS[Who.YOUTH]
    return _HOLDERS[Who.BOTH_GUARDIANS if who is Who.YOUTH else who]


def must_ask_age_again(arena: Arena, age: int, youth_decides_from: date | None, given_for: date, on: date) -> bool:
    """Whether a move leaves open who decides or whether the arena is for the child.

    ``given_for`` is the day of the meeting when the age was given, ``on`` the new day.
    """
    possible = possible_ages(arena.consent, age, youth_decides_from, given_for, on)
    fits = {age_refusal(arena, each) is None for each in possible}
    decides = {each >= arena.consent.deciding_age for each in possible}
    return len(fits) > 1 or len(decides) > 1


def possible_ages(rules: ConsentRules, age: int, decides_from: date | None, given_for: date, on: date) -> range:
    """The ages in whole years that a child can have on a day, who was ``age`` on the day ``given_for``."""
    if decides_from is not None:
        exact = age_on(rules, age, decides_from, on)
        return range(exact, exact + 1)
    years = abs(relativedelta(on, given_for).years)
    if on > given_for:
        return range(age + years, age + years + 2)
    return range(max(0, age - years - (on < given_for)), age - years + 1)


def age_on(rules: ConsentRules, age: int, youth_decides_from: date | None, on: date) -> int:
    """The age in whole years on another day where the date is known, else the age that was given."""
    if youth_decides_from is None:
        return age
    birthday = youth_decides_from - relativedelta(years=rules.deciding_age)
    return relativedelta(on, birthday).years


def expiry(holder: Holder, given_on: date, youth_decides_from: date | None, months: int = 12) -> date:
    """The first day on which a consent given that day no longer holds.

    After twelve months (a default), and where the youth comes to decide before that, then, except for the youth's own.
    """
    after_months = given_on + relativedelta(months=months)
    if holder is Holder.YOUTH or youth_decides_from is None:
        return after_months
    return min(after_months, youth_decides_from)
