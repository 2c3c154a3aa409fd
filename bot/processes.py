"""Keeps programs running: starts them, starts again the one that ends, and stops them all when told to."""

import asyncio
import contextlib
import signal
import socket
import sys
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

HOST = "127.0.0.1"
STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
PATIENCE_SECONDS = 12.0
# A program that keeps ending sooner than this after its start is not started again for ever.
SOON_SECONDS = 3.0
TRIES = 5


@dataclass(frozen=True)
class Program:
    """A Python module to run, what it is told, and where what it writes goes."""

    name: str
    arguments: Sequence[str]
    environ: Mapping[str, str]
    log: Path


class KeepsEndingError(Exception):
    """A program ended time after time, soon after its start."""

    def __init__(self, program: Program) -> None:
        super().__init__(program.name)
        self.program = program


async def supervise(
    programs: Sequence[Program], ready: Callable[[], Coroutine[Any, Any, None]], ended: Callable[[Program], None]
) -> None:
    """Run the programs until this process is told to stop. Raises KeepsEndingError.

    `ready` is awaited beside them, once; `ended` is told of each that ended and is started again.
    """
    told_to_stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in STOPPING:
        loop.add_signal_handler(number, told_to_stop.set)
    stop = asyncio.create_task(told_to_stop.wait())
    kept = [asyncio.create_task(_keep(program, ended)) for program in programs]
    announced = asyncio.create_task(ready())
    try:
        await asyncio.wait([stop, *kept], return_when=asyncio.FIRST_COMPLETED)
        for task in kept:
            if task.done():
                task.result()
    finally:
        everything: list[asyncio.Task[Any]] = [stop, announced, *kept]
        for task in everything:
            task.cancel()
        await asyncio.wait(everything)


async def _keep(program: Program, ended: Callable[[Program], None]) -> None:
    loop = asyncio.get_running_loop()
    soon = 0
    while True:
        started = loop.time()
        await _run(program)
        soon = soon + 1 if loop.time() - started < SOON_SECONDS else 0
        if soon >= TRIES:
            raise KeepsEndingError(program)
        ended(program)
        await asyncio.sleep(0.2 * soon)


async def _run(program: Program) -> None:
    with program.log.open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *program.arguments,
            env=dict(program.environ),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            process_group=0,  # Ctrl-C reaches us only, and we stop it in order
        )
        try:
            await process.wait()
        finally:
            await _end(process)


async def _end(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(asyncio.shield(process.wait()), PATIENCE_SECONDS)
    except TimeoutError:
        process.kill()


async def wait_until_well(addresses: Sequence[str]) -> None:
    """Wait until each of these addresses of this machine answers 200."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2.0)) as session:
        for address in addresses:
            while not await _is_well(session, address):
                await asyncio.sleep(0.1)


async def _is_well(session: aiohttp.ClientSession, address: str) -> bool:
    try:
        async with session.get(address) as answer:
            return answer.status == 200
    except (aiohttp.ClientError, OSError, TimeoutError):
        return False


def is_free(port: int) -> bool:
    """Whether a port of this machine can be listened on."""
    try:
        socket.create_server((HOST, port)).close()
    except OSError:
        return False
    return True


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.create_server((HOST, 0)) as found:
        return int(found.getsockname()[1])
