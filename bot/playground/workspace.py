"""The workspace itself: its state, its clock's reading, and who is told when something changes."""

import asyncio
import secrets
import sqlite3
import string
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from bot.playground.database import transaction
from bot.playground.manifest import Manifest
from bot.playground.municipality import Setup, User
from bot.playground.settings import Settings

APP_ID = "A0PLAYGROUND"
BOT_ID = "B0SAMBABOT"
_ID_LETTERS = string.ascii_uppercase + string.digits


@dataclass
class Workspace:
    """One workspace in one file. `shift` is how far, in seconds, its clock is ahead of the real one."""

    db: sqlite3.Connection
    settings: Settings
    manifest: Manifest
    setup: Setup
    shift: float = 0.0
    version: int = 0
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A change, committed when it ends; open pages are told after."""
        outermost = not self.db.in_transaction
        with transaction(self.db):
            yield
        if outermost:
            self.tell()

    def tell(self) -> None:
        """Wake everybody who waits for a change."""
        self.version += 1
        self._changed.set()
        self._changed = asyncio.Event()

    async def wait(self, seen: int, seconds: float) -> int:
        """The version once it is past `seen`, or after `seconds`."""
        if self.version <= seen:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), seconds)
        return self.version

    @property
    def timezone(self) -> tzinfo:
        """The municipality's own."""
        return ZoneInfo(self.setup.timezone)

    def now(self) -> datetime:
        """The workspace's time."""
        return datetime.fromtimestamp(time.time() + self.shift, self.timezone)

    def user(self, user_id: str) -> User | None:
        """The user with that id."""
        return next((user for user in self.setup.users if user.id == user_id), None)

    def meta(self, key: str) -> str | None:
        """A remembered value."""
        row = self.db.execute("select value from meta where key = ?", (key,)).fetchone()
        return None if row is None else str(row["value"])

    def remember(self, key: str, value: str) -> None:
        """Keep a value under `key`, instead of what stood there."""
        self.db.execute("insert or replace into meta (key, value) values (?, ?)", (key, value))


def new_id(prefix: str, length: int = 10) -> str:
    """An id of Slack's look that nobody can guess."""
    return prefix + "".join(secrets.choice(_ID_LETTERS) for _ in range(length))
