"""`samba-bot check` beside the real workspace, before the bot runs and while it does."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.tryout import TryOut, workspace_program
from tests.bot.checks.expected import fault, fine
from tests.bot.commands import Outcome, clean_environment, run
from tests.bot.playground.ports import free_port
from tests.whole.system import BEGINS, MUNICIPALITY
from tests.whole.test_run import process, settings

ANOTHER = "Vel ein privat kanal som berre er for eininga, og skriv id-en i fila."
OUT = "Ta dei ut av kanalen. Eller la oppsummeringane berre gå til partane."
# Lyngvåg has chosen channels for which each of these is to be told.
CHANNELS = (
    fine("solvik-samba: Kanalen er privat, og boten er med."),
    fault("solvik-bup: Kanalen er delt med ein annan organisasjon.", ANOTHER),
    fault("solvik-gjest: gjester eller folk utanfrå: 1.", OUT),
    fault("solvik-open: Kanalen er open for alle.", ANOTHER),
)
BEFORE = {
    "http": "Boten går ikkje på {address} no, så signaturen er ikkje prøvd.",
    "socket": "Slack svarer gjennom Socket Mode.",
}
DURING = {
    "http": "Boten går, og godtek det som er signert med SLACK_SIGNING_SECRET.",
    "socket": "Boten går, og høyrer Slack gjennom Socket Mode.",
}


async def group(folder: Path, environ: Mapping[str, str], *headings: str) -> tuple[str, ...]:
    """What the check says under some headings."""
    outcome: Outcome = await asyncio.to_thread(run, folder, "check", environ=environ)
    assert (outcome.status, outcome.complained) == (1, "")
    groups = {part.partition("\n")[0]: part.partition("\n")[2] for part in outcome.said.split("\n\n")}
    return tuple(f"{groups[heading]}\n" for heading in headings)


def slack(line: str) -> str:
    """What is said of Slack."""
    known = fine("Slack kjenner boten, i arbeidsområdet T0LYNGVAAG.")
    return known + fine("Appen har dei løyva boten treng, og ingen andre.") + fine(line)


@pytest.mark.parametrize("mode", ["http", "socket"])
async def test_it_tells_what_the_workspace_is_like(tmp_path: Path, mode: str) -> None:
    wanted = TryOut(free_port(), free_port(), tmp_path / "bot.db", MUNICIPALITY, BEGINS, mode)
    environ = settings(wanted)
    assert run(tmp_path, "load", str(MUNICIPALITY), environ=environ).complained == ""
    workspace = workspace_program(wanted, clean_environment())
    async with process(list(workspace.arguments), workspace.environ, f"{wanted.address}health", tmp_path / "w.log"):
        before, channels = await group(tmp_path, environ, "Slack", "Kanalar")
        async with process(["-m", "bot.cli", "run"], environ, f"{wanted.bot_address}/ready", tmp_path / "bot.log"):
            (during,) = await group(tmp_path, environ, "Slack")
    assert before == slack(BEFORE[mode].format(address=wanted.bot_address))
    assert during == slack(DURING[mode])
    assert [line for line in CHANNELS if line not in channels] == []
