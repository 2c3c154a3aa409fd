"""What Slack sends, read: who asks, and for what. Identity comes from the request, never from what a button carries."""

import re
from collections.abc import Mapping
from typing import Any
from unicodedata import normalize
from urllib.parse import parse_qsl

from bot.asking import Ask, Caller
from bot.slack import filled
from bot.slack.elements import LINK, MARK, unescape
from handlers.context import Conversation
from handlers.entry import Entry

Body = Mapping[str, Any]
PLATFORM = "slack"
# What a command says of where it was written, when that is a private channel; its own name is not told.
PRIVATE_CHANNEL = "privategroup"


def command_caller(body: Body) -> Caller:
    """Who typed a command."""
    return Caller(PLATFORM, _known(body["team_id"]), _known(body["user_id"]))


def clicker(body: Body) -> Caller:
    """Who pressed a button or sent in a form: in a shared channel the user's own workspace, not the app's."""
    user = body["user"]
    return Caller(PLATFORM, _workspace(user.get("team_id"), (body.get("team") or {}).get("id")), _known(user["id"]))


def event_caller(body: Body) -> Caller:
    """Who an event is about."""
    event = body["event"]
    return Caller(
        PLATFORM, _workspace(event.get("user_team"), event.get("team"), body.get("team_id")), _known(event["user"])
    )


def _workspace(*candidates: str | None) -> str:
    # An organisation's id (E…) stands at times where a workspace's is meant.
    known = [team for team in candidates if team and not team.startswith("E")]
    return _known(known[0])


def _known(given: object) -> str:
    """An id or a name as Slack gives it, in plain letters and signs; ValueError for anything else."""
    if not isinstance(given, str) or not (given.isascii() and given.isprintable()):
        raise ValueError
    return given


def command_ask(body: Body) -> Ask:
    """A command with its words, and the private channel that it was written in."""
    words = normalize("NFC", unescape(body.get("text") or ""))
    asked_in = None
    if body.get("channel_name") == PRIVATE_CHANNEL:
        asked_in = Conversation(PLATFORM, _known(body["team_id"]), _known(body["channel_id"]))
    return Ask(Entry.COMMAND, "run", {"words": words}, asked_in=asked_in)


def press_ask(body: Body) -> Ask | None:
    """A pressed button; None for what needs no answer, as a link."""
    pressed = body["actions"][0]
    name = _known(pressed["action_id"]).partition(MARK)[0]
    if pressed["type"] != "button" or name == LINK:
        return None
    claims = dict(parse_qsl(pressed.get("value") or "", keep_blank_values=True))
    if name == AGAIN:
        return Ask(Entry.COMMAND, "run", {"words": claims.get("words", "")})
    return Ask(Entry.ACTION, name, claims)


# The action of a button that runs a command once more, with a trigger that has not expired.
AGAIN = "command.run"


def shortcut_ask(body: Body) -> Ask:
    """A shortcut, which bears the name of the action it is short for."""
    return Ask(Entry.ACTION, _known(body["callback_id"]), {})


def form_ask(body: Body) -> Ask:
    """A form that was sent in, with the draft it carries."""
    view = body["view"]
    return Ask(
        Entry.FORM,
        _known(view["callback_id"]).partition(MARK)[0],
        {**filled.values(view), "draft": view.get("private_metadata") or ""},
    )


def greeting_ask(body: Body, bot_user: str) -> Ask:
    """A mention or a direct message, without the mention itself."""
    text = re.sub(rf"<@{re.escape(bot_user)}(\|[^>]*)?>", "", body["event"].get("text") or "")
    return Ask(
        Entry.ACTION,
        "greeting.show",
        {"text": normalize("NFC", unescape(text)).strip()},
        event=_known(body["event_id"]),
    )


def home_ask() -> Ask:
    """The asker's own page."""
    return Ask(Entry.ACTION, "home.open", {})


def changed_channel(body: Body) -> tuple[str, str, str | None]:
    """The workspace, and the channel of which something has changed; its new id when it got one."""
    event = body["event"]
    # In a shared channel the event may be another workspace's; what we may see of it is ours.
    ours = [each.get("team_id") for each in body.get("authorizations") or ()]
    workspace = _workspace(*ours, body.get("team_id"))
    if event["type"] == "channel_id_changed":
        return workspace, _known(event["old_channel_id"]), _known(event["new_channel_id"])
    return workspace, _known(event["channel"]), None


def written_by_person(event: Body) -> bool:
    """Whether an event is something a person wrote just now: not a bot's, an edit, or Slack's own."""
    return (
        bool(event.get("user"))
        and not event.get("bot_id")
        and not event.get("edited")
        and event.get("subtype") in (None, "file_share")
    )
