from datetime import timedelta

from sqlmodel import select

from handlers import expanding, outbox
from handlers.entry import Entry
from handlers.notice_kinds import KINDS
from handlers.screens import Card, Heading, Listing, Open, Text
from store.deliveries import Delivery, DeliveryState, add_revision
from store.notices import Notice, NoticeKind
from store.people import Person
from tests.handlers.attendance.arranged import AGENDA_DUE, DAY_BEFORE, Arranged
from tests.handlers.booking import journey
from tests.town import Town, oslo


def fail(town: Town, person: str, reason: str, kind: NoticeKind = NoticeKind.INVITATION) -> None:
    """The message of a kind to a person never arrives."""
    with town.database.session() as session:
        expanding.expand_due(session, town.now, KINDS)
        delivery = session.exec(
            select(Delivery)
            .join(Person)
            .where(Person.key == person, Delivery.kind == kind, Delivery.state == DeliveryState.WAITING)
        ).one()
        delivery.attempts = 1
        outbox.record_failed(session, town.now, delivery.tenant_id, delivery.id, reason)
    town.deliver()


def told(town: Town, person: str) -> list[Card]:
    """What somebody is told of messages that did not arrive, as it stands now."""
    return [letter.card for letter in town.inbox(person) if letter.kind is NoticeKind.DELIVERY_FAILED]


def test_the_convener_is_told_who_did_not_get_a_message_and_why(town: Town) -> None:
    journey.book(town, town.give_slot("solvik", oslo(2027, 3, 9, 10)))
    fail(town, "per", "deactivated")
    (card,) = told(town, "ingrid")
    assert card.notice == "Ei melding kom ikkje fram"
    assert card.parts[:5] == (
        Heading("Ei melding kom ikkje fram"),
        Text("Per Instefjord fekk ikkje dette om møtet tysdag 9. mars kl. 10.00–10.45:"),
        Listing(("Innkallinga",)),
        Text("Kontoen er stengd."),
        Text("Ring og sei frå, eller vel ein annan."),
    )
    assert NoticeKind.DELIVERY_FAILED not in town.kinds("per")


def test_one_card_lists_all_that_did_not_arrive_and_a_call_off_is_told_anew(arranged: Arranged) -> None:
    town = arranged.town
    arranged.consents()
    town.wait_until(AGENDA_DUE - timedelta(minutes=1))
    town.now = AGENDA_DUE
    fail(town, "per", "deactivated", NoticeKind.AGENDA)
    (first,) = told(town, "ingrid")
    town.wait_until(DAY_BEFORE - timedelta(minutes=1))
    town.now = DAY_BEFORE
    fail(town, "per", "guest", NoticeKind.REMINDER_DAY)
    (card,) = told(town, "ingrid")
    assert [part.lines for part in (*first.parts, *card.parts) if isinstance(part, Listing)] == [
        ("Saklista",),
        ("Saklista", "Påminninga om møtet"),
    ]
    assert Text("Kontoen høyrer til ein gjest, og gjester får ingen meldingar om møte.") in card.parts
    opened = town.asks("ingrid", Entry.ACTION, "cancel.open", item=str(arranged.item_id))
    assert isinstance(opened, Open)
    town.asks("ingrid", Entry.FORM, "cancel.confirm", draft=opened.form.draft, reason="illness")
    fail(town, "per", "guest", NoticeKind.CANCELLED)
    off = told(town, "ingrid")[-1]
    assert len(told(town, "ingrid")) == 2
    assert off.parts[2:] == (
        Listing(("Saklista", "Påminninga om møtet", "At møtet ikkje blir halde")),
        Text("Kontoen høyrer til ein gjest, og gjester får ingen meldingar om møte."),
        Text("Ring og sei frå."),
    )


def test_a_revision_that_failed_makes_nothing_certain_of_a_message_in_doubt(town: Town) -> None:
    journey.book(town, town.give_slot("solvik", oslo(2027, 3, 9, 10)))
    with town.database.session() as session:
        expanding.expand_due(session, town.now, KINDS)
        doubtful = session.exec(
            select(Delivery).join(Person).where(Person.key == "per", Delivery.kind == NoticeKind.INVITATION)
        ).one()
        outbox.record_unknown(session, town.now, doubtful.tenant_id, doubtful.id)
        notice = session.get(Notice, doubtful.notice_id)
        assert notice is not None
        add_revision(session, notice, doubtful, town.now)
        session.flush()
        revision = session.exec(select(Delivery).where(Delivery.revises == doubtful.id)).one()
        outbox.record_failed(session, town.now, doubtful.tenant_id, revision.id, "message_gone")
    town.deliver()
    (card,) = told(town, "ingrid")
    assert card.parts[0] == Heading("Ei melding har kanskje ikkje kome fram")
    assert card.parts[3] == Text("Sambandet blei brote undervegs, så ingen kan seie om meldinga kom fram.")


def test_the_card_in_bokmaal(town: Town) -> None:
    journey.book(town, town.give_slot("solvik", oslo(2027, 3, 9, 10)), "jonas")
    fail(town, "per", "no_account")
    (card,) = told(town, "jonas")
    assert card.parts[1:5] == (
        Text("Per Instefjord fikk ikke dette om møtet tirsdag 9. mars kl. 10.00–10.45:"),
        Listing(("Innkallingen",)),
        Text("Ingen konto er registrert."),
        Text("Ring og si fra, eller velg en annen."),
    )
