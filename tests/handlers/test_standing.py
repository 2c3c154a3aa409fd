"""What recurs is planned once a local day, and one for whom it fails holds up nobody."""

import logging
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import col, select

from handlers import expanding, standing
from handlers.context import World
from handlers.digest.planning import plan_for_leader
from handlers.notice_kinds import KINDS
from store.closed_days import ClosedDay
from store.notices import Notice, NoticeKind
from store.people import Tenant, Unit
from tests.handlers.digest.test_figures import unit_named
from tests.town import Town, oslo

LEADERS = ("marit", "astrid", "tor", "bente", "liv", "ragnhild")


def planned(town: Town, person: str = "marit") -> list[str]:
    with town.as_(person) as ctx:
        query = select(Notice.key).where(Notice.kind == NoticeKind.DIGEST, Notice.only_id == ctx.actor_id)
        return [key.rpartition(":")[2] for key in ctx.session.exec(query.order_by(col(Notice.due_at)))]


def plan(town: Town) -> bool:
    with town.world() as world:
        return standing.plan_day(world)


def test_a_day_is_planned_once(town: Town) -> None:
    assert [plan(town), plan(town)] == [True, False]
    town.now += timedelta(days=1)
    assert [plan(town), plan(town)] == [True, False]


def test_the_day_is_the_local_one(town: Town) -> None:
    town.now = oslo(2027, 2, 23, 23, 59)
    plan(town)
    town.now += timedelta(minutes=2)
    assert plan(town)
    with town.world() as world:
        assert world.tenant.day_planned == date(2027, 2, 24)


def test_every_leaders_digests_of_the_next_eight_days_are_planned_and_no_more(town: Town) -> None:
    plan(town)
    assert {person: planned(town, person) for person in LEADERS} == {person: ["2027-W09"] for person in LEADERS}
    town.now = oslo(2027, 2, 28, 12)
    plan(town)
    assert planned(town) == ["2027-W09", "2027-W10"]
    assert planned(town, "ingrid") == []


def test_where_all_is_closed_the_next_is_planned_however_far_ahead(town: Town) -> None:
    town.now = oslo(2027, 6, 18, 12)
    plan(town)
    assert planned(town) == ["2027-W33"]
    assert planned(town, "bente") == ["2027-W25"]


def test_a_unit_that_never_opens_keeps_nobody_from_theirs(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    with town.world() as world:
        unit = unit_named(world, "solvik")
        shut = ClosedDay(
            tenant_id=world.tenant_id, first=date(2027, 1, 1), last=date(2031, 1, 1), name="Stengt", unit_id=unit.id
        )
        world.session.add(shut)
    with caplog.at_level(logging.ERROR):
        assert plan(town)
    assert (planned(town), planned(town, "astrid"), caplog.text) == ([], ["2027-W09"], "")


def test_one_for_whom_it_fails_is_logged_by_id_and_the_others_are_planned(
    town: Town, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    marit = town.person_id("marit")

    def fails_for_marit(world: World, person_id: int, units: Sequence[Unit], since: datetime) -> None:
        plan_for_leader(world, person_id, units, since)
        if person_id == marit:
            raise ValueError("a secret of Marit Solheim")

    monkeypatch.setattr(standing, "plan_for_leader", fails_for_marit)
    with caplog.at_level(logging.ERROR):
        assert plan(town)
    assert (planned(town), planned(town, "astrid")) == ([], ["2027-W09"])
    assert [record.message for record in caplog.records] == [f"digest not planned person={marit} error=ValueError"]
    monkeypatch.undo()
    town.now += timedelta(days=1)
    plan(town)
    assert planned(town) == ["2027-W09"]


def test_one_municipality_is_planned_at_a_time(town: Town) -> None:
    with town.database.session() as session:
        session.add(Tenant(key="nabo", name="Nabo", language="nb"))
    done = []
    for _ in range(3):
        with town.database.session() as session:
            expanding.expand_due(session, town.now, KINDS)
        with town.database.session() as session:
            done.append(len(session.exec(select(Tenant).where(col(Tenant.day_planned).is_not(None))).all()))
    assert done == [1, 2, 2]


def test_many_leaders_are_planned_a_portion_at_a_time(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "PORTION", 4)
    known = []
    for _ in range(3):
        done = plan(town)
        known.append((done, sum(bool(planned(town, person)) for person in LEADERS)))
    assert known == [(True, 4), (True, 6), (False, 6)]
    town.now += timedelta(days=1)
    assert [plan(town), plan(town), plan(town)] == [True, True, False]


def test_planning_the_same_day_again_changes_nothing(town: Town) -> None:
    plan(town)
    before = planned(town)
    with town.world() as world:
        world.tenant.day_planned = None
    plan(town)
    assert planned(town) == before
