"""A database with its tables and nothing in them, made once and copied."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from store.cipher import Cipher, new_key
from store.database import Database
from store.migrations import migrate


def empty_database(path: Path) -> Database:
    """An empty database in a file at `path`; to be closed."""
    path.write_bytes(_content())
    return Database(f"sqlite:///{path}", Cipher([new_key()]))


@cache
def _content() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bot.db"
        migrate(f"sqlite:///{path}")
        return path.read_bytes()
