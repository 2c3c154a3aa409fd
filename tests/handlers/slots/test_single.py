from datetime import date, time

import pytest
from sqlmodel import select

from handlers.entry import Entry
from handlers.errors import BadField, OutOfDate
from handlers.screens import Answer, FieldValue, Finish, Heading, Open, Replace
from store.meetings import Meeting, MeetingState
from store.notices import NoticeKind
from store.slots import Slot, SlotState
from store.waitlist import Offer, OfferState
from tests.handlers.booking import journey
from tests.town import Town, oslo

APRIL_6 = oslo(2027, 4, 6, 10)


def draft(town: Town) -> str:
    answer = town.asks("anne", Entry.ACTION, "slots.add")
    assert isinstance(answer, Open)
    return answer.form.draft


def add(town: Town, draft_id: str, **other: FieldValue) -> Answer:
    with town.database.session() as session:
        unit = str(town.unit_id(session, "solvik"))
    values: dict[str, FieldValue] = {
        "unit": unit,
        "first": date(2027, 4, 6),
        "start": time(10),
        "length": "60",
        "place": "Biblioteket",
        "video": "",
    }
    return town.asks("anne", Entry.FORM, "slots.add", **{"draft": draft_id, **values, **other})


def slots(town: Town) -> list[Slot]:
    with town.database.session() as session:
        return list(session.exec(select(Slot)).all())


def test_the_form_for_one_time_speaks_of_one_meeting(town: Town) -> None:
    answer = town.asks("anne", Entry.ACTION, "slots.add")
    assert isinstance(answer, Open)
    assert [field.label for field in answer.form.fields] == [
        *("Skule eller barnehage", "Dato", "Start", "Kor lenge varer møtet?", "Stad", "Lenkje til videomøte"),
    ]


def test_one_time_is_added_once_for_one_form(town: Town) -> None:
    held = draft(town)
    answer = add(town, held)
    assert isinstance(answer, Finish)
    assert answer.receipt.parts[0] == Heading("Tida er lagd inn")
    assert add(town, held) == answer
    (slot,) = slots(town)
    assert (slot.starts_at, slot.ends_at, slot.place) == (APRIL_6, oslo(2027, 4, 6, 11), "Biblioteket")


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"first": date(2027, 2, 22)}, "first"),
        ({"first": date(2027, 4, 10)}, "first"),
        ({"first": date(2027, 5, 17)}, "first"),
        ({"first": date(2027, 3, 24)}, "first"),
        ({"first": None}, "first"),
        ({"start": time(23, 30)}, "start"),
        ({"place": ""}, "place"),
    ],
)
def test_each_fault_stands_at_a_field_of_this_form(town: Town, other: dict[str, FieldValue], field: str) -> None:
    with pytest.raises(BadField) as refused:
        add(town, draft(town), **other)
    assert list(refused.value.errors) == [field]
    assert slots(town) == []


def test_a_closed_day_is_named(town: Town) -> None:
    with pytest.raises(BadField) as refused:
        add(town, draft(town), first=date(2027, 3, 24))
    assert refused.value.errors == {"first": "Det er ingen møte denne dagen: Påskeferie. Vel ein annan dag."}


def test_a_free_time_is_removed_and_its_place_can_be_given_again(town: Town) -> None:
    slot = town.give_slot("solvik", APRIL_6)
    for _ in range(2):
        answer = town.asks("anne", Entry.ACTION, "slots.remove", slot=str(slot))
        assert isinstance(answer, Replace)
        assert "Tysdag 6. april kl. 10.00–10.45: avlyst" in repr(answer.card.parts)
    add(town, draft(town))
    assert [each.state for each in slots(town)] == [SlotState.CALLED_OFF, SlotState.OPEN]


def test_a_booked_time_is_not_removed_but_can_be_moved_or_cancelled(town: Town) -> None:
    slot = town.give_slot("solvik", APRIL_6)
    journey.book(town, slot)
    with pytest.raises(OutOfDate) as refused:
        town.asks("anne", Entry.ACTION, "slots.remove", slot=str(slot))
    assert [button.action for button in refused.value.buttons] == ["moving.open", "cancel.open"]
    with town.database.session() as session:
        assert session.exec(select(Meeting.state)).one() == MeetingState.PLANNED


def test_who_was_offered_a_removed_time_is_told_and_keeps_the_place(town: Town) -> None:
    waiting = journey.start(town, "ingrid")
    journey.child(town, "ingrid", waiting)
    journey.voice(town, "ingrid", waiting)
    town.asks("ingrid", Entry.ACTION, "booking.wait", draft=waiting)
    add(town, draft(town))
    town.deliver()
    town.asks("anne", Entry.ACTION, "slots.remove", slot=str(slots(town)[0].id))
    town.deliver()
    assert town.kinds("ingrid") == [NoticeKind.OFFER, NoticeKind.OFFER_GONE]
    assert "Tida er avlyst. Du beheld plassen på ventelista" in repr(town.inbox("ingrid")[1].card)
    with town.database.session() as session:
        assert session.exec(select(Offer.state)).one() == OfferState.OVERTAKEN


def test_a_forged_or_past_time_is_answered_politely(town: Town) -> None:
    past = town.give_slot("solvik", oslo(2027, 2, 22, 10))
    for claim in (str(past), "999"):
        with pytest.raises(OutOfDate):
            town.asks("anne", Entry.ACTION, "slots.remove", slot=claim)
    assert slots(town)[0].state is SlotState.OPEN
