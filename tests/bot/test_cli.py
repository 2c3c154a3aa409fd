"""The program's commands, each run as a process: what they say, and how they end."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from cryptography.fernet import Fernet

from bot.manifest import manifest_path
from bot.words import translator
from tests.bot.commands import Outcome, clean_environment, run, run_here

ROOT = Path(__file__).parents[2]
LYNGVAG = ROOT / "bot" / "playground" / "lyngvag.toml"
COMMANDS = ("run", "check", "load", "migrate", "key", "manifest", "teams", "try", "playground")
t = translator("nn")


def test_help_names_every_command(tmp_path: Path) -> None:
    outcome = run_here(tmp_path, "--help")
    assert outcome.status == 0
    assert [command for command in COMMANDS if f"    {command}" not in outcome.said] == []
    assert "usage" not in outcome.said


@pytest.mark.parametrize("arguments", [(), ("laod",), ("load",), ("try", "--port", "70000"), ("try", "--now", "soon")])
def test_what_is_not_understood_is_answered_with_how_it_is_called(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    outcome = run_here(tmp_path, *arguments)
    assert (outcome.status, outcome.said) == (2, "")
    assert outcome.complained.startswith(t("The command was not understood.") + "\n" + t("Use:") + " samba-bot")
    assert not any(word in outcome.complained for word in ("laod", "70000", "soon"))


def test_tables_are_made_once(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate") == Outcome(0, t("The tables are made.") + "\n", "")
    assert run(tmp_path, "migrate") == Outcome(0, t("The tables were up to date.") + "\n", "")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["samba-bot.db", "samba-bot.db.key"]


def test_a_municipality_is_loaded_into_a_new_database(tmp_path: Path) -> None:
    first, second = run_here(tmp_path, "load", str(LYNGVAG)), run_here(tmp_path, "load", str(LYNGVAG))
    assert (first.status, first.complained) == (0, "")
    assert first.said.startswith(t("{municipality} has been set up.", municipality="Lyngvåg kommune") + "\n")
    assert second == Outcome(0, t("{municipality}: nothing has changed.", municipality="Lyngvåg kommune") + "\n", "")


def test_faults_of_a_file_are_named_by_line_without_a_trace(tmp_path: Path) -> None:
    text = LYNGVAG.read_text(encoding="utf-8").replace('unit = "solvik"', 'unit = "sølvik"', 1)
    (tmp_path / "vår kommune.toml").write_text(text, encoding="utf-8")
    line = text[: text.index("sølvik")].count("\n") + 1
    said = t("There is no “{word}”. Do you mean “{nearest}”?", word="sølvik", nearest="solvik")
    assert run_here(tmp_path, "load", "vår kommune.toml") == Outcome(1, "", f"vår kommune.toml:{line}: {said}\n")


def test_a_file_that_cannot_be_read_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes("navn = 'Å'".encode("latin-1"))
    assert run_here(tmp_path, "load", "none.toml") == Outcome(
        1, "", t("The file {file} cannot be read.", file="none.toml") + "\n"
    )
    assert run_here(tmp_path, "load", "latin.toml") == Outcome(
        1, "", t("The file {file} is not written as UTF-8.", file="latin.toml") + "\n"
    )


@pytest.mark.parametrize("command", [("migrate",), ("load", str(LYNGVAG))])
def test_a_database_that_cannot_be_opened_is_said_in_a_sentence(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "folder").write_text("a file where a folder should be")
    url = "sqlite:///folder/bot.db"
    outcome = run_here(tmp_path, *command, environ={"SAMBA_BOT_DATABASE_URL": url})
    said = t("The database {place} cannot be opened. Is the path right, and may you write there?", place=url)
    assert outcome == Outcome(1, "", said + "\n")


def test_run_names_every_setting_that_is_missing(tmp_path: Path) -> None:
    outcome = run_here(tmp_path, "run", environ={"PORT": "none"})
    assert (outcome.status, outcome.said) == (1, "")
    assert [line.split(":")[0] for line in outcome.complained.splitlines()] == [
        "PORT",
        "SLACK_BOT_TOKEN",
    ]
    assert list(tmp_path.iterdir()) == []


def test_run_says_when_its_port_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        environ = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s", "PORT": str(port)}
        outcome = run(tmp_path, "run", environ=environ)
    said = t("Port {port} on {host} cannot be used. Set PORT to a free one.", port=port, host="127.0.0.1")
    assert outcome == Outcome(1, "", said + "\n")


def test_a_key_is_one_that_can_be_used(tmp_path: Path) -> None:
    outcome = run_here(tmp_path, "key")
    assert (outcome.status, outcome.complained) == (0, "")
    Fernet(outcome.said.strip())


def test_the_manifest_is_printed_as_it_stands(tmp_path: Path) -> None:
    assert run_here(tmp_path, "manifest") == Outcome(0, manifest_path().read_text(encoding="utf-8"), "")


def test_the_manifest_for_http_is_printed_with_the_address(tmp_path: Path) -> None:
    outcome = run_here(tmp_path, "manifest", "--url", "https://samba.example/")
    assert (outcome.status, outcome.complained) == (0, "")
    settings = yaml.safe_load(outcome.said)["settings"]
    assert settings["interactivity"]["request_url"] == "https://samba.example/slack/events"


def test_a_try_out_never_runs_beside_real_credentials(tmp_path: Path) -> None:
    environ = {"SLACK_BOT_TOKEN": "xoxb-real", "SLACK_SIGNING_SECRET": "secret"}
    outcome = run_here(tmp_path, "try", environ=environ)
    assert (outcome.status, outcome.said) == (1, "")
    assert "SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET" in outcome.complained
    assert "real" not in outcome.complained.replace("real Slack", "")
    assert list(tmp_path.iterdir()) == []


def test_a_command_loads_only_what_it_needs() -> None:
    heavy = {"slack_bolt", "alembic", "uvicorn", "aiohttp", "apscheduler", "jinja2", "holidays"}
    script = f"import sys, bot.cli; print(*sorted({heavy} & sys.modules.keys()))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=clean_environment()
    )
    assert done.stdout == "\n"
