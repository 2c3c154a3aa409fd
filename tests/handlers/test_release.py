from datetime import timedelta

import pytest

from handlers.entry import Entry
from handlers.errors import NoAccess, OutOfDate
from handlers.screens import Button, Buttons, Heading, Replace, Text
from store.audit import last_actor
from store.meetings import ItemState, MeetingState
from store.notices import NoticeKind
from tests.handlers.consent.answers import MARCH_9, booked, held, register, register_all
from tests.handlers.consent.conftest import database, with_meeting
from tests.handlers.family.rows import move
from tests.town import Letter, Town, buttons, oslo

__all__ = ["database", "with_meeting"]

CHOICE = oslo(2027, 3, 2, 14, 30)
RELEASED = oslo(2027, 3, 5, 14, 30)
COMING = ("hilde", "erik", "per")


def letter(town: Town, person: str, kind: NoticeKind) -> Letter:
    (found,) = [letter for letter in town.inbox(person) if letter.kind is kind]
    return found


def test_five_working_days_before_the_convener_chooses(town: Town) -> None:
    booked(town)
    town.wait_until(CHOICE)
    card = letter(town, "ingrid", NoticeKind.CONSENT_CHOICE).card
    assert card.parts[:2] == (
        Heading("Samtykke manglar framleis i sak S-7F3K"),
        Text(
            "Ikkje alle samtykka er på plass til møtet tysdag 9. mars. Berre du får saklista. Vel kva du vil gjere "
            "med tida."
        ),
    )
    assert buttons(card) == {
        "Registrer svar": "consent.open?item=1",
        "Flytt møtet": "moving.open?item=1",
        "Gi frå deg tida": "release.give_up?item=1",
        "Behald tida til fredag 5. mars kl. 14.15": "release.keep?item=1",
        "Minn meg på det seinare": f"later.open?{town.later('ingrid', NoticeKind.CONSENT_CHOICE).value}",
    }
    assert card.notice == "Vel kva du vil gjere med eit møte tysdag 9. mars"


def test_no_choice_is_asked_for_when_the_consent_is_in_place(town: Town) -> None:
    register_all(town, booked(town))
    town.wait_until(MARCH_9)
    assert NoticeKind.CONSENT_CHOICE not in town.kinds("ingrid")
    assert NoticeKind.RELEASED not in town.kinds("ingrid")


def test_to_keep_the_time_is_said_on_the_card_and_a_second_press_changes_nothing(town: Town) -> None:
    item = booked(town)
    town.wait_until(CHOICE)
    first = town.asks("ingrid", Entry.ACTION, "release.keep", item="1")
    version = held(town, item)[0].version
    again = town.asks("ingrid", Entry.ACTION, "release.keep", item="1")
    assert isinstance(first, Replace)
    assert first == again
    assert first.card.parts[:2] == (
        Heading("Du beheld tida førebels"),
        Text("Du beheld tida for sak S-7F3K til fredag 5. mars kl. 14.15. Utan samtykke går tida då til andre."),
    )
    assert (held(town, item)[0].keep_until_release, held(town, item)[0].version) == (True, version)


def test_without_consent_the_time_is_released_two_working_days_before(town: Town) -> None:
    item = booked(town)
    register(town, item, "guardian_1")
    town.wait_until(oslo(2027, 3, 5, 14))
    assert held(town, item)[0].state is ItemState.PLANNED
    town.wait_until(RELEASED)
    ended, meeting = held(town, item)
    assert (ended.state, meeting.state, meeting.slot_id) == (ItemState.RELEASED, MeetingState.RELEASED, None)


def test_kept_or_not_the_rule_releases_the_time(town: Town) -> None:
    item = booked(town)
    town.wait_until(CHOICE)
    town.asks("ingrid", Entry.ACTION, "release.keep", item="1")
    town.wait_until(RELEASED)
    assert held(town, item)[0].state is ItemState.RELEASED


def test_those_invited_learn_that_the_meeting_is_off_and_nothing_else(town: Town) -> None:
    booked(town)
    town.wait_until(RELEASED)
    when = "tysdag 9. mars kl. 10.00–10.45"
    released = letter(town, "hilde", NoticeKind.RELEASED)
    assert released.card.parts == (
        Heading("Møtet er ikkje lenger sett opp"),
        Text(f"Møtet {when} er ikkje lenger sett opp. Du treng ikkje gjere noko."),
        Text("Har du møtet i kalenderen, tek fila det ut."),
    )
    assert released.file is not None
    assert b"METHOD:CANCEL" in released.file.content
    for person in COMING:
        for each in town.inbox(person):
            assert "S-7F3K" not in str(each.card)
            assert "amtykk" not in str(each.card)


def test_the_convener_reads_why_and_what_is_left_to_do(town: Town) -> None:
    booked(town)
    town.wait_until(RELEASED)
    card = letter(town, "ingrid", NoticeKind.RELEASED).card
    assert card.parts == (
        Heading("Tida er gitt til andre"),
        Text(
            "Ikkje alle samtykka var på plass i sak S-7F3K, så tida tysdag 9. mars kl. 10.00–10.45 går til andre. "
            "Dei som var kalla inn, får vite at det ikkje blir noko møte. Sei frå til familien. Bestill på nytt når "
            "samtykket er på plass."
        ),
        Buttons(
            (
                Button("Tekst til familien", "family.text", "item=1&what=cancellation"),
                Button("Bestill tid", "booking.start"),
            )
        ),
    )


def test_to_give_up_the_time_frees_it_now_and_a_second_press_gets_the_same_card(town: Town) -> None:
    item = booked(town)
    town.wait_until(CHOICE)
    first = town.asks("ingrid", Entry.ACTION, "release.give_up", item="1")
    again = town.asks("ingrid", Entry.ACTION, "release.give_up", item="1")
    town.deliver()
    assert first == again
    assert held(town, item)[0].state is ItemState.RELEASED
    assert [town.kinds(person).count(NoticeKind.RELEASED) for person in ("ingrid", *COMING)] == [0, 1, 1, 1]
    with town.world() as world:
        ingrid = town.person(world.session, "ingrid").id
        assert last_actor(world.session, world.tenant_id, "item.released", "item", item) == ingrid


@pytest.mark.parametrize("action", ["release.give_up", "release.keep"])
def test_a_stale_card_changes_nothing(town: Town, action: str) -> None:
    item = booked(town)
    town.wait_until(CHOICE)
    register_all(town, item)
    with pytest.raises(OutOfDate):
        town.asks("ingrid", Entry.ACTION, action, item="1")
    assert held(town, item)[0].state is ItemState.PLANNED


@pytest.mark.parametrize("action", ["release.give_up", "release.keep"])
def test_only_the_convener_chooses(town: Town, action: str) -> None:
    item = booked(town)
    town.wait_until(CHOICE)
    for person in ("hilde", "jonas", "anne"):
        with pytest.raises(NoAccess):
            town.asks(person, Entry.ACTION, action, item="1")
    assert held(town, item)[0].state is ItemState.PLANNED


def test_nothing_more_is_said_about_a_released_meeting(town: Town) -> None:
    booked(town)
    town.wait_until(RELEASED)
    before = {person: town.kinds(person) for person in COMING}
    town.wait_until(MARCH_9 + timedelta(days=3))
    assert {person: town.kinds(person) for person in COMING} == before


def test_after_a_move_the_choice_is_asked_for_again(town: Town) -> None:
    item = booked(town)
    town.wait_until(CHOICE)
    town.asks("ingrid", Entry.ACTION, "release.keep", item="1")
    move(town, item)
    town.wait_until(oslo(2027, 3, 9, 15))
    assert not held(town, item)[0].keep_until_release
    choices = [letter.card for letter in town.inbox("ingrid") if letter.kind is NoticeKind.CONSENT_CHOICE]
    assert "Behald tida til fredag 12. mars kl. 14.15" in buttons(choices[-1])
