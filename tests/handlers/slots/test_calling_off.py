from datetime import date

import pytest
from sqlmodel import select

from handlers.entry import Entry
from handlers.errors import BadField
from handlers.screens import Answer, Finish, Form, Listing, Open
from store.cases import Case
from store.meetings import Item, ItemState
from store.notices import NoticeKind
from store.slots import Slot, SlotState
from tests.handlers.booking import journey
from tests.town import Town, oslo

APRIL_6 = date(2027, 4, 6)


def form_of(answer: Answer) -> Form:
    assert isinstance(answer, Open), answer
    return answer.form


def ask(town: Town, day: date = APRIL_6, reason: str = "illness") -> Answer:
    draft = form_of(town.asks("anne", Entry.ACTION, "slots.call_off")).draft
    with town.database.session() as session:
        unit = str(town.unit_id(session, "solvik"))
    return town.asks("anne", Entry.FORM, "slots.call_off", draft=draft, unit=unit, day=day, reason=reason)


def confirm(town: Town, draft: str) -> Answer:
    return town.asks("anne", Entry.FORM, "slots.call_off_confirm", draft=draft)


def states(town: Town) -> list[SlotState]:
    with town.database.session() as session:
        return [slot.state for slot in session.exec(select(Slot).order_by(Slot.id))]  # type: ignore[arg-type]


def test_the_day_is_shown_with_its_bookings_by_reference_before_anything_happens(town: Town) -> None:
    journey.book(town, town.give_slot("solvik", oslo(2027, 4, 6, 10)))
    town.give_slot("solvik", oslo(2027, 4, 6, 11))
    town.give_slot("solvik", oslo(2027, 4, 7, 10))
    form = form_of(ask(town))
    with town.database.session() as session:
        reference = session.exec(select(Case)).one().reference
    (lines,) = [part.lines for part in form.parts if isinstance(part, Listing)]
    assert lines == (
        f"Tysdag 6. april kl. 10.00–10.45: sak {reference}",
        "Tysdag 6. april kl. 11.00–11.45: ledig",
    )
    assert states(town) == [SlotState.OPEN] * 3


def test_all_times_of_the_day_go_and_those_who_had_booked_are_told(town: Town) -> None:
    journey.book(town, town.give_slot("solvik", oslo(2027, 4, 6, 10)))
    town.give_slot("solvik", oslo(2027, 4, 6, 11))
    town.give_slot("solvik", oslo(2027, 4, 7, 10))
    town.give_slot("nesbygda", oslo(2027, 4, 6, 10))
    town.deliver()
    draft = form_of(ask(town)).draft
    first, again = confirm(town, draft), confirm(town, draft)
    assert first == again
    assert isinstance(first, Finish)
    said = repr(first.receipt.parts)
    assert "2 tider er avlyste." in said
    assert "Eitt møte er avlyst, og dei det gjeld, får vite det." in said
    assert states(town) == [SlotState.CALLED_OFF, SlotState.CALLED_OFF, SlotState.OPEN, SlotState.OPEN]
    town.deliver()
    assert town.kinds("hilde") == [NoticeKind.INVITATION, NoticeKind.CANCELLED]
    assert town.kinds("ingrid").count(NoticeKind.CANCELLED) == 1
    with town.database.session() as session:
        item = session.exec(select(Item)).one()
    assert (item.state, item.end_reason) == (ItemState.CANCELLED, "illness")


def test_a_time_that_is_called_off_is_not_offered_to_those_in_line(town: Town) -> None:
    journey.book(town, town.give_slot("solvik", oslo(2027, 4, 6, 10)), "jonas")
    waiting = journey.start(town, "ingrid")
    journey.child(town, "ingrid", waiting)
    journey.voice(town, "ingrid", waiting)
    town.asks("ingrid", Entry.ACTION, "booking.wait", draft=waiting)
    confirm(town, form_of(ask(town)).draft)
    town.deliver()
    assert NoticeKind.OFFER not in town.kinds("ingrid")


@pytest.mark.parametrize(("day", "reason", "field"), [(date(2027, 4, 8), "illness", "day"), (APRIL_6, "", "reason")])
def test_a_fault_stands_at_its_field(town: Town, day: date, reason: str, field: str) -> None:
    town.give_slot("solvik", oslo(2027, 4, 6, 10))
    with pytest.raises(BadField) as refused:
        ask(town, day, reason)
    assert list(refused.value.errors) == [field]
    assert states(town) == [SlotState.OPEN]


def test_what_has_been_held_earlier_that_day_stays(town: Town) -> None:
    town.give_slot("solvik", oslo(2027, 4, 6, 8))
    town.give_slot("solvik", oslo(2027, 4, 6, 12))
    town.now = oslo(2027, 4, 6, 11)
    confirm(town, form_of(ask(town)).draft)
    assert states(town) == [SlotState.OPEN, SlotState.CALLED_OFF]
