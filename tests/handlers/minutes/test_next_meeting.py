import pytest

from handlers.entry import Entry
from handlers.errors import NoAccess
from handlers.screens import Buttons, ChoiceField, Finish, Open
from tests.handlers.attendance.arranged import Arranged
from tests.handlers.booking import journey
from tests.handlers.minutes.writing import card, not_held, write
from tests.town import oslo

FREE = ["Tysdag 6. april kl. 10.00–10.45", "Tysdag 13. april kl. 10.00–10.45", "Tysdag 20. april kl. 10.00–10.45"]
PLAIN = "Bestill nytt møte"


def offered(arranged: Arranged, *conclusions: str) -> dict[str, str]:
    """The buttons to book with on the receipt."""
    answer = write(arranged, conclusions=conclusions)
    assert isinstance(answer, Finish)
    found = [button for part in answer.receipt.parts if isinstance(part, Buttons) for button in part.buttons]
    return {button.text: button.value for button in found if button.action == "booking.start"}


@pytest.fixture
def free(been: Arranged) -> list[int]:
    """Four free times of the unit."""
    return [been.town.give_slot("solvik", oslo(2027, 4, day, 10)) for day in (6, 13, 20, 27)]


def test_up_to_three_free_times_are_offered_where_a_new_meeting_was_concluded(been: Arranged, free: list[int]) -> None:
    about = f"follows={been.item_id}"
    expected = {text: f"{about}&slot={slot}" for text, slot in zip(FREE, free, strict=False)}
    assert offered(been, "new_meeting") == {**expected, PLAIN: about}
    assert all(text in card(been) for text in [*FREE, PLAIN])


def test_so_they_are_where_the_meeting_was_not_held(been: Arranged, free: list[int]) -> None:
    not_held(been)
    assert all(text in card(been) for text in ["Møtet blei ikkje halde. Desse tidene er ledige:", *FREE, PLAIN])
    assert len(free) == 4


def test_else_only_the_plain_way_to_book(been: Arranged, free: list[int]) -> None:
    assert offered(been, "measures") == {PLAIN: f"follows={been.item_id}"}
    assert len(free) == 4


def test_the_booking_begins_with_case_unit_and_time(been: Arranged, free: list[int]) -> None:
    town = been.town
    about = {"follows": str(been.item_id), "slot": str(free[1])}
    opened = town.asks("ingrid", Entry.ACTION, "booking.start", **about)
    assert isinstance(opened, Open)
    chosen = {field.id: field.initial for field in opened.form.fields if isinstance(field, ChoiceField)}
    with town.database.session() as session:
        unit = town.unit_id(session, "solvik")
    assert (chosen["unit"], chosen["case"]) == ((str(unit),), (str(been.item().case_id),))
    journey.child(town, "ingrid", opened.form.draft, case=chosen["case"][0])
    times = journey.voice(town, "ingrid", opened.form.draft)
    assert isinstance(times, Open)
    assert [field.initial for field in times.form.fields if isinstance(field, ChoiceField)] == [(str(free[1]),)]


def test_nobody_else_begins_with_the_case(been: Arranged) -> None:
    for person in ("jonas", "hilde", "anne"):
        with pytest.raises(NoAccess):
            been.town.asks(person, Entry.ACTION, "booking.start", follows=str(been.item_id))
