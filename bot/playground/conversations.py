"""Channels and direct messages with the bot, and who is in them."""

from dataclasses import dataclass
from typing import Literal

from bot.playground.municipality import BOT_USER
from bot.playground.workspace import Workspace


@dataclass(frozen=True)
class Conversation:
    """Where messages stand. `user` is the person of a direct message, else empty."""

    id: str
    name: str
    kind: Literal["im", "public", "private"]
    user: str = ""
    archived: bool = False
    shared: bool = False


def direct_id(user_id: str) -> str:
    """The id of the direct message between that user and the bot; the same after every start."""
    return "D" + user_id[1:]


def find_conversation(ws: Workspace, conversation_id: str) -> Conversation | None:
    """The conversation with that id, whoever is in it."""
    for channel in ws.setup.channels:
        if channel.id == conversation_id:
            kind: Literal["public", "private"] = "private" if channel.private else "public"
            return Conversation(channel.id, channel.name, kind, archived=channel.archived, shared=channel.shared)
    if conversation_id.startswith("D"):
        user = ws.user("U" + conversation_id[1:])
        if user and not user.bot:
            return Conversation(conversation_id, "directmessage", "im", user=user.id)
    return None


def seed_members(ws: Workspace) -> None:
    """Put the file's members into their channels, each once: who was invited later stays."""
    with ws.transaction():
        for channel in ws.setup.channels:
            for user in channel.members:
                add_member(ws, channel.id, user)


def add_member(ws: Workspace, channel_id: str, user_id: str) -> None:
    """Let the user into the channel; harmless when inside already."""
    ws.db.execute("insert or ignore into members (channel, user) values (?, ?)", (channel_id, user_id))


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
    found = (find_conversation(ws, channel.id) for channel in ws.setup.channels)
    mine = [each for each in found if each and is_member(ws, each, user_id)]
    return sorted(mine, key=lambda each: (each.kind == "private", each.name))
