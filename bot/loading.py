"""Loads municipality files into the database: for those who set up the bot, and for a try-out."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import Session

from bot.app import open_database
from bot.refusal import CommandError
from bot.settings import DatabaseSettings
from bot.teams.ids import CHANNEL, CHANNEL_EXAMPLE, GUID, GUID_EXAMPLE
from handlers.clock import has_clock, set_clock
from handlers.municipality import MunicipalityError, load_municipality
from handlers.municipality.identifiers import IdForm, IdForms
from handlers.reaching import meet
from locales import Translator

PLATFORMS = ("slack", "teams")
_OBJECT = IdForm(GUID, GUID_EXAMPLE)
# Slack has changed how its ids look more than once.
IDS = {"teams": IdForms(workspace=_OBJECT, account=_OBJECT, channel=IdForm(CHANNEL, CHANNEL_EXAMPLE))}


@dataclass(frozen=True)
class Met:
    """An account, and how it is reached."""

    platform: str
    workspace: str
    account: str
    reference: str


def load_file(settings: DatabaseSettings, path: Path, t: Translator) -> list[str]:
    """Set up or update a municipality; returns what changed, a line each. Raises CommandError with every fault."""
    text = _read(path, t)
    with _session(settings, path, t) as session:
        return load_municipality(session, text, PLATFORMS, ids=IDS)


def prepare_try_out(
    settings: DatabaseSettings, path: Path, now: datetime, t: Translator, met: Sequence[Met] = ()
) -> bool:
    """Load the try-out's municipality; on a new database set its clock to `now`, and let the bot have `met` some of its
    people already. True when the database was new.
    """
    text = _read(path, t)
    with _session(settings, path, t) as session:
        is_new = not has_clock(session)
        load_municipality(session, text, PLATFORMS)
        if is_new:
            set_clock(session, datetime.now(UTC), now)
            for each in met:
                meet(session, now, *astuple(each))
        return is_new


@contextmanager
def _session(settings: DatabaseSettings, path: Path, t: Translator) -> Iterator[Session]:
    database = open_database(settings, t)
    try:
        with database.session() as session:
            yield session
    except MunicipalityError as error:
        raise CommandError("\n".join(f"{path.name}:{fault.line}: {fault.text}" for fault in error.faults)) from None
    finally:
        database.close()


def _read(path: Path, t: Translator) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        raise CommandError(t("The file {file} cannot be read.", file=path)) from None
    except UnicodeDecodeError:
        raise CommandError(t("The file {file} is not written as UTF-8.", file=path)) from None
