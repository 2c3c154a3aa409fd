"""`samba-bot try`: the real bot and a workspace in the browser, two processes that know nothing of each other but HTTP.

Both listen on 127.0.0.1 only. Either may be killed, and is started again; what they remember lies in their own files.
"""

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.loading import prepare_try_out
from bot.manifest import manifest_path
from bot.platform_settings import CREDENTIALS, SLACK_NAMES, UNAUTHENTICATED
from bot.processes import HOST, KeepsEndingError, Program, is_free, supervise, wait_until_well
from bot.refusal import CommandError
from bot.settings import DatabaseSettings
from bot.tryout_teams import Seat, on_both, write_seats
from locales import Translator

REAL = (*SLACK_NAMES, *CREDENTIALS)
OWN = ("SLACK_", "SAMBA_BOT_", UNAUTHENTICATED)


def _secret() -> str:
    return secrets.token_hex(16)


@dataclass(frozen=True)
class TryOut:
    """How it is started. `now` (aware) is where the clock of a new database begins; `mode` is http or socket.

    `teams`: some of the people sit in Teams, which a client shows that the user fetches.
    """

    port: int
    bot_port: int
    database: Path
    municipality: Path
    now: datetime
    mode: str
    teams: bool = False
    token: str = field(default_factory=_secret, repr=False)
    signing_secret: str = field(default_factory=_secret, repr=False)

    @property
    def address(self) -> str:
        """Where the browser goes."""
        return f"http://{HOST}:{self.port}/"

    @property
    def bot_address(self) -> str:
        """Where the bot listens."""
        return f"http://{HOST}:{self.bot_port}"

    @property
    def messages(self) -> str:
        """Where the bot listens for Teams."""
        return f"{self.bot_address}/api/messages"

    @property
    def loaded(self) -> Path:
        """The file that the bot is loaded with."""
        return self.beside("municipality.toml") if self.teams else self.municipality

    def beside(self, ending: str) -> Path:
        """A file beside the database."""
        return self.database.with_name(f"{self.database.stem}-{ending}")


def try_out(wanted: TryOut, environ: Mapping[str, str], t: Translator) -> None:
    """Run until told to stop. Raises CommandError."""
    _check(wanted, environ, t)
    wanted.database.parent.mkdir(parents=True, exist_ok=True)
    settings = DatabaseSettings(f"sqlite:///{wanted.database}")
    seats = seated(wanted) if wanted.teams else []
    is_new = prepare_try_out(settings, wanted.loaded, wanted.now, t, [seat.met for seat in seats])
    if is_new:
        _forget_workspace(wanted)
    else:
        print(t("The try-out goes on from last time. Delete {file} to begin again.", file=wanted.database), flush=True)
    try:
        asyncio.run(_run(wanted, environ, seats, t))
    except KeepsEndingError as error:
        raise CommandError(t("It does not start. Look in {file} to see why.", file=error.program.log)) from None


def _check(wanted: TryOut, environ: Mapping[str, str], t: Translator) -> None:
    real = [name for name in REAL if environ.get(name)]
    if real:
        raise CommandError(
            t(
                "The environment holds what a real app needs ({names}). The try-out never runs beside it. "
                "Remove it from the environment first.",
                names=", ".join(real),
            )
        )
    for port in (wanted.port, wanted.bot_port):
        if not is_free(port):
            raise CommandError(
                t("Port {port} is in use. Choose another one, for instance make try PORT=8066.", port=port)
            )


def _forget_workspace(wanted: TryOut) -> None:
    """Without the database its messages would lead nowhere."""
    for ending in ("workspace.db", "workspace.db-wal", "workspace.db-shm"):
        wanted.beside(ending).unlink(missing_ok=True)


def seated(wanted: TryOut) -> list[Seat]:
    """Put the municipality on both platforms, and write what the clients of Teams are told."""
    text = wanted.municipality.read_text(encoding="utf-8")
    wanted.loaded.write_text(on_both(text), encoding="utf-8")
    return write_seats(text, wanted.beside("clients"))


def _how_to_see(seats: Sequence[Seat], messages: str, t: Translator) -> str:
    """How to fetch and open the client: the whole command for the first of them, and what differs for the others."""
    first, *others = seats
    lines = [
        t("{name} and {count} others sit in Teams, the rest in Slack.", name=first.name, count=len(others)),
        t("What shows Teams is Microsoft's client for evaluation. It needs Node. Start it in another window:"),
        f"  {first.command(messages)}",
        t("Then open {address} and write samba in the chat. You are {name}.", address=first.address, name=first.name),
        t("For somebody else, change the file's name and the port in the command:"),
        *(f"  {seat.file.name:<12} {seat.port}  {seat.name}" for seat in others),
    ]
    return "\n".join(lines)


async def _run(wanted: TryOut, environ: Mapping[str, str], seats: Sequence[Seat], t: Translator) -> None:
    async def announce() -> None:
        await wait_until_well((f"{wanted.address}health", f"{wanted.bot_address}/ready"))
        print(t("The try-out is ready: {address}", address=wanted.address), flush=True)
        if seats:
            print(_how_to_see(seats, wanted.messages, t), flush=True)

    def tell(program: Program) -> None:
        print(t("{program} stopped, and is started again.", program=program.name), flush=True)

    inherited = {name: value for name, value in environ.items() if not name.startswith(OWN)}
    await supervise((bot_program(wanted, inherited), workspace_program(wanted, inherited)), announce, tell)


def bot_program(wanted: TryOut, environ: Mapping[str, str]) -> Program:
    """The real bot, set up for the workspace of the try-out. `environ` is what it inherits."""
    own = {
        "SAMBA_BOT_DATABASE_URL": f"sqlite:///{wanted.database.absolute()}",
        "SAMBA_BOT_TRY_TOKEN": wanted.token,
        "SLACK_BOT_TOKEN": f"xoxb-playground-{wanted.token}",
        "SLACK_API_URL": f"{wanted.address}api/",
        "HOST": HOST,
        "PORT": str(wanted.bot_port),
    }
    if wanted.teams:
        own[UNAUTHENTICATED] = "true"
    if wanted.mode == "socket":
        own["SLACK_APP_TOKEN"] = f"xapp-playground-{wanted.token}"
    else:
        own["SLACK_SIGNING_SECRET"] = wanted.signing_secret
    return Program("samba-bot", ("-m", "bot.cli", "run"), {**environ, **own}, wanted.beside("bot.log"))


def workspace_program(wanted: TryOut, environ: Mapping[str, str]) -> Program:
    """The workspace in the browser. `environ` is what it inherits."""
    own = {
        "SAMBA_BOT_TRY_TOKEN": wanted.token,
        "SAMBA_BOT_PLAYGROUND_BOT_TOKEN": f"xoxb-playground-{wanted.token}",
        "SAMBA_BOT_PLAYGROUND_APP_TOKEN": f"xapp-playground-{wanted.token}",
        "SAMBA_BOT_PLAYGROUND_SIGNING_SECRET": wanted.signing_secret,
    }
    options = {
        "port": wanted.port,
        "state": wanted.beside("workspace.db"),
        "municipality": wanted.municipality,
        "manifest": manifest_path(),
        "mode": wanted.mode,
        "bot-url": wanted.bot_address,
        "clock-url": f"{wanted.bot_address}/try/clock",
    }
    arguments = [f"--{name}={value}" for name, value in options.items()]
    return Program(
        "playground", ("-m", "bot.playground", *arguments), {**environ, **own}, wanted.beside("workspace.log")
    )
