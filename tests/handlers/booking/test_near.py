"""A meeting within five working days: consent is registered in the booking itself, for all who come."""

import pytest
from sqlmodel import select

from handlers.screens import Answer, Form, Heading, Listing, Open, Text
from store.consents import Consent
from store.meetings import Item
from store.notices import NoticeKind
from tests.handlers.booking import journey
from tests.town import Town, oslo

NEAR = oslo(2027, 2, 26, 10)


def form_of(answer: Answer) -> Form:
    assert isinstance(answer, Open), answer
    return answer.form


def near(town: Town, initiator: str = "guardian") -> tuple[str, Form]:
    slot = town.give_slot("solvik", NEAR)
    draft = journey.start(town, "ingrid")
    journey.child(town, "ingrid", draft, initiator=initiator)
    journey.voice(town, "ingrid", draft, decided_by="one_guardian", decided_reason="sole_responsibility")
    journey.time(town, "ingrid", draft, slot)
    return draft, form_of(journey.people(town, "ingrid", draft))


def test_the_form_says_who_is_signed_in_and_whom_the_consent_must_cover(town: Town) -> None:
    _, form = near(town, "professional_outside")
    assert form.parts[:3] == (
        Heading("Det er kort tid til møtet"),
        Text(
            "Du kan ta tida når alle som må samtykkje, har gjort det. Dei gir samtykket til deg, ikkje her. Her "
            "registrerer du at du har fått det. Du er logga inn som Ingrid Haugland."
        ),
        Text(
            "Registrer berre samtykke som gjeld for alle som kjem: helsestasjonen, barnevernstenesta, PPT, Solvik "
            "skule og dei som kjem utanfrå."
        ),
    )


@pytest.mark.parametrize("initiator", ["guardian", "professional_outside"])
def test_what_is_registered_covers_all_who_come_and_is_not_asked_for_twice(town: Town, initiator: str) -> None:
    draft, _ = near(town, initiator)
    form = form_of(journey.consents(town, "ingrid", draft, "guardian_1"))
    lines = next(part for part in form.parts if isinstance(part, Listing)).lines
    assert "Samtykket er på plass, og saklista går ut med ein gong." in lines
    # The same people again, as after a time that was lost: what was registered is kept.
    assert form_of(journey.people(town, "ingrid", draft)).name == "booking.confirm"
    journey.confirm(town, "ingrid", draft)
    with town.world() as world:
        item = world.session.exec(select(Item)).one()
        row = world.session.exec(select(Consent)).one()
    services = ["child_welfare", "health_station", "ppt", "school"]
    assert row.scope == sorted([*services, "outside"] if initiator == "professional_outside" else services)
    assert (row.item_id, row.recorded_by) == (item.id, town.person_id("ingrid"))
    town.deliver()
    assert town.kinds("hilde") == [NoticeKind.INVITATION, NoticeKind.AGENDA]


def test_a_consent_that_leaves_the_outsider_out_does_not_let_a_near_time_be_taken(town: Town) -> None:
    draft, _ = near(town)
    journey.consents(town, "ingrid", draft, "guardian_1")
    journey.confirm(town, "ingrid", draft)
    with town.world() as world:
        case_id = world.session.exec(select(Item)).one().case_id
    other = town.give_slot("solvik", oslo(2027, 3, 1, 10))
    for initiator, then in (("guardian", "booking.confirm"), ("professional_outside", "booking.consent")):
        draft = journey.start(town, "ingrid")
        journey.child(town, "ingrid", draft, initiator=initiator, case=str(case_id))
        journey.voice(town, "ingrid", draft, decided_by="one_guardian", decided_reason="sole_responsibility")
        journey.time(town, "ingrid", draft, other)
        assert form_of(journey.people(town, "ingrid", draft)).name == then
