"""files.*: the two calls around an upload."""

from typing import Any

from bot.playground import messages, uploads
from bot.playground.api.arguments import Arguments
from bot.playground.api.places import writable_conversation
from bot.playground.api.refusals import Refused
from bot.playground.blockkit.surfaces import faults_in_files
from bot.playground.municipality import BOT_USER
from bot.playground.workspace import Workspace

Json = dict[str, Any]


def upload_url(ws: Workspace, arguments: Arguments) -> Json:
    """files.getUploadURLExternal."""
    name, size = arguments.required("filename"), arguments.number("length", 0)
    if size < 1:
        raise Refused("invalid_arguments", ["[ERROR] must be greater than 0 [json-pointer:/length]"])
    file_id, ticket = uploads.reserve(ws, name, size)
    return {"ok": True, "upload_url": f"{ws.settings.own_url}/upload/{ticket}", "file_id": file_id}


def complete_upload(ws: Workspace, arguments: Arguments) -> Json:
    """files.completeUploadExternal: without a channel the files stay the bot's own."""
    entries = arguments.structure("files", "invalid_arguments")
    faults = faults_in_files(entries)
    if faults:
        raise Refused("invalid_arguments", faults)
    files = [_shared(ws, entry) for entry in entries]
    channel = arguments.text("channel_id")
    if channel:
        # a user's id is no place for a file, unlike for a message
        place = writable_conversation(ws, channel if not channel.startswith("U") else "")
        comment, thread = arguments.text("initial_comment"), arguments.text("thread_ts") or None
        messages.post(ws, place.id, BOT_USER, comment, files=files, thread_ts=thread)
    return {"ok": True, "files": files}


def _shared(ws: Workspace, entry: Json) -> Json:
    row = uploads.find_file(ws, entry["id"])
    if row is None or row["shared"]:
        raise Refused("file_not_found")
    title = entry.get("title") or row["name"]
    uploads.share(ws, row["id"], title)
    return uploads.file_payload(ws, row, title)
