"""The program `samba-bot`: a command for each thing one does with it. What the user can mend is said in a sentence.

Each command imports what it needs when it is run, so that all of them start quickly.
"""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.arguments import Arguments
from bot.environment import PORTS, SettingsError
from bot.refusal import CommandError
from bot.words import translator
from locales import LANGUAGES, Translator

DONE, REFUSED, INTERRUPTED = 0, 1, 130
# Where bots for Teams listen by custom.
TEAMS_PORT = 3978


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. The exit status is 0 when it is done, 1 refused (or the check found that something is missing),
    2 not understood, 130 interrupted.
    """
    words = sys.argv[1:] if arguments is None else list(arguments)
    t = translator("nn")
    try:
        if words[:1] == ["playground"]:  # which reads its own arguments
            return _playground(words[1:])
        given = _arguments(t).parse_args(words)
        return int(given.command(given, t) or DONE)
    except (CommandError, SettingsError) as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED


def _arguments(t: Translator) -> Arguments:
    top = Arguments(t, prog="samba-bot", description=t("Books meetings around a child, and keeps consent in order."))
    commands = top.add_commands()

    def add(name: str, command: object, text: str) -> Arguments:
        sub = commands.add_parser(name, t=t, help=text, description=text)
        sub.set_defaults(command=command)
        return sub

    add("run", _run, t("be the bot, until it is stopped"))
    check = add("check", _check, t("say what is set and what is missing, and change nothing"))
    check.add_argument(
        "--language", choices=LANGUAGES, help=t("the language to answer in; the municipality's own if left out")
    )
    load = add("load", _load, t("set up or update a municipality from its file"))
    load.add_argument("file", type=Path, metavar=t("FILE"), help=t("municipality.toml; docs/ holds an example"))
    add("migrate", _migrate, t("make the tables of the database, or change them to this version's"))
    add("key", _key, t("make a key for SAMBA_BOT_TEXT_KEYS"))
    manifest = add("manifest", _manifest, t("print the manifest of the Slack app"))
    manifest.add_argument("--url", metavar="https://…", help=t("the bot's public address: HTTP instead of Socket Mode"))
    _add_teams(add("teams", None, t("what belongs to Teams alone")), t)
    _add_try_out(add("try", _try, t("try the bot in the browser, without Slack")), t)
    add("playground", _run, t("run the workspace of the try-out by itself"))
    return top


def _add_teams(command: Arguments, t: Translator) -> None:
    text = t("make the app package that is uploaded in the Teams admin center")
    package = command.add_commands().add_parser("package", t=t, help=text, description=text)
    package.set_defaults(command=_teams_package)
    page = "https://…"
    package.add_argument(
        "--website", metavar=page, required=True, help=t("the municipality's page about the bot; Teams links to it")
    )
    package.add_argument("--privacy", metavar=page, help=t("the privacy statement; the website if left out"))
    package.add_argument("--terms", metavar=page, help=t("the terms of use; the website if left out"))
    package.add_argument(
        "--publisher", metavar=t("NAME"), help=t("who is behind the app; the municipality's own name if left out")
    )
    package.add_argument(
        "--version", metavar="1.0.1", help=t("the package's version, higher for each upload; the program's if left out")
    )
    out = Path("samba-bot-teams.zip")
    package.add_argument("--out", type=Path, default=out, metavar=t("FILE"), help=t("where the package is written"))


def _add_try_out(command: Arguments, t: Translator) -> None:
    lyngvag = Path(__file__).parent / "playground" / "lyngvag.toml"
    port, time, file = t("PORT"), t("TIME"), t("FILE")
    command.add_argument(
        "--now", type=_moment, default="2027-02-23T09:00", metavar=time, help=t("where the clock begins")
    )
    command.add_argument("--port", type=_port, default="8065", metavar=port, help=t("where the browser goes"))
    command.add_argument(
        "--bot-port", type=_port, metavar=port, help=t("where the bot listens; any free one if left out")
    )
    command.add_argument("--database", type=Path, metavar=file, help=t("what is remembered"))
    command.add_argument("--municipality", type=Path, default=lyngvag, metavar=file, help=t("which municipality"))
    command.add_argument("--mode", choices=("http", "socket"), default="http", help=t("how the bot is reached"))
    command.add_argument("--teams", action="store_true", help=t("with some of the people in Teams"))


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo("Europe/Oslo"))


def _port(text: str) -> int:
    if int(text) not in PORTS:
        raise ValueError
    return int(text)


def _run(_given: argparse.Namespace, t: Translator) -> None:
    gc.disable()  # nothing of what is loaded now is garbage; once it is at work the bot turns it on again
    try:
        from bot.app import run
        from bot.settings import read_settings

        run(read_settings(os.environ, t), t)
    finally:
        gc.enable()


def _check(given: argparse.Namespace, t: Translator) -> int:
    from bot.checks.findings import is_complete, report
    from bot.checks.whole import check, spoken

    own = translator(given.language or spoken(os.environ, t))
    groups = check(os.environ, own)
    print(report(groups, own))
    return DONE if is_complete(groups) else REFUSED


def _manifest(given: argparse.Namespace, t: Translator) -> None:
    from bot.manifest import http_manifest, socket_manifest

    print(http_manifest(given.url, t) if given.url else socket_manifest(), end="")


def _teams_package(given: argparse.Namespace, t: Translator) -> None:
    from bot.checks.whole import registered_at
    from bot.teams.package.archive import write
    from bot.teams.package.wanted import Package, app_version, publisher, read_registration

    registration = read_registration(os.environ, t)
    known = registered_at(os.environ, t)
    name = given.publisher or (known[0].name if len(known) == 1 else None)
    behind = publisher(name, given.website, given.privacy, given.terms, t)
    package = Package(registration, behind, app_version(given.version, t), known[0].language if known else t.language)
    write(package, given.out, t)
    print(t("The package {file} is made. Upload it in the Teams admin center.", file=given.out))


def _try(given: argparse.Namespace, t: Translator) -> None:
    from bot.processes import free_port
    from bot.tryout import TryOut, try_out

    # Each has a database of its own, and the client of Teams is told where the bot is.
    database = Path(".try") / ("teams.db" if given.teams else "samba-bot.db")
    wanted = TryOut(
        port=given.port,
        bot_port=given.bot_port or (TEAMS_PORT if given.teams else free_port()),
        database=(given.database or database).absolute(),
        municipality=given.municipality.absolute(),
        now=given.now,
        mode=given.mode,
        teams=given.teams,
    )
    try_out(wanted, os.environ, t)


def _migrate(_given: argparse.Namespace, t: Translator) -> None:
    from bot.app import bring_up_to_date
    from bot.settings import read_database_settings

    outcome = bring_up_to_date(read_database_settings(os.environ, t), t)
    texts = {
        "created": t("The tables are made."),
        "changed": t("The tables have been changed to this version's."),
        "unchanged": t("The tables were up to date."),
    }
    print(texts[outcome])


def _load(given: argparse.Namespace, t: Translator) -> None:
    from bot.loading import load_file
    from bot.settings import read_database_settings

    print("\n".join(load_file(read_database_settings(os.environ, t), given.file, t)))


def _key(_given: argparse.Namespace, _t: Translator) -> None:
    from bot.keys import new_key

    print(new_key())


def _playground(arguments: Sequence[str]) -> int:
    from bot.playground.__main__ import main as playground

    return playground(arguments)


if __name__ == "__main__":
    sys.exit(main())
