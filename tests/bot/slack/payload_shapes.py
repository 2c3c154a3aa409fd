"""Slack's own payloads, filled in. Their shapes are those of `../shared/slack/samples`; `shared/` compares."""

from typing import Any

Body = dict[str, Any]
TEAM: Body = {"id": "T1", "domain": "lyngvag"}
USER: Body = {"id": "U1", "username": "kari", "name": "kari", "team_id": "T1"}


def command(text: str = "help", **known: Any) -> Body:
    """A slash command."""
    return {
        "token": "x",
        "api_app_id": "A1",
        "team_id": "T1",
        "team_domain": "lyngvag",
        "channel_id": "C1",
        "channel_name": "fellesrom",
        "user_id": "U1",
        "user_name": "kari",
        "command": "/samba",
        "text": text,
        "response_url": "https://slack.invalid/response",
        "trigger_id": "1.2.trigger",
        "is_enterprise_install": "false",
        **known,
    }


def shortcut(callback_id: str = "booking.start", **known: Any) -> Body:
    """A global shortcut: pressed in Slack's own menu, in no channel."""
    return {
        "type": "shortcut",
        "token": "x",
        "action_ts": "1.1",
        "team": TEAM,
        "user": USER,
        "is_enterprise_install": False,
        "enterprise": None,
        "callback_id": callback_id,
        "trigger_id": "1.2.trigger",
        **known,
    }


def pressed(action_id: str, value: str = "", **known: Any) -> Body:
    """A button in a message."""
    action = {"action_id": action_id, "block_id": "b1", "type": "button", "value": value, "action_ts": "1.1"}
    return {
        "type": "block_actions",
        "team": TEAM,
        "user": USER,
        "api_app_id": "A1",
        "token": "x",
        "container": {"type": "message", "message_ts": "9.9", "channel_id": "D1", "is_ephemeral": False},
        "trigger_id": "1.2.trigger",
        "channel": {"id": "D1", "name": "directmessage"},
        "message": {"type": "message", "ts": "9.9", "text": "", "blocks": []},
        "response_url": "https://slack.invalid/response",
        "actions": [action],
        "is_enterprise_install": False,
        **known,
    }


def pressed_in_view(action_id: str, view: Body, value: str = "") -> Body:
    """A button in a modal or on the home page."""
    body = pressed(action_id, value, view=view, container={"type": "view", "view_id": view["id"]})
    return {key: part for key, part in body.items() if key not in ("channel", "message", "response_url")}


def as_sent(view: Body, values: Body | None = None) -> Body:
    """A view as Slack sends it back."""
    return {
        "id": "V1",
        "team_id": "T1",
        **view,
        "external_id": "",
        "state": {"values": values or {}},
        "hash": "1.abc",
        "clear_on_close": False,
        "root_view_id": "V1",
        "previous_view_id": None,
        "app_id": "A1",
        "app_installed_team_id": "T1",
        "bot_id": "BBOT",
    }


def submitted(view: Body, values: Body | None = None) -> Body:
    """A form that is sent in."""
    return {
        "type": "view_submission",
        "team": TEAM,
        "user": USER,
        "api_app_id": "A1",
        "token": "x",
        "trigger_id": "1.2.trigger",
        "view": as_sent(view, values),
        "is_enterprise_install": False,
    }


def event(kind: str, *, event_id: str = "Ev1", **known: Any) -> Body:
    """An event, as the Events API and Socket Mode deliver it."""
    return {
        "token": "x",
        "team_id": "T1",
        "api_app_id": "A1",
        "type": "event_callback",
        "authorizations": [{"team_id": "T1", "user_id": "UBOT", "is_bot": True, "is_enterprise_install": False}],
        "is_ext_shared_channel": False,
        "event_id": event_id,
        "event_time": 1,
        "event": {"type": kind, "user": "U1", "event_ts": "1.1", **known},
    }


def direct_message(text: str = "hei", **known: Any) -> Body:
    """A message to the bot in a direct message."""
    return event("message", channel="D1", channel_type="im", team="T1", text=text, ts="1.1", **known)


def mention(text: str = "<@UBOT> hei", **known: Any) -> Body:
    """A mention of the bot in a channel."""
    return event("app_mention", **{"channel": "C1", "team": "T1", "text": text, "ts": "1.1", **known})
