"""The composition root: the only file that names every real part."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from bot.keys import text_keys
from bot.refusal import CommandError
from bot.settings import DatabaseSettings
from handlers.municipality import MunicipalityError, load_municipality
from locales import Translator
from store.cipher import Cipher
from store.database import Database
from store.migrations import Outcome, UnknownVersionError, migrate

PLATFORMS = ("slack",)


def bring_up_to_date(settings: DatabaseSettings, t: Translator) -> Outcome:
    """Make the tables, or change them to this version's, once there is a key for the texts. Raises CommandError."""
    with _refusals(settings, t):
        text_keys(settings, t)
        return migrate(settings.url)


def open_database(settings: DatabaseSettings, t: Translator) -> Database:
    """The database, up to date. Raises CommandError or SettingsError."""
    bring_up_to_date(settings, t)
    return Database(settings.url, Cipher(text_keys(settings, t)))


def load_file(settings: DatabaseSettings, path: Path, t: Translator) -> list[str]:
    """Set up or update a municipality; returns what changed, a line each. Raises CommandError with every fault by line."""
    text = _read(path, t)
    database = open_database(settings, t)
    try:
        with database.session() as session:
            return load_municipality(session, text, PLATFORMS)
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


@contextmanager
def _refusals(settings: DatabaseSettings, t: Translator) -> Iterator[None]:
    place = make_url(settings.url).render_as_string(hide_password=True)
    try:
        yield
    except UnknownVersionError:
        raise CommandError(
            t("The database {place} is of a newer samba-bot. Install the newer version again.", place=place)
        ) from None
    except (OperationalError, OSError):
        raise CommandError(
            t("The database {place} cannot be opened. Is the path right, and may you write there?", place=place)
        ) from None
