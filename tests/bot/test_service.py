"""The process at work: it answers from the first moment, and stops when its platform cannot start."""

import asyncio
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field

import aiohttp
import pytest

from bot.jobs import Ticker
from bot.service import NotStarted, Service
from bot.web import listen


@dataclass
class Platform:
    """A platform's part that starts when it is let, or fails."""

    let: asyncio.Event = field(default_factory=asyncio.Event)
    failure: Exception | None = None
    happened: list[str] = field(default_factory=list)

    async def start(self) -> None:
        await self.let.wait()
        if self.failure:
            raise self.failure
        self.happened.append("started")

    async def trouble(self) -> str | None:
        return None if "started" in self.happened else "starting"

    async def close(self) -> None:
        self.happened.append("closed")


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with listen("127.0.0.1", 0) as listener:
        yield listener


def service(platform: Platform) -> Service:
    async def drain() -> None: ...

    async def alive() -> bool:
        return True

    return Service([platform], Ticker(drain), [], alive)


async def status(http: aiohttp.ClientSession, listener: socket.socket, path: str) -> int:
    async with http.get(f"http://127.0.0.1:{listener.getsockname()[1]}{path}") as answer:
        return answer.status


async def test_it_says_that_it_is_alive_before_it_is_ready(listener: socket.socket) -> None:
    platform = Platform()
    running = service(platform)
    task = asyncio.create_task(running.run(listener))
    async with aiohttp.ClientSession() as http, asyncio.timeout(10):
        assert await status(http, listener, "/health") == 200
        assert await status(http, listener, "/ready") == 503
        platform.let.set()
        while await status(http, listener, "/ready") != 200:
            await asyncio.sleep(0.01)
    running.stop()
    await task
    assert platform.happened == ["started", "closed"]


async def test_a_platform_that_cannot_start_ends_it(listener: socket.socket, caplog: pytest.LogCaptureFixture) -> None:
    platform = Platform(failure=OSError("xoxb-secret"))
    platform.let.set()
    async with asyncio.timeout(10):
        with pytest.raises(NotStarted) as caught:
            await service(platform).run(listener)
    assert caught.value.__cause__ is platform.failure
    assert platform.happened == ["closed"]
    assert "not started error=OSError" in caplog.text
    assert "xoxb-secret" not in caplog.text


async def test_it_can_be_stopped_while_the_platform_still_starts(listener: socket.socket) -> None:
    platform = Platform()
    running = service(platform)
    task = asyncio.create_task(running.run(listener))
    async with aiohttp.ClientSession() as http, asyncio.timeout(10):
        assert await status(http, listener, "/health") == 200
        running.stop()
        await task
    assert platform.happened == ["closed"]
