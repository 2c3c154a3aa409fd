"""A municipality to test in: real SQLite, the try-out's people, a clock that stands still until it is moved.

Messages are not sent but laid in inboxes, by the same expand, claim, prepare and record that the real delivery uses.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from handlers import access, expanding, outbox, places, preparing, router
from handlers.context import Context, World
from handlers.entry import Entry
from handlers.notice_kinds import KINDS
from handlers.notices import File
from handlers.routes import ROUTES
from handlers.rules.audience import Audience
from handlers.screens import Answer, Button, Buttons, Card, FieldValue, Row, value
from store.accounts import Channel
from store.database import Database
from store.deliveries import Delivery, delivery_by_id, next_due
from store.notices import NoticeKind
from store.people import Person, Tenant, Unit
from store.slots import Slot

OSLO = ZoneInfo("Europe/Oslo")


def oslo(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A local moment, as UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=OSLO).astimezone(UTC)


@dataclass
class Letter:
    """A message in somebody's inbox, as it stands now; `edits` counts how often it has been changed since it came."""

    kind: NoticeKind
    card: Card
    file: File | None
    came: datetime
    edits: int = 0


@dataclass
class Town:
    """Ask, wait, and look in the inboxes. `now` is the tenant's now and the real time alike, UTC.

    `audiences` says who can read a channel, by its id on the platform; one that is not named is private and empty.
    """

    database: Database
    now: datetime = field(default_factory=lambda: oslo(2027, 2, 23, 9))
    letters: dict[str, Letter] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    municipality: str = "lyngvag"
    audiences: dict[str, Audience] = field(default_factory=dict)

    @contextmanager
    def world(self) -> Iterator[World]:
        """What is true now, in a transaction of its own."""
        with self.database.session() as session:
            yield access.world_of(session, self.tenant(session), self.now)

    @contextmanager
    def as_(self, person: str) -> Iterator[Context]:
        """What is true now for a person (by key), in a transaction of its own."""
        with self.world() as world:
            yield world.seen_by(self.person(world.session, person))

    def asks(self, person: str, entry: Entry, name: str, **values: FieldValue) -> Answer:
        """The answer to one click, command or form. Refusals are raised, and change nothing."""
        with self.as_(person) as context:
            return router.dispatch(ROUTES, context, entry, name, values)

    def wait_until(self, moment: datetime) -> None:
        """Let time pass to a moment (UTC); what falls due in between is delivered in order."""
        self.deliver()
        while (due := self._next_due()) is not None and due <= moment:
            self.now = due
            self.deliver()
        self.now = moment
        self.deliver()

    def deliver(self) -> None:
        """Deliver what is due now."""
        while self._expanded() or self._delivered():
            pass

    def inbox(self, person: str) -> list[Letter]:
        """What a person has received, in order, as it stands now."""
        return [self.letters[id_] for id_, owner in self.owners.items() if owner == person]

    def posts(self, channel: str) -> list[Letter]:
        """What stands in a channel (by name), in order, as it stands now."""
        return self.inbox(f"#{channel}")

    def kinds(self, person: str) -> list[NoticeKind]:
        """The kinds of what a person has received, in order."""
        return [letter.kind for letter in self.inbox(person)]

    def later(self, person: str, kind: NoticeKind, text: str = "Minn meg på det seinare") -> Button:
        """The button that puts off somebody's newest reminder of a kind."""
        own = [id_ for id_, letter in self.letters.items() if letter.kind is kind and self.owners[id_] == person]
        return Button(text, "later.open", value(delivery=own[-1]))

    def tenant(self, session: Session) -> Tenant:
        """The municipality."""
        return session.exec(select(Tenant).where(Tenant.key == self.municipality)).one()

    def person(self, session: Session, key: str) -> Person:
        """A person by key."""
        return session.exec(select(Person).where(Person.key == key, Person.tenant_id == self.tenant(session).id)).one()

    def give_slot(self, unit: str, starts_at: datetime, place: str = "Møterom 2") -> int:
        """Give a unit a time of 45 minutes; returns the slot's id."""
        with self.world() as world:
            unit_id = self.unit_id(world.session, unit)
            slot = Slot(
                tenant_id=world.tenant_id,
                arena="samba",
                unit_id=unit_id,
                starts_at=starts_at,
                ends_at=starts_at + timedelta(minutes=45),
                place=place,
            )
            world.session.add(slot)
            world.session.flush()
            assert slot.id is not None
            return slot.id

    def unit_id(self, session: Session, key: str) -> int:
        """A unit's id by its key."""
        unit_id = session.exec(select(Unit.id).where(Unit.key == key, Unit.tenant_id == self.tenant(session).id)).one()
        assert unit_id is not None
        return unit_id

    def person_id(self, key: str) -> int:
        """A person's id by key."""
        with self.database.session() as session:
            person_id = self.person(session, key).id
        assert person_id is not None
        return person_id

    def _next_due(self) -> datetime | None:
        with self.database.session() as session:
            tenant_id = self.tenant(session).id
            assert tenant_id is not None
            return next_due(session, tenant_id, self.now)

    def _expanded(self) -> int:
        with self.database.session() as session:
            return expanding.expand_due(session, self.now, KINDS)

    def _delivered(self) -> int:
        with self.database.session() as session:
            claimed = outbox.claim(session, self.now)
        for claim in claimed:
            with self.database.session() as session:
                audience = self._audience(session, claim)
                prepared = preparing.prepare(session, self.now, claim.tenant_id, claim.delivery, KINDS, audience)
                if prepared is not None:
                    self._lay_in_inbox(session, claim.tenant_id, prepared)
        return len(claimed)

    def _audience(self, session: Session, claim: outbox.Claim) -> Audience | None:
        place = places.place_of(session, self.now, claim.tenant_id, claim.delivery)
        if place is None or place.channel is None:
            return None
        return self.audiences.get(place.channel, Audience(private=True))

    def _lay_in_inbox(self, session: Session, tenant_id: int, prepared: preparing.Prepared) -> None:
        address = prepared.address or prepared.delivery
        held = delivery_by_id(session, tenant_id, address)
        assert held is not None
        if prepared.address:
            letter = self.letters[address]
            letter.card, letter.edits = prepared.message.card, letter.edits + 1
            letter.file = prepared.message.file or letter.file
        else:
            self.letters[address] = Letter(held.kind, prepared.message.card, prepared.message.file, self.now)
            self.owners[address] = _owner(session, held)
        outbox.record_sent(session, self.now, tenant_id, prepared.delivery, prepared.fingerprint, address)


def _owner(session: Session, delivery: Delivery) -> str:
    """Whose inbox a message lies in: a person's key, or `#` and a channel's name."""
    if delivery.channel_id is not None:
        channel = session.get(Channel, delivery.channel_id)
        assert channel is not None
        return f"#{channel.name}"
    person = session.get(Person, delivery.person_id)
    assert person is not None
    return person.key


def buttons(card: Card) -> dict[str, str]:
    """A card's buttons: what they say, and the action and value they carry, as `action?value`."""
    found = [button for part in card.parts if isinstance(part, Buttons) for button in part.buttons]
    found += [part.button for part in card.parts if isinstance(part, Row)]
    return {button.text: f"{button.action}?{button.value}" for button in found}


def counted(letters: list[Letter]) -> dict[NoticeKind, int]:
    """How many letters of each kind."""
    counts: dict[NoticeKind, int] = defaultdict(int)
    for letter in letters:
        counts[letter.kind] += 1
    return dict(counts)
