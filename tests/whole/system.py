"""The whole of it under way: the real bot and the workspace in the browser, two processes that may be killed."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp

from bot.app import open_database
from bot.loading import prepare_try_out
from bot.processes import Program, wait_until_well
from bot.settings import DatabaseSettings
from bot.tryout import TryOut, bot_program, seated, workspace_program
from bot.tryout_teams import Seat
from bot.words import translator
from tests.bot.commands import clean_environment
from tests.bot.playground.ports import free_port
from tests.tables import read_beside
from tests.town import Town

MUNICIPALITY = Path(__file__).parents[2] / "bot" / "playground" / "lyngvag.toml"
BEGINS = datetime.fromisoformat("2027-02-23T09:00+01:00")
# A killed process's claims come free again after this long; what a test waits for is not the length of a lease.
LEASE_SECONDS = "1"


@dataclass
class System:
    """The two processes, and where they keep what they remember."""

    wanted: TryOut
    seats: Sequence[Seat] = ()
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where the page is, without a slash at the end."""
        return self.wanted.address.rstrip("/")

    async def start(self) -> None:
        """Start what does not run, and wait until both answer."""
        environment = {**clean_environment(), "SAMBA_BOT_LEASE_SECONDS": LEASE_SECONDS}
        if self.wanted.teams:
            environment.pop("PYTHONWARNINGS", None)  # the SDK warns of parts of itself
        for program in (workspace_program(self.wanted, environment), bot_program(self.wanted, environment)):
            if program.name not in self.running:
                self.running[program.name] = _start(program)
        await asyncio.wait_for(
            wait_until_well((f"{self.wanted.address}health", f"{self.wanted.bot_address}/ready")), timeout=30
        )

    def kill(self, name: str = "samba-bot") -> None:
        """SIGKILL: no time to tidy up."""
        process = self.running.pop(name)
        process.kill()
        process.wait()

    def stop(self) -> None:
        """End both in order."""
        for process in self.running.values():
            process.send_signal(signal.SIGTERM)
        for process in self.running.values():
            process.wait(20)

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What the bot's database holds, read beside it."""
        return read_beside(self.wanted.database, query, *values)

    async def clock(self, move_to: datetime | None = None) -> dict[str, Any]:
        """Read the workspace's clock, or move it forward to a moment, with all that falls due in between in order."""
        while move_to is not None:
            read = await self._clock(None)
            due = datetime.fromisoformat(read["next_due"]) if read["next_due"] else None
            if due is None or due > move_to:
                return await self._clock(move_to)
            await self._clock(due)
        return await self._clock(None)

    async def _clock(self, moment: datetime | None) -> dict[str, Any]:
        headers = {"X-Try-Token": self.wanted.token}
        address = f"{self.wanted.bot_address}/try/clock"
        body = {"now": moment.isoformat()} if moment else None
        async with (
            aiohttp.ClientSession() as session,
            session.request("POST" if body else "GET", address, json=body, headers=headers) as answer,
        ):
            assert answer.status == 200, await answer.text()
            found: dict[str, Any] = await answer.json()
            return found


def _start(program: Program) -> subprocess.Popen[bytes]:
    with program.log.open("ab") as log:
        return subprocess.Popen(
            [sys.executable, *program.arguments], env=dict(program.environ), stdout=log, stderr=log, cwd=Path.cwd()
        )


@asynccontextmanager
async def system(
    folder: Path, slots: Sequence[tuple[str, datetime]] = (), municipality: Path = MUNICIPALITY, *, teams: bool = False
) -> AsyncIterator[System]:
    """Both processes under way, on a fresh municipality, with times given to units (by key); with `teams` some of its
    people sit there.
    """
    wanted = TryOut(free_port(), free_port(), folder / "bot.db", municipality, BEGINS, "http", teams=teams)
    seats = seated(wanted) if teams else []
    settings = DatabaseSettings(f"sqlite:///{wanted.database}")
    prepare_try_out(settings, wanted.loaded, BEGINS, translator("nn"), [seat.met for seat in seats])
    _give(settings, slots)
    found = System(wanted, seats)
    try:
        await found.start()
        yield found
    finally:
        found.stop()


def _give(settings: DatabaseSettings, slots: Sequence[tuple[str, datetime]]) -> None:
    database = open_database(settings, translator("nn"))
    town = Town(database)
    for unit, starts_at in slots:
        town.give_slot(unit, starts_at.astimezone(UTC))
    database.close()
