"""What an administrator runs: `load` sets the municipality up, `run` answers, over HTTP and Socket Mode."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.processes import wait_until_well
from bot.tryout import TryOut, workspace_program
from tests.bot.commands import clean_environment
from tests.bot.playground.person import person
from tests.bot.playground.ports import free_port
from tests.whole.system import BEGINS, MUNICIPALITY


def settings(wanted: TryOut) -> dict[str, str]:
    """What an administrator sets in the environment: Slack's tokens, and another server than Slack's."""
    how = (
        {"SLACK_APP_TOKEN": f"xapp-playground-{wanted.token}"}
        if wanted.mode == "socket"
        else {"SLACK_SIGNING_SECRET": wanted.signing_secret}
    )
    return clean_environment(
        SAMBA_BOT_DATABASE_URL=f"sqlite:///{wanted.database}",
        SLACK_BOT_TOKEN=f"xoxb-playground-{wanted.token}",
        SLACK_API_URL=f"{wanted.address}api/",
        PORT=str(wanted.bot_port),
        **how,
    )


@asynccontextmanager
async def process(arguments: list[str], environ: Mapping[str, str], well: str, log: Path) -> AsyncIterator[None]:
    """A program of ours while it runs, from when an address of it answers."""
    with log.open("wb") as output:
        running = subprocess.Popen([sys.executable, *arguments], env=dict(environ), stdout=output, stderr=output)
    try:
        await asyncio.wait_for(wait_until_well((well,)), 30)
        yield
    finally:
        running.terminate()
        assert running.wait(20) in (0, -signal.SIGTERM), log.read_text(encoding="utf-8")


@pytest.mark.parametrize("mode", ["http", "socket"])
async def test_load_sets_up_and_run_answers(tmp_path: Path, mode: str) -> None:
    wanted = TryOut(free_port(), free_port(), tmp_path / "bot.db", MUNICIPALITY, BEGINS, mode)
    environ = settings(wanted)
    loaded = subprocess.run(
        [sys.executable, "-m", "bot.cli", "load", str(MUNICIPALITY)], env=environ, capture_output=True, text=True
    )
    assert (loaded.returncode, loaded.stderr) == (0, "")
    assert loaded.stdout.splitlines()[0] == "Lyngvåg kommune er sett opp."
    workspace = workspace_program(wanted, clean_environment())
    async with (
        process(list(workspace.arguments), workspace.environ, f"{wanted.address}health", tmp_path / "workspace.log"),
        process(["-m", "bot.cli", "run"], environ, f"{wanted.bot_address}/ready", tmp_path / "bot.log"),
        person(wanted.address.rstrip("/"), "U0INGRID") as ingrid,
    ):
        await ingrid.write("/samba hjelp")
        await ingrid.write("hei")
        said = await wait_for(ingrid.texts, 3)
    assert said == ["Hei frå samba-bot", "hei", "Eit svar frå samba-bot"]
    assert "hei" not in (tmp_path / "bot.log").read_text(encoding="utf-8")


async def wait_for(read: Callable[[], Awaitable[list[str]]], count: int) -> list[str]:
    """What was said, when there is that much of it."""
    for _ in range(100):
        said = await read()
        if len(said) >= count:
            return said
        await asyncio.sleep(0.1)
    return said
