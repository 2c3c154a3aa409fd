"""users.*, team.info, auth.test: who is there."""

from typing import Any

from bot.playground.api.arguments import Arguments
from bot.playground.api.conversations import take_page
from bot.playground.api.places import known_user
from bot.playground.conversations import all_channels, is_member
from bot.playground.municipality import BOT_USER, User
from bot.playground.workspace import APP_ID, BOT_ID, Workspace

Json = dict[str, Any]


def auth_test(ws: Workspace, _arguments: Arguments) -> Json:
    """auth.test."""
    return {
        "ok": True,
        "url": f"{ws.settings.own_url}/",
        "team": ws.setup.team_name,
        "user": ws.manifest.app_name,
        "team_id": ws.setup.team_id,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def user_info(ws: Workspace, arguments: Arguments) -> Json:
    """users.info."""
    user = known_user(ws, arguments.required("user", "user_not_found"))
    return {"ok": True, "user": user_payload(ws, user, with_locale=arguments.flag("include_locale"))}


def list_users(ws: Workspace, arguments: Arguments) -> Json:
    """users.list, a page at a time."""
    page, cursor = take_page(list(ws.setup.users), arguments)
    people = [user_payload(ws, user, with_locale=arguments.flag("include_locale")) for user in page]
    return {"ok": True, "members": people, "response_metadata": {"next_cursor": cursor}}


def team_info(ws: Workspace, _arguments: Arguments) -> Json:
    """team.info."""
    return {"ok": True, "team": {"id": ws.setup.team_id, "name": ws.setup.team_name, "domain": "playground"}}


def user_payload(ws: Workspace, user: User, *, with_locale: bool) -> Json:
    """The user as Slack writes it."""
    now, team = ws.now(), user.team or ws.setup.team_id
    payload: Json = {
        "id": user.id,
        "team_id": team,
        "name": user_name(user),
        "real_name": user.name,
        "deleted": user.deactivated,
        "tz": ws.setup.timezone,
        "tz_label": now.tzname(),
        "tz_offset": int((now.utcoffset() or now - now).total_seconds()),
        "profile": {
            "real_name": user.name,
            "real_name_normalized": user.name,
            "display_name": "",
            "display_name_normalized": "",
            "team": team,
            **_app(user),
        },
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": user.guest,
        "is_ultra_restricted": user.single_channel,
        "is_stranger": _is_stranger(ws, user),
        "is_bot": user.bot,
        "is_app_user": False,
        "updated": 1,
    }
    return {**payload, "locale": "nb-NO"} if with_locale else payload


def _app(user: User) -> Json:
    if user.id == BOT_USER:
        return {"bot_id": BOT_ID, "api_app_id": APP_ID}
    return {"bot_id": f"B{user.id[1:]}", "api_app_id": f"A{user.id[1:]}"} if user.bot else {}


def _is_stranger(ws: Workspace, user: User) -> bool:
    """From another workspace, and in no channel with the app: who is inside one with it is no stranger to Slack."""
    if not user.team:
        return False
    seen = (each for each in all_channels(ws) if is_member(ws, each, BOT_USER))
    return not any(is_member(ws, each, user.id) for each in seen)


def user_name(user: User) -> str:
    """The short name Slack makes: ingrid.haugland."""
    return user.name.lower().replace(" ", ".")
