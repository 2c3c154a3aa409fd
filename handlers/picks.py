"""The pick-lists that keep free text away. No entry names a diagnosis or a member of a family."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from handlers.rules.arena_words import Initiator
from handlers.rules.holders import Holder, OneGuardianReason, Who
from handlers.screens import Option
from locales import Translator, mark
from store.attendance import OutsideRole, ToldBy
from store.minutes import PartInDeciding

Key = TypeVar("Key", bound=str)

INITIATORS = {
    Initiator.YOUTH: mark("The youth"),
    Initiator.GUARDIAN: mark("The guardians"),
    Initiator.PROFESSIONAL_INSIDE: mark("A professional in the municipality"),
    Initiator.PROFESSIONAL_OUTSIDE: mark("A professional outside the municipality"),
}
DECIDED_BY = {
    Who.BOTH_GUARDIANS: mark("Both guardians"),
    Who.ONE_GUARDIAN: mark("One guardian"),
    Who.YOUTH: mark("The youth"),
    Who.APPOINTED_GUARDIAN: mark("A guardian appointed by the authorities"),
    Who.CHILD_WELFARE: mark("Child welfare decides, after a care order"),
}
ONE_GUARDIAN_REASONS = {
    OneGuardianReason.SOLE_RESPONSIBILITY: mark("Has parental responsibility alone"),
    OneGuardianReason.OTHER_DEAD_OR_UNKNOWN: mark("The other guardian is dead or unknown"),
    OneGuardianReason.LEGAL_BASIS: mark("There is another legal basis"),
}
HEARD = {
    "takes_part": mark("Takes part in the meeting"),
    "talked_with": mark("We have talked with the child"),
    "through_adult": mark("The child has asked an adult to say it"),
    "not_heard": mark("Not heard now"),
}
NOT_HEARD_REASONS = {
    "too_young": mark("Too young"),
    "own_wish": mark("Does not want to"),
    "guardians_wish": mark("The guardians do not want it"),
    "harm": mark("May do harm now"),
}
THEMES = {
    "wellbeing": mark("Well-being and friendship"),
    "learning": mark("Learning"),
    "language": mark("Language"),
    "attendance": mark("Attendance"),
    "interaction": mark("Interaction"),
    "transition": mark("Transition"),
    "family": mark("Family and home"),
    "health": mark("Health"),
    "leisure": mark("Leisure"),
}
MAX_THEMES = 3
TOLD_BY = {
    ToldBy.PHONE: mark("Telephone"),
    ToldBy.LETTER: mark("Letter"),
    ToldBy.SECURE_MAIL: mark("Secure digital post"),
    ToldBy.IN_MEETING: mark("In a meeting"),
}
OUTSIDE_ROLES = {
    OutsideRole.GUARDIAN_1: mark("Guardian 1"),
    OutsideRole.GUARDIAN_2: mark("Guardian 2"),
    OutsideRole.YOUTH: mark("The child or youth"),
    OutsideRole.REPRESENTATIVE: mark("Appointed guardian or representative"),
    OutsideRole.INTERPRETER: mark("Interpreter"),
    OutsideRole.OUTSIDER: mark("Professional from outside the municipality"),
}
HOLDERS = {
    Holder.GUARDIAN_1: mark("Guardian 1"),
    Holder.GUARDIAN_2: mark("Guardian 2"),
    Holder.YOUTH: mark("The youth"),
    Holder.REPRESENTATIVE: mark("Appointed guardian or representative"),
    Holder.CHILD_WELFARE: mark("The child welfare service"),
}
END_REASONS = {
    "solved": mark("The matter is solved another way"),
    "family_wish": mark("The family does not want the meeting"),
    "illness": mark("Illness"),
    "too_few": mark("Too few can come"),
    "other_meeting": mark("The case is taken up in another meeting"),
    "unit_closed": mark("The school or kindergarten is closed"),
    "mistake": mark("Booked by mistake"),
}
# What may be agreed on. The last one says nothing alone: it takes a text.
OTHER_MEASURE = "other"
MEASURES = {
    "extra_hours": mark("More hours in kindergarten or school"),
    "support_contact": mark("Support contact"),
    "physiotherapy": mark("Physiotherapy"),
    "doctor": mark("Follow-up by the general practitioner, or referral"),
    "respite": mark("Respite care"),
    "aids": mark("Assistive devices"),
    "housing": mark("Adapted housing"),
    "individual_plan": mark("Individual plan"),
    "collaboration_meeting": mark("Collaboration meeting"),
    "guidance": mark("Guidance"),
    "case_office": mark("Contact with the case office"),
    OTHER_MEASURE: mark("Another measure"),
}
PUT_OFF_REASONS = {
    "others": mark("Waits for somebody else"),
    "decision": mark("Waits for a decision"),
    "time": mark("Needs more time"),
    "absence": mark("Illness or absence"),
    "family_wish": mark("The family has asked for it"),
}

NOT_HELD_REASONS = {
    "illness": mark("Illness"),
    "too_few": mark("Too few came"),
    "family_absent": mark("The family did not come"),
    "no_consent": mark("Consent was missing"),
    "moved": mark("Moved by agreement"),
    "other_meeting": mark("The case is taken up in another meeting"),
    "unit_closed": mark("The school or kindergarten is closed"),
    "solved": mark("The matter is solved another way"),
}
NO_MORE_MEETINGS, NEW_MEETING = "advice_given", "new_meeting"
CONCLUSIONS = {
    NO_MORE_MEETINGS: mark("Advice given, no more meetings"),
    "measures": mark("Measures are started"),
    NEW_MEETING: mark("New meeting"),
    "more_services": mark("More services join"),
    "another_meeting": mark("On to another kind of meeting"),
}
PART_IN_DECIDING = {
    PartInDeciding.YES: mark("Yes"),
    PartInDeciding.PARTLY: mark("Partly"),
    PartInDeciding.NO: mark("No"),
}


def options(t: Translator, picks: Mapping[Key, str], only: Iterable[str] | None = None) -> tuple[Option, ...]:
    """A pick-list as the options of a field; `only` keeps some of them, in the list's order."""
    kept = picks if only is None else [key for key in picks if key in set(only)]
    return tuple(Option(str(key), t(picks[key])) for key in kept)
