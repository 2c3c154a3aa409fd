from datetime import date, timedelta

import pytest

from handlers import access, consent, planning
from handlers.calendars import calendar_for
from handlers.rules.consent_ledger import ConsentState
from handlers.screens import Finish, Heading, Row, Text
from store.attendance import Participant, participants_of
from store.meetings import Item, ItemState, Meeting, MeetingState
from store.notices import NoticeKind, planned_for
from store.slots import slot_by_id
from store.waitlist import line_for
from tests.handlers.booking import journey
from tests.handlers.consent.answers import MARCH_9, booked, held, register, register_all, rows, undo, verdict
from tests.town import Letter, Town, oslo

AGENDA_OUT = oslo(2027, 3, 2, 10)
COMING = ("hilde", "erik", "per")


def texts(letter: Letter) -> str:
    """Everything a reader sees of a message."""
    return f"{letter.card.notice} {letter.card.parts}"


def letters(town: Town, person: str, kind: NoticeKind) -> list[Letter]:
    return [letter for letter in town.inbox(person) if letter.kind is kind]


def join(town: Town, item: int, unit: str, person: str) -> None:
    """Somebody more comes, as the attendance's own function does it: judged at once."""
    with town.world() as world:
        held = world.session.get(Item, item)
        assert held is not None
        found = town.person(world.session, person)
        unit_id = town.unit_id(world.session, unit)
        world.session.add(
            Participant(
                tenant_id=world.tenant_id,
                item_id=item,
                unit_id=unit_id,
                person_id=found.id,
                required=False,
                joined_at=world.now,
            )
        )
        world.session.flush()
        meeting = world.session.get(Meeting, held.meeting_id)
        assert meeting is not None
        consent.judge_again(world, held, meeting, held.convener_id)


def test_the_agenda_reaches_nobody_but_the_convener_without_consent(town: Town) -> None:
    item = booked(town)
    register(town, item, "guardian_1")
    town.wait_until(AGENDA_OUT)
    assert [len(letters(town, person, NoticeKind.AGENDA)) for person in ("ingrid", *COMING)] == [1, 0, 0, 0]
    assert held(town, item)[0].agenda_sent_at is None


def test_the_agenda_goes_out_at_once_when_the_last_consent_comes_late(town: Town) -> None:
    item = booked(town)
    register(town, item, "guardian_1")
    town.wait_until(AGENDA_OUT)
    answer = register(town, item, "guardian_2")
    assert isinstance(answer, Finish)
    assert answer.receipt.parts[1] == Text("Alle samtykka er på plass. Saklista går ut no.")
    town.deliver()
    assert [len(letters(town, person, NoticeKind.AGENDA)) for person in ("ingrid", *COMING)] == [1, 1, 1, 1]
    assert held(town, item)[0].agenda_sent_at == AGENDA_OUT


def test_to_register_twice_before_the_late_agenda_is_sent_sends_it_once(town: Town) -> None:
    item = booked(town)
    town.wait_until(AGENDA_OUT)
    register_all(town, item)
    register(town, item, "guardian_2", "oral", evidence="Telefon")
    town.deliver()
    assert [len(letters(town, person, NoticeKind.AGENDA)) for person in COMING] == [1, 1, 1]


@pytest.mark.parametrize("kind", ["withdrawn", "refused"])
def test_a_no_before_the_agenda_keeps_the_time_and_the_agenda_with_the_convener(town: Town, kind: str) -> None:
    item = booked(town)
    register_all(town, item)
    register(town, item, "guardian_2", kind)
    town.wait_until(AGENDA_OUT)
    assert held(town, item)[0].state is ItemState.PLANNED
    assert [len(letters(town, person, NoticeKind.AGENDA)) for person in COMING] == [0, 0, 0]
    assert {kind for person in COMING for kind in town.kinds(person)} == {NoticeKind.INVITATION}


def test_a_withdrawal_after_the_agenda_revises_every_message_and_frees_the_time(town: Town) -> None:
    item = booked(town)
    register_all(town, item)
    town.wait_until(oslo(2027, 3, 8, 10))  # the reminder the working day before has been sent too
    slot = held(town, item)[1].slot_id
    assert slot is not None
    register(town, item, "guardian_2", "withdrawn")
    town.deliver()
    ended, meeting = held(town, item)
    assert (ended.state, meeting.state, meeting.slot_id) == (ItemState.WITHDRAWN, MeetingState.RELEASED, None)
    for person in COMING:
        assert town.kinds(person) == [
            NoticeKind.INVITATION,
            NoticeKind.AGENDA,
            NoticeKind.REMINDER_DAY,
            NoticeKind.WITHDRAWN,
        ]
        for letter in town.inbox(person):
            assert "Kva går bra no" not in texts(letter)
        assert [letter.edits for letter in town.inbox(person)[:-1]] == [1, 1, 1]
    with town.world() as world:
        assert slot_by_id(world.session, world.tenant_id, slot) is not None
        assert line_for(world.session, world.tenant_id, "samba", meeting.unit_id) == []


def test_the_message_asks_to_stop_and_says_no_more_than_that(town: Town) -> None:
    item = booked(town)
    register_all(town, item)
    town.wait_until(AGENDA_OUT)
    register(town, item, "guardian_2", "withdrawn")
    town.deliver()
    letter = letters(town, "hilde", NoticeKind.WITHDRAWN)[0]
    assert letter.card.parts == (
        Heading("Sak S-7F3K er teken av saklista"),
        Text(
            "Samtykket gjeld ikkje lenger, så vi kan ikkje snakke om saka i møtet. Ikkje bruk det du har fått vite, "
            "og ikkje del det. Slett arbeidsnotat. Det du har plikt til å dokumentere, skal du ta vare på."
        ),
        Text("Spør Ingrid Haugland dersom du lurer på noko."),
        Text("Har du møtet i kalenderen, tek fila det ut."),
    )
    assert letter.card.notice == "Eit møte tysdag 9. mars er ikkje lenger sett opp"
    assert letter.file is not None
    assert b"STATUS:CANCELLED" in letter.file.content
    assert letters(town, "erik", NoticeKind.WITHDRAWN)[0].card.parts[0] == Heading("Sak S-7F3K er tatt av saklisten")
    for person in COMING:
        for each in town.inbox(person):
            for who in ("Føresett", "Foresatt", "føresett", "foresatt", "har sagt nei", "trekt", "trukket"):
                assert who not in texts(each)


def test_the_convener_reads_what_follows_and_can_undo(town: Town) -> None:
    item = booked(town)
    register_all(town, item)
    town.wait_until(AGENDA_OUT)
    register(town, item, "guardian_2", "withdrawn")
    town.deliver()
    # Who has just read it in the receipt gets no message of its own: it stands where the agenda stood.
    assert letters(town, "ingrid", NoticeKind.WITHDRAWN) == []
    card = letters(town, "ingrid", NoticeKind.AGENDA)[0].card
    assert card.parts[:2] == (
        Heading("Sak S-7F3K er teken av saklista"),
        Text(
            "Samtykket gjeld ikkje lenger. Eg ber dei som har fått saklista, om å ikkje bruke eller dele det dei "
            "veit. Eg seier ikkje kven som har svart kva. Tida tysdag 9. mars kl. 10.00–10.45 går til andre. "
            "Sei frå til familien."
        ),
    )
    assert "consent.undo" in str(card.parts)


def test_nothing_reaches_anyone_after_a_withdrawal(town: Town) -> None:
    item = booked(town)
    register_all(town, item)
    town.wait_until(AGENDA_OUT)
    register(town, item, "guardian_1", "withdrawn")
    town.deliver()
    before = {person: town.kinds(person) for person in COMING}
    town.wait_until(MARCH_9 + timedelta(days=2))
    assert {person: town.kinds(person) for person in COMING} == before


def test_who_was_replaced_after_reading_the_agenda_is_asked_to_stop_too(town: Town) -> None:
    item = booked(town)
    register_all(town, item)
    town.wait_until(AGENDA_OUT)
    with town.world() as world:
        erik = town.person(world.session, "erik").id
        row = next(row for row in participants_of(world.session, item) if row.person_id == erik)
        row.active = False
    register(town, item, "guardian_2", "withdrawn")
    town.deliver()
    assert [len(letters(town, person, NoticeKind.WITHDRAWN)) for person in COMING] == [1, 1, 1]


def test_a_withdrawal_after_the_meeting_asks_to_stop_and_calls_nothing_off(town: Town) -> None:
    item = booked(town)
    register_all(town, item)
    town.wait_until(MARCH_9 + timedelta(days=1))
    register(town, item, "guardian_2", "withdrawn")
    town.deliver()
    letter = letters(town, "hilde", NoticeKind.WITHDRAWN)[0]
    assert letter.file is None
    assert letter.card.parts[1] == Text(
        "Samtykket gjeld ikkje lenger. Ikkje bruk det du har fått vite, og ikkje del det. Slett arbeidsnotat. "
        "Det du har plikt til å dokumentere, skal du ta vare på."
    )
    town.wait_until(MARCH_9 + timedelta(days=7))
    assert NoticeKind.FAMILY_UNTOLD not in town.kinds("ingrid")[-2:]


def test_a_service_that_joins_is_judged_at_once_and_gets_no_agenda_until_the_consent_covers_it(town: Town) -> None:
    item = booked(town)
    register_all(town, item)
    town.wait_until(AGENDA_OUT)
    assert verdict(town, item).valid
    join(town, item, "blaaklokka", "bente")
    states = verdict(town, item).holders
    assert [state.state for state in states] == [ConsentState.SCOPE_TOO_NARROW] * 2
    assert states[0].missing_services == {"kindergarten"}
    town.deliver()
    assert held(town, item)[0].state is ItemState.PLANNED
    assert NoticeKind.AGENDA not in town.kinds("bente")
    card = letters(town, "ingrid", NoticeKind.CONSENT_MISSING)[0].card
    assert [part.text for part in card.parts if isinstance(part, Row)] == [
        "Føresett 1: samtykket gjeld ikkje for Blåklokka barnehage",
        "Føresett 2: samtykket gjeld ikkje for Blåklokka barnehage",
    ]
    for holder in ("guardian_1", "guardian_2"):
        register(town, item, holder, scope=("child_welfare", "health_station", "kindergarten", "ppt", "school"))
    assert verdict(town, item).valid


def test_one_answer_is_judged_for_every_planned_meeting_of_the_case(town: Town) -> None:
    first = booked(town)
    register_all(town, first)
    slot = town.give_slot("solvik", oslo(2027, 3, 16, 10))
    draft = journey.start(town, "ingrid")
    journey.child(town, "ingrid", draft, case=str(held(town, first)[0].case_id))
    journey.voice(town, "ingrid", draft)
    journey.time(town, "ingrid", draft, slot)
    journey.people(town, "ingrid", draft)
    journey.confirm(town, "ingrid", draft)
    second = first + 1
    assert held(town, second)[0].case_id == held(town, first)[0].case_id
    assert (verdict(town, first).valid, verdict(town, second).valid) == (True, True)
    town.wait_until(AGENDA_OUT)
    register(town, second, "guardian_1", "withdrawn")
    assert held(town, first)[0].state is ItemState.WITHDRAWN
    assert held(town, second)[0].state is ItemState.PLANNED
    assert not verdict(town, second).valid


def test_nothing_caches_the_verdict(town: Town) -> None:
    item = booked(town)
    register_all(town, item)
    row, meeting = held(town, item)
    with town.world() as world:
        assert consent.verdict_for(world, row, meeting).valid
        late = consent.verdict_for(world, row, meeting, on_date=date(2028, 2, 22))
        assert [state.state for state in late.holders] == [ConsentState.EXPIRED] * 2
        row.age, row.youth_decides_from = 15, date(2027, 3, 9)
        youth = consent.verdict_for(world, row, meeting)
        assert [state.state for state in youth.holders] == [ConsentState.WAITING]


def test_consent_must_be_registered_first_from_five_working_days_before(town: Town) -> None:
    with town.as_("ingrid") as ctx:
        unit = access.unit_of(ctx, town.unit_id(ctx.session, "solvik"))
        arena = ctx.rulebook["samba"]
        days = [ctx.now + timedelta(days=count) for count in range(14)]
        near = [day for day in days if consent.must_be_registered_first(ctx, arena, unit, day)]
        last = calendar_for(ctx, unit).day(near[-1])
    assert last == date(2027, 3, 2)


def test_with_no_moment_left_to_release_it_a_no_frees_the_time_at_once(town: Town) -> None:
    item = booked(town)
    row, _ = held(town, item)
    with town.world() as world:
        planning.end_planned(world, row)
        assert planned_for(world.session, item, NoticeKind.RELEASE) is None
    register(town, item, "guardian_1", "refused")
    assert held(town, item)[0].state is ItemState.WITHDRAWN


def test_what_was_undone_takes_the_agenda_back_and_a_new_consent_gives_it_again(town: Town) -> None:
    item = booked(town)
    register_all(town, item)
    town.wait_until(AGENDA_OUT)
    undo(town, rows(town)[1].id)
    town.deliver()
    (agenda,) = letters(town, "hilde", NoticeKind.AGENDA)
    assert "Kva går bra no" not in texts(agenda)
    assert held(town, item)[0].state is ItemState.PLANNED
    register(town, item, "guardian_2")
    town.deliver()
    (agenda,) = letters(town, "hilde", NoticeKind.AGENDA)
    assert "Kva går bra no" in texts(agenda)
