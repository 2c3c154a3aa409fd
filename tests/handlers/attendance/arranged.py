"""A meeting at Solvik skule on Tuesday 16 March 2027 at 10:00, called by Ingrid, and what people do with its cards."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl

from sqlmodel import Session, select

from handlers import consent
from handlers.access import case_of
from handlers.entry import Entry
from handlers.screens import Answer, Card, Facts, FieldValue, Heading, Listing, Note, Open, Part, Row, Text
from store.attendance import Participant, participants_of
from store.consents import Consent, ConsentKind
from store.meetings import Item, Meeting, item_with_meeting
from store.notices import NoticeKind
from tests.handlers.booking import journey
from tests.town import Town, buttons, oslo

STARTS = oslo(2027, 3, 16, 10)
AGENDA_DUE = oslo(2027, 3, 9, 9)
REPLIES_DUE = oslo(2027, 3, 11, 9)
DAY_BEFORE = oslo(2027, 3, 15, 9)
HOUR_BEFORE = oslo(2027, 3, 16, 9)
WHEN_NN = "tysdag 16. mars kl. 10.00–10.45"
WHEN_NB = "tirsdag 16. mars kl. 10.00–10.45"


@dataclass(frozen=True)
class Arranged:
    """The meeting that was arranged."""

    town: Town
    item_id: int
    reference: str

    def participant(self, person: str, active: bool = True) -> Participant:
        """Somebody's place, the newest."""
        with self.town.database.session() as session:
            person_id = self.town.person(session, person).id
            found = [each for each in participants_of(session, self.item_id, active) if each.person_id == person_id]
            return found[-1]

    def item(self) -> Item:
        """The item as it stands."""
        return self._found()[0]

    def meeting(self) -> Meeting:
        """The meeting as it stands."""
        return self._found()[1]

    def _found(self) -> tuple[Item, Meeting]:
        with self.town.world() as world:
            return self._in(world.session, world.tenant_id)

    def letter(self, person: str, kind: NoticeKind) -> Card:
        """The newest card of a kind in somebody's inbox."""
        return [letter.card for letter in self.town.inbox(person) if letter.kind is kind][-1]

    def press(self, person: str, card: Card, text: str) -> Answer:
        """Press a card's button, and let what comes of it be delivered."""
        action, _, claims = buttons(card)[text].partition("?")
        answer = self.town.asks(person, Entry.ACTION, action, **dict(parse_qsl(claims)))
        self.town.deliver()
        return answer

    def submit(self, person: str, opened: Answer, **values: FieldValue) -> Answer:
        """Send in the form that was opened, and let what comes of it be delivered."""
        assert isinstance(opened, Open), opened
        answer = self.town.asks(person, Entry.FORM, opened.form.name, draft=opened.form.draft, **values)
        self.town.deliver()
        return answer

    def consents(self, services: tuple[str, ...] = ("health_station", "child_welfare", "ppt", "school")) -> None:
        """Both guardians' consent is registered, for some services."""
        with self.town.world() as world:
            item, meeting = self._in(world.session, world.tenant_id)
            for holder in ("guardian_1", "guardian_2"):
                world.session.add(
                    Consent(
                        tenant_id=world.tenant_id,
                        case_id=item.case_id,
                        item_id=self.item_id,
                        holder=holder,
                        kind=ConsentKind.WRITTEN,
                        scope=list(services),
                        informed=True,
                        expires_on=date(2028, 2, 23),
                        recorded_by=item.convener_id,
                        recorded_at=world.now,
                    )
                )
            world.session.flush()
            consent.judge_again(world, item, meeting, item.convener_id)
        self.town.deliver()

    def withdraws(self) -> None:
        """One guardian's consent is withdrawn."""
        with self.town.world() as world:
            item, meeting = self._in(world.session, world.tenant_id)
            world.session.add(
                Consent(
                    tenant_id=world.tenant_id,
                    case_id=item.case_id,
                    item_id=self.item_id,
                    holder="guardian_1",
                    kind=ConsentKind.WITHDRAWN,
                    recorded_by=item.convener_id,
                    recorded_at=world.now,
                )
            )
            world.session.flush()
            consent.judge_again(world, item, meeting, item.convener_id)
        self.town.deliver()

    def _in(self, session: Session, tenant_id: int) -> tuple[Item, Meeting]:
        found = item_with_meeting(session, tenant_id, self.item_id)
        assert found is not None
        return found


def arrange(town: Town, **people: FieldValue) -> Arranged:
    """Ingrid books; Jonas of the same school, Hilde, Erik and Per come as well. Everything due at once is delivered."""
    slot = town.give_slot("solvik", STARTS)
    draft = journey.start(town, "ingrid")
    journey.child(town, "ingrid", draft)
    journey.voice(town, "ingrid", draft)
    journey.time(town, "ingrid", draft, slot)
    staff = tuple(str(town.person_id(key)) for key in ("ingrid", "jonas"))
    journey.people(town, "ingrid", draft, **{"staff": staff, **people})
    journey.confirm(town, "ingrid", draft)
    town.deliver()
    with town.world() as world:
        item = world.session.exec(select(Item).where(Item.tenant_id == world.tenant_id)).one()
        assert item.id is not None
        return Arranged(town, item.id, case_of(world, item).reference)


def words(card: Card) -> list[str]:
    """Everything that can be read on a card, and on its buttons, in order."""
    return [card.notice, *(text for part in card.parts for text in _read(part)), *buttons(card)]


def _read(part: Part) -> list[str]:
    match part:
        case Heading(text) | Text(text) | Note(text):
            return [text]
        case Listing(lines, _):
            return list(lines)
        case Facts(pairs):
            return [word for pair in pairs for word in pair]
        case Row(text, _):
            return [text]
        case _:
            return []
