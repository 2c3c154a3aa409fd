"""What the bot is sent, in Slack's shapes."""

import time
from typing import Any

from bot.playground.api.chat import message_payload
from bot.playground.api.people import user_name
from bot.playground.blockkit.values import SHAPES, State, read_value
from bot.playground.conversations import Conversation
from bot.playground.messages import Message
from bot.playground.municipality import BOT_USER, User
from bot.playground.views import View, view_payload
from bot.playground.workspace import APP_ID, Workspace, new_id

Json = dict[str, Any]
VERIFICATION_TOKEN = "playground"
CHANNEL_NAMES = {"im": "directmessage", "private": "privategroup"}


def command_payload(
    ws: Workspace, user: User, place: Conversation, command: str, text: str, trigger: str, response_url: str
) -> Json:
    """A slash command."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": ws.setup.team_id,
        "team_domain": "playground",
        "channel_id": place.id,
        "channel_name": CHANNEL_NAMES.get(place.kind, place.name),
        "user_id": user.id,
        "user_name": user_name(user),
        "command": command,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger,
    }


def _interaction(ws: Workspace, kind: str, user: User) -> Json:
    return {
        "type": kind,
        "user": {
            "id": user.id,
            "username": user_name(user),
            "name": user_name(user),
            "team_id": ws.setup.team_id,
        },
        "team": {"id": ws.setup.team_id, "domain": "playground"},
        "enterprise": None,
        "is_enterprise_install": False,
        "api_app_id": APP_ID,
        "token": VERIFICATION_TOKEN,
    }


def message_action_payload(
    ws: Workspace,
    user: User,
    place: Conversation,
    message: Message,
    action: Json,
    state: State,
    trigger: str,
    response_url: str,
) -> Json:
    """A press in a message. An ephemeral message is not sent along: Slack has not kept it."""
    payload = {
        **_interaction(ws, "block_actions", user),
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": place.id,
            "is_ephemeral": bool(message.only_for),
        },
        "trigger_id": trigger,
        "channel": {"id": place.id, "name": CHANNEL_NAMES.get(place.kind, place.name)},
        "state": {"values": state},
        "response_url": response_url,
        "actions": [action],
    }
    return payload if message.only_for else {**payload, "message": message_payload(ws, message)}


def view_action_payload(ws: Workspace, user: User, view: View, action: Json, trigger: str) -> Json:
    """A press in a modal or on the home tab."""
    return {
        **_interaction(ws, "block_actions", user),
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": trigger,
        "view": view_payload(ws, view),
        "actions": [action],
    }


def submission_payload(ws: Workspace, user: User, view: View, trigger: str) -> Json:
    """A modal handed in."""
    return {
        **_interaction(ws, "view_submission", user),
        "trigger_id": trigger,
        "view": view_payload(ws, view),
        "response_urls": [],
    }


def closed_payload(ws: Workspace, user: User, view: View, *, cleared: bool) -> Json:
    """A modal closed without being handed in; `cleared` when the whole stack went at once."""
    return {**_interaction(ws, "view_closed", user), "view": view_payload(ws, view), "is_cleared": cleared}


def shortcut_payload(ws: Workspace, user: User, callback_id: str, trigger: str) -> Json:
    """A global shortcut: it belongs to no channel, so there is none, and no response_url."""
    team_id = ws.setup.team_id
    return {
        "type": "shortcut",
        "token": VERIFICATION_TOKEN,
        "action_ts": f"{time.time():.6f}",
        "team": {"id": team_id, "domain": "playground"},
        "user": {"id": user.id, "username": user_name(user), "team_id": user.team or team_id},
        "is_enterprise_install": False,
        "enterprise": None,
        "callback_id": callback_id,
        "trigger_id": trigger,
    }


def action_payload(element: Json, block_id: str, values: list[str], timezone: str) -> Json:
    """What was pressed or chosen."""
    action: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block_id,
        "action_ts": f"{time.time():.6f}",
    }
    if element["type"] == "overflow":
        chosen = [option for option in element["options"] if option["value"] in values]
        return {**action, "selected_option": chosen[0] if chosen else None}
    if element["type"] in SHAPES:
        carried = {name: element[name] for name in ("placeholder",) if name in element}
        return {**action, **read_value(element, values, timezone), **carried}
    return {**action, **{name: element[name] for name in ("text", "value", "style", "url") if name in element}}


def event_payload(ws: Workspace, event: Json, *, ext_shared: bool = False) -> Json:
    """An event in its envelope, with an id that stays the same when it is sent again."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": ws.setup.team_id,
        "context_team_id": ws.setup.team_id,
        "context_enterprise_id": None,
        "api_app_id": APP_ID,
        "event": event,
        "type": "event_callback",
        "event_id": new_id("Ev"),
        "event_time": int(ws.now().timestamp()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": ws.setup.team_id,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": ext_shared,
        "event_context": new_id("4-"),
    }
