"""Triggers: a person's press or command lets the bot open one view, once, within three seconds of real time."""

import sqlite3
import time

from bot.playground.workspace import Workspace, new_id

LIFE_SECONDS = 3.0


class TriggerError(Exception):
    """The trigger opens nothing; the message is Slack's word for why."""


def issue_trigger(ws: Workspace, user: str, view: str | None = None) -> str:
    """A new trigger for what `user` just did, in a modal when `view` is its id."""
    trigger = f"{new_id('', 11)}.{new_id('', 12)}.{new_id('', 32).lower()}"
    ws.db.execute(
        "insert into triggers (id, user, view, issued) values (?, ?, ?, ?)", (trigger, user, view, time.time())
    )
    return trigger


def exchange_trigger(ws: Workspace, trigger: str) -> sqlite3.Row:
    """Use the trigger up. Raises TriggerError."""
    row: sqlite3.Row | None = ws.db.execute("select * from triggers where id = ?", (trigger,)).fetchone()
    if row is None:
        raise TriggerError("invalid_trigger_id")
    if row["used"]:
        raise TriggerError("exchanged_trigger_id")
    if time.time() - row["issued"] > LIFE_SECONDS:
        raise TriggerError("expired_trigger_id")
    ws.db.execute("update triggers set used = 1 where id = ?", (trigger,))
    return row
