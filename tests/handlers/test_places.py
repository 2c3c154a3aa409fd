"""Where a delivery goes, and what becomes of a place that leads nowhere."""

import pytest
from sqlmodel import Session, col, select

from handlers import expanding, places, planning, reaching
from handlers.notice_kinds import KINDS
from handlers.places import Place, Platforms
from store.accounts import Account, Workspace, account_known_as, channel_known_as
from store.deliveries import Delivery
from store.meetings import Item
from store.notices import NoticeKind
from store.people import Person
from tests.handlers.booking import journey
from tests.town import Town, oslo

SLACK, OTHER = ("slack", "T0LYNGVAAG"), ("other", "x")
BOTH = Platforms(frozenset({"slack", "other"}), frozenset({"other"}))


@pytest.fixture
def booked(town: Town) -> Town:
    """A meeting is booked; nothing is sent yet."""
    journey.book(town, town.give_slot("solvik", oslo(2027, 3, 9, 10)))
    return town


def per(session: Session, where: tuple[str, str] = SLACK) -> Account:
    found = account_known_as(session, *where, "U0PER")
    assert found is not None
    return found


def give_other(town: Town, references: dict[str, str | None], *, first: bool = False) -> None:
    """Some people (by account) have one on another platform too, where people are met; `first` of theirs."""
    with town.database.session() as session:
        tenant_id = per(session).tenant_id
        other = Workspace(tenant_id=tenant_id, platform=OTHER[0], external_id=OTHER[1])
        session.add(other)
        session.flush()
        assert other.id is not None
        for name, reference in references.items():
            known = account_known_as(session, *SLACK, name)
            assert known is not None
            session.add(
                Account(
                    id=-known.person_id if first else None,
                    tenant_id=tenant_id,
                    person_id=known.person_id,
                    workspace_id=other.id,
                    external_id=name,
                    reference=reference,
                )
            )


def gone_to(town: Town, *, revisions: bool = False, platforms: Platforms = BOTH) -> dict[str, str | None]:
    """Where each one's invitation, or what takes its place, goes: the platform by the person's key."""
    with town.database.session() as session:
        expanding.expand_due(session, town.now, KINDS)
        found = session.exec(
            select(Delivery, Person.key)
            .join(Person)
            .where(Delivery.kind == NoticeKind.INVITATION, col(Delivery.revises).is_not(None) == revisions)
        )
        at = {key: places.place_of(session, town.now, each.tenant_id, each.id, platforms) for each, key in found}
    return {key: place.platform if place else None for key, place in at.items()}


def revise(town: Town) -> None:
    with town.world() as world:
        planning.revise(world, world.session.exec(select(Item)).one())


def test_somebody_is_written_to_where_they_were_met(booked: Town) -> None:
    """Where people are met, one who was not is written to elsewhere if that can be."""
    give_other(booked, {"U0PER": None, "U0HILDE": "kept"}, first=True)
    found = gone_to(booked)
    assert (found["per"], found["hilde"]) == ("slack", "other")


def test_where_nobody_is_met_or_nothing_is_set_up_comes_last(booked: Town) -> None:
    give_other(booked, {"U0PER": None}, first=True)
    assert gone_to(booked)["per"] == "slack"
    with booked.database.session() as session:
        reaching.meet(session, booked.now, *OTHER, "U0PER", "kept")
    assert gone_to(booked)["per"] == "other"
    assert gone_to(booked, platforms=Platforms(frozenset({"slack"})))["per"] == "slack"


def test_somebody_nobody_has_met_is_looked_for_near_a_colleague(booked: Town) -> None:
    with booked.database.session() as session:
        reaching.meet(session, booked.now, *SLACK, "U0HILDE", "hers")
        expanding.expand_due(session, booked.now, KINDS)
        account = per(session)
        delivery = session.exec(select(Delivery).where(Delivery.person_id == account.person_id)).first()
        assert delivery is not None
        known = (delivery.tenant_id, delivery.id)
        met = Platforms(BOTH.set_up, frozenset({"slack"}))
        found = places.place_of(session, booked.now, *known, met)
        assert found is not None
        assert (found.reference, found.near) == (None, "hers")
        account.unreachable = "uninstalled"
        session.flush()
        found = places.place_of(session, booked.now, *known, met)
    assert found is not None
    assert found.near is None


def test_where_nothing_gets_through_comes_last_until_it_is_met_again(booked: Town) -> None:
    give_other(booked, {"U0PER": "kept"}, first=True)
    assert gone_to(booked)["per"] == "other"
    with booked.database.session() as session:
        reaching.lose(session, booked.now, *OTHER, "U0PER")
    assert gone_to(booked)["per"] == "slack"
    with booked.database.session() as session:
        reaching.meet(session, booked.now, *OTHER, "U0PER", "new")
    assert gone_to(booked)["per"] == "other"


def test_a_message_is_brought_up_to_date_where_it_stands_whichever_account_comes_first_now(booked: Town) -> None:
    booked.deliver()
    give_other(booked, {"U0PER": "kept", "U0HILDE": "kept"}, first=True)
    with booked.database.session() as session:
        session.delete(account_known_as(session, *SLACK, "U0HILDE"))
    revise(booked)
    found = gone_to(booked, revisions=True)
    assert (found["per"], found["hilde"], found["erik"]) == ("slack", None, "slack")


def test_what_was_tried_is_tried_again_where_it_was_tried_while_that_can_be(booked: Town) -> None:
    gone_to(booked)
    with booked.database.session() as session:
        account = per(session)
        delivery = session.exec(
            select(Delivery).where(Delivery.person_id == account.person_id, Delivery.kind == NoticeKind.INVITATION)
        ).one()
        delivery.workspace_id = account.workspace_id
    give_other(booked, {"U0PER": "kept"}, first=True)
    assert gone_to(booked)["per"] == "slack"
    with booked.database.session() as session:
        per(session).unreachable = "uninstalled"
    assert gone_to(booked)["per"] == "other"


@pytest.mark.parametrize(("written_by", "kept"), [("one", (None, "uninstalled")), ("older", ("one", None))])
def test_an_account_that_was_met_anew_since_is_not_lost(
    town: Town, written_by: str, kept: tuple[str | None, str | None]
) -> None:
    with town.database.session() as session:
        reaching.meet(session, town.now, *SLACK, "U0PER", "one")
        places.lose(session, town.now, Place(*SLACK, account="U0PER", reference=written_by), "uninstalled")
    with town.database.session() as session:
        assert (per(session).reference, per(session).unreachable) == kept


@pytest.mark.parametrize(("written_by", "kept"), [("one", None), ("older", "one")])
def test_a_channel_that_was_met_anew_since_is_not_lost(town: Town, written_by: str, kept: str | None) -> None:
    with town.database.session() as session:
        reaching.meet_channel(session, town.now, *SLACK, "C0SOLVIK", "one")
        places.lose(session, town.now, Place(*SLACK, channel="C0SOLVIK", reference=written_by), "uninstalled")
    with town.database.session() as session:
        channel = channel_known_as(session, *SLACK, "C0SOLVIK")
    assert channel is not None
    assert channel.reference == kept
