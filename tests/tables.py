"""Databases in files: one with its tables and nothing in them, made once and copied, and one that the bot has open."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from store.cipher import Cipher, new_key
from store.database import Database
from store.migrations import migrate


def empty_database(path: Path) -> Database:
    """An empty database in a file at `path`; to be closed."""
    path.write_bytes(_content())
    return Database(f"sqlite:///{path}", Cipher([new_key()]))


def close_to_copy(database: Database) -> None:
    """Close a database so that its one file holds everything."""
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


@contextmanager
def copied(original: Path, path: Path, key: str) -> Iterator[Database]:
    """A copy of a database file, at `path`."""
    shutil.copy(original, path)
    database = Database(f"sqlite:///{path}", Cipher([key]))
    yield database
    database.close()


def read_beside(path: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    """What a database file holds, read while the bot works in it."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(query, values).fetchall()


@cache
def _content() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bot.db"
        migrate(f"sqlite:///{path}")
        return path.read_bytes()
