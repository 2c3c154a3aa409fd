"""The keys of the free text in the database, and the file that holds them when the environment names none."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet
from sqlalchemy.engine import make_url

from bot.environment import SettingsError, is_key
from bot.settings import DatabaseSettings
from locales import Translator


def text_keys(settings: DatabaseSettings, t: Translator) -> tuple[str, ...]:
    """The keys, the newest first; a new SQLite database gets a `<database>.key`. Raises SettingsError or OSError."""
    if settings.text_keys:
        return settings.text_keys
    database = Path(str(make_url(settings.url).database))
    key_file = database.with_name(f"{database.name}.key")
    if not key_file.exists():
        _make(key_file, database, t)
    keys = tuple(key_file.read_text(encoding="ascii", errors="replace").split())
    if not keys or not all(map(is_key, keys)):
        raise SettingsError([t("The key file {file} holds no Fernet key.", file=key_file.name)])
    return keys


def new_key() -> str:
    """A fresh Fernet key."""
    return Fernet.generate_key().decode()


def _make(key_file: Path, database: Path, t: Translator) -> None:
    if database.exists() and database.stat().st_size:
        # A fresh key would open nothing of what is sealed there already.
        raise SettingsError(
            [t("The key file {file} is missing. Put it back, or set SAMBA_BOT_TEXT_KEYS.", file=key_file.name)]
        )
    database.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=database.parent)  # for its owner's eyes only
    with os.fdopen(handle, "w") as file:
        file.write(f"{new_key()}\n")
        file.flush()
        os.fsync(handle)
    with suppress(FileExistsError):  # of two that start together one makes it, and it is whole when it is there
        os.link(draft, key_file)
    Path(draft).unlink()
