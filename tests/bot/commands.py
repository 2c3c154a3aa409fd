"""The program run as a user runs it, in a folder of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from bot.cli import main


@dataclass(frozen=True)
class Outcome:
    """How a command ended, and what it wrote."""

    status: int
    said: str
    complained: str


def clean_environment(**own: str) -> dict[str, str]:
    """This process's environment with nothing of the bot's in it but what is given."""
    ours = ("SLACK_", "SAMBA_BOT_", "CLIENT_", "TENANT_", "DANGEROUSLY_")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**inherited, "PYTHONWARNINGS": "error", **own}


def run_here(folder: Path, *arguments: str, environ: Mapping[str, str] | None = None) -> Outcome:
    """Run it within this process, which is ten times quicker."""
    said, complained = StringIO(), StringIO()
    with (
        patch.dict(os.environ, clean_environment(**(environ or {})), clear=True),
        chdir(folder),
        redirect_stdout(said),
        redirect_stderr(complained),
    ):
        try:
            status = main(arguments)
        except SystemExit as error:
            status = int(error.code or 0)
    return Outcome(status, said.getvalue(), complained.getvalue())


def run(folder: Path, *arguments: str, environ: Mapping[str, str] | None = None) -> Outcome:
    """Run `samba-bot` with these arguments in a folder, as a process."""
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        cwd=folder,
        env=clean_environment(**(environ or {})),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)
