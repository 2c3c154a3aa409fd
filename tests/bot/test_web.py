"""The process's own addresses."""

import socket
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.web import Check, Trouble, listen
from tests.bot.serving import nothing, serving, yes


async def no() -> bool:
    """A check that finds something wrong."""
    return False


async def broken() -> bool:
    """A check that fails itself."""
    raise OSError("postgresql://samba:passord@db")


async def deaf() -> str:
    """Requests do not arrive."""
    return "socket_silent"


async def broken_too() -> None:
    """A question that cannot be answered."""
    raise OSError("xoxb-passord")


WELL = (200, {"ok": True})


@pytest.mark.parametrize(
    ("alive", "trouble", "health", "readiness"),
    [
        (yes, nothing, WELL, WELL),
        (yes, deaf, WELL, (503, {"ok": False, "reason": "socket_silent"})),
        (broken, nothing, (503, {"ok": False, "reason": "database"}), WELL),
        (no, broken_too, (503, {"ok": False, "reason": "database"}), (503, {"ok": False, "reason": "unknown"})),
    ],
)
async def test_it_says_how_it_is(alive: Check, trouble: Trouble, health: Any, readiness: Any) -> None:
    async with serving([], alive=alive, trouble=trouble) as url, ClientSession() as session:
        answers = [await session.get(f"{url}/{path}") for path in ("health", "ready")]
        assert [(answer.status, await answer.json()) for answer in answers] == [health, readiness]
        assert (await session.get(f"{url}/nothing")).status == 404


def test_no_answer_waits_for_the_client_to_acknowledge_its_first_half() -> None:
    with listen("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()[:2]):
        connection, _ = listener.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
