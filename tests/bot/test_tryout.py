"""A try-out: two real processes, either of which may be killed; one command starts and ends both."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from bot.processes import is_free
from bot.words import translator
from tests.bot.commands import clean_environment
from tests.bot.playground.ports import free_port

t = translator("nn")
# The command gives each try-out a token of its own that nobody is told, so the test starts it from within.
SCRIPT = """
import sys, os
from datetime import datetime
from pathlib import Path
from bot.tryout import TryOut, try_out
from bot.words import translator
port, bot_port, mode, municipality, *teams = sys.argv[1:]
now = datetime.fromisoformat("2027-02-23T09:00+01:00")
place, told = Path("kept/bot.db").absolute(), Path(municipality)
wanted = TryOut(int(port), int(bot_port), place, told, now, mode, teams=bool(teams), token="known")
try_out(wanted, os.environ, translator("nn"))
"""
MUNICIPALITY = Path(__file__).parents[2] / "bot" / "playground" / "lyngvag.toml"


class TryOut:
    """A try-out under way."""

    def __init__(self, folder: Path, mode: str, *more: str) -> None:
        self.port, self.bot_port = free_port(), free_port()
        self.output = folder / "output"
        arguments = [str(self.port), str(self.bot_port), mode, str(MUNICIPALITY), *more]
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-c", SCRIPT, *arguments],
                cwd=folder,
                # The SDK for Teams warns of parts of itself.
                env=clean_environment(PYTHONWARNINGS="default" if more else "error"),
                stdout=output,
                stderr=output,
            )

    def said(self) -> list[str]:
        return self.output.read_text(encoding="utf-8").splitlines()

    def wait_for(self, line: str) -> None:
        self.until(lambda: line in self.said(), f"{line!r} in {self.said()}")

    def until(self, condition: Any, what: str) -> None:
        deadline = time.monotonic() + 20
        while not condition():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, f"waited for {what}"
            time.sleep(0.05)

    def ready(self) -> bool:
        try:
            return bool(self.get(f"http://127.0.0.1:{self.bot_port}/ready")["ok"])
        except (URLError, ConnectionError):
            return False

    def clock(self, move_to: str | None = None) -> datetime:
        body = json.dumps({"now": move_to}).encode() if move_to else None
        return datetime.fromisoformat(self.get(f"http://127.0.0.1:{self.bot_port}/try/clock", body)["now"])

    def get(self, address: str, body: bytes | None = None) -> Any:
        with urlopen(Request(address, body, {"X-Try-Token": "known"}), timeout=5) as answer:
            return json.load(answer)

    def received(self, tenant: str) -> int:
        """How the bot answers an event of Teams that is nothing to it, from a tenant."""
        event = {
            "type": "conversationUpdate",
            "id": "1",
            "channelId": "msteams",
            "serviceUrl": "http://localhost:9/",
            "from": {"id": "29:1"},
            "recipient": {"id": "28:1"},
            "conversation": {"id": "a:1", "conversationType": "personal", "tenantId": tenant},
        }
        address = f"http://127.0.0.1:{self.bot_port}/api/messages"
        sent = Request(address, json.dumps(event).encode(), {"Content-Type": "application/json"})
        try:
            with urlopen(sent, timeout=5) as answer:
                return int(answer.status)
        except HTTPError as refused:
            return refused.code

    def children(self) -> dict[str, int]:
        """The programs that run, by module."""
        found = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                parent = stat.read_text().rpartition(")")[2].split()[1]
                words = stat.with_name("cmdline").read_text().split("\0")
                if int(parent) == self.process.pid and len(words) > 2:
                    found[words[2]] = int(stat.parent.name)
        return found

    def end(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(20)


@contextmanager
def under_way(folder: Path, mode: str = "http", *more: str) -> Iterator[TryOut]:
    running = TryOut(folder, mode, *more)
    try:
        running.wait_for(t("The try-out is ready: {address}", address=f"http://127.0.0.1:{running.port}/"))
        yield running
    finally:
        running.process.terminate()
        running.process.wait(20)


@pytest.mark.parametrize("mode", ["http", "socket"])
def test_one_command_starts_both_and_ends_both(tmp_path: Path, mode: str) -> None:
    with under_way(tmp_path, mode) as running:
        assert running.ready()
        assert running.get(f"http://127.0.0.1:{running.port}/health") == {"ok": True}
        assert set(running.children()) == {"bot.cli", "bot.playground"}
        assert running.end() == 0
        assert is_free(running.port)
        assert is_free(running.bot_port)


def test_either_may_be_killed_and_the_clock_goes_on_next_time(tmp_path: Path) -> None:
    with under_way(tmp_path) as running:
        assert running.clock().isoformat()[:16] == "2027-02-23T09:00"
        running.clock(move_to="2027-03-01T08:00+01:00")
        before = running.children()
        for name, program in (("bot.cli", "samba-bot"), ("bot.playground", "playground")):
            os.kill(before[name], signal.SIGKILL)
            running.wait_for(t("{program} stopped, and is started again.", program=program))
            running.until(running.ready, "the bot")
            running.until(lambda name=name: running.children().get(name, before[name]) != before[name], name)
        assert running.clock().isoformat()[:16] == "2027-03-01T08:00"
        assert running.end(signal.SIGTERM) == 0
    with under_way(tmp_path) as again:
        assert again.said()[0].startswith(
            t("The try-out goes on from last time. Delete {file} to begin again.", file="")[:20]
        )
        assert again.clock().isoformat()[:15] == "2027-03-01T08:0"


def test_with_some_of_them_in_teams_it_says_how_to_see_it_and_the_bot_listens_for_both(tmp_path: Path) -> None:
    with under_way(tmp_path, "http", "teams") as running:
        running.wait_for("  per.yml      56155  Per Instefjord")
        clients = tmp_path / "kept" / "bot-clients"
        assert running.said()[1] == t(
            "{name} and {count} others sit in Teams, the rest in Slack.", name="Ingrid Haugland", count=5
        )
        assert f"M365_AGENTS_PLAYGROUND_CONFIG_PATH={clients / 'ingrid.yml'} npx" in running.said()[3]
        tenant = json.loads((clients / "ingrid.yml").read_text(encoding="utf-8"))["tenantId"]
        assert [running.received(tenant), running.received("0c3f9a52-7d41-4b8e-9f60-2a1b5c7d8e94")] == [200, 403]
