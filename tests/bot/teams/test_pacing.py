"""The pace of what is written, by a clock of the test's own."""

import asyncio
import time
from collections.abc import Sequence

import pytest

from bot.messenger import TryLater
from bot.teams import pacing
from bot.teams.pacing import CONVERSATION, LEEWAY, LONGEST_WAIT, MOST_REMEMBERED, TENANT, Limits, Pace, Paces


def turns(limits: Limits, count: int, leeway: float = LEEWAY) -> list[float]:
    """When each of many gets its turn, all wanting it at the start."""
    pace, given = Pace(limits, leeway), []
    for _ in range(count):
        given.append(pace.next_turn(1000.0))
        pace.take(given[-1])
    return [moment - 1000.0 for moment in given]


def most_within(moments: Sequence[float], seconds: float) -> int:
    """The most that fall within so many seconds, wherever they are counted from."""
    return max(sum(first <= moment < first + seconds for moment in moments) for first in moments)


@pytest.mark.parametrize(("limits", "leeway"), [(CONVERSATION, LEEWAY), (TENANT, 0.0)])
def test_a_burst_stays_within_every_limit(limits: Limits, leeway: float) -> None:
    moments = turns(limits, 300, leeway)
    assert moments == sorted(moments)
    assert [most_within(moments, seconds) <= most for most, seconds in limits] == [True] * len(limits)


def test_an_hour_holds_what_teams_takes_in_an_hour() -> None:
    moments = turns(CONVERSATION, 1801)
    assert moments[1799] < 3600 <= moments[1800]


def test_a_burst_of_sixty_takes_little_longer_than_it_must() -> None:
    assert turns(CONVERSATION, 60)[-1] <= 1.15 * turns(CONVERSATION, 60, leeway=0.0)[-1]


def test_who_waits_longer_has_room_again() -> None:
    pace = Pace(((2, 1.0),), leeway=0.25)
    for moment in (10.0, 10.5):
        assert pace.next_turn(moment) == moment
        pace.take(moment)
    assert (pace.next_turn(10.6), pace.next_turn(12.0)) == (11.25, 12.0)


def test_a_place_is_idle_when_nothing_holds_there_any_more() -> None:
    pace = Pace(((2, 1.0),), leeway=0.25)
    assert pace.is_idle(10.0)
    pace.take(10.0)
    assert (pace.is_idle(11.0), pace.is_idle(11.25)) == (False, True)


async def test_conversations_do_not_wait_for_each_other_and_a_tenant_waits_for_itself() -> None:
    paces = Paces()
    began = time.monotonic()
    await asyncio.gather(*(paces.turn(f"a:{n}", f"tenant-{n // 20}") for n in range(40)))
    assert time.monotonic() - began < 0.5
    await paces.turn("a:1", "tenant-1")
    assert time.monotonic() - began > 1.0


async def test_a_long_wait_is_deliverys_to_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "CONVERSATION", ((1, 60.0),))
    paces = Paces()
    await paces.turn("a:1", "tenant-1")
    with pytest.raises(TryLater) as raised:
        await paces.turn("a:1", "tenant-1")
    assert (raised.value.reason, LONGEST_WAIT < raised.value.seconds <= 60.25) == ("paced", True)


async def test_what_is_idle_is_forgotten_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "CONVERSATION", ((1, 0.0),))
    monkeypatch.setattr(pacing, "TENANT", ((MOST_REMEMBERED * 2, 1.0),))
    monkeypatch.setattr(pacing, "LEEWAY", 0.0)
    paces = Paces()
    for n in range(MOST_REMEMBERED + 1):
        await paces.turn(f"a:{n}", "tenant-1")
    assert list(paces._conversations) == [f"a:{MOST_REMEMBERED}"]
