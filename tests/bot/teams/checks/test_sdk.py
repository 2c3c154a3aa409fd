"""Commands load the SDK for Teams where they need it, and never a file `.env` with it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.commands import clean_environment

SLACK = {"SLACK_BOT_TOKEN": "xoxb-test", "SLACK_APP_TOKEN": "xapp-test", "SLACK_API_URL": "http://127.0.0.1:9/api/"}
TEAMS = {"DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS": "true", "PORT": "9"}
REGISTERED = {"CLIENT_ID": "0c3f9a52-7d41-4b8e-9f60-2a1b5c7d8e94", "SAMBA_BOT_URL": "https://samba.example/"}
TOLD = """
import os, sys
from bot.cli import main
main({arguments!r})
print(*(name for name in ("microsoft_teams", "slack_sdk") if name in sys.modules), os.environ.get("FROM_A_FILE", "-"))
"""


@pytest.mark.parametrize(
    ("arguments", "environ", "loaded"),
    [
        (("check",), SLACK, "slack_sdk -"),
        (("check",), TEAMS, "microsoft_teams -"),
        (("teams", "package", "--website", "https://a.example", "--publisher", "A"), REGISTERED, "-"),
    ],
)
def test_what_a_command_loads(tmp_path: Path, arguments: tuple[str, ...], environ: dict[str, str], loaded: str) -> None:
    (tmp_path / ".env").write_text("FROM_A_FILE=read\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", TOLD.format(arguments=arguments)],
        cwd=tmp_path,
        env=clean_environment(**environ, PYTHONPATH=str(Path(__file__).parents[4]), PYTHONWARNINGS="default"),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert (done.stdout.splitlines()[-1], done.stderr) == (loaded, "")
