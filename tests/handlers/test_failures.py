from sqlmodel import select

from handlers import outbox
from handlers.notice_kinds import KINDS
from handlers.screens import Heading, Text
from store.deliveries import Delivery
from store.notices import NoticeKind
from store.people import Person
from tests.handlers.booking import journey
from tests.town import Town, oslo


def fail(town: Town, person: str, reason: str) -> None:
    """The invitation to a person never arrives."""
    with town.database.session() as session:
        outbox.expand_due(session, town.now, KINDS)
        delivery = session.exec(
            select(Delivery).join(Person).where(Person.key == person, Delivery.kind == NoticeKind.INVITATION)
        ).one()
        delivery.attempts = 1
        outbox.record_failed(session, town.now, delivery.tenant_id, delivery.id, reason)


def test_the_convener_is_told_who_did_not_get_a_message_and_why(town: Town) -> None:
    journey.book(town, town.give_slot("solvik", oslo(2027, 3, 9, 10)))
    fail(town, "per", "deactivated")
    town.deliver()
    card = next(letter.card for letter in town.inbox("ingrid") if letter.kind is NoticeKind.DELIVERY_FAILED)
    assert card.notice == "Ei melding kom ikkje fram"
    assert card.parts[:4] == (
        Heading("Ei melding kom ikkje fram"),
        Text("Per Instefjord fekk ikkje meldinga om møtet tysdag 9. mars kl. 10.00–10.45."),
        Text("Kontoen er stengd."),
        Text("Ring og sei frå, eller vel ein annan."),
    )
    assert NoticeKind.DELIVERY_FAILED not in town.kinds("per")
