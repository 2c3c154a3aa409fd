from datetime import date, timedelta

import pytest

from handlers import planning
from handlers.screens import Button, Buttons, Heading, Row, Text
from store.attendance import participants_of
from store.cases import Case
from store.meetings import Item
from store.notices import NoticeKind
from tests.handlers.consent.answers import MARCH_9, booked, held, register, register_all
from tests.town import Letter, Town, oslo


def letters(town: Town, kind: NoticeKind, person: str = "ingrid") -> list[Letter]:
    return [letter for letter in town.inbox(person) if letter.kind is kind]


def later(town: Town, days: int) -> None:
    """The meeting stands so much later, so that the first reminder of consent is still ahead."""
    item, meeting = held(town, booked(town))
    with town.world() as world:
        meeting.starts_at += timedelta(days=days)
        meeting.ends_at += timedelta(days=days)
        meeting.sequence += 1
        world.session.add_all((item, meeting))
        world.session.flush()
        planning.plan_moments(world, item, meeting)


def test_missing_consent_is_told_ten_working_days_before(town: Town) -> None:
    later(town, 7)
    register(town, 1, "guardian_1")
    town.wait_until(oslo(2027, 3, 2, 8))
    assert letters(town, NoticeKind.CONSENT_MISSING) == []
    town.wait_until(oslo(2027, 3, 2, 15))
    (letter,) = letters(town, NoticeKind.CONSENT_MISSING)
    assert letter.card.parts == (
        Heading("Samtykke manglar i sak S-7F3K"),
        Text("Utan samtykke får berre du saklista til møtet tysdag 16. mars."),
        Row("Føresett 2: ventar på svar", Button("Registrer svar", "consent.open", "item=1&holder=guardian_2")),
        Buttons(
            (
                Button("Flytt møtet", "moving.open", "item=1"),
                Button("Avlys møtet", "cancel.open", "item=1"),
                town.later("ingrid", NoticeKind.CONSENT_MISSING),
            )
        ),
    )
    assert letter.card.notice == "Det manglar svar til eit møte tysdag 16. mars"
    assert [town.kinds(person).count(NoticeKind.CONSENT_MISSING) for person in ("hilde", "erik", "per")] == [0, 0, 0]


def test_nothing_is_said_of_consent_that_is_in_place(town: Town) -> None:
    later(town, 7)
    register_all(town, 1)
    town.wait_until(MARCH_9 + timedelta(days=8))
    said = {NoticeKind.CONSENT_MISSING, NoticeKind.CONSENT_CHOICE, NoticeKind.START, NoticeKind.RELEASED}
    assert not said & set(town.kinds("ingrid"))


def test_the_reminder_turns_into_the_good_news_when_the_consent_comes(town: Town) -> None:
    later(town, 7)
    town.wait_until(oslo(2027, 3, 2, 15))
    register_all(town, 1)
    town.deliver()
    (letter,) = letters(town, NoticeKind.CONSENT_MISSING)
    assert letter.card.parts == (
        Heading("Samtykket er på plass"),
        Text("Sak S-7F3K, møtet tysdag 16. mars: alle som må samtykkje, har gjort det."),
    )


def test_a_case_is_not_discussed_when_the_consent_does_not_hold_at_the_start(town: Town) -> None:
    item = booked(town)
    register_all(town, item)
    town.wait_until(oslo(2027, 3, 8, 12))
    with town.world() as world:
        for row in participants_of(world.session, item):
            if row.required:
                row.unit_id = town.unit_id(world.session, "blaaklokka")
    town.wait_until(MARCH_9)
    (letter,) = letters(town, NoticeKind.START)
    assert letter.card.parts[:2] == (
        Heading("Ikkje snakk om sak S-7F3K no"),
        Text("Samtykket gjeld ikkje i dag. De kan møtast, men ikkje dele opplysningar om saka."),
    )


def test_a_consent_that_expires_is_told_twenty_working_days_ahead(town: Town) -> None:
    item = booked(town)
    register(town, item, "guardian_1", given_on=date(2026, 4, 23))
    town.wait_until(oslo(2027, 3, 17, 8))
    assert letters(town, NoticeKind.CONSENT_EXPIRING) == []
    town.wait_until(oslo(2027, 3, 17, 12))
    (letter,) = letters(town, NoticeKind.CONSENT_EXPIRING)
    assert letter.card.parts == (
        Heading("Eit samtykke i sak S-7F3K går snart ut"),
        Text(
            "Føresett 1: samtykket går snart ut. Be om eit nytt dersom arbeidet held fram. Utan samtykke kan vi ikkje "
            "dele opplysningar om saka etterpå."
        ),
        Buttons((town.later("ingrid", NoticeKind.CONSENT_EXPIRING),)),
    )
    assert letter.card.notice == "Eit svar du har registrert, går snart ut"


@pytest.mark.parametrize("kind", ["written", "withdrawn"])
def test_a_consent_that_has_been_replaced_is_not_said_to_expire(town: Town, kind: str) -> None:
    item = booked(town)
    register(town, item, "guardian_1", given_on=date(2026, 4, 23))
    register(town, item, "guardian_1", kind)
    town.wait_until(oslo(2027, 3, 25, 12))
    assert letters(town, NoticeKind.CONSENT_EXPIRING) == []


def test_the_end_that_comes_with_the_youths_birthday_is_told_without_the_day(town: Town) -> None:
    item = booked(town)
    with town.world() as world:
        row = world.session.get(Item, item)
        assert row is not None
        row.age, row.youth_decides_from = 15, date(2027, 4, 6)
    register(town, item, "guardian_1")
    town.wait_until(oslo(2027, 2, 26, 12))
    assert len(letters(town, NoticeKind.CONSENT_EXPIRING)) == 1
    assert "6. april" not in str(letters(town, NoticeKind.CONSENT_EXPIRING)[0].card)


def test_no_locked_phone_shows_arena_unit_place_or_case(town: Town) -> None:
    item = booked(town)
    register(town, item, "guardian_1", given_on=date(2026, 4, 23))
    town.wait_until(oslo(2027, 3, 2, 10))
    register_all(town, item)
    town.deliver()
    register(town, item, "guardian_1", "withdrawn")
    town.wait_until(oslo(2027, 4, 1, 10))
    with town.database.session() as session:
        case = session.get(Case, 1)
        assert case is not None
    shown = [letter.card.notice for person in ("ingrid", "hilde", "erik", "per") for letter in town.inbox(person)]
    assert len(shown) > 10
    for secret in ("SamBa", "Solvik", "Møterom", case.reference, "samtykke", "Samtykke", "Føresett", "barnevern"):
        assert [notice for notice in shown if secret in notice] == []
