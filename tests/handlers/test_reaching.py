"""What a platform gives us to write by is kept, and let go."""

from sqlmodel import Session, select

from handlers import outbox, preparing, reaching
from handlers.notice_kinds import KINDS
from store.accounts import Account, Channel, Workspace, account_known_as, accounts_of, channel_known_as
from store.deliveries import Delivery
from store.notices import NoticeKind
from store.people import Person
from tests.handlers.booking import journey
from tests.town import Town, oslo

SLACK = ("slack", "T0LYNGVAAG")


def account(town: Town) -> Account:
    with town.database.session() as session:
        found = account_known_as(session, *SLACK, "U0PER")
        assert found is not None
        return found


def keep(town: Town, who: str, reference: str) -> bool:
    with town.database.session() as session:
        return reaching.meet(session, town.now, *SLACK, who, reference)


def test_where_somebody_was_met_last_is_kept(town: Town) -> None:
    assert keep(town, "U0PER", "one")
    assert keep(town, "U0PER", "two")
    assert (account(town).reference, account(town).unreachable) == ("two", None)


def test_nobody_is_made_known_by_being_met(town: Town) -> None:
    assert not keep(town, "U0NOBODY", "one")
    with town.database.session() as session:
        assert not reaching.meet(session, town.now, "slack", "T0OTHER", "U0PER", "one")
        assert not reaching.is_known(session, town.now, "slack", "T0OTHER")
        assert reaching.is_known(session, town.now, *SLACK)
    assert account(town).reference is None


def test_who_has_removed_us_is_reached_again_when_they_are_met_again(town: Town) -> None:
    keep(town, "U0PER", "one")
    with town.database.session() as session:
        reaching.lose(session, town.now, *SLACK, "U0PER")
    assert (account(town).reference, account(town).unreachable) == (None, "uninstalled")
    keep(town, "U0PER", "two")
    assert (account(town).reference, account(town).unreachable) == ("two", None)


def test_a_channel_is_met_and_lost(town: Town) -> None:
    with town.database.session() as session:
        assert reaching.meet_channel(session, town.now, *SLACK, "C0SOLVIK", "one")
        assert not reaching.meet_channel(session, town.now, *SLACK, "C0NOWHERE", "one")
    with town.database.session() as session:
        channel = known_channel(session)
        assert channel.reference == "one"
        assert channel.id is not None
        reaching.lose_channel(session, channel.tenant_id, channel.id)
    with town.database.session() as session:
        assert known_channel(session).reference is None


def known_channel(session: Session) -> Channel:
    channel = channel_known_as(session, *SLACK, "C0SOLVIK")
    assert channel is not None
    return channel


def test_somebody_with_two_accounts_is_written_to_where_it_gets_through(town: Town) -> None:
    with town.database.session() as session:
        first = account_known_as(session, *SLACK, "U0PER")
        assert first is not None
        other = Workspace(tenant_id=first.tenant_id, platform="other", external_id="x")
        session.add(other)
        session.flush()
        assert other.id is not None
        session.add(
            Account(
                tenant_id=first.tenant_id, person_id=first.person_id, workspace_id=other.id, external_id="per@other"
            )
        )
        person = first.person_id
    with town.database.session() as session:
        assert [each.external_id for each, _ in accounts_of(session, person)] == ["U0PER", "per@other"]
        reaching.lose_person(session, person, "uninstalled")
    with town.database.session() as session:
        assert [each.external_id for each, _ in accounts_of(session, person)] == ["per@other", "U0PER"]


def test_somebody_is_written_to_where_they_were_met(town: Town) -> None:
    """Where people are met, one who was not is written to elsewhere if that can be."""
    journey.book(town, town.give_slot("solvik", oslo(2027, 3, 9, 10)))
    with town.database.session() as session:
        per, hilde = (account_known_as(session, *SLACK, each) for each in ("U0PER", "U0HILDE"))
        assert per is not None
        assert hilde is not None
        met = Workspace(tenant_id=per.tenant_id, platform="other", external_id="x")
        session.add(met)
        session.flush()
        assert met.id is not None
        for account, reference in ((per, None), (hilde, "kept")):
            session.add(
                Account(
                    id=-account.person_id,
                    tenant_id=account.tenant_id,
                    person_id=account.person_id,
                    workspace_id=met.id,
                    external_id=account.external_id,
                    reference=reference,
                )
            )
    with town.database.session() as session:
        outbox.expand_due(session, town.now, KINDS)
        found = session.exec(select(Delivery, Person.key).join(Person).where(Delivery.kind == NoticeKind.INVITATION))
        places = {
            key: preparing.place_of(session, town.now, delivery.tenant_id, delivery.id) for delivery, key in found
        }
    assert {key: place.platform for key, place in places.items() if place and key in ("per", "hilde")} == {
        "per": "slack",
        "hilde": "other",
    }
