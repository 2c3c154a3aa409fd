"""The playground's own SQLite file. What is acknowledged stands here first: the process may die at any moment."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCHEMA = """
create table if not exists meta (key text primary key, value text not null);
create table if not exists channels (
    id text primary key, seed text not null unique, name text not null, private integer not null,
    archived integer not null, connected text not null, pending text not null, org_shared integer not null);
create table if not exists members (channel text not null, user text not null, primary key (channel, user));
create table if not exists messages (
    seq integer primary key autoincrement, ts text not null unique, channel text not null, user text not null,
    text text not null, blocks text not null default '[]', files text not null default '[]', metadata text,
    thread_ts text, only_for text, edited_ts text, deleted integer not null default 0);
create index if not exists messages_by_channel on messages (channel, seq);
create table if not exists marks (user text not null, channel text not null, seq integer not null,
    primary key (user, channel));
create table if not exists triggers (id text primary key, user text not null, view text, issued real not null,
    used integer not null default 0);
create table if not exists hooks (id text primary key, user text not null, channel text not null, message_ts text,
    issued real not null, uses integer not null default 0);
create table if not exists views (
    id text primary key, user text not null, kind text not null, root text not null, previous text,
    position integer not null, hash text not null, document text not null, state text not null default '{}',
    errors text not null default '{}', external_id text, open integer not null default 1);
create index if not exists views_by_user on views (user, open);
create table if not exists uploads (id text primary key, ticket text not null unique, name text not null,
    size integer not null, title text, content blob, shared integer not null default 0);
create table if not exists outbox (id text primary key, envelope text not null, attempts integer not null default 0,
    due real not null, state text not null default 'waiting');
create index if not exists outbox_waiting on outbox (state, due);
create table if not exists calls (seq integer primary key autoincrement, method text not null, ok integer not null,
    error text, at real not null);
"""


def open_database(path: Path) -> sqlite3.Connection:
    """The state file at `path`, made when it is not there. Transactions are begun by hand: see `transaction`."""
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    db.row_factory = sqlite3.Row
    db.execute("pragma journal_mode = wal")
    # a killed process loses nothing with NORMAL; only a power cut can
    db.execute("pragma synchronous = normal")
    db.execute("pragma busy_timeout = 5000")
    db.executescript(SCHEMA)
    return db


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. Inside another transaction it is part of that one."""
    if db.in_transaction:
        yield
        return
    db.execute("begin immediate")
    try:
        yield
    except BaseException:
        db.execute("rollback")
        raise
    db.execute("commit")


def dump(value: object) -> str:
    """`value` as compact JSON, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def load(value: str | None) -> Any:
    """The JSON in `value`; None stays None."""
    return None if value is None else json.loads(value)
