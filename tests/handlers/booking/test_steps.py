import pytest
from sqlmodel import col, select

from handlers.consent import verdict_for
from handlers.entry import Entry
from handlers.errors import BadField, NoAccess, OutOfDate
from handlers.screens import ChoiceField, Finish, Form, Heading, Open
from store.attendance import OutsideAttendee, Participant
from store.cases import Case, CaseState
from store.drafts import Draft
from store.meetings import Item, Meeting
from store.notices import NoticeKind
from store.people import PersonRole
from tests.handlers.booking import journey
from tests.handlers.consent.answers import register_all
from tests.town import Town, oslo

MARCH_9 = oslo(2027, 3, 9, 10)


def form_of(answer: object) -> Form:
    assert isinstance(answer, Open), answer
    return answer.form


def field(form: Form, id_: str) -> ChoiceField:
    found = next(field for field in form.fields if field.id == id_)
    assert isinstance(found, ChoiceField)
    return found


def test_the_whole_way_gives_one_meeting_with_those_who_come(town: Town) -> None:
    slot = town.give_slot("solvik", MARCH_9)
    journey.book(town, slot)
    with town.database.session() as session:
        item = session.exec(select(Item)).one()
        meeting = session.exec(select(Meeting)).one()
        case = session.exec(select(Case)).one()
        people = {row.person_id for row in session.exec(select(Participant))}
        outside = [row.role.value for row in session.exec(select(OutsideAttendee))]
    assert (meeting.slot_id, meeting.starts_at, meeting.place) == (slot, MARCH_9, "Møterom 2")
    assert (item.meeting_id, item.case_id, item.convener_id) == (meeting.id, case.id, town.person_id("ingrid"))
    assert (item.age, item.decided_by, item.heard, item.themes) == (9, "both_guardians", "talked_with", ["wellbeing"])
    assert people == {town.person_id(key) for key in ("hilde", "erik", "per", "ingrid")}
    assert outside == ["guardian_1", "guardian_2"]


def test_own_school_stands_first_and_is_preset(town: Town) -> None:
    form = form_of(town.asks("olav", Entry.COMMAND, "run", words="ting"))
    units = field(form, "unit")
    assert units.options[0].label == "Nesbygda skule"
    assert units.initial == (units.options[0].value,)


def test_the_draft_keeps_each_step_and_no_form_carries_more_than_its_id(town: Town) -> None:
    draft = journey.start(town, "ingrid")
    journey.child(town, "ingrid", draft)
    with town.database.session() as session:
        held = session.exec(select(Draft)).one()
    assert (held.id, held.data["age"], held.data["initiator"], held.consumed_at) == (draft, 9, "guardian", None)


def test_somebody_elses_draft_is_answered_like_one_that_is_gone(town: Town) -> None:
    draft = journey.start(town, "ingrid")
    with pytest.raises(OutOfDate) as theirs:
        journey.child(town, "olav", draft)
    with pytest.raises(OutOfDate) as gone:
        journey.child(town, "olav", "no-such-draft")
    assert (theirs.value.heading, theirs.value.text) == (gone.value.heading, gone.value.text)


def test_somebody_elses_case_is_answered_like_an_unknown_one(town: Town) -> None:
    journey.book(town, town.give_slot("solvik", MARCH_9))
    with town.database.session() as session:
        case_id = session.exec(select(Case.id)).one()
    draft = journey.start(town, "olav")
    with pytest.raises(BadField) as theirs:
        journey.child(town, "olav", draft, case=str(case_id))
    with pytest.raises(BadField) as unknown:
        journey.child(town, "olav", draft, case="999")
    assert theirs.value.errors == unknown.value.errors
    assert set(theirs.value.errors) == {"case"}


def test_own_cases_are_listed_with_school_and_day(town: Town) -> None:
    journey.book(town, town.give_slot("solvik", MARCH_9))
    with town.database.session() as session:
        reference = session.exec(select(Case.reference)).one()
    labels = [
        option.label
        for option in field(form_of(town.asks("ingrid", Entry.COMMAND, "run", words="book")), "case").options
    ]
    assert labels == ["Ny sak", f"{reference} · Solvik skule · tys. 9. mars"]


def test_a_child_too_old_is_refused_with_the_rule_and_a_way_forward(town: Town) -> None:
    draft = journey.start(town, "ingrid")
    with pytest.raises(BadField) as refusal:
        journey.child(town, "ingrid", draft, age="17")
    assert refusal.value.errors == {
        "age": "Desse møta er for barn og unge frå 0 til og med 16 år. Går ungdommen i vidaregåande skule, tek du "
        "kontakt med skulen og PPT i fylkeskommunen. Regel: Oversikt over samhandlingsarena, om SamBa-møte: "
        "«Målgruppa er barn og ungdom frå 0-16 år.»"
    }


def test_the_youths_date_is_asked_for_only_in_the_year_before_sixteen(town: Town) -> None:
    asked = {}
    for age in ("14", "15", "16"):
        draft = journey.start(town, "ingrid")
        form = form_of(journey.child(town, "ingrid", draft, age=age))
        asked[age] = [field.id for field in form.fields if field.id in ("decided_by", "youth_from")]
    assert asked == {"14": ["decided_by"], "15": ["decided_by", "youth_from"], "16": []}


def test_one_guardian_and_not_heard_each_need_a_reason(town: Town) -> None:
    draft = journey.start(town, "ingrid")
    journey.child(town, "ingrid", draft)
    with pytest.raises(BadField) as refusal:
        journey.voice(town, "ingrid", draft, decided_by="one_guardian", heard="not_heard", themes=("a", "b", "c", "d"))
    assert set(refusal.value.errors) == {"decided_reason", "heard_reason", "themes"}


def test_a_second_click_on_the_last_button_gives_the_same_receipt_and_no_second_meeting(town: Town) -> None:
    draft = journey.book(town, town.give_slot("solvik", MARCH_9))
    first = journey.confirm(town, "ingrid", draft)
    again = journey.confirm(town, "ingrid", draft)
    assert isinstance(first, Finish)
    assert first == again
    with town.database.session() as session:
        assert len(session.exec(select(Item)).all()) == 1


def test_who_comes_last_to_a_time_gets_the_other_times_and_keeps_all_that_was_filled_in(town: Town) -> None:
    slot = town.give_slot("solvik", MARCH_9)
    other = town.give_slot("solvik", oslo(2027, 3, 11, 10))
    late = journey.start(town, "jonas")
    journey.child(town, "jonas", late, age="7")
    journey.voice(town, "jonas", late)
    journey.time(town, "jonas", late, slot)
    journey.people(town, "jonas", late)
    journey.book(town, slot, "ingrid")
    form = form_of(journey.confirm(town, "jonas", late))
    assert form.name == "booking.time"
    assert form.parts[0] == Heading("Tiden ble nettopp tatt")
    assert [option.value for option in field(form, "slot").options] == [str(other)]
    journey.time(town, "jonas", late, other)
    journey.people(town, "jonas", late)
    journey.confirm(town, "jonas", late)
    with town.database.session() as session:
        assert [item.age for item in session.exec(select(Item).order_by(Item.id))] == [9, 7]  # type: ignore[arg-type]


def test_where_no_time_is_free_the_waiting_list_is_offered(town: Town) -> None:
    draft = journey.start(town, "ingrid")
    journey.child(town, "ingrid", draft)
    answer = journey.voice(town, "ingrid", draft)
    assert isinstance(answer, Finish)
    assert answer.receipt.parts[0] == Heading("Ingen tider er ledige på Solvik skule")


def test_a_near_time_is_taken_only_with_the_consents_registered(town: Town) -> None:
    slot = town.give_slot("solvik", oslo(2027, 2, 26, 10))
    draft = journey.start(town, "ingrid")
    journey.child(town, "ingrid", draft)
    journey.voice(town, "ingrid", draft)
    journey.time(town, "ingrid", draft, slot)
    form = form_of(journey.people(town, "ingrid", draft))
    assert form.name == "booking.consent"
    labels = [field.label for field in form.fields]
    assert len(set(labels)) == len(labels) == 8
    assert form_of(journey.confirm(town, "ingrid", draft)).name == "booking.consent"
    with town.database.session() as session:
        assert session.exec(select(Meeting)).all() == []


def test_a_person_without_a_role_is_told_whom_to_ask(town: Town) -> None:
    with town.database.session() as session:
        person = town.person(session, "ingrid")
        for role in session.exec(select(PersonRole).where(PersonRole.person_id == person.id)):
            session.delete(role)
    with pytest.raises(NoAccess) as refusal:
        town.asks("ingrid", Entry.COMMAND, "run", words="book")
    assert refusal.value.heading == "Du har ikkje tilgang til dette"


def test_the_convener_gets_a_card_and_those_who_come_an_invitation_at_once(town: Town) -> None:
    journey.book(town, town.give_slot("solvik", MARCH_9))
    town.deliver()
    assert {key: town.kinds(key) for key in ("hilde", "erik", "per", "olav")} == {
        "hilde": [NoticeKind.INVITATION],
        "erik": [NoticeKind.INVITATION],
        "per": [NoticeKind.INVITATION],
        "olav": [],
    }
    assert NoticeKind.BOOKED in town.kinds("ingrid")


def test_a_child_who_has_changed_school_is_booked_there_and_the_consent_is_asked_for_anew(town: Town) -> None:
    journey.book(town, town.give_slot("solvik", MARCH_9))
    with town.database.session() as session:
        first = session.exec(select(Item)).one()
        assert first.id is not None
    register_all(town, first.id)
    slot = town.give_slot("nesbygda", oslo(2027, 3, 18, 10))
    draft = journey.start(town, "ingrid")
    journey.child(town, "ingrid", draft, unit="nesbygda", case=str(first.case_id))
    journey.voice(town, "ingrid", draft)
    journey.time(town, "ingrid", draft, slot)
    journey.people(town, "ingrid", draft, staff=(str(town.person_id("olav")),))
    journey.confirm(town, "ingrid", draft)
    with town.as_("ingrid") as ctx:
        items = ctx.session.exec(select(Item).order_by(col(Item.id))).all()
        meetings = [ctx.session.get_one(Meeting, item.meeting_id) for item in items]
        valid = [verdict_for(ctx, item, meeting).valid for item, meeting in zip(items, meetings, strict=True)]
        assert [item.case_id for item in items] == [first.case_id] * 2
        assert ctx.session.get_one(Case, first.case_id).unit_id == town.unit_id(ctx.session, "nesbygda")
    assert valid == [True, False]


def test_a_closed_case_is_answered_like_an_unknown_one(town: Town) -> None:
    journey.book(town, town.give_slot("solvik", MARCH_9))
    with town.database.session() as session:
        case = session.exec(select(Case)).one()
        case.state = CaseState.CLOSED
        case_id = case.id
    draft = journey.start(town, "ingrid")
    with pytest.raises(BadField) as closed:
        journey.child(town, "ingrid", draft, case=str(case_id))
    with pytest.raises(BadField) as unknown:
        journey.child(town, "ingrid", draft, case="999")
    assert closed.value.errors == unknown.value.errors


def test_another_units_time_asks_for_a_place_at_the_childs_own_school(town: Town) -> None:
    slot = town.give_slot("solvik", MARCH_9)
    draft = journey.start(town, "kristin")
    journey.child(town, "kristin", draft, unit="storhaug")
    journey.voice(town, "kristin", draft)
    form = form_of(journey.time(town, "kristin", draft, slot))
    assert (form.fields[0].id, form.fields[0].label) == ("place", "Sted på Storhaug ungdomsskole")
    assert [option.label for option in field(form, "staff").options] == ["Kristin Dale", "Tor Myklebust"]
    assert field(form, "service_ppt").initial == ("ask",)
