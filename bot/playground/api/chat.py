"""chat.*: writing, changing and taking away messages."""

from typing import Any

from bot.playground import messages
from bot.playground.api.arguments import Arguments
from bot.playground.api.places import joined_conversation, known_user, writable_conversation
from bot.playground.api.refusals import Refused
from bot.playground.blockkit.filled import fill_blocks
from bot.playground.blockkit.surfaces import faults_in_blocks, faults_in_metadata
from bot.playground.conversations import is_member
from bot.playground.messages import Block, Message
from bot.playground.municipality import BOT_USER
from bot.playground.workspace import APP_ID, BOT_ID, Workspace

Json = dict[str, Any]
LONGEST_TEXT = 40_000


def post_message(ws: Workspace, arguments: Arguments) -> Json:
    """chat.postMessage."""
    place = writable_conversation(ws, arguments.required("channel", "channel_not_found"))
    text, blocks = read_content(arguments)
    sent = messages.post(
        ws,
        place.id,
        BOT_USER,
        text,
        blocks=fill_blocks(blocks or []),
        metadata=_read_metadata(arguments),
        thread_ts=arguments.text("thread_ts") or None,
    )
    return {"ok": True, "channel": place.id, "ts": sent.ts, "message": message_payload(ws, sent)}


def post_ephemeral(ws: Workspace, arguments: Arguments) -> Json:
    """chat.postEphemeral."""
    place = writable_conversation(ws, arguments.required("channel", "channel_not_found"))
    user = known_user(ws, arguments.required("user"), "user_not_in_channel")
    if not is_member(ws, place, user.id):
        raise Refused("user_not_in_channel")
    text, blocks = read_content(arguments)
    sent = messages.post(ws, place.id, BOT_USER, text, blocks=fill_blocks(blocks or []), only_for=user.id)
    return {"ok": True, "message_ts": sent.ts}


def update(ws: Workspace, arguments: Arguments) -> Json:
    """chat.update: what is left out stays as it was."""
    message = _own_message(ws, arguments, "cant_update_message")
    text, blocks = read_content(arguments, nothing_is_fine=bool(message.blocks))
    kept = message.blocks if blocks is None else fill_blocks(blocks)
    metadata = _read_metadata(arguments) or message.metadata
    changed = messages.edit(ws, message, text or message.text, kept, metadata)
    body = message_payload(ws, changed)
    return {"ok": True, "channel": changed.channel, "ts": changed.ts, "text": changed.text, "message": body}


def delete(ws: Workspace, arguments: Arguments) -> Json:
    """chat.delete."""
    message = _own_message(ws, arguments, "cant_delete_message")
    messages.delete(ws, message)
    return {"ok": True, "channel": message.channel, "ts": message.ts}


def read_content(arguments: Arguments, *, nothing_is_fine: bool = False) -> tuple[str, list[Block] | None]:
    """Text and blocks as Slack accepts them; blocks are None when not given. Raises Refused."""
    text = arguments.text("text")
    blocks = arguments.structure("blocks", "invalid_blocks_format")
    if blocks is not None and not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    if arguments.structure("attachments", "invalid_attachments"):
        raise Refused("invalid_attachments", ["[ERROR] the playground takes blocks, not attachments"])
    if not text.strip() and not blocks and not nothing_is_fine:
        raise Refused("no_text")
    if len(text) > LONGEST_TEXT:
        raise Refused("msg_too_long")
    faults = faults_in_blocks(blocks or [])
    if faults:
        raise Refused("invalid_blocks", faults, errors=faults)
    return text, blocks


def message_payload(ws: Workspace, message: Message, *, metadata: bool = True) -> Json:
    """The message as Slack writes it."""
    payload: Json = {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "text": message.text,
        "team": ws.setup.team_id,
        "blocks": message.blocks,
    }
    if message.user == BOT_USER:
        payload |= {"bot_id": BOT_ID, "app_id": APP_ID}
    if message.thread_ts:
        payload["thread_ts"] = message.thread_ts
    if message.edited_ts:
        payload["edited"] = {"user": message.user, "ts": message.edited_ts}
    if message.files:
        payload["files"] = message.files
    if message.metadata and metadata:
        payload["metadata"] = message.metadata
    return payload


def _own_message(ws: Workspace, arguments: Arguments, code_for_others: str) -> Message:
    place = joined_conversation(ws, arguments.required("channel", "channel_not_found"))
    if place.archived:
        raise Refused("is_inactive")
    message = messages.find_message(ws, place.id, arguments.required("ts", "message_not_found"))
    # an ephemeral message is on a screen, not in the channel: no method can reach it
    if message is None or message.only_for:
        raise Refused("message_not_found")
    if message.user != BOT_USER:
        raise Refused(code_for_others)
    return message


def _read_metadata(arguments: Arguments) -> Json | None:
    metadata = arguments.structure("metadata", "invalid_metadata_format")
    if metadata is None:
        return None
    faults = faults_in_metadata(metadata)
    if faults:
        raise Refused("invalid_metadata_format", faults)
    return dict(metadata)
