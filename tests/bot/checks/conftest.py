"""A municipality where all is well: its database, its workspace, and the settings of the bot. A test plants faults."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.slack.scopes import needed_scopes
from tests.bot.commands import Outcome, run_here
from tests.bot.playground.ports import free_port
from tests.bot.scripted import Answered, Scripted
from tests.bot.slack.fake_slack import FakeSlack, fake_slack
from tests.bot.slack.far_end import FarEnd, far_end

FILE = Path(__file__).with_name("storfjorden.toml")
HOME = {"team_id": "T1"}


@dataclass
class Place:
    """What `samba-bot check` looks at. `users` are Slack's, by account; one who is a word is refused with it."""

    folder: Path
    slack: FakeSlack
    far: FarEnd
    environ: dict[str, str]
    channel: dict[str, Any] = field(default_factory=lambda: {"id": "C0FJORD", "is_private": True, "is_member": True})
    members: list[str] = field(default_factory=lambda: ["UBOT", "U0OLA", "U0TONE"])
    users: dict[str, dict[str, Any] | str] = field(
        default_factory=lambda: {account: dict(HOME) for account in ("U0OLA", "U0TONE", "U0NILS", "U0UNNI")}
    )

    def grant(self, scopes: set[str]) -> None:
        """What Slack says that the app may do."""
        who = {"ok": True, "team_id": "T1", "user_id": "UBOT", "bot_id": "BBOT"}
        self.slack.usual["auth.test"] = Answered(200, json.dumps(who), {"x-oauth-scopes": ",".join(sorted(scopes))})

    def furnish(self) -> None:
        """Let Slack answer with what stands here."""
        self.slack.usual["apps.connections.open"] = {"url": self.far.url}
        self.slack.usual["conversations.info"] = lambda _: {"channel": self.channel}
        self.slack.usual["conversations.members"] = lambda _: {"members": self.members}
        self.slack.usual["users.info"] = lambda asked: self._user(asked["user"])

    def _user(self, account: str) -> Scripted:
        known = self.users.get(account, "user_not_found")
        return {"ok": False, "error": known} if isinstance(known, str) else {"user": {"id": account, **known}}

    def load(self, text: str) -> None:
        """Load another file about the municipality."""
        (self.folder / "kommunen.toml").write_text(text, encoding="utf-8")
        assert run_here(self.folder, "load", "kommunen.toml").complained == ""

    async def check(self, *arguments: str) -> Outcome:
        """Run `samba-bot check`."""
        return await asyncio.to_thread(run_here, self.folder, "check", *arguments, environ=self.environ)


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database and its key."""
    folder = tmp_path_factory.mktemp("loaded")
    assert run_here(folder, "load", str(FILE)).complained == ""
    return folder


@pytest.fixture
async def place(loaded: Path, tmp_path: Path) -> AsyncIterator[Place]:
    """All is well."""
    folder = Path(shutil.copytree(loaded, tmp_path / "bot"))
    async with fake_slack() as slack, far_end() as far:
        environ = {
            "SLACK_BOT_TOKEN": "xoxb-test",
            "SLACK_APP_TOKEN": "xapp-test",
            "SLACK_API_URL": slack.url,
            "PORT": str(free_port()),
        }
        place = Place(folder, slack, far, environ)
        place.grant(needed_scopes())
        place.furnish()
        yield place
