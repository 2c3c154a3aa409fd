from datetime import datetime, timedelta
from urllib.parse import parse_qsl

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from handlers.agenda.words import room_of
from handlers.entry import Entry
from handlers.errors import BadField, NoAccess, OutOfDate
from handlers.screens import Answer, Buttons, ChoiceField, Finish, Form, Heading, Open, Row, Show, TextField
from store.audit import AuditEntry
from store.cases import Case
from store.meetings import Item, Meeting
from store.notices import Notice, NoticeKind, NoticeState
from tests.handlers.booking import journey
from tests.town import Town, oslo

MARCH_9, MARCH_16, APRIL_6 = oslo(2027, 3, 9, 10), oslo(2027, 3, 16, 10), oslo(2027, 4, 6, 10)


def form_of(answer: Answer) -> Form:
    assert isinstance(answer, Open), answer
    return answer.form


def offered(form: Form) -> list[str]:
    field = next(field for field in form.fields if isinstance(field, ChoiceField))
    return [option.value for option in field.options]


def heading_of(answer: Answer) -> str:
    assert isinstance(answer, Finish), answer
    first = answer.receipt.parts[0]
    assert isinstance(first, Heading)
    return first.text


def meeting(town: Town) -> Meeting:
    with town.database.session() as session:
        return session.exec(select(Meeting)).one()


def reference(town: Town) -> str:
    with town.database.session() as session:
        return session.exec(select(Case)).one().reference


def item_id(town: Town) -> str:
    with town.database.session() as session:
        return str(session.exec(select(Item.id)).one())


def booked(town: Town, at: datetime = MARCH_9) -> str:
    journey.book(town, town.give_slot("solvik", at))
    return item_id(town)


def open_form(town: Town, person: str, item: str) -> Form:
    return form_of(town.asks(person, Entry.ACTION, "moving.open", item=item))


def choose(town: Town, person: str, draft: str, slot: int) -> Answer:
    return town.asks(person, Entry.FORM, "moving.time", draft=draft, slot=str(slot))


def test_the_convener_moves_the_meeting_and_what_was_planned_moves_along(town: Town) -> None:
    item, later = booked(town), town.give_slot("solvik", APRIL_6, place="Biblioteket")
    form = open_form(town, "ingrid", item)
    assert offered(form) == [str(later)]
    assert heading_of(choose(town, "ingrid", form.draft, later)) == "Møtet er flytta"
    moved = meeting(town)
    assert (moved.slot_id, moved.starts_at, moved.place, moved.sequence) == (later, APRIL_6, "Biblioteket", 1)
    with town.database.session() as session:
        planned = session.exec(
            select(Notice.due_at).where(Notice.kind == NoticeKind.REMINDER_HOUR, Notice.state == NoticeState.PLANNED)
        ).all()
    assert planned == [APRIL_6 - timedelta(hours=1)]


def test_a_double_click_moves_once_and_says_the_same_twice(town: Town) -> None:
    item, later = booked(town), town.give_slot("solvik", APRIL_6)
    draft = open_form(town, "ingrid", item).draft
    assert choose(town, "ingrid", draft, later) == choose(town, "ingrid", draft, later)
    assert meeting(town).sequence == 1


def test_when_somebody_was_quicker_the_meeting_stays_and_the_other_times_are_shown(town: Town) -> None:
    item = booked(town)
    wanted, other = town.give_slot("solvik", MARCH_16), town.give_slot("solvik", APRIL_6)
    draft = open_form(town, "ingrid", item).draft
    journey.book(town, wanted, "jonas")
    form = form_of(choose(town, "ingrid", draft, wanted))
    assert form.parts[0] == Heading("Tida blei nettopp teken")
    assert (form.draft, offered(form)) == (draft, [str(other)])
    assert heading_of(choose(town, "ingrid", draft, other)) == "Møtet er flytta"


def test_the_time_it_leaves_is_free_for_others(town: Town) -> None:
    item, later = booked(town), town.give_slot("solvik", APRIL_6)
    left = meeting(town).slot_id
    choose(town, "ingrid", open_form(town, "ingrid", item).draft, later)
    assert str(left) in offered(open_form(town, "ingrid", item))


def test_a_time_of_another_school_asks_for_the_place_first(town: Town) -> None:
    item, theirs = booked(town), town.give_slot("nesbygda", MARCH_16, place="Rom 4")
    draft = open_form(town, "ingrid", item).draft
    form = form_of(choose(town, "ingrid", draft, theirs))
    assert form.name == "moving.place"
    assert [field.id for field in form.fields if isinstance(field, TextField)] == ["place"]
    assert meeting(town).starts_at == MARCH_9
    with pytest.raises(BadField) as empty:
        town.asks("ingrid", Entry.FORM, "moving.place", draft=draft, place=" ")
    assert list(empty.value.errors) == ["place"]
    town.asks("ingrid", Entry.FORM, "moving.place", draft=draft, place="Grupperommet")
    moved = meeting(town)
    with town.world() as world:
        assert (moved.slot_id, room_of(world, moved), moved.video_link) == (theirs, "Grupperommet", None)


def test_an_identity_number_as_place_is_refused_and_not_kept(town: Town) -> None:
    item, theirs = booked(town), town.give_slot("nesbygda", MARCH_16)
    draft = open_form(town, "ingrid", item).draft
    choose(town, "ingrid", draft, theirs)
    with pytest.raises(BadField) as refused:
        town.asks("ingrid", Entry.FORM, "moving.place", draft=draft, place="Rom 010112 12345")
    assert refused.value.clear == {"place"}
    assert "12345" not in str(refused.value.errors)


def test_a_near_time_needs_the_consent_first(town: Town) -> None:
    item, near = booked(town), town.give_slot("solvik", oslo(2027, 2, 26, 10))
    with pytest.raises(BadField) as refused:
        choose(town, "ingrid", open_form(town, "ingrid", item).draft, near)
    assert list(refused.value.errors) == ["slot"]
    assert meeting(town).starts_at == MARCH_9


def test_later_times_come_page_by_page_and_none_is_shown_twice(town: Town) -> None:
    item = booked(town)
    given_ = [town.give_slot("solvik", APRIL_6 + timedelta(days=week * 7)) for week in range(12)]
    form = open_form(town, "ingrid", item)
    seen = offered(form)
    (later,) = [button for part in form.parts if isinstance(part, Buttons) for button in part.buttons]
    form = form_of(town.asks("ingrid", Entry.ACTION, later.action, **dict(parse_qsl(later.value))))
    assert seen + offered(form) == [str(slot) for slot in given_]


def test_a_form_from_before_another_move_asks_again(town: Town) -> None:
    item, later = booked(town), town.give_slot("solvik", APRIL_6)
    other = town.give_slot("solvik", MARCH_16)
    stale = open_form(town, "ingrid", item).draft
    choose(town, "anne", open_form(town, "anne", item).draft, other)
    with pytest.raises(OutOfDate) as refused:
        choose(town, "ingrid", stale, later)
    assert refused.value.heading == "Møtet er flytta sidan du opna skjemaet"
    assert meeting(town).starts_at == MARCH_16


def test_what_has_begun_cannot_be_moved(town: Town) -> None:
    item = booked(town)
    town.now = MARCH_9
    with pytest.raises(OutOfDate):
        open_form(town, "ingrid", item)


def test_the_coordinator_moves_by_reference_and_that_the_case_was_read_is_recorded(town: Town) -> None:
    booked(town)
    later = town.give_slot("solvik", APRIL_6)
    form = form_of(town.asks("anne", Entry.COMMAND, "run", words=f"flytt {reference(town).lower()}"))
    answer = choose(town, "anne", form.draft, later)
    assert isinstance(answer, Finish)
    assert "Ingrid Haugland" in str(answer.receipt.parts[-1])
    with town.database.session() as session:
        read = session.exec(select(AuditEntry).where(AuditEntry.event == "case.read")).all()
    assert [(row.actor_id, row.about) for row in read] == [(town.person_id("anne"), "case")]


@pytest.mark.parametrize("words", ["S-2222", "S-QQQQ", "Ola Nordmann", "12345678901", "-"])
def test_a_reference_of_nobodys_and_one_of_somebody_elses_get_the_same_answer(town: Town, words: str) -> None:
    booked(town)
    with pytest.raises(NoAccess) as unknown:
        town.asks("jonas", Entry.COMMAND, "run", words=f"flytt {words}")
    with pytest.raises(NoAccess) as others:
        town.asks("jonas", Entry.COMMAND, "run", words=f"flytt {reference(town)}")
    assert (unknown.value.text, unknown.value.heading, unknown.value.buttons) == (
        others.value.text,
        others.value.heading,
        others.value.buttons,
    )
    assert words not in unknown.value.text + unknown.value.heading


def test_without_a_reference_the_askers_own_meetings_are_listed(town: Town) -> None:
    item = booked(town)
    journey.book(town, town.give_slot("solvik", MARCH_16), "jonas")
    answer = town.asks("ingrid", Entry.COMMAND, "run", words="move")
    assert isinstance(answer, Show)
    rows = [part for part in answer.card.parts if isinstance(part, Row)]
    assert [(row.button.action, row.button.value) for row in rows] == [("moving.open", f"item={item}")]
    assert "tysdag 9. mars kl. 10.00–10.45, Møterom 2, Solvik skule" in rows[0].text
    assert "Solvik" not in answer.card.notice


def test_somebody_who_only_comes_cannot_move_it(town: Town) -> None:
    item = booked(town)
    for name, claims in (("moving.open", {"item": item}), ("cancel.open", {"item": item})):
        with pytest.raises(NoAccess):
            town.asks("hilde", Entry.ACTION, name, **claims)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
# No null byte: the router takes it away before any command sees it.
@given(words=st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=60))
def test_whatever_is_written_after_the_command_is_answered_and_not_repeated(town: Town, words: str) -> None:
    if not words.strip():
        assert isinstance(town.asks("ingrid", Entry.COMMAND, "run", words=f"move {words}"), Show)
        return
    with pytest.raises(NoAccess) as refused:
        town.asks("ingrid", Entry.COMMAND, "run", words=f"move {words}")
    assert refused.value.heading == "Eg finn ikkje møtet"


def test_a_race_that_the_database_decides_leaves_the_meeting_where_it_was(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    item, wanted = booked(town), town.give_slot("solvik", MARCH_16)
    other = town.give_slot("solvik", APRIL_6)
    draft = open_form(town, "ingrid", item).draft
    journey.book(town, wanted, "jonas")
    # Two writers at once, as another database allows: both have seen the time free.
    monkeypatch.setattr("store.slots.is_free", lambda *_: True)
    form = form_of(choose(town, "ingrid", draft, wanted))
    assert form.parts[0] == Heading("Tida blei nettopp teken")
    assert offered(form) == [str(other)]
    with town.database.session() as session:
        found = session.exec(select(Meeting).order_by(Meeting.id)).all()  # type: ignore[arg-type]
    assert [(each.starts_at, each.sequence) for each in found] == [(MARCH_9, 0), (MARCH_16, 0)]
