"""The database: engine, session, and how SQLite is set up to be one careful writer."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import InstanceState
from sqlmodel import Session, create_engine

from store.cipher import Cipher

BUSY_TIMEOUT_MS = 5_000


class Database:
    """Opens sessions on one database. A session is one transaction: committed when its block ends, rolled back when
    it raises.
    """

    def __init__(self, url: str, cipher: Cipher) -> None:
        self.url = url
        self.cipher = cipher
        self.engine = open_engine(url)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One transaction. On SQLite it takes the write lock at once, so that it never fails half way for another
        writer.
        """
        with _Session(self.engine, expire_on_commit=False, info={"cipher": self.cipher}) as session, session.begin():
            yield session

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


class _Session(Session):
    """Holds on to every row it has seen, so that asking for one by its id a second time costs no query."""

    def __init__(self, *arguments: Any, **known: Any) -> None:
        super().__init__(*arguments, **known)
        self.seen: list[Any] = []


def _hold(session: _Session, state: InstanceState[Any]) -> None:
    # By itself a session forgets a row as soon as nobody else holds it.
    session.seen.append(state.obj())


event.listen(_Session, "loaded_as_persistent", _hold, raw=True)
event.listen(_Session, "pending_to_persistent", _hold, raw=True)


def open_engine(url: str) -> Engine:
    """The engine for a database; on SQLite in WAL mode, with foreign keys checked, and one writer at a time."""
    engine = create_engine(url, json_serializer=_json)
    if make_url(url).get_backend_name() == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_immediately)
    return engine


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_MS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediately(connection: Any) -> None:
    # A deferred BEGIN that later wants to write is refused at once when another writer is active, whatever the timeout.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def utc_now() -> datetime:
    """The real time, UTC. Leases and back-off use it; what is due is compared with the tenant's own now."""
    return datetime.now(UTC)
