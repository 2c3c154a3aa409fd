"""What `samba-bot run` loads: of the platforms only those that are set up."""

import asyncio
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.processes import wait_until_well
from tests.bot.commands import clean_environment
from tests.bot.playground.ports import free_port

NOWHERE = "http://127.0.0.1:9/api/"
SLACK = {"SLACK_BOT_TOKEN": "xoxb-x", "SLACK_SIGNING_SECRET": "x", "SLACK_API_URL": NOWHERE}
TEAMS = {"DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS": "true"}
# The SDK for Teams makes use of what it says will be removed.
SDK_WARNS = "error,ignore::DeprecationWarning"
HEAVY = {"fastapi", "microsoft_teams", "msal", "slack_bolt", "slack_sdk"}
IMPORTED = re.compile(r"^import time: +\d+ \| +\d+ \| +(\w+)", re.MULTILINE)


@pytest.mark.parametrize(
    ("told", "loaded"),
    [
        (SLACK, {"slack_bolt", "slack_sdk"}),
        (TEAMS, {"fastapi", "microsoft_teams", "msal"}),
        (SLACK | TEAMS, HEAVY),
    ],
)
async def test_a_platform_that_is_not_set_up_is_not_loaded(
    tmp_path: Path, told: dict[str, str], loaded: set[str]
) -> None:
    port = free_port()
    database = f"sqlite:///{tmp_path / 'bot.db'}"
    environ = clean_environment(
        SAMBA_BOT_DATABASE_URL=database, HOST="127.0.0.1", PORT=str(port), PYTHONWARNINGS=SDK_WARNS, **told
    )
    log = tmp_path / "bot.log"
    with log.open("wb") as output:
        command = [sys.executable, "-X", "importtime", "-m", "bot.cli", "run"]
        running = subprocess.Popen(command, env=environ, stdout=output, stderr=output)
    try:
        await asyncio.wait_for(wait_until_well((f"http://127.0.0.1:{port}/health",)), 30)
    finally:
        running.terminate()
        running.wait(20)
    assert set(IMPORTED.findall(log.read_text(encoding="utf-8"))) & HEAVY == loaded
