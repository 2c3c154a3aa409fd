"""What the bot is told about channels, in Slack's shapes: of those it is in, with the scope for the kind."""

from typing import Any

from bot.playground.api.scopes import KINDS
from bot.playground.conversations import Conversation, is_member
from bot.playground.line.events import enqueue_event
from bot.playground.municipality import BOT_USER, User
from bot.playground.workspace import Workspace

Json = dict[str, Any]
LETTERS = {"public": "C", "private": "G"}


def tell_joined(ws: Workspace, place: Conversation, user: User, inviter: User | None) -> None:
    """Somebody has come into the channel; the bot hears of its own coming too."""
    event = {"type": "member_joined_channel", "user": user.id, "channel": place.id, **_whose(ws, place, user)}
    _tell(ws, place, event | ({"inviter": inviter.id} if inviter else {}))


def tell_left(ws: Workspace, place: Conversation, user: User) -> None:
    """Somebody else than the bot has gone out of the channel."""
    _tell(ws, place, {"type": "member_left_channel", "user": user.id, "channel": place.id, **_whose(ws, place, user)})


def tell_bot_left(ws: Workspace, place: Conversation, actor: User) -> None:
    """The bot itself is taken out: that is another event, and the last it hears from there."""
    kind = "group_left" if place.kind == "private" else "channel_left"
    _tell(ws, place, {"type": kind, "channel": place.id, "actor_id": actor.id}, inside=False)


def tell_shared(ws: Workspace, place: Conversation, team: str) -> None:
    """Another organisation's workspace is connected to the channel."""
    _tell(ws, place, {"type": "channel_shared", "connected_team_id": team, "channel": place.id})


def tell_unshared(ws: Workspace, place: Conversation, team: str) -> None:
    """Another organisation's workspace is no longer connected to the channel."""
    event = {"type": "channel_unshared", "previously_connected_team_id": team, "channel": place.id}
    _tell(ws, place, {**event, "is_ext_shared": bool(place.connected)})


def tell_id_changed(ws: Workspace, place: Conversation, old: str) -> None:
    """The channel, which was called `old`, has another id."""
    _tell(ws, place, {"type": "channel_id_changed", "old_channel_id": old, "new_channel_id": place.id})


def tell_archived(ws: Workspace, place: Conversation, actor: User) -> None:
    """The channel is put away, or brought back."""
    kind = f"{'group' if place.kind == 'private' else 'channel'}_{'archive' if place.archived else 'unarchive'}"
    event: Json = {"type": kind, "channel": place.id, "user": actor.id}
    _tell(ws, place, event | ({"is_moved": 0} if place.archived else {}))


def tell_made_public(ws: Workspace, place: Conversation, actor: User, text: str, ts: str) -> None:
    """Slack has no event for this, only a message in the channel: who does not read messages there, hears nothing."""
    event = {"type": "message", "subtype": "channel_convert_to_public", "channel_type": "channel", "channel": place.id}
    enqueue_event(ws, {**event, "user": actor.id, "text": text, "ts": ts, "event_ts": ts})


def _whose(ws: Workspace, place: Conversation, user: User) -> Json:
    return {"channel_type": LETTERS[place.kind], "team": user.team or ws.setup.team_id}


def _tell(ws: Workspace, place: Conversation, event: Json, *, inside: bool = True) -> None:
    if f"{KINDS[place.kind]}:read" in ws.manifest.scopes and (not inside or is_member(ws, place, BOT_USER)):
        enqueue_event(ws, {**event, "event_ts": f"{ws.now().timestamp():.6f}"})
