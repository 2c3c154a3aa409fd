"""The process's own addresses."""

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import unused_port

from bot.web import Check
from tests.bot.serving import serving, yes


async def no() -> bool:
    """A check that finds something wrong."""
    return False


async def broken() -> bool:
    """A check that fails itself."""
    raise OSError("postgresql://samba:passord@db")


@pytest.mark.parametrize(
    ("alive", "ready", "health", "readiness"),
    [(yes, yes, 200, 200), (yes, no, 200, 503), (broken, broken, 503, 503)],
)
async def test_it_says_how_it_is(alive: Check, ready: Check, health: int, readiness: int) -> None:
    async with serving([], unused_port(), alive=alive, ready=ready) as url, ClientSession() as session:
        answers = [await session.get(f"{url}/{path}") for path in ("health", "ready", "nothing")]
        bodies = [await answer.text() for answer in answers]
    assert [answer.status for answer in answers] == [health, readiness, 404]
    assert "passord" not in "".join(bodies)
