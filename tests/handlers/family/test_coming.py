import pytest

from handlers.entry import Entry
from handlers.errors import NoAccess, OutOfDate
from handlers.screens import Button, Buttons, Card, Heading, Row, Show, Text, value
from store.attendance import OutsideRole, Telling, outside_attendees_of
from tests.handlers.consent.answers import booked, held
from tests.handlers.family.rows import cancel, parts, row_id, told
from tests.town import Town


def coming(town: Town, item: int) -> list[bool | None]:
    with town.world() as world:
        return [each.coming for each in outside_attendees_of(world.session, item)]


def say(town: Town, attendee: int, answer: str, person: str = "ingrid") -> object:
    return town.asks(person, Entry.ACTION, "family.coming", attendee=str(attendee), coming=answer)


def test_the_convener_registers_who_comes(town: Town) -> None:
    item = booked(town)
    answer = say(town, 1, "yes")
    say(town, 2, "no")
    assert coming(town, item) == [True, False]
    assert answer == Show(Card((Heading("Det er registrert"), Text("Føresett 1: kjem")), "Det er registrert"))


def test_the_card_asks_until_it_is_known_and_then_offers_the_opposite(town: Town) -> None:
    item = booked(town)
    say(town, 1, "yes")
    told(town, row_id(town, item, OutsideRole.GUARDIAN_2, Telling.TIME))
    card = parts(town, item)
    assert Row("Føresett 1: kjem", Button("Kjem ikkje", "family.coming", "attendee=1&coming=no")) in card
    asked = (
        Button("Føresett 2: kjem", "family.coming", "attendee=2&coming=yes"),
        Button("Føresett 2: kjem ikkje", "family.coming", "attendee=2&coming=no"),
    )
    assert Buttons(asked) in card


def test_who_does_not_know_about_the_time_is_not_asked_about_yet(town: Town) -> None:
    item = booked(town)
    assert parts(town, item) == [
        Heading("Dei du seier frå til sjølv"),
        Row("Føresett 1: har ikkje fått vite om tida", Button("Sagt frå", "family.tell", "told=1")),
        Row("Føresett 2: har ikkje fått vite om tida", Button("Sagt frå", "family.tell", "told=2")),
        Buttons((Button("Tekst om tida", "family.text", value(item=item, what="time")),)),
    ]


def test_the_same_press_again_changes_nothing(town: Town) -> None:
    item = booked(town)
    first = say(town, 1, "yes")
    version = held(town, item)[0].version
    assert say(town, 1, "yes") == first
    assert held(town, item)[0].version == version


def test_forged_presses_are_refused_and_change_nothing(town: Town) -> None:
    item = booked(town)
    for person, attendee, answer, error in (
        ("hilde", 1, "yes", NoAccess),
        ("ingrid", 4711, "yes", NoAccess),
        ("ingrid", 1, "perhaps", OutOfDate),
    ):
        with pytest.raises(error):
            say(town, attendee, answer, person)
    assert coming(town, item) == [None, None]


def test_nobody_comes_to_a_meeting_that_is_cancelled(town: Town) -> None:
    item = booked(town)
    cancel(town, item)
    with pytest.raises(OutOfDate):
        say(town, 1, "yes")
    assert coming(town, item) == [None, None]
