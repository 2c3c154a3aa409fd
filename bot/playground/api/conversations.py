"""conversations.*: what the bot may know of channels and direct messages."""

from base64 import b64decode, b64encode
from typing import Any, TypeVar

from bot.playground import messages
from bot.playground.api.arguments import Arguments
from bot.playground.api.chat import message_payload
from bot.playground.api.places import joined_conversation, known_conversation, known_user
from bot.playground.api.refusals import Refused
from bot.playground.api.scopes import KINDS, missing_scope, require_kind
from bot.playground.conversations import Conversation, all_channels, direct_id, is_member, members_of
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
    payload = _channel_payload(ws, place)
    if arguments.flag("include_num_members") and place.kind != "im":
        payload["num_members"] = len(members_of(ws, place))
    return {"ok": True, "channel": payload}


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
    left_out = arguments.flag("exclude_archived")
    seen = [each for each in all_channels(ws) if each.kind in wanted and not (each.archived and left_out)]
    payloads = [
        {**_channel_payload(ws, each), "num_members": len(members_of(ws, each))}
        for each in seen
        if _is_visible(ws, each)
    ]
    page, cursor = take_page(payloads, arguments)
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
    start = _start(arguments.text("cursor"))
    limit = min(arguments.number("limit", 100), 1000)
    if limit < 1:
        raise Refused("invalid_limit")
    following = start + limit
    return rows[start:following], _cursor(following) if following < len(rows) else ""


def _start(cursor: str) -> int:
    """Where the page begins. As with Slack, a cursor is something only its maker reads."""
    if not cursor:
        return 0
    try:
        return int(b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except ValueError as error:
        raise Refused("invalid_cursor") from error


def _cursor(row: int) -> str:
    return b64encode(f"next:{row}".encode()).decode()


def _within(ts: str, arguments: Arguments) -> bool:
    moment, inclusive = float(ts), arguments.flag("inclusive")
    oldest, latest = arguments.text("oldest"), arguments.text("latest")
    if oldest and (moment < float(oldest) or (moment == float(oldest) and not inclusive)):
        return False
    return not (latest and (moment > float(latest) or (moment == float(latest) and not inclusive)))


def _is_visible(ws: Workspace, place: Conversation) -> bool:
    return place.kind == "public" or is_member(ws, place, BOT_USER)


def _channel_payload(ws: Workspace, place: Conversation) -> Json:
    if place.kind == "im":
        return {
            "id": place.id,
            "created": 1,
            "is_im": True,
            "is_archived": False,
            "user": place.user,
            **_sharing(place),
        }
    own = ws.setup.team_id
    nothing = {"value": "", "creator": "", "last_set": 0}
    return {
        "id": place.id,
        "name": place.name,
        "name_normalized": place.name,
        "created": 1,
        "updated": 1,
        "unlinked": 0,
        "creator": "USLACKBOT",
        # only private channels from before March 2021, whose ids begin with G, are groups
        "is_channel": not place.id.startswith("G"),
        "is_group": place.id.startswith("G"),
        "is_im": False,
        "is_mpim": False,
        "is_private": place.kind == "private",
        "is_archived": place.archived,
        "is_general": False,
        "is_frozen": False,
        **_sharing(place),
        "is_pending_ext_shared": bool(place.pending),
        "pending_shared": list(place.pending),
        "pending_connected_team_ids": list(place.pending),
        "shared_team_ids": [own, *place.connected],
        **({"connected_team_ids": list(place.connected), "conversation_host_id": own} if place.connected else {}),
        "is_member": is_member(ws, place, BOT_USER),
        "context_team_id": own,
        "parent_conversation": None,
        "previous_names": [],
        "topic": nothing,
        "purpose": nothing,
    }


def _sharing(place: Conversation) -> Json:
    outside = bool(place.connected)
    return {
        "is_shared": outside or place.org_shared,
        "is_ext_shared": outside,
        "is_org_shared": place.org_shared,
    }
