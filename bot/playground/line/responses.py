"""What the bot answers a command or a press with: in the acknowledgement, or later through the response URL."""

import sqlite3
from typing import Any

from bot.playground import messages
from bot.playground.api.arguments import Arguments
from bot.playground.api.chat import read_content
from bot.playground.api.refusals import Refused
from bot.playground.blockkit.filled import fill_blocks
from bot.playground.hooks import use_hook
from bot.playground.municipality import BOT_USER
from bot.playground.workspace import Workspace

Json = dict[str, Any]


def respond(ws: Workspace, hook: str, body: Json) -> None:
    """Carry out an answer through a response URL. Raises HookError or Refused, and then nothing has happened."""
    with ws.transaction():
        row = use_hook(ws, hook)
        _carry_out(ws, row, body)


def answer_command(ws: Workspace, response_url: str, body: Json | str) -> None:
    """Show what a command was acknowledged with: a text, or an object. Raises Refused."""
    content = {"text": body} if isinstance(body, str) else body
    with ws.transaction():
        row = ws.db.execute("select * from hooks where id = ?", (response_url.rpartition("/")[2],)).fetchone()
        _show(ws, row, content)


def _carry_out(ws: Workspace, row: sqlite3.Row, body: Json) -> None:
    pressed = messages.find_message(ws, row["channel"], row["message_ts"] or "")
    if body.get("delete_original"):
        if pressed is None:
            raise Refused("message_not_found")
        messages.delete(ws, pressed)
    elif body.get("replace_original") and pressed:
        text, blocks = read_content(Arguments(body))
        messages.edit(ws, pressed, text, fill_blocks(blocks or []), pressed.metadata)
    else:
        _show(ws, row, body)


def _show(ws: Workspace, row: sqlite3.Row, body: Json) -> None:
    text, blocks = read_content(Arguments(body))
    only_for = None if body.get("response_type") == "in_channel" else row["user"]
    messages.post(ws, row["channel"], BOT_USER, text, blocks=fill_blocks(blocks or []), only_for=only_for)
