"""Whom we have met in Teams, and where: each one's conversation is kept as it was last, so that we can write first.

Who asks for something is met in the same transaction, by the desk.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, TypeVar

from bot.asking import Caller
from bot.teams.references import Reference
from handlers import reaching

PLATFORM = "teams"
# How long we take it that a municipality is still set up, in seconds.
REMEMBERED = 600.0
Result = TypeVar("Result")


class Background(Protocol):
    """What is asked of the desk."""

    async def background(self, work: Callable[..., Result], *arguments: object) -> Result:
        """Run `work(session, real_now, *arguments)` in one transaction."""
        ...


class Acquaintances:
    """Asks whose a tenant is, and writes down whom we meet without being asked anything, and where."""

    def __init__(self, desk: Background) -> None:
        self._desk = desk
        self._tenants: dict[str, float] = {}

    async def is_known(self, tenant: str) -> bool:
        """Whether a tenant is a municipality's own."""
        if self._tenants.get(tenant, 0.0) > time.monotonic():
            return True
        known = await self._desk.background(reaching.is_known, PLATFORM, tenant)
        if known:
            self._tenants[tenant] = time.monotonic() + REMEMBERED
        return known

    async def meet(self, caller: Caller) -> bool:
        """We were installed in somebody's own chat. False when nobody is registered with that account."""
        who = (caller.workspace, caller.account)
        return await self._desk.background(reaching.meet, PLATFORM, *who, caller.reference)

    async def meet_channel(self, channel: str, at: Reference) -> None:
        """Something came from a channel or a group chat. Teams tells of a channel also where another one of its team is
        talked in, so it is never written to by where it was told of.
        """
        there = replace(at, conversation=channel)
        await self._desk.background(reaching.meet_channel, PLATFORM, at.tenant, channel, str(there))

    async def lose(self, caller: Caller) -> None:
        """Somebody has removed us."""
        await self._desk.background(reaching.lose, PLATFORM, caller.workspace, caller.account)
