"""What is due is brought out whatever one notice, one reader or one answer of the platform does."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select, update

from bot import delivery as loop
from bot.delivery import Delivery
from bot.desk import Desk
from bot.messenger import Mailbox, NeverArrives, OutcomeUnknown, Outgoing, Room, SendError, TryLater, Unreachable
from handlers import access, endings, expanding, outbox, planning, preparing, reaching
from handlers.clock import set_clock
from handlers.context import Context, World
from handlers.municipality import load_municipality
from handlers.notice_kinds import KINDS
from handlers.notices import About, Kind, Message
from handlers.rules.audience import Audience
from store import deliveries, slots
from store.accounts import Account, Workspace
from store.database import Database
from store.deliveries import DeliveryState
from store.meetings import Item, ItemState, Meeting
from store.notices import Notice, NoticeKind, NoticeState
from store.people import Person, Tenant
from tests.handlers.booking import journey
from tests.handlers.forged.scene import OTHER, OWN, municipality
from tests.town import Town, oslo

PERSONAL = "Kari Nordmann 010112 12345"
SLOT = oslo(2027, 3, 16, 10)


def name(message: Outgoing) -> str:
    """The account or channel that a message goes to."""
    return message.to.channel if isinstance(message.to, Room) else message.to.account


@dataclass
class Mailman:
    """A messenger that remembers what it brought to whom, and fails as told: by account or channel, each error once.

    `audiences` says who can read a channel; one that is not named cannot be read. `unreadable` holds what comes first
    when that is asked: an error, or None for the answer.
    What it failed to bring to those in `got_through` stands there all the same: only the answer was lost. `files` are
    those it brought, and did not find there already.
    """

    sent: list[tuple[str, str]] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    deliveries: list[str] = field(default_factory=list)
    failing: dict[str, list[SendError]] = field(default_factory=dict)
    readers: dict[str, SendError] = field(default_factory=dict)
    got_through: set[str] = field(default_factory=set)
    edited: list[tuple[str, str]] = field(default_factory=list)
    attached: list[tuple[str, bool]] = field(default_factory=list)
    files: list[tuple[str, str]] = field(default_factory=list)
    audiences: dict[str, Audience] = field(default_factory=dict)
    looks_up: bool = True
    by_reference: bool = False
    unreadable: dict[str, list[SendError | None]] = field(default_factory=dict)

    async def audience(self, room: Room) -> Audience | None:
        if self.unreadable.get(room.channel) and (error := self.unreadable[room.channel].pop(0)):
            raise error
        return self.audiences.get(room.channel)

    async def check_reader(self, mailbox: Mailbox) -> None:
        if mailbox.account in self.readers:
            raise self.readers[mailbox.account]

    async def send(self, message: Outgoing) -> str:
        await asyncio.sleep(0.001)
        if self.failing.get(name(message)):
            raise self.failing[name(message)].pop(0)
        self.sent.append((name(message), message.card.notice))
        self.deliveries.append(message.delivery)
        self._bring_file(message)
        if message.again:
            self.again.append(name(message))
        return f"{message.to.workspace}:{message.delivery}"

    async def find(self, message: Outgoing) -> str | None:
        got_through = name(message) in self.got_through
        return f"{message.to.workspace}:{message.delivery}" if got_through else None

    async def edit(self, message: Outgoing) -> str:
        assert message.address is not None
        self.edited.append((name(message), message.card.notice))
        if message.attachment:
            self.attached.append((name(message), message.attached))
        self._bring_file(message)
        return message.address

    def _bring_file(self, message: Outgoing) -> None:
        if message.attachment and not message.attached:
            self.files.append((name(message), message.attachment.name))

    def to(self, account: str) -> list[str]:
        return [notice for reader, notice in self.sent if reader == account]


@asynccontextmanager
async def bringing(database: Database, mailman: Mailman) -> AsyncIterator[Delivery]:
    """The loop, at work on a database."""
    desk = Desk(database.session)
    yield Delivery(desk, {"slack": mailman})
    desk.close()


async def bring(database: Database, mailman: Mailman, rounds: int = 1) -> None:
    """Bring out what is due, so many times, each when all that waits for another try may be tried."""
    async with bringing(database, mailman) as delivery:
        for _ in range(rounds):
            await delivery.drain()
            with database.session() as session:
                session.exec(update(deliveries.Delivery).values(not_before=None))
                session.exec(update(Notice).values(not_before=None))


def booked(database: Database, key: str = OWN) -> Town:
    """A meeting has been booked; nothing is sent yet. The municipality's clock stands a moment later."""
    town = Town(database, municipality=key)
    journey.book(town, town.give_slot("solvik", SLOT))
    with database.session() as session:
        tenant = town.tenant(session)
        tenant.clock_offset = (town.now - datetime.now(UTC)).total_seconds()
        session.add(tenant)
    return town


def states(database: Database, kind: NoticeKind) -> list[tuple[str, DeliveryState, str | None]]:
    """The deliveries of a kind: whose, how they stand, and why."""
    with database.session() as session:
        found = session.exec(
            select(Person.key, deliveries.Delivery)
            .join(deliveries.Delivery, col(deliveries.Delivery.person_id) == col(Person.id))
            .where(deliveries.Delivery.kind == kind)
            .order_by(Person.key)
        )
        return [(key, row.state, row.reason) for key, row in found]


def broken(part: str, kind: NoticeKind, only: int | None = None) -> Mapping[NoticeKind, Kind]:
    """The kinds, with one that fails in one of its parts; `only` for one reader."""
    usual = KINDS[kind]

    def act(_world: World, _about: About) -> None:
        raise RuntimeError(PERSONAL)

    def readers(_world: World, _about: About) -> Iterable[int]:
        raise RuntimeError(PERSONAL)

    def render(ctx: Context, about: About) -> Message | None:
        if only in (None, ctx.actor_id):
            raise RuntimeError(PERSONAL)
        return usual.render(ctx, about)

    parts: dict[str, Any] = {"act": act, "readers": readers, "render": render}
    return {**KINDS, kind: replace(usual, **{part: parts[part]})}


@pytest.mark.parametrize("part", ["act", "readers"])
async def test_a_notice_that_fails_holds_up_nothing_and_is_tried_again(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, part: str
) -> None:
    booked(database)
    mailman = Mailman()
    monkeypatch.setattr(loop, "KINDS", broken(part, NoticeKind.INVITATION))
    await bring(database, mailman, rounds=3)
    assert [reader for reader, _ in mailman.sent] == ["U0INGRID"]
    assert "kind=invitation" in caplog.text
    assert not [word for word in PERSONAL.split() if word in caplog.text]
    with database.session() as session:
        waiting = session.exec(select(Notice).where(Notice.kind == NoticeKind.INVITATION)).one()
    assert (waiting.state, waiting.attempts) == (NoticeState.PLANNED, 3)
    monkeypatch.setattr(loop, "KINDS", KINDS)
    await bring(database, mailman)
    assert sorted(reader for reader, _ in mailman.sent[1:]) == ["U0ERIK", "U0HILDE", "U0INGRID", "U0PER"]


async def test_a_kind_that_nobody_knows_any_more_holds_up_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    booked(database)
    mailman = Mailman()
    monkeypatch.setattr(loop, "KINDS", {kind: each for kind, each in KINDS.items() if kind != NoticeKind.INVITATION})
    await bring(database, mailman)
    assert [reader for reader, _ in mailman.sent] == ["U0INGRID"]


async def test_a_message_that_cannot_be_made_for_one_reader_reaches_all_others_and_the_convener_is_told_once(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    town = booked(database)
    mailman = Mailman()
    monkeypatch.setattr(loop, "KINDS", broken("render", NoticeKind.INVITATION, only=town.person_id("hilde")))
    await bring(database, mailman, rounds=outbox.MAX_ATTEMPTS + 2)
    assert states(database, NoticeKind.INVITATION) == [
        ("erik", DeliveryState.SENT, None),
        ("hilde", DeliveryState.FAILED, "internal"),
        ("ingrid", DeliveryState.SENT, None),
        ("per", DeliveryState.SENT, None),
    ]
    assert mailman.to("U0INGRID").count("Ei melding kom ikkje fram") == 1
    assert not [word for word in PERSONAL.split() if word in caplog.text]


@pytest.mark.parametrize(
    "reason", ["user_disabled", "is_bot", "channel_not_found", "guest", "deactivated", "uninstalled"]
)
async def test_who_can_never_be_reached_is_told_of_once(database: Database, reason: str) -> None:
    booked(database)
    mailman = Mailman(readers={"U0HILDE": NeverArrives(reason)})
    await bring(database, mailman, rounds=3)
    assert ("hilde", DeliveryState.FAILED, reason) in states(database, NoticeKind.INVITATION)
    assert mailman.to("U0INGRID").count("Ei melding kom ikkje fram") == 1
    assert mailman.to("U0HILDE") == []


async def test_a_convener_who_cannot_be_reached_is_told_of_to_the_coordinators_and_to_nobody_again(
    database: Database,
) -> None:
    booked(database)
    mailman = Mailman(readers={account: NeverArrives("user_disabled") for account in ("U0INGRID", "U0HILDE", "U0ANNE")})
    await bring(database, mailman, rounds=3)
    assert states(database, NoticeKind.DELIVERY_FAILED) == [
        ("anne", DeliveryState.FAILED, "user_disabled"),
        ("ingrid", DeliveryState.FAILED, "user_disabled"),
    ]


async def test_who_is_taken_out_of_the_directory_is_told_of_as_well(database: Database) -> None:
    booked(database)
    with database.session() as session:
        session.exec(update(Person).where(col(Person.key) == "hilde").values(active=False))
    mailman = Mailman()
    await bring(database, mailman, rounds=2)
    assert ("hilde", DeliveryState.FAILED, "deactivated") in states(database, NoticeKind.INVITATION)
    assert mailman.to("U0INGRID").count("Ei melding kom ikkje fram") == 1


async def test_who_has_no_account_is_told_of_as_well(database: Database) -> None:
    town = booked(database)
    hilde = town.person_id("hilde")
    with database.session() as session:
        for account in session.exec(select(Account).where(Account.person_id == hilde)):
            session.delete(account)
    mailman = Mailman()
    await bring(database, mailman, rounds=2)
    assert ("hilde", DeliveryState.FAILED, "no_account") in states(database, NoticeKind.INVITATION)
    assert mailman.to("U0INGRID").count("Ei melding kom ikkje fram") == 1


async def test_what_may_have_been_sent_is_looked_up_and_what_was_not_is_sent(database: Database) -> None:
    booked(database)
    mailman = Mailman(failing={"U0HILDE": [OutcomeUnknown("TimeoutError")], "U0PER": [TryLater("ratelimited", 1)]})
    await bring(database, mailman, rounds=2)
    assert sorted(mailman.again) == ["U0HILDE", "U0PER"]
    assert {state for _, state, _ in states(database, NoticeKind.INVITATION)} == {DeliveryState.SENT}
    assert len(mailman.deliveries) == len(set(mailman.deliveries)) == 5


async def test_what_may_have_been_sent_and_is_no_longer_to_be_said_is_put_right_where_it_stands(
    database: Database,
) -> None:
    town = booked(database)
    lost: dict[str, list[SendError]] = {account: [OutcomeUnknown("TimeoutError")] for account in ("U0HILDE", "U0PER")}
    mailman = Mailman(failing=lost, got_through={"U0HILDE"})
    await bring(database, mailman)
    cancel(town)
    await bring(database, mailman, rounds=2)
    invitations = {who: state for who, state, _ in states(database, NoticeKind.INVITATION)}
    assert (invitations["hilde"], invitations["per"]) == (DeliveryState.SENT, DeliveryState.OVERTAKEN)
    assert [notice for reader, notice in mailman.edited if reader == "U0HILDE"] == [
        "Møtet tysdag 16. mars kl. 10.00–10.45 blir ikkje halde."
    ]
    assert mailman.to("U0PER") == []


@pytest.mark.parametrize("first", ["the correction", "the message"])
async def test_a_file_that_a_correction_and_a_message_bring_comes_once(database: Database, first: str) -> None:
    town = booked(database)
    desk = Desk(database.session)
    await desk.background(expanding.expand_due, KINDS)
    await desk.background(outbox.claim, timedelta(seconds=-1 if first == "the correction" else 60))
    desk.close()  # and the process dies when the invitations have got through
    cancel(town)
    mailman = Mailman(got_through={"U0HILDE", "U0ERIK", "U0PER"})
    await bring(database, mailman)
    with database.session() as session:
        session.exec(update(deliveries.Delivery).values(claimed_until=datetime.now(UTC)))
    await bring(database, mailman, rounds=2)
    assert len(mailman.edited) == len(mailman.got_through) == len(set(mailman.files))
    assert sorted(reader for reader, _ in mailman.files) == sorted(mailman.got_through)


async def test_two_processes_on_one_file_send_nothing_twice(database: Database) -> None:
    booked(database)
    other = Database(database.url, database.cipher)
    mailman = Mailman()
    async with bringing(database, mailman) as one, bringing(other, mailman) as two:
        await asyncio.gather(*(each.drain() for each in (one, two) * 3))
    other.close()
    assert len(mailman.deliveries) == len(set(mailman.deliveries)) == 5


async def test_two_municipalities_on_one_database_never_meet(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.session() as session:
        load_municipality(session, municipality(OTHER), ("slack",))
    booked(database)
    booked(database, OTHER)
    mailman = Mailman()
    usual = KINDS[NoticeKind.BOOKED]
    own = Town(database).person_id("ingrid")

    def render(ctx: Context, about: About) -> Message | None:
        if ctx.actor_id == own:
            raise RuntimeError(PERSONAL)
        return usual.render(ctx, about)

    # What fails in the one municipality is nothing to the other.
    monkeypatch.setattr(loop, "KINDS", {**KINDS, NoticeKind.BOOKED: replace(usual, render=render)})
    await bring(database, mailman)
    with database.session() as session:
        tenants = {tenant.key: tenant.id for tenant in session.exec(select(Tenant))}
        people = {person.id: person.tenant_id for person in session.exec(select(Person))}
        rows = session.exec(select(deliveries.Delivery)).all()
    assert [row for row in rows if people[row.person_id] != row.tenant_id] == []
    places = {OWN: "T0LYNGVAAG", OTHER: "T0GRANVIK"}
    sent = {key: [row for row in rows if row.tenant_id == tenants[key] and row.address] for key in places}
    assert {key: len(each) for key, each in sent.items()} == {OWN: 4, OTHER: 5}
    assert [row for key, each in sent.items() for row in each if not str(row.address).startswith(places[key])] == []


def test_a_clock_moves_one_municipality_only(database: Database) -> None:
    with database.session() as session:
        load_municipality(session, municipality(OTHER), ("slack",))
        set_clock(session, datetime.now(UTC), oslo(2027, 3, 1, 9))
        moved = [tenant.key for tenant in session.exec(select(Tenant)) if tenant.clock_offset]
    assert moved == [OWN]


async def test_what_cannot_be_looked_up_is_sent_at_most_once_and_the_convener_is_told(database: Database) -> None:
    booked(database)
    mailman = Mailman(failing={"U0PER": [OutcomeUnknown("ReadTimeout")]}, looks_up=False)
    await bring(database, mailman, rounds=3)
    assert mailman.to("U0PER") == []
    assert ("per", DeliveryState.UNKNOWN, "ReadTimeout") in states(database, NoticeKind.INVITATION)
    assert mailman.to("U0INGRID")[-1] == "Ei melding har kanskje ikkje kome fram"


async def test_what_was_not_sent_is_sent_later_also_where_nothing_can_be_looked_up(database: Database) -> None:
    booked(database)
    mailman = Mailman(failing={"U0PER": [TryLater("429", 0.0)]}, looks_up=False)
    await bring(database, mailman, rounds=3)
    assert len(mailman.to("U0PER")) == 1
    assert "Ei melding har kanskje ikkje kome fram" not in mailman.to("U0INGRID")


async def test_a_process_that_dies_while_sending_leaves_a_doubt_where_nothing_can_be_looked_up(
    database: Database,
) -> None:
    booked(database)
    mailman = Mailman(looks_up=False)
    desk = Desk(database.session)
    await desk.background(expanding.expand_due, KINDS)
    for claim in await desk.background(outbox.claim, timedelta(seconds=-1)):
        await desk.background(preparing.prepare, claim.tenant_id, claim.delivery, KINDS, None, False)
    desk.close()
    await bring(database, mailman)
    assert mailman.to("U0PER") == []
    assert {state for _, state, _ in states(database, NoticeKind.INVITATION)} == {DeliveryState.UNKNOWN}


async def test_somebody_who_cannot_be_reached_any_longer_is_marked_until_they_are_met_again(
    database: Database,
) -> None:
    booked(database)
    mailman = Mailman(failing={"U0PER": [Unreachable("uninstalled")]})
    await bring(database, mailman, rounds=2)
    with database.session() as session:
        account = session.exec(select(Account).where(Account.external_id == "U0PER")).first()
    assert account is not None
    assert (account.reference, account.unreachable) == (None, "uninstalled")
    assert ("per", DeliveryState.FAILED, "uninstalled") in states(database, NoticeKind.INVITATION)
    assert mailman.to("U0INGRID")[-1] == "Ei melding kom ikkje fram"


async def test_what_may_have_been_sent_stays_in_doubt_when_its_reader_is_not_there_at_the_next_try(
    database: Database,
) -> None:
    booked(database)
    mailman = Mailman(failing={"U0PER": [OutcomeUnknown("ReadTimeout")]}, looks_up=False)
    await bring(database, mailman)
    mailman.readers["U0PER"] = Unreachable("uninstalled")
    await bring(database, mailman, rounds=2)
    assert ("per", DeliveryState.UNKNOWN, "ReadTimeout") in states(database, NoticeKind.INVITATION)
    assert mailman.to("U0INGRID")[-1] == "Ei melding har kanskje ikkje kome fram"


# ---- A reader with two accounts -------------------------------------------------------------------------------------


def given_another(database: Database) -> None:
    """Per is met on another platform too, and that account comes first."""
    with database.session() as session:
        per = session.exec(select(Account).where(Account.external_id == "U0PER")).one()
        other = Workspace(tenant_id=per.tenant_id, platform="other", external_id="x")
        session.add(other)
        session.flush()
        assert other.id is not None
        met = {"external_id": "per@met", "reference": "kept"}
        session.add(Account(id=-1, tenant_id=per.tenant_id, person_id=per.person_id, workspace_id=other.id, **met))


async def bring_both(database: Database, here: Mailman, elsewhere: Mailman, rounds: int = 1) -> None:
    """As `bring`, on both platforms."""
    desk = Desk(database.session)
    delivery = Delivery(desk, {"slack": here, "other": elsewhere})
    for _ in range(rounds):
        await delivery.drain()
        with database.session() as session:
            session.exec(update(deliveries.Delivery).values(not_before=None))
    desk.close()


def invitation_of_per(database: Database) -> tuple[DeliveryState, str | None, int]:
    """How it stands, why, and after how many tries."""
    with database.session() as session:
        found = session.exec(
            select(deliveries.Delivery)
            .join(Person, col(deliveries.Delivery.person_id) == col(Person.id))
            .where(deliveries.Delivery.kind == NoticeKind.INVITATION, Person.key == "per")
            .where(col(deliveries.Delivery.revises).is_(None))
        ).one()
        return found.state, found.reason, found.attempts


async def test_what_may_have_been_sent_is_not_sent_to_another_account_instead(database: Database) -> None:
    booked(database)
    given_another(database)
    elsewhere = Mailman(failing={"per@met": [OutcomeUnknown("ReadTimeout")]}, looks_up=False)
    here = Mailman()
    await bring_both(database, here, elsewhere)
    with database.session() as session:
        reaching.lose(session, datetime.now(UTC), "other", "x", "per@met")
    await bring_both(database, here, elsewhere)
    assert here.to("U0PER") == []
    assert ("per", DeliveryState.UNKNOWN, "ReadTimeout") in states(database, NoticeKind.INVITATION)


@pytest.mark.parametrize("found_out", ["when asked", "when sent to"])
@pytest.mark.parametrize("error", [Unreachable("uninstalled"), NeverArrives("switched_off")])
async def test_a_message_that_an_account_does_not_take_goes_to_the_readers_other_one(
    database: Database, error: SendError, found_out: str
) -> None:
    booked(database)
    given_another(database)
    elsewhere, here = Mailman(looks_up=False, by_reference=True), Mailman()
    if found_out == "when asked":
        elsewhere.readers["per@met"] = error
    else:
        elsewhere.failing["per@met"] = [error]
    await bring_both(database, here, elsewhere, rounds=2)
    assert (len(here.to("U0PER")), elsewhere.to("per@met"), here.again) == (1, [], [])
    assert invitation_of_per(database) == (DeliveryState.SENT, None, 1)
    assert "Ei melding kom ikkje fram" not in here.to("U0INGRID")


async def test_it_works_the_other_way_round_and_what_follows_stays_where_it_got_through(database: Database) -> None:
    town = booked(database)
    given_another(database)
    with database.session() as session:
        session.exec(update(Account).where(col(Account.external_id) == "per@met").values(id=10_000))
    elsewhere, here = (
        Mailman(looks_up=False, by_reference=True),
        Mailman(readers={"U0PER": NeverArrives("deactivated")}),
    )
    await bring_both(database, here, elsewhere)
    assert (here.to("U0PER"), len(elsewhere.to("per@met"))) == ([], 1)
    here.readers.clear()
    cancel(town)
    await bring_both(database, here, elsewhere, rounds=2)
    assert [reader for reader, _ in elsewhere.edited] == ["per@met"]
    assert invitation_of_per(database) == (DeliveryState.SENT, None, 1)


async def test_where_no_account_takes_it_the_first_ones_reason_is_told_once(database: Database) -> None:
    booked(database)
    given_another(database)
    elsewhere = Mailman(readers={"per@met": Unreachable("uninstalled")}, looks_up=False, by_reference=True)
    here = Mailman(readers={"U0PER": NeverArrives("deactivated")})
    await bring_both(database, here, elsewhere, rounds=2)
    assert invitation_of_per(database) == (DeliveryState.FAILED, "uninstalled", 1)
    assert here.to("U0INGRID").count("Ei melding kom ikkje fram") == 1


async def test_what_may_have_got_through_before_the_account_was_closed_goes_nowhere_else(database: Database) -> None:
    """Where the platform looks up, it could no longer do so."""
    booked(database)
    given_another(database)
    with database.session() as session:
        session.exec(update(Account).where(col(Account.external_id) == "per@met").values(id=10_000))
    elsewhere = Mailman(looks_up=False, by_reference=True)
    here = Mailman(failing={"U0PER": [OutcomeUnknown("TimeoutError")]})
    await bring_both(database, here, elsewhere)
    here.readers["U0PER"] = NeverArrives("deactivated")
    await bring_both(database, here, elsewhere)
    assert elsewhere.to("per@met") == []
    assert invitation_of_per(database) == (DeliveryState.FAILED, "deactivated", 2)


async def test_what_stands_with_an_account_that_is_gone_is_changed_nowhere_else(database: Database) -> None:
    town = booked(database)
    given_another(database)
    elsewhere, here = Mailman(looks_up=False, by_reference=True), Mailman()
    await bring_both(database, here, elsewhere)
    elsewhere.readers["per@met"] = Unreachable("uninstalled")
    cancel(town)
    await bring_both(database, here, elsewhere, rounds=2)
    assert [reader for reader, _ in [*here.edited, *elsewhere.edited] if reader in ("U0PER", "per@met")] == []
    assert len(here.to("U0PER")) == 1  # that it is off


def cancel(town: Town) -> None:
    """The meeting is off."""
    with town.database.session() as session:
        world = access.world_of(session, town.tenant(session), datetime.now(UTC))
        item, meeting = session.exec(select(Item, Meeting).join(Meeting)).one()
        endings.end_item(world, item, meeting, ItemState.CANCELLED, item.convener_id, "solved")


async def test_what_takes_the_place_of_a_message_tells_of_the_file_that_stands_there(database: Database) -> None:
    town = booked(database)
    mailman = Mailman()
    await bring(database, mailman)
    rename_convener(town)
    await bring(database, mailman)
    assert sorted(mailman.attached) == [("U0ERIK", True), ("U0HILDE", True), ("U0PER", True)]


async def test_a_file_that_two_messages_brought_stays_with_both(database: Database) -> None:
    town = booked(database)
    desk = Desk(database.session)
    await desk.background(expanding.expand_due, KINDS)
    await desk.background(outbox.claim, timedelta(seconds=-1))
    desk.close()  # and the process dies when the invitations have got through
    slot_id = town.give_slot("solvik", SLOT + timedelta(days=1))
    with database.session() as session:
        world = access.world_of(session, town.tenant(session), datetime.now(UTC))
        item, meeting = session.exec(select(Item, Meeting).join(Meeting)).one()
        slot = slots.slot_by_id(session, world.tenant_id, slot_id)
        assert slot is not None
        endings.move_item(world, item, meeting, slot, item.convener_id)
    mailman = Mailman(got_through={"U0HILDE", "U0ERIK", "U0PER"})
    await bring(database, mailman, rounds=2)
    rename_convener(town)
    await bring(database, mailman)
    assert sorted(mailman.attached) == [("U0ERIK", True)] * 2 + [("U0HILDE", True)] * 2 + [("U0PER", True)] * 2


def rename_convener(town: Town) -> None:
    """What every message says of the meeting changes."""
    with town.database.session() as session:
        world = access.world_of(session, town.tenant(session), datetime.now(UTC))
        item = session.exec(select(Item)).one()
        access.person_of(world, item.convener_id).name = "Ingrid Vik"
        planning.revise(world, item)
