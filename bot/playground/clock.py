"""The workspace's time: asked of the bot, and moved forward from one thing due to the next."""

import asyncio
import logging
import time
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from bot.playground.workspace import Workspace

log = logging.getLogger(__name__)
TOKEN_HEADER = "X-Try-Token"
# A glance may fail, and is made again. A jump that somebody asked for waits for what the bot is doing.
READ_SECONDS, DRAIN_SECONDS = 3.0, 60.0
POLL_SECONDS, POLL_WHEN_DOWN_SECONDS = 5.0, 1.0


class JumpsBack(Exception):
    """The clock goes forward only."""


class BotDown(Exception):
    """The bot does not answer about its clock."""


class Clock:
    """The bot's clock as the playground sees it. Without a `url` the workspace has the real time."""

    def __init__(self, ws: Workspace, url: str, token: str) -> None:
        self._ws = ws
        self._url = url
        self._token = token
        self._jumping = asyncio.Lock()
        self._session: aiohttp.ClientSession | None = None
        self._curious = asyncio.Event()
        self.answers = False
        self.next_due: datetime | None = None
        ws.shift = float(ws.meta("shift") or 0.0)

    @property
    def movable(self) -> bool:
        """Whether there is a clock to move."""
        return bool(self._url)

    @property
    def jumping(self) -> bool:
        """Whether a jump is under way."""
        return self._jumping.locked()

    async def watch(self) -> None:
        """Keep reading the bot's clock, until cancelled."""
        while self._url:
            if not self.jumping:
                await self._glance()
            self._curious.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._curious.wait(), POLL_SECONDS if self.answers else POLL_WHEN_DOWN_SECONDS)

    def look_soon(self) -> None:
        """Read the bot's clock now rather than at the next turn: somebody did something, so more may be due."""
        self._curious.set()

    async def jump(self, target: datetime) -> None:
        """Go to `target`, stopping at all that is due on the way: it comes in order. Raises JumpsBack, BotDown."""
        async with self._jumping:
            now = await self._ask("GET", seconds=DRAIN_SECONDS)
            if target <= now:
                raise JumpsBack
            while self.next_due and self.next_due <= target:
                stop = self.next_due
                now = await self._set(max(stop, now + timedelta(seconds=1)))
                if self.next_due and self.next_due <= stop:
                    break  # the bot could not do what was due; it must not hold the clock
            if now < target:
                await self._set(target)

    async def jump_to_next_due(self) -> bool:
        """Go to the next thing due; False when nothing is."""
        now = await self._ask("GET", seconds=DRAIN_SECONDS)
        if self.next_due is None:
            return False
        await self.jump(max(self.next_due, now + timedelta(seconds=1)))
        return True

    async def close(self) -> None:
        """Hang up."""
        if self._session:
            await self._session.close()

    async def _glance(self) -> None:
        try:
            await self._ask("GET")
        except BotDown as error:
            log.info("clock: %s", error)

    async def _set(self, moment: datetime) -> datetime:
        # what comes while the bot drains is stamped with the moment it was due
        before = self._ws.shift
        self._ws.shift = moment.timestamp() - time.time()
        try:
            return await self._ask("POST", {"now": moment.isoformat()}, DRAIN_SECONDS)
        except BotDown:
            self._ws.shift = before
            raise

    async def _ask(self, method: str, body: dict[str, str] | None = None, seconds: float = READ_SECONDS) -> datetime:
        try:
            now, due = _read(await self._call(method, body, seconds))
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError) as error:
            self._note(answers=False, due=self.next_due)
            raise BotDown(type(error).__name__) from error
        self._ws.shift = now.timestamp() - time.time()
        self._note(answers=True, due=due)
        return now

    async def _call(self, method: str, body: dict[str, str] | None, seconds: float) -> Any:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        headers = {TOKEN_HEADER: self._token}
        async with (
            asyncio.timeout(seconds),
            self._session.request(method, self._url, json=body, headers=headers) as response,
        ):
            response.raise_for_status()
            return await response.json()

    def _note(self, *, answers: bool, due: datetime | None) -> None:
        news = (answers, due) != (self.answers, self.next_due)
        self.answers, self.next_due = answers, due
        if news or self.jumping:
            with self._ws.transaction():
                self._ws.remember("shift", repr(self._ws.shift))


def _read(document: Any) -> tuple[datetime, datetime | None]:
    due = document["next_due"]
    return _aware(document["now"]), _aware(due) if due else None


def _aware(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment
