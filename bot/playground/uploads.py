"""Files: first a place to put the bytes, then the bytes, then the message that shares them."""

import mimetypes
import sqlite3
from typing import Any

from bot.playground.municipality import BOT_USER
from bot.playground.workspace import Workspace, new_id

Json = dict[str, Any]


def reserve(ws: Workspace, name: str, size: int) -> tuple[str, str]:
    """A new file's id and the ticket its bytes are put with. `size` in bytes."""
    file_id, ticket = new_id("F"), new_id("", 32)
    ws.db.execute("insert into uploads (id, ticket, name, size) values (?, ?, ?, ?)", (file_id, ticket, name, size))
    return file_id, ticket


def put(ws: Workspace, ticket: str, content: bytes) -> bool:
    """Keep the bytes; False when there is no such ticket or the size is another than promised."""
    done = ws.db.execute(
        "update uploads set content = ? where ticket = ? and size = ? and not shared", (content, ticket, len(content))
    )
    return done.rowcount == 1


def find_file(ws: Workspace, file_id: str) -> sqlite3.Row | None:
    """The file with that id whose bytes have come."""
    row: sqlite3.Row | None = ws.db.execute(
        "select * from uploads where id = ? and content is not null", (file_id,)
    ).fetchone()
    return row


def share(ws: Workspace, file_id: str, title: str) -> None:
    """Mark the file as shared, under that title."""
    ws.db.execute("update uploads set shared = 1, title = ? where id = ?", (title, file_id))


def file_payload(ws: Workspace, row: sqlite3.Row, title: str) -> Json:
    """The file as Slack writes it into a message."""
    url = f"{ws.settings.own_url}/files/{row['id']}"
    return {
        "id": row["id"],
        "name": row["name"],
        "title": title,
        "mimetype": mime_type(row["name"]),
        "filetype": row["name"].rpartition(".")[2].lower(),
        "user": BOT_USER,
        "size": row["size"],
        "mode": "hosted",
        "is_external": False,
        "is_public": False,
        "url_private": url,
        "url_private_download": url,
        "permalink": url,
    }


def mime_type(name: str) -> str:
    """What kind of file the name says it is."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
