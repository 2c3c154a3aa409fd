from datetime import datetime

import pytest
from sqlmodel import select

from handlers.entry import Entry
from handlers.errors import BadField, OutOfDate
from handlers.screens import Answer, ChoiceField, Copy, Finish, Form, Open, Replace, Row, Show
from store.meetings import Item, ItemState, Meeting
from store.notices import NoticeKind
from tests.handlers.booking import journey
from tests.town import Town, oslo

MARCH_9 = oslo(2027, 3, 9, 10)


def form_of(answer: Answer) -> Form:
    assert isinstance(answer, Open), answer
    return answer.form


def booked(town: Town, at: datetime = MARCH_9) -> str:
    journey.book(town, town.give_slot("solvik", at))
    with town.database.session() as session:
        return str(session.exec(select(Item.id)).one())


def open_form(town: Town, person: str, item: str) -> Form:
    return form_of(town.asks(person, Entry.ACTION, "cancel.open", item=item))


def confirm(town: Town, person: str, draft: str, reason: str = "illness") -> Answer:
    return town.asks(person, Entry.FORM, "cancel.confirm", draft=draft, reason=reason)


def state(town: Town) -> tuple[ItemState, str | None, int | None]:
    with town.database.session() as session:
        item, meeting = session.exec(select(Item)).one(), session.exec(select(Meeting)).one()
        return item.state, item.end_reason, meeting.slot_id


def test_the_convener_cancels_with_a_reason_and_gets_a_text_for_the_family(town: Town) -> None:
    form = open_form(town, "ingrid", booked(town))
    (reason,) = form.fields
    assert isinstance(reason, ChoiceField)
    assert reason.initial == ()
    answer = confirm(town, "ingrid", form.draft, "illness")
    assert state(town) == (ItemState.CANCELLED, "illness", None)
    assert isinstance(answer, Finish)
    assert [type(part) for part in answer.receipt.parts].count(Copy) == 1


def test_a_second_click_gives_the_same_receipt_and_tells_nobody_twice(town: Town) -> None:
    draft = open_form(town, "ingrid", booked(town)).draft
    town.deliver()
    assert confirm(town, "ingrid", draft) == confirm(town, "ingrid", draft)
    town.deliver()
    assert town.kinds("hilde") == [NoticeKind.INVITATION, NoticeKind.CANCELLED]


def test_a_reason_that_is_not_on_the_list_changes_nothing(town: Town) -> None:
    draft = open_form(town, "ingrid", booked(town)).draft
    for reason in ("", "because"):
        with pytest.raises(BadField) as refused:
            confirm(town, "ingrid", draft, reason)
        assert list(refused.value.errors) == ["reason"]
    assert state(town)[0] is ItemState.PLANNED


def test_the_time_is_free_again(town: Town) -> None:
    slot = town.give_slot("solvik", MARCH_9)
    journey.book(town, slot)
    with town.database.session() as session:
        item = str(session.exec(select(Item.id)).one())
    confirm(town, "ingrid", open_form(town, "ingrid", item).draft)
    draft = journey.start(town, "jonas")
    journey.child(town, "jonas", draft)
    (times,) = form_of(journey.voice(town, "jonas", draft)).fields
    assert isinstance(times, ChoiceField)
    assert [option.value for option in times.options] == [str(slot)]


def test_a_meeting_cancelled_meanwhile_is_answered_politely(town: Town) -> None:
    item = booked(town)
    first, second = open_form(town, "ingrid", item).draft, open_form(town, "anne", item).draft
    confirm(town, "anne", second)
    with pytest.raises(OutOfDate) as refused:
        confirm(town, "ingrid", first)
    assert refused.value.heading == "Møtet kan ikkje avlysast"
    assert state(town)[1] == "illness"


def test_a_form_that_is_not_the_askers_is_answered_like_one_that_is_gone(town: Town) -> None:
    draft = open_form(town, "ingrid", booked(town)).draft
    for person, claimed in (("jonas", draft), ("ingrid", "gone")):
        with pytest.raises(OutOfDate) as refused:
            confirm(town, person, claimed)
        assert refused.value.heading.startswith("Skjemaet er for gam")
    assert state(town)[0] is ItemState.PLANNED


def test_a_form_that_was_left_can_be_sent_in_no_more_and_only_its_owner_leaves_it(town: Town) -> None:
    item = booked(town)
    kept, left = (open_form(town, "ingrid", item).draft for _ in range(2))
    closed = town.asks("hilde", Entry.ACTION, "form.close", draft=kept)
    assert isinstance(closed, Replace)
    assert town.asks("ingrid", Entry.ACTION, "form.close", draft=left) == closed
    with pytest.raises(OutOfDate) as refused:
        confirm(town, "ingrid", left)
    assert refused.value.text == "Ingenting er avlyst. Vel møtet på nytt blant møta dine."
    assert state(town)[0] is ItemState.PLANNED
    done = confirm(town, "ingrid", kept)
    town.asks("ingrid", Entry.ACTION, "form.close", draft=kept)  # an old copy
    assert confirm(town, "ingrid", kept) == done


def test_without_a_reference_the_askers_own_meetings_are_listed(town: Town) -> None:
    item = booked(town)
    answer = town.asks("ingrid", Entry.COMMAND, "run", words="avlys")
    assert isinstance(answer, Show)
    rows = [part.button for part in answer.card.parts if isinstance(part, Row)]
    assert [(button.text, button.action, button.value) for button in rows] == [("Avlys", "cancel.open", f"item={item}")]


def test_who_has_called_no_meeting_is_shown_the_way_on(town: Town) -> None:
    answer = town.asks("tor", Entry.COMMAND, "run", words="avlys")
    assert isinstance(answer, Show)
    assert "Du har ikkje kalla inn til noko møte framover." in str(answer.card.parts[1])
