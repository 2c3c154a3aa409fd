"""Channels and direct messages with the bot, and who is in them."""

import sqlite3
from dataclasses import dataclass
from typing import Literal

from bot.playground.database import dump, load
from bot.playground.municipality import BOT_USER
from bot.playground.workspace import Workspace


@dataclass(frozen=True)
class Conversation:
    """Where messages stand. `user` is the person of a direct message, else empty.

    `connected` are the other organisations' workspaces that a channel is shared with, `pending` those that are invited.
    """

    id: str
    name: str
    kind: Literal["im", "public", "private"]
    user: str = ""
    archived: bool = False
    connected: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    org_shared: bool = False


def direct_id(user_id: str) -> str:
    """The id of the direct message between that user and the bot; the same after every start."""
    return "D" + user_id[1:]


def find_conversation(ws: Workspace, conversation_id: str) -> Conversation | None:
    """The conversation with that id, whoever is in it."""
    row = ws.db.execute("select * from channels where id = ?", (conversation_id,)).fetchone()
    if row is not None:
        return _channel(row)
    if conversation_id.startswith("D"):
        user = ws.user("U" + conversation_id[1:])
        if user and not user.bot:
            return Conversation(conversation_id, "directmessage", "im", user=user.id)
    return None


def all_channels(ws: Workspace) -> list[Conversation]:
    """Every channel, as the municipality's file orders them."""
    return [_channel(row) for row in ws.db.execute("select * from channels order by rowid").fetchall()]


def seed_channels(ws: Workspace) -> None:
    """Make the file's channels with their members, each once: what has happened to them since, stays."""
    with ws.transaction():
        for each in ws.setup.channels:
            made = ws.db.execute(
                "insert or ignore into channels (id, seed, name, private, archived, connected, pending, org_shared)"
                " values (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    each.id,
                    each.id,
                    each.name,
                    each.private,
                    each.archived,
                    dump(each.connected),
                    dump(each.pending),
                    each.org_shared,
                ),
            )
            for user in each.members if made.rowcount else ():
                add_member(ws, each.id, user)


def add_member(ws: Workspace, channel_id: str, user_id: str) -> None:
    """Let the user into the channel; harmless when inside already."""
    ws.db.execute("insert or ignore into members (channel, user) values (?, ?)", (channel_id, user_id))


def remove_member(ws: Workspace, channel_id: str, user_id: str) -> None:
    """Take the user out of the channel; harmless when outside already."""
    ws.db.execute("delete from members where channel = ? and user = ?", (channel_id, user_id))


def keep_channel(ws: Workspace, channel: Conversation) -> None:
    """Write down what the channel is now."""
    ws.db.execute(
        "update channels set private = ?, archived = ?, connected = ?, pending = ? where id = ?",
        (
            channel.kind == "private",
            channel.archived,
            dump(channel.connected),
            dump(channel.pending),
            channel.id,
        ),
    )


def rename_channel_id(ws: Workspace, old: str, new: str) -> None:
    """The channel has another id from now on, and all that belongs to it follows; the old id is nowhere."""
    ws.db.execute("update channels set id = ? where id = ?", (new, old))
    for table in ("members", "messages", "marks", "hooks"):
        ws.db.execute(f"update {table} set channel = ? where channel = ?", (new, old))


def members_of(ws: Workspace, conversation: Conversation) -> list[str]:
    """Ids of everybody in the conversation, in the workspace's order."""
    if conversation.kind == "im":
        return [conversation.user, BOT_USER]
    rows = ws.db.execute("select user from members where channel = ?", (conversation.id,)).fetchall()
    inside = {row["user"] for row in rows}
    return [user.id for user in ws.setup.users if user.id in inside]


def is_member(ws: Workspace, conversation: Conversation, user_id: str) -> bool:
    """Whether that user is in the conversation."""
    return user_id in members_of(ws, conversation)


def conversations_of(ws: Workspace, user_id: str) -> list[Conversation]:
    """The channels that user is in, public ones first."""
    mine = [each for each in all_channels(ws) if is_member(ws, each, user_id)]
    return sorted(mine, key=lambda each: (each.kind == "private", each.name))


def _channel(row: sqlite3.Row) -> Conversation:
    return Conversation(
        row["id"],
        row["name"],
        "private" if row["private"] else "public",
        archived=bool(row["archived"]),
        connected=tuple(load(row["connected"])),
        pending=tuple(load(row["pending"])),
        org_shared=bool(row["org_shared"]),
    )
