"""The ticker asks once a second, never twice at once, whatever happens, and lets a round end before it stops."""

import asyncio
import logging

import pytest

import bot.jobs
from bot.jobs import Ticker


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.jobs, "TICK_SECONDS", 0.02)


async def test_it_ticks_again_after_an_error_and_logs_only_its_kind(caplog: pytest.LogCaptureFixture) -> None:
    ticks = asyncio.Semaphore(0)

    async def drain() -> None:
        ticks.release()
        raise ValueError("what somebody wrote")

    ticker = Ticker(drain)
    with caplog.at_level(logging.ERROR):
        ticker.start()
        async with asyncio.timeout(5):
            for _ in range(3):
                await ticks.acquire()
        await ticker.stop()
    assert {record.getMessage() for record in caplog.records} == {"tick failed error=ValueError"}
    assert not any(record.exc_info for record in caplog.records)


async def test_a_long_round_is_not_joined_by_another() -> None:
    at_once, most = 0, 0

    async def drain() -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0.1)
        at_once -= 1

    ticker = Ticker(drain)
    ticker.start()
    await asyncio.sleep(0.3)
    await ticker.stop()
    assert most == 1


async def test_stopping_waits_for_the_round_under_way_and_no_other_begins() -> None:
    begun, ended = asyncio.Event(), []

    async def drain() -> None:
        begun.set()
        await asyncio.sleep(0.2)
        ended.append("round")

    ticker = Ticker(drain)
    ticker.start()
    await begun.wait()
    await ticker.stop()
    await asyncio.sleep(0.1)
    assert ended == ["round"]


async def test_a_round_that_does_not_end_is_broken_off() -> None:
    begun, broken_off = asyncio.Event(), asyncio.Event()

    async def drain() -> None:
        begun.set()
        try:
            await asyncio.sleep(60)
        finally:
            broken_off.set()

    ticker = Ticker(drain)
    ticker.start()
    await begun.wait()
    await ticker.stop(patience=0.05)
    async with asyncio.timeout(5):
        await broken_off.wait()


async def test_what_never_began_can_be_stopped() -> None:
    async def drain() -> None: ...

    await Ticker(drain).stop()
