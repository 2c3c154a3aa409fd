"""A booking that begins with a time: from somebody's own page, where the free times stand."""

from handlers.entry import Entry
from handlers.screens import ChoiceField, Form, Heading, Open
from tests.handlers.booking import journey
from tests.town import Town, oslo

STARTS = oslo(2027, 3, 9, 10)


def begin(town: Town, slot: int) -> str:
    return journey.draft_of(town.asks("ingrid", Entry.ACTION, "booking.start", slot=str(slot)))


def times(town: Town, draft: str, **other: str) -> Form:
    journey.child(town, "ingrid", draft, **other)
    answer = journey.voice(town, "ingrid", draft)
    assert isinstance(answer, Open)
    return answer.form


def chosen(form: Form) -> tuple[str, ...]:
    return next(part.initial for part in form.parts if isinstance(part, ChoiceField))


def test_the_unit_and_the_time_are_chosen_already(town: Town) -> None:
    slots = [town.give_slot("nesbygda", oslo(2027, 3, day, 10)) for day in range(1, 31) if day not in (6, 7, 13, 14)]
    opened = town.asks("ingrid", Entry.ACTION, "booking.start", slot=str(slots[20]))
    assert isinstance(opened, Open)
    unit = next(part for part in opened.form.parts if isinstance(part, ChoiceField))
    with town.world() as world:
        assert unit.initial == (str(town.unit_id(world.session, "nesbygda")),)
    form = times(town, opened.form.draft, unit="nesbygda")
    field = next(part for part in form.parts if isinstance(part, ChoiceField))
    assert field.initial == (str(slots[20]),)
    assert [option.value for option in field.options] == [*map(str, slots[:8]), str(slots[20])]


def test_another_school_means_another_time(town: Town) -> None:
    town.give_slot("solvik", STARTS)
    draft = begin(town, town.give_slot("nesbygda", STARTS))
    assert chosen(times(town, draft)) == ()


def test_a_time_that_was_taken_meanwhile_is_said_to_be(town: Town) -> None:
    slot, other = town.give_slot("solvik", STARTS), town.give_slot("solvik", oslo(2027, 3, 10, 10))
    journey.book(town, slot, "jonas")
    form = times(town, begin(town, slot))
    assert form.parts[0] == Heading("Tida blei nettopp teken")
    assert chosen(form) == ()
    assert [option.value for part in form.parts if isinstance(part, ChoiceField) for option in part.options] == [
        str(other)
    ]
