"""The bot as a process of its own: how long its imports take, how soon it is ready, and how much memory it holds.

Linux tells what a process uses in /proc; nowhere else is this measured.
"""

import asyncio
import os
import resource
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import aiohttp
from aiohttp import web

from bot.processes import HOST, free_port

# What `samba-bot run` has loaded when it is at work.
IMPORTS = "import bot.cli, bot.app, bot.service, bot.slack.install, bot.delivery, bot.settings"
TEAMS_IMPORTS = f"{IMPORTS}, bot.teams.install"
# On this machine and without credentials, which changes nothing of what is loaded.
TEAMS = {"DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS": "true"}
KIBIBYTES = 1024
PATIENCE_SECONDS = 30.0


class NotReady(Exception):
    """The bot ended, or did not become ready in time."""


@dataclass(frozen=True)
class Took:
    """Seconds by the clock, and of the processor: on a machine with other work the second is the firmer one."""

    clock: float
    processor: float


@dataclass(frozen=True)
class Process:
    """How long it took, and megabytes of resident memory when it was ready; each a median."""

    imports: Took
    start: Took
    memory: float


async def measure_process(rounds: int, *, teams: bool = False) -> Process:
    """Start Python, and the bot in Slack (with `teams` in both), so often, after one of each that does not count."""
    loaded, told = (TEAMS_IMPORTS, TEAMS) if teams else (IMPORTS, {})
    async with slack() as api_url:
        with TemporaryDirectory() as folder:
            imports = [await _imports(loaded) for _ in range(rounds + 1)][1:]
            starts = [await _start(told | {"SLACK_API_URL": api_url}, Path(folder)) for _ in range(rounds + 1)][1:]
    return Process(_median(imports), _median([took for took, _ in starts]), median(memory for _, memory in starts))


def _median(several: Sequence[Took]) -> Took:
    return Took(median(took.clock for took in several), median(took.processor for took in several))


@asynccontextmanager
async def slack() -> AsyncIterator[str]:
    """A server that answers every call of Slack's Web API with yes; its address."""
    application = web.Application()
    application.router.add_route("*", "/api/{method}", _yes)
    runner = web.AppRunner(application)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, HOST, port).start()
    yield f"http://{HOST}:{port}/api/"
    await runner.cleanup()


async def _yes(_: web.Request) -> web.Response:
    return web.json_response({"ok": True, "team_id": "T1", "user_id": "UBOT", "bot_id": "BBOT"})


async def _imports(loaded: str) -> Took:
    clock, processor = time.perf_counter(), _of_children()
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", loaded)
    if await process.wait():
        raise NotReady
    return Took(time.perf_counter() - clock, _of_children() - processor)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


async def _start(told: Mapping[str, str], folder: Path) -> tuple[Took, float]:
    """From nothing to ready, on a database that stands there already from the second time on."""
    port = free_port()
    own = {
        "SAMBA_BOT_DATABASE_URL": f"sqlite:///{folder / 'bot.db'}",
        "SLACK_BOT_TOKEN": "xoxb-benchmark",
        "SLACK_SIGNING_SECRET": "benchmark",
        "HOST": HOST,
        "PORT": str(port),
        **told,
    }
    clock = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.cli", "run", env={**os.environ, **own}, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        async with asyncio.timeout(PATIENCE_SECONDS), aiohttp.ClientSession() as session:
            while not await _is_ready(session, f"http://{HOST}:{port}/ready"):
                if process.returncode is not None:
                    raise NotReady
                await asyncio.sleep(0.005)
        return Took(time.perf_counter() - clock, _processor(process.pid)), _resident(process.pid)
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()


async def _is_ready(session: aiohttp.ClientSession, address: str) -> bool:
    try:
        async with session.get(address) as answer:
            return answer.status == 200
    except aiohttp.ClientError:
        return False


def _processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    user, system = fields[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _resident(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    kibibytes = next(line.split()[1] for line in lines if line.startswith("VmRSS:"))
    return int(kibibytes) * KIBIBYTES / 1_000_000
