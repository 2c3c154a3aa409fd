"""conversations.*: what the bot may know of channels and direct messages."""

from typing import Any, TypeVar

from bot.playground import messages
from bot.playground.api.arguments import Arguments
from bot.playground.api.chat import message_payload
from bot.playground.api.places import joined_conversation, known_conversation, known_user
from bot.playground.api.refusals import Refused
from bot.playground.api.scopes import KINDS, missing_scope, require_kind
from bot.playground.conversations import Conversation, direct_id, find_conversation, is_member, members_of
from bot.playground.municipality import BOT_USER
from bot.playground.workspace import Workspace

Json = dict[str, Any]
T = TypeVar("T")


def open_direct(ws: Workspace, arguments: Arguments) -> Json:
    """conversations.open, with one user."""
    if arguments.text("channel"):
        return {"ok": True, "no_op": True, "channel": {"id": known_conversation(ws, arguments.text("channel")).id}}
    users = [each for each in arguments.required("users", "users_list_not_supplied").split(",") if each]
    if len(users) > 1:
        raise missing_scope(ws, "mpim:write")
    if "im:write" not in ws.manifest.scopes:
        raise missing_scope(ws, "im:write")
    user = known_user(ws, users[0])
    if user.bot:
        raise Refused("cannot_dm_bot")
    if user.deactivated:
        raise Refused("user_disabled")
    return {"ok": True, "channel": {"id": direct_id(user.id)}}


def info(ws: Workspace, arguments: Arguments) -> Json:
    """conversations.info."""
    place = known_conversation(ws, arguments.required("channel", "channel_not_found"))
    require_kind(ws, "read", place)
    return {"ok": True, "channel": _channel_payload(ws, place)}


def members(ws: Workspace, arguments: Arguments) -> Json:
    """conversations.members, a page at a time."""
    place = known_conversation(ws, arguments.required("channel", "channel_not_found"))
    require_kind(ws, "read", place)
    page, cursor = take_page(members_of(ws, place), arguments)
    return {"ok": True, "members": page, "response_metadata": {"next_cursor": cursor}}


def list_channels(ws: Workspace, arguments: Arguments) -> Json:
    """conversations.list: public channels, and the private ones the bot is in."""
    asked = (arguments.text("types") or "public_channel").split(",")
    kinds = {"public_channel": "public", "private_channel": "private", "im": "im"}
    wanted = {kinds[each] for each in asked if each in kinds}
    for kind in wanted:
        if f"{KINDS[kind]}:read" not in ws.manifest.scopes:
            raise missing_scope(ws, f"{KINDS[kind]}:read")
    everything = [find_conversation(ws, channel.id) for channel in ws.setup.channels]
    seen = [each for each in everything if each and each.kind in wanted and _is_visible(ws, each)]
    page, cursor = take_page([_channel_payload(ws, each) for each in seen], arguments)
    return {"ok": True, "channels": page, "response_metadata": {"next_cursor": cursor}}


def history(ws: Workspace, arguments: Arguments) -> Json:
    """conversations.history: newest first; `oldest` and `latest` are left out unless `inclusive`."""
    place = joined_conversation(ws, arguments.required("channel", "channel_not_found"))
    require_kind(ws, "history", place)
    kept = [
        each
        for each in reversed(messages.all_messages(ws, place.id))
        if not each.deleted and not each.only_for and _within(each.ts, arguments)
    ]
    page, cursor = take_page(kept, arguments)
    with_metadata = arguments.flag("include_all_metadata")
    return {
        "ok": True,
        "messages": [message_payload(ws, each, metadata=with_metadata) for each in page],
        "has_more": bool(cursor),
        "pin_count": 0,
        "response_metadata": {"next_cursor": cursor},
    }


def take_page(rows: list[T], arguments: Arguments) -> tuple[list[T], str]:
    """The rows of the page asked for, and where the next begins (empty at the end)."""
    start = arguments.number("cursor", 0)
    limit = min(arguments.number("limit", 100), 1000)
    if limit < 1:
        raise Refused("invalid_limit")
    following = start + limit
    return rows[start:following], str(following) if following < len(rows) else ""


def _within(ts: str, arguments: Arguments) -> bool:
    moment, inclusive = float(ts), arguments.flag("inclusive")
    oldest, latest = arguments.text("oldest"), arguments.text("latest")
    if oldest and (moment < float(oldest) or (moment == float(oldest) and not inclusive)):
        return False
    return not (latest and (moment > float(latest) or (moment == float(latest) and not inclusive)))


def _is_visible(ws: Workspace, place: Conversation) -> bool:
    return place.kind == "public" or is_member(ws, place, BOT_USER)


def _channel_payload(ws: Workspace, place: Conversation) -> Json:
    shared = {"is_shared": place.shared, "is_ext_shared": place.shared, "is_org_shared": False}
    if place.kind == "im":
        return {"id": place.id, "created": 1, "is_im": True, "is_archived": False, "user": place.user, **shared}
    return {
        "id": place.id,
        "name": place.name,
        "name_normalized": place.name,
        "created": 1,
        "creator": "USLACKBOT",
        "is_channel": place.kind == "public",
        "is_group": place.kind == "private",
        "is_im": False,
        "is_mpim": False,
        "is_private": place.kind == "private",
        "is_archived": place.archived,
        "is_general": False,
        **shared,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "is_member": is_member(ws, place, BOT_USER),
        "num_members": len(members_of(ws, place)),
        "context_team_id": ws.setup.team_id,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }
