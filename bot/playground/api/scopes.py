"""Which scope each method asks for. Where several stand, one is enough, unless the kind of conversation decides."""

from bot.playground.api.refusals import Refused
from bot.playground.conversations import Conversation
from bot.playground.workspace import Workspace

KINDS = {"im": "im", "private": "groups", "public": "channels"}
READ = ("channels:read", "groups:read", "mpim:read", "im:read")
HISTORY = ("channels:history", "groups:history", "mpim:history", "im:history")

NEEDED: dict[str, tuple[str, ...]] = {
    "chat.postMessage": ("chat:write",),
    "chat.postEphemeral": ("chat:write",),
    "chat.update": ("chat:write",),
    "chat.delete": ("chat:write",),
    "conversations.open": ("channels:manage", "groups:write", "im:write", "mpim:write"),
    "conversations.info": READ,
    "conversations.members": READ,
    "conversations.list": READ,
    "conversations.history": HISTORY,
    "users.info": ("users:read",),
    "users.list": ("users:read",),
    "files.getUploadURLExternal": ("files:write",),
    "files.completeUploadExternal": ("files:write",),
    "team.info": ("team:read",),
}


def require_scope(ws: Workspace, method: str) -> None:
    """The app has a scope that lets it call `method` at all. Raises Refused."""
    needed = NEEDED.get(method, ())
    if needed and not ws.manifest.scopes.intersection(needed):
        raise missing_scope(ws, *needed)


def require_kind(ws: Workspace, verb: str, conversation: Conversation) -> None:
    """The app may do `verb` (read, history) in this kind of conversation. Raises Refused."""
    scope = f"{KINDS[conversation.kind]}:{verb}"
    if scope not in ws.manifest.scopes:
        raise missing_scope(ws, scope)


def missing_scope(ws: Workspace, *needed: str) -> Refused:
    """Slack's refusal for want of a scope."""
    return Refused("missing_scope", needed=",".join(needed), provided=",".join(sorted(ws.manifest.scopes)))
