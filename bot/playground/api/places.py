"""Finding the conversation a call is about, as far as the bot may know of it."""

from bot.playground.api.refusals import Refused
from bot.playground.conversations import Conversation, direct_id, find_conversation, is_member
from bot.playground.municipality import BOT_USER, User
from bot.playground.workspace import Workspace


def known_conversation(ws: Workspace, conversation_id: str) -> Conversation:
    """A conversation the bot can see: a private channel only from the inside. Raises Refused."""
    found = find_conversation(ws, conversation_id)
    if found is None or (found.kind == "private" and not is_member(ws, found, BOT_USER)):
        raise Refused("channel_not_found")
    return found


def joined_conversation(ws: Workspace, conversation_id: str) -> Conversation:
    """A conversation the bot is in. Raises Refused."""
    found = known_conversation(ws, conversation_id)
    if not is_member(ws, found, BOT_USER):
        raise Refused("not_in_channel")
    return found


def writable_conversation(ws: Workspace, conversation_id: str) -> Conversation:
    """A conversation the bot may write in now; a user's id means the direct message. Raises Refused."""
    if conversation_id.startswith("U"):
        conversation_id = direct_id(known_user(ws, conversation_id, "channel_not_found").id)
    found = joined_conversation(ws, conversation_id)
    if found.archived:
        raise Refused("is_archived")
    if found.kind == "im":
        if not ws.manifest.messages_tab:
            raise Refused("messages_tab_disabled")
        if known_user(ws, found.user, "channel_not_found").deactivated:
            raise Refused("channel_not_found")
    return found


def known_user(ws: Workspace, user_id: str, code: str = "user_not_found") -> User:
    """The user with that id. Raises Refused."""
    user = ws.user(user_id)
    if user is None:
        raise Refused(code)
    return user
