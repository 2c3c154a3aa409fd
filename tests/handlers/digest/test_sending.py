"""When the digest comes, and to whom: over clock changes, holidays and closures, and never twice a week."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from handlers import expanding, outbox
from handlers.entry import Entry
from handlers.notice_kinds import KINDS
from handlers.screens import Finish, Text
from store.notices import Notice, NoticeKind, NoticeState
from store.people import PersonRole
from store.preferences import own_preference
from tests.handlers.digest.history import History
from tests.handlers.digest.test_figures import unit_named
from tests.town import Town, oslo

MONDAY = oslo(2027, 3, 1, 7, 30)


def give_times(town: Town, unit: str = "solvik") -> None:
    """A free time every week, so that there is always something to tell."""
    with town.world() as world:
        history = History(world)
        for week in range(40):
            history.slot(unit, town.now + timedelta(days=1, weeks=week))


def digests(town: Town, person: str = "marit") -> list[datetime]:
    """When somebody's digests came."""
    return [letter.came for letter in town.inbox(person) if letter.kind is NoticeKind.DIGEST]


def prefers(town: Town, person: str = "marit", **chosen: Any) -> None:
    with town.as_(person) as ctx:
        own = own_preference(ctx.session, ctx.tenant_id, ctx.actor_id)
        for name, each in chosen.items():
            setattr(own, name, each)


def test_it_comes_on_the_first_working_day_of_every_week_at_half_past_seven(town: Town) -> None:
    give_times(town)
    town.wait_until(oslo(2027, 6, 10))
    assert digests(town) == [
        oslo(2027, month, day, 7, 30)
        for month, day in (
            *((3, 1), (3, 8), (3, 15)),
            (3, 31),  # closed all Easter week, and on the first two days of the next; the clock has changed
            *((4, 5), (4, 12), (4, 19), (4, 26), (5, 3), (5, 10)),
            (5, 18),  # after Whit Monday
            *((5, 24), (5, 31), (6, 7)),
        )
    ]


def test_it_comes_at_half_past_seven_on_both_sides_of_the_autumns_clock_change(town: Town) -> None:
    town.now = oslo(2027, 10, 20)
    give_times(town)
    town.wait_until(oslo(2027, 11, 9))
    assert digests(town) == [oslo(2027, 10, 25, 7, 30), oslo(2027, 11, 1, 7, 30), oslo(2027, 11, 8, 7, 30)]


def test_the_first_after_the_summer_comes_when_the_school_opens(town: Town) -> None:
    town.now = oslo(2027, 6, 17, 12)
    give_times(town)
    town.wait_until(oslo(2027, 8, 20))
    assert digests(town) == [oslo(2027, 8, 16, 7, 30)]
    assert digests(town, "liv") == []


def test_a_clock_that_jumps_over_the_summer_misses_none(town: Town) -> None:
    give_times(town)
    town.now = oslo(2027, 6, 18, 12)
    town.deliver()
    town.now = oslo(2027, 8, 16, 9)
    town.deliver()
    assert digests(town) == [oslo(2027, 8, 16, 9)]


def test_what_fell_due_while_the_bot_stood_still_comes_later_in_the_week(town: Town) -> None:
    give_times(town)
    town.deliver()
    town.now = oslo(2027, 3, 3, 12)
    town.deliver()
    assert digests(town) == [oslo(2027, 3, 3, 12)]


def test_a_week_that_is_over_is_not_told_of_beside_the_new_one(town: Town) -> None:
    give_times(town)
    town.deliver()
    town.now = oslo(2027, 3, 8, 12)
    town.deliver()
    town.wait_until(oslo(2027, 3, 9))
    assert digests(town) == [oslo(2027, 3, 8, 12)]


def test_a_planning_day_is_no_reason_to_wait(town: Town) -> None:
    give_times(town, "blaaklokka")
    prefers(town, "bente", digest_weekday=4, digest_at=time(8))
    town.wait_until(oslo(2027, 3, 13))
    assert digests(town, "bente")[-1] == oslo(2027, 3, 12, 8)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        pytest.param(
            {"digest_weekday": 3, "digest_at": time(14)}, [oslo(2027, 2, 25, 14), oslo(2027, 3, 4, 14)], id="thursday"
        ),
        pytest.param({"digest_at": time(9, 15)}, [oslo(2027, 3, 1, 9, 15)], id="another time"),
        pytest.param({"digest_wanted": False}, [], id="none"),
        pytest.param({"messages_from": time(10)}, [oslo(2027, 3, 1, 10)], id="quiet until ten"),
    ],
)
def test_it_comes_as_the_leader_has_chosen(town: Town, chosen: dict[str, Any], expected: list[datetime]) -> None:
    give_times(town)
    prefers(town, **chosen)
    town.wait_until(oslo(2027, 3, 5))
    assert digests(town) == expected


def test_a_leader_who_changes_the_day_gets_one_a_week_all_the_same(town: Town) -> None:
    give_times(town)
    for day, weekday in ((23, 4), (24, 2), (24, 3)):
        town.wait_until(oslo(2027, 2, day, 12))
        town.asks("marit", Entry.FORM, "digest.choose", weekday=str(weekday), at=time(9))
    town.wait_until(oslo(2027, 2, 25, 12))
    assert digests(town) == [oslo(2027, 2, 25, 9)]
    town.asks("marit", Entry.FORM, "digest.choose", weekday="4", at=time(9))
    town.wait_until(oslo(2027, 3, 3))
    town.asks("marit", Entry.FORM, "digest.choose", weekday="0", at=time(9))
    town.wait_until(oslo(2027, 3, 9))
    # In the week of the last change Monday was past: what was planned for Friday came then.
    assert digests(town) == [oslo(2027, 2, 25, 9), oslo(2027, 3, 5, 9), oslo(2027, 3, 8, 9)]


def test_who_has_had_this_weeks_and_chooses_a_later_day_learns_of_next_weeks_and_gets_it(town: Town) -> None:
    give_times(town)
    town.wait_until(oslo(2027, 3, 1, 8))
    answer = town.asks("marit", Entry.FORM, "digest.choose", weekday="3", at=time(12))
    assert isinstance(answer, Finish)
    assert answer.receipt.parts[0] == Text("Neste vekeoppsummering kjem torsdag 11. mars kl. 12.00.")
    town.wait_until(oslo(2027, 3, 12))
    assert digests(town) == [oslo(2027, 3, 1, 7, 30), oslo(2027, 3, 11, 12)]


def test_whoever_leads_no_longer_gets_none_even_when_it_is_on_its_way(town: Town) -> None:
    give_times(town)
    town.deliver()
    town.now = MONDAY
    with town.database.session() as session:
        expanding.expand_due(session, town.now, KINDS)
    with town.as_("marit") as ctx:
        for role in ctx.session.exec(select(PersonRole).where(PersonRole.person_id == ctx.actor_id)):
            ctx.session.delete(role)
    town.deliver()
    assert digests(town) == []


def test_a_unit_that_is_no_longer_in_use_is_told_of_to_nobody(town: Town) -> None:
    give_times(town)
    town.deliver()
    with town.world() as world:
        unit_named(world, "solvik").active = False
    town.wait_until(oslo(2027, 3, 9))
    assert digests(town) == []


def test_a_new_leader_gets_the_next_one(town: Town) -> None:
    give_times(town)
    town.deliver()
    with town.as_("ingrid") as ctx:
        head = ctx.session.exec(select(PersonRole).where(PersonRole.person_id == town.person(ctx.session, "marit").id))
        head.one().person_id = ctx.actor_id
    town.wait_until(oslo(2027, 3, 2))
    assert (digests(town), digests(town, "ingrid")) == ([], [MONDAY])


def test_nobody_is_told_that_there_is_nothing_to_tell(town: Town) -> None:
    town.wait_until(oslo(2027, 3, 9))
    assert [person for person in ("marit", "astrid", "tor", "bente", "liv", "ragnhild") if digests(town, person)] == []


def test_only_leaders_get_it(town: Town) -> None:
    give_times(town)
    town.wait_until(oslo(2027, 3, 2))
    others = ("ingrid", "jonas", "anne", "kristin", "hilde", "astrid", "per")
    assert [person for person in others if digests(town, person)] == []


def test_two_leaders_of_a_unit_read_the_same_figures_whenever_they_read_them(town: Town) -> None:
    give_times(town)
    with town.as_("ingrid") as ctx:
        unit = unit_named(ctx, "solvik")
        marit = town.person(ctx.session, "marit").id
        role = ctx.session.exec(select(PersonRole).where(PersonRole.person_id == marit)).one().role
        own = PersonRole(tenant_id=ctx.tenant_id, person_id=ctx.actor_id, role=role, unit_id=unit.id)
        ctx.session.add(own)
    prefers(town, "ingrid", digest_weekday=3)
    town.wait_until(oslo(2027, 3, 2))
    with town.world() as world:
        for day in (2, 3, 4, 5):
            History(world).meeting("solvik", oslo(2027, 3, day, 12))
    town.wait_until(oslo(2027, 3, 5))
    first, second = (
        next(letter.card for letter in town.inbox(person) if letter.kind is NoticeKind.DIGEST and letter.came >= MONDAY)
        for person in ("marit", "ingrid")
    )
    assert first == second


def test_a_crash_between_claim_and_record_gives_no_second_one(town: Town) -> None:
    give_times(town)
    town.deliver()
    town.now = MONDAY
    with town.database.session() as session:
        expanding.expand_due(session, town.now, KINDS)
        outbox.claim(session, town.now)
    town.wait_until(MONDAY + timedelta(minutes=5))
    with town.world() as world:
        rows = world.session.exec(
            select(Notice).where(Notice.kind == NoticeKind.DIGEST, Notice.due_at == MONDAY).order_by(col(Notice.id))
        ).all()
        assert {row.state for row in rows} == {NoticeState.EXPANDED}
        assert len({row.only_id for row in rows}) == len(rows) == 6
    assert len(digests(town)) == 1
