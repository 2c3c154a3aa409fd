from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
from sqlmodel import select

from handlers.entry import Entry
from handlers.errors import OutOfDate
from handlers.screens import LIMITS, Answer, Button, Buttons, Card, Replace, Row, Show, Text
from store.cases import Case
from tests.handlers.booking import journey
from tests.town import Town, oslo

MARCH_9 = oslo(2027, 3, 9, 10)


def card_of(answer: Answer) -> Card:
    assert isinstance(answer, Show | Replace), answer
    return answer.card


def rows(card: Card) -> list[str]:
    return [part.text for part in card.parts if isinstance(part, Row)]


def pressed(card: Card, text: str) -> Button:
    found = [button for part in card.parts if isinstance(part, Buttons) for button in part.buttons]
    return next(button for button in found if button.text == text)


def unit_card(town: Town, key: str = "solvik") -> Card:
    with town.database.session() as session:
        unit = str(town.unit_id(session, key))
    return card_of(town.asks("anne", Entry.ACTION, "slots.unit", unit=unit))


def test_each_school_and_kindergarten_has_its_next_free_time_and_its_bookings(town: Town) -> None:
    journey.book(town, town.give_slot("solvik", MARCH_9))
    town.give_slot("solvik", oslo(2027, 3, 16, 10))
    card = card_of(town.asks("anne", Entry.COMMAND, "run", words="tider"))
    assert rows(card) == [
        "Blåklokka barnehage: ingen ledige tider.",
        "Nesbygda skule: ingen ledige tider.",
        "Solvik skule: neste ledige tid er tysdag 16. mars kl. 10.00. Éi tid er bestilt.",
        "Storhaug ungdomsskule: ingen ledige tider.",
    ]
    assert card.notice == "Tidene du har ansvar for"


def test_the_coordinator_sees_bookings_by_their_reference_only(town: Town) -> None:
    journey.book(town, town.give_slot("solvik", MARCH_9))
    card = unit_card(town)
    with town.database.session() as session:
        reference = session.exec(select(Case)).one().reference
    assert f"Tysdag 9. mars kl. 10.00–10.45: sak {reference}" in repr(card.parts)
    assert "Ingrid" not in repr(card)
    assert (pressed(card, "Flytt").action, pressed(card, "Avlys").action) == ("moving.open", "cancel.open")


def test_a_time_that_another_unit_has_borrowed_says_which(town: Town) -> None:
    slot = town.give_slot("nesbygda", MARCH_9)
    draft = journey.start(town, "ingrid")
    journey.child(town, "ingrid", draft)
    journey.voice(town, "ingrid", draft)
    journey.time(town, "ingrid", draft, slot)
    journey.people(town, "ingrid", draft, place="Biblioteket")
    journey.confirm(town, "ingrid", draft)
    with town.database.session() as session:
        reference = session.exec(select(Case)).one().reference
    line = Text(f"Tysdag 9. mars kl. 10.00–10.45: sak {reference}, Solvik skule")
    assert line in unit_card(town, "nesbygda").parts


def test_an_offered_time_says_until_when(town: Town) -> None:
    waiting = journey.start(town, "ingrid")
    journey.child(town, "ingrid", waiting)
    journey.voice(town, "ingrid", waiting)
    town.asks("ingrid", Entry.ACTION, "booking.wait", draft=waiting)
    slot = town.give_slot("solvik", oslo(2027, 4, 6, 10))
    with town.world() as world:
        from handlers import waitlist
        from store.slots import slot_by_id

        found = slot_by_id(world.session, world.tenant_id, slot)
        assert found is not None
        waitlist.slot_freed(world, found)
    assert rows(unit_card(town)) == [
        "Tysdag 6. april kl. 10.00–10.45: ventar på svar frå ventelista til onsdag 24. februar kl. 15.00"
    ]


def test_later_times_come_page_by_page_within_the_limits_of_a_card(town: Town) -> None:
    given = [MARCH_9 + timedelta(hours=hour) for hour in range(20)]
    for at in given:
        town.give_slot("solvik", at)
    first = unit_card(town)
    later = pressed(first, "Vis seinare tider")
    second = card_of(town.asks("anne", Entry.ACTION, later.action, **dict(parse_qsl(later.value))))
    seen = rows(first) + rows(second)
    assert len(seen) == len(set(seen)) == len(given)
    assert max(len(first.parts), len(second.parts)) <= LIMITS.parts


def test_a_unit_that_has_no_times_or_does_not_exist_is_answered_politely(town: Town) -> None:
    with town.database.session() as session:
        service = str(town.unit_id(session, "ppt"))
    for claim in (service, "999"):
        with pytest.raises(OutOfDate):
            town.asks("anne", Entry.ACTION, "slots.unit", unit=claim)
