"""The way through the forms of a booking, with answers that hold, so that a test says only what is special in it."""

from handlers.entry import Entry
from handlers.screens import Answer, FieldValue, Open
from tests.town import Town

SERVICES = {"service_health_station": "hilde", "service_child_welfare": "erik", "service_ppt": "per"}


def start(town: Town, person: str) -> str:
    """Open the first form; returns the draft's id."""
    return draft_of(town.asks(person, Entry.COMMAND, "run", words="book"))


def draft_of(answer: Answer) -> str:
    """The draft that an opened form carries."""
    assert isinstance(answer, Open), answer
    return answer.form.draft


def child(town: Town, person: str, draft: str, unit: str = "solvik", **other: FieldValue) -> Answer:
    """Send the first form."""
    with town.database.session() as session:
        unit_id = town.unit_id(session, unit)
    values: dict[str, FieldValue] = {"unit": str(unit_id), "initiator": "guardian", "age": "9", "case": "new"}
    return town.asks(person, Entry.FORM, "booking.child", **{"draft": draft, **values, **other})


def voice(town: Town, person: str, draft: str, **other: FieldValue) -> Answer:
    """Send the second form."""
    values: dict[str, FieldValue] = {
        "decided_by": "both_guardians",
        "decided_reason": None,
        "heard": "talked_with",
        "heard_reason": None,
        "interpreter": False,
        "themes": ("wellbeing",),
    }
    return town.asks(person, Entry.FORM, "booking.voice", **{"draft": draft, **values, **other})


def time(town: Town, person: str, draft: str, slot: int) -> Answer:
    """Send the third form."""
    return town.asks(person, Entry.FORM, "booking.time", draft=draft, slot=str(slot))


def people(town: Town, person: str, draft: str, **other: FieldValue) -> Answer:
    """Send the fourth form: each service's contact person, the asker, two guardians."""
    values: dict[str, FieldValue] = {name: str(town.person_id(key)) for name, key in SERVICES.items()}
    values |= {"staff": (str(town.person_id(person)),), "guardians": "2"}
    return town.asks(person, Entry.FORM, "booking.people", **{"draft": draft, **values, **other})


def consents(town: Town, person: str, draft: str, *holders: str) -> Answer:
    """Send the form that stands between when the meeting is near: written consent from each."""
    values: dict[str, FieldValue] = {}
    for holder in holders:
        values |= {f"kind_{holder}": "written", f"evidence_{holder}": "2027/118-3", f"informed_{holder}": True}
        values[f"given_on_{holder}"] = town.now.date()
    return town.asks(person, Entry.FORM, "booking.consent", draft=draft, **values)


def confirm(town: Town, person: str, draft: str) -> Answer:
    """Send the last form."""
    return town.asks(person, Entry.FORM, "booking.confirm", draft=draft)


def book(town: Town, slot: int, person: str = "ingrid") -> str:
    """The whole way; returns the draft's id."""
    draft = start(town, person)
    child(town, person, draft)
    voice(town, person, draft)
    time(town, person, draft, slot)
    people(town, person, draft)
    confirm(town, person, draft)
    return draft
