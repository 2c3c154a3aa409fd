"""What people do in the workspace, up to the bot's acknowledgement."""

import logging
import re
from html import unescape
from typing import Any

from bot.playground import messages
from bot.playground.api.refusals import Refused
from bot.playground.conversations import direct_id, is_member
from bot.playground.hooks import issue_hook
from bot.playground.line import payloads
from bot.playground.line.actor import Actor, whisper
from bot.playground.line.channels import Impossible, invite_bot
from bot.playground.line.events import enqueue_event
from bot.playground.line.port import Line, NoAnswer
from bot.playground.line.responses import answer_command
from bot.playground.messages import Message
from bot.playground.municipality import BOT_USER, SLACKBOT, User
from bot.playground.triggers import issue_trigger
from bot.playground.views import home_of, view_payload
from bot.playground.words import say
from bot.playground.workspace import Workspace

log = logging.getLogger(__name__)
Json = dict[str, Any]


async def write(ws: Workspace, line: Line, actor: Actor, text: str) -> None:
    """Send what stands in the composer: a command, or a message."""
    if text.startswith("/"):
        command, _, rest = text.partition(" ")
        await run_command(ws, line, actor, command, rest.strip())
    else:
        say_something(ws, actor, text)


async def run_command(ws: Workspace, line: Line, actor: Actor, command: str, text: str) -> None:
    """Run a slash command; what the bot answers comes back to the actor."""
    bot = ws.manifest.app_name
    if command == "/invite" and text.lstrip("@") == bot and actor.place.kind != "im":
        _invite_bot(ws, actor)
        return
    if command not in ws.manifest.commands:
        whisper(
            ws, actor, say("command_unknown", actor.language, command=command, known=", ".join(ws.manifest.commands))
        )
        return
    with ws.transaction():
        trigger, url = issue_trigger(ws, actor.user.id), issue_hook(ws, actor.user.id, actor.place.id)
    payload = payloads.command_payload(ws, actor.user, actor.place, command, text, trigger, url)
    try:
        reply = await line.send("slash_commands", payload)
        if reply:
            answer_command(ws, url, reply)
    except (NoAnswer, Refused) as error:
        # never the text: it is what somebody wrote
        log.warning("command failed command=%s reason=%s", command, error)
        whisper(ws, actor, say("command_failed", actor.language, command=command, code=error.code))


def say_something(ws: Workspace, actor: Actor, text: str) -> None:
    """Post a message as the actor, and tell the bot when it should hear it."""
    if actor.place.archived:
        whisper(ws, actor, say("is_archived", actor.language))
        return
    written = _escape(text).replace(f"@{ws.manifest.app_name}", f"<@{BOT_USER}>")
    with ws.transaction():
        sent = messages.post(ws, actor.place.id, actor.user.id, written)
        messages.mark_read(ws, actor.user.id, actor.place.id, sent.seq)
        if actor.place.kind == "im":
            enqueue_event(ws, {**_message_event(ws, sent, "message"), "channel_type": "im"})
        elif f"<@{BOT_USER}>" in written:
            _mention(ws, actor, sent)


def open_app(ws: Workspace, user: User, tab: str) -> None:
    """Tell the bot that somebody looks at its home tab or its messages."""
    event: Json = {
        "type": "app_home_opened",
        "user": user.id,
        "channel": direct_id(user.id),
        "tab": tab,
        "event_ts": f"{ws.now().timestamp():.6f}",
    }
    home = home_of(ws, user.id)
    if home and tab == "home":
        event["view"] = view_payload(ws, home)
    with ws.transaction():
        enqueue_event(ws, event)


def _invite_bot(ws: Workspace, actor: Actor) -> None:
    try:
        invite_bot(ws, actor)
    except Impossible as refusal:
        whisper(ws, actor, say(refusal.word, actor.language, **refusal.values))


def _mention(ws: Workspace, actor: Actor, sent: Message) -> None:
    if is_member(ws, actor.place, BOT_USER):
        enqueue_event(ws, _message_event(ws, sent, "app_mention"))
    else:
        text = say("bot_absent", actor.language, bot=ws.manifest.app_name)
        messages.post(ws, actor.place.id, SLACKBOT, text, only_for=actor.user.id)


def _message_event(ws: Workspace, sent: Message, kind: str) -> Json:
    return {
        "type": kind,
        "user": sent.user,
        "text": sent.text,
        "ts": sent.ts,
        "client_msg_id": f"playground-{sent.seq}",
        "team": ws.setup.team_id,
        "channel": sent.channel,
        "blocks": [_rich_text(sent.text)],
        "event_ts": sent.ts,
    }


def _rich_text(text: str) -> Json:
    """The text as Slack's composer keeps it: mentions apart from words."""
    parts = [part for part in re.split(r"(<@\w+>)", text) if part]
    elements = [
        {"type": "user", "user_id": part[2:-1]} if part.startswith("<@") else {"type": "text", "text": unescape(part)}
        for part in parts
    ]
    return {
        "type": "rich_text",
        "block_id": "typed",
        "elements": [{"type": "rich_text_section", "elements": elements}],
    }


def _escape(text: str) -> str:
    return re.sub("[&<>]", lambda found: {"&": "&amp;", "<": "&lt;", ">": "&gt;"}[found[0]], text)
