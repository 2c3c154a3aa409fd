"""Response URLs: where the bot may answer a command or a press, five times within thirty minutes of real time."""

import sqlite3
import time

from bot.playground.workspace import Workspace, new_id

MOST_USES = 5
LIFE_SECONDS = 30 * 60.0


class HookError(Exception):
    """The response URL takes nothing more; the message is Slack's word for why."""


def issue_hook(ws: Workspace, user: str, channel: str, message_ts: str | None = None) -> str:
    """A URL for answers to what `user` just did in `channel`, about the message pressed when there was one."""
    hook = new_id("", 24)
    ws.db.execute(
        "insert into hooks (id, user, channel, message_ts, issued) values (?, ?, ?, ?, ?)",
        (hook, user, channel, message_ts, time.time()),
    )
    return f"{ws.settings.own_url}/response/{hook}"


def use_hook(ws: Workspace, hook: str) -> sqlite3.Row:
    """Count one use. Raises HookError."""
    row: sqlite3.Row | None = ws.db.execute("select * from hooks where id = ?", (hook,)).fetchone()
    if row is None:
        raise HookError("no_hook")
    if row["uses"] >= MOST_USES:
        raise HookError("used_url")
    if time.time() - row["issued"] > LIFE_SECONDS:
        raise HookError("expired_url")
    ws.db.execute("update hooks set uses = uses + 1 where id = ?", (hook,))
    return row
