"""An offer that never reaches the first in line goes to the next, and the coordinator is told once."""

from sqlmodel import select

from handlers import expanding, outbox
from handlers.notice_kinds import KINDS
from handlers.screens import Button, Buttons, Card, Heading, Text
from store.deliveries import Delivery, DeliveryState
from store.notices import NoticeKind
from store.waitlist import OfferState, WaitState
from tests.handlers.waitlist.test_line import APRIL_6, APRIL_13, free, held_for, offers, states, wait
from tests.town import Town


def fail(town: Town, person: str, reason: str = "deactivated") -> None:
    with town.database.session() as session:
        expanding.expand_due(session, town.now, KINDS)
        owner = town.person(session, person).id
        delivery = session.exec(
            select(Delivery).where(
                Delivery.kind == NoticeKind.OFFER,
                Delivery.person_id == owner,
                Delivery.state == DeliveryState.WAITING,
            )
        ).one()
        outbox.record_failed(session, town.now, delivery.tenant_id, delivery.id, reason)
    town.deliver()


def told(town: Town, person: str) -> list[Card]:
    return [letter.card for letter in town.inbox(person) if letter.kind is NoticeKind.OFFER_FAILED]


def test_the_next_in_line_gets_it_and_the_place_is_kept(town: Town) -> None:
    wait(town, "jonas")
    wait(town, "olav")
    slot = town.give_slot("solvik", APRIL_6)
    free(town, slot)
    fail(town, "jonas")
    assert offers(town) == [("jonas", OfferState.UNDELIVERED), ("olav", OfferState.OPEN)]
    assert states(town) == [WaitState.WAITING, WaitState.OFFERED]
    assert NoticeKind.OFFER in town.kinds("olav")
    assert told(town, "anne") == [
        Card(
            (
                Heading("Eit tilbod kom ikkje fram"),
                Text(
                    "Jonas Bakke fekk ikkje meldinga om ei ledig tid på Solvik skule, tysdag 6. april kl. 10.00–10.45."
                ),
                Text("Kontoen er stengd."),
                Text("Tida går til den neste på ventelista. Ring Jonas Bakke, som beheld plassen sin."),
                Buttons((Button("Vis tidene", "slots.unit", f"unit={unit_of(town)}"),)),
            ),
            "Eit tilbod om tid kom ikkje fram",
        )
    ]


def unit_of(town: Town) -> int:
    with town.world() as world:
        return town.unit_id(world.session, "solvik")


def test_with_nobody_else_in_line_the_time_is_free(town: Town) -> None:
    wait(town, "jonas")
    slot = town.give_slot("solvik", APRIL_6)
    free(town, slot)
    fail(town, "jonas")
    assert held_for(town, slot) is None


def test_the_coordinator_is_told_once_for_each_who_cannot_be_reached(town: Town) -> None:
    wait(town, "jonas")
    free(town, town.give_slot("solvik", APRIL_6))
    fail(town, "jonas")
    free(town, town.give_slot("solvik", APRIL_13))
    fail(town, "jonas")
    assert len(told(town, "anne")) == 1


def test_recorded_twice_it_goes_on_once(town: Town) -> None:
    wait(town, "jonas")
    wait(town, "olav")
    free(town, town.give_slot("solvik", APRIL_6))
    fail(town, "jonas")
    with town.database.session() as session:
        failed = session.exec(select(Delivery).where(Delivery.state == DeliveryState.FAILED)).one()
        outbox.record_failed(session, town.now, failed.tenant_id, failed.id, "deactivated")
    town.deliver()
    assert offers(town) == [("jonas", OfferState.UNDELIVERED), ("olav", OfferState.OPEN)]
