"""Messages: each with a time stamp that no other has, later than all before it."""

import sqlite3
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.playground.database import dump, load
from bot.playground.workspace import Workspace

Block = dict[str, Any]
MOST_SHOWN = 200


@dataclass(frozen=True)
class Message:
    """A message as it stands now. `only_for` is the one user who sees it, when it is ephemeral."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Block] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    metadata: dict[str, Any] | None = None
    thread_ts: str | None = None
    only_for: str | None = None
    edited_ts: str | None = None
    deleted: bool = False
    seq: int = 0

    @property
    def sent_at(self) -> datetime:
        """The workspace's time when it came, in UTC."""
        return datetime.fromtimestamp(float(self.ts), UTC)


def next_ts(ws: Workspace) -> str:
    """A stamp of the workspace's time: unique, and later than every earlier one even when the clock stands still."""
    last = int(ws.meta("last_ts") or 0)
    micros = max(int((time.time() + ws.shift) * 1_000_000), last + 1)
    ws.remember("last_ts", str(micros))
    return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"


def post(
    ws: Workspace,
    channel: str,
    user: str,
    text: str,
    *,
    blocks: list[Block] | None = None,
    files: list[dict[str, Any]] | None = None,
    metadata: dict[str, Any] | None = None,
    thread_ts: str | None = None,
    only_for: str | None = None,
) -> Message:
    """Write a new message; the caller's transaction commits it."""
    ts = next_ts(ws)
    ws.db.execute(
        "insert into messages (ts, channel, user, text, blocks, files, metadata, thread_ts, only_for)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (ts, channel, user, text, dump(blocks or []), dump(files or []), _maybe(metadata), thread_ts, only_for),
    )
    return _existing(ws, ts)


def edit(
    ws: Workspace, message: Message, text: str, blocks: list[Block], metadata: dict[str, Any] | None = None
) -> Message:
    """The message with new content and the mark of an edit."""
    ws.db.execute(
        "update messages set text = ?, blocks = ?, metadata = ?, edited_ts = ? where ts = ?",
        (text, dump(blocks), _maybe(metadata), next_ts(ws), message.ts),
    )
    return _existing(ws, message.ts)


def delete(ws: Workspace, message: Message) -> None:
    """Take the message away; its row is kept for the tests that look."""
    ws.db.execute("update messages set deleted = 1 where ts = ?", (message.ts,))


def find_message(ws: Workspace, channel: str, ts: str) -> Message | None:
    """The message that stands in the channel with that stamp."""
    row = ws.db.execute("select * from messages where channel = ? and ts = ? and not deleted", (channel, ts)).fetchone()
    return None if row is None else _message(row)


def all_messages(ws: Workspace, channel: str) -> list[Message]:
    """Every message ever written in the channel, oldest first, deleted and ephemeral ones too."""
    rows = ws.db.execute("select * from messages where channel = ? order by seq", (channel,))
    return [_message(row) for row in rows]


def visible_messages(ws: Workspace, channel: str, user: str) -> list[Message]:
    """What that user sees in the channel, oldest first: the newest MOST_SHOWN of it."""
    rows = ws.db.execute(
        "select * from messages where channel = ? and not deleted and (only_for is null or only_for = ?)"
        " order by seq desc limit ?",
        (channel, user, MOST_SHOWN),
    ).fetchall()
    return [_message(row) for row in reversed(rows)]


def mark_read(ws: Workspace, user: str, channel: str, seq: int) -> None:
    """That user has seen the channel up to `seq`."""
    ws.db.execute("insert or replace into marks (user, channel, seq) values (?, ?, ?)", (user, channel, seq))


def read_up_to(ws: Workspace, user: str, channel: str) -> int:
    """The last message number that user has seen in the channel."""
    row = ws.db.execute("select seq from marks where user = ? and channel = ?", (user, channel)).fetchone()
    return 0 if row is None else int(row["seq"])


def count_unread(ws: Workspace, user: str, channel: str) -> int:
    """How many messages from others that user has not seen in the channel."""
    row = ws.db.execute(
        "select count(*) as unread from messages where channel = ? and seq > ? and user <> ? and not deleted"
        " and (only_for is null or only_for = ?)",
        (channel, read_up_to(ws, user, channel), user, user),
    ).fetchone()
    return int(row["unread"])


def _existing(ws: Workspace, ts: str) -> Message:
    return _message(ws.db.execute("select * from messages where ts = ?", (ts,)).fetchone())


def _maybe(value: dict[str, Any] | None) -> str | None:
    return None if value is None else dump(value)


def _message(row: sqlite3.Row) -> Message:
    return Message(
        ts=row["ts"],
        channel=row["channel"],
        user=row["user"],
        text=row["text"],
        blocks=load(row["blocks"]),
        files=load(row["files"]),
        metadata=load(row["metadata"]),
        thread_ts=row["thread_ts"],
        only_for=row["only_for"],
        edited_ts=row["edited_ts"],
        deleted=bool(row["deleted"]),
        seq=row["seq"],
    )
