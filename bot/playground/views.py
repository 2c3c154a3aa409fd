"""Views: the modals on a person's screen, at most three on top of each other, and each person's home tab."""

import sqlite3
import time
from dataclasses import dataclass
from typing import Any

from bot.playground.blockkit.filled import fill_blocks
from bot.playground.blockkit.values import State, first_state
from bot.playground.database import dump, load
from bot.playground.municipality import BOT_USER
from bot.playground.workspace import APP_ID, BOT_ID, Workspace, new_id

MOST_ON_TOP = 3
Json = dict[str, Any]


@dataclass(frozen=True)
class View:
    """A modal or a home tab. `state` is what is filled in, `errors` what the bot refused, block by block."""

    id: str
    user: str
    kind: str
    root: str
    previous: str | None
    position: int
    hash: str
    document: Json
    state: State
    errors: dict[str, str]

    @property
    def blocks(self) -> list[Json]:
        """What it shows."""
        return list(self.document["blocks"])


def open_view(ws: Workspace, user: str, document: Json) -> View:
    """A modal alone on the screen; one that stood there before is gone."""
    close_all(ws, user)
    return _insert(ws, user, document, "modal", root=None, previous=None, position=1)


def push_view(ws: Workspace, below: View, document: Json) -> View:
    """A modal on top of `below`."""
    return _insert(ws, below.user, document, "modal", below.root, below.id, below.position + 1)


def update_view(ws: Workspace, view: View, document: Json) -> View:
    """The same view with new content; what was filled in stays where the same field still stands."""
    filled = {**document, "blocks": fill_blocks(document["blocks"])}
    state = first_state(filled["blocks"], view.state)
    ws.db.execute(
        "update views set document = ?, state = ?, hash = ?, errors = '{}', external_id = ? where id = ?",
        (dump(filled), dump(state), _new_hash(), document.get("external_id"), view.id),
    )
    return _existing(ws, view.id)


def publish_home(ws: Workspace, user: str, document: Json) -> View:
    """The person's home tab, anew."""
    home = home_of(ws, user)
    if home:
        return update_view(ws, home, document)
    return _insert(ws, user, document, "home", root=None, previous=None, position=1)


def keep_state(ws: Workspace, view: View, state: State, errors: dict[str, str] | None = None) -> View:
    """Remember what is filled in, and what was refused in it."""
    ws.db.execute("update views set state = ?, errors = ? where id = ?", (dump(state), dump(errors or {}), view.id))
    return _existing(ws, view.id)


def close_view(ws: Workspace, view: View) -> None:
    """Take the modal off; the one below shows again."""
    ws.db.execute("update views set open = 0 where id = ?", (view.id,))


def close_all(ws: Workspace, user: str) -> None:
    """Take every modal off the person's screen."""
    ws.db.execute("update views set open = 0 where user = ? and kind = 'modal'", (user,))


def stack_of(ws: Workspace, user: str) -> list[View]:
    """The modals on the person's screen, the lowest first."""
    rows = ws.db.execute(
        "select * from views where user = ? and kind = 'modal' and open order by position", (user,)
    ).fetchall()
    return [_view(row) for row in rows]


def home_of(ws: Workspace, user: str) -> View | None:
    """What the bot has published on the person's home tab."""
    row = ws.db.execute("select * from views where user = ? and kind = 'home'", (user,)).fetchone()
    return None if row is None else _view(row)


def find_view(ws: Workspace, view_id: str = "", external_id: str = "") -> View | None:
    """A view that is still open, by either of its ids."""
    row = ws.db.execute(
        "select * from views where open and (id = ? or (external_id = ? and external_id <> ''))",
        (view_id, external_id),
    ).fetchone()
    return None if row is None else _view(row)


def view_payload(ws: Workspace, view: View) -> Json:
    """The view as Slack writes it, to the bot and in answers."""
    document = view.document
    payload = {
        "id": view.id,
        "team_id": ws.setup.team_id,
        "type": view.kind,
        "blocks": view.blocks,
        "private_metadata": document.get("private_metadata", ""),
        "callback_id": document.get("callback_id", ""),
        "state": {"values": view.state},
        "hash": view.hash,
        "title": document.get("title", {"type": "plain_text", "text": "View Title", "emoji": True}),
        "clear_on_close": document.get("clear_on_close", False),
        "notify_on_close": document.get("notify_on_close", False),
        "close": document.get("close"),
        "submit": document.get("submit"),
        "previous_view_id": view.previous,
        "root_view_id": view.root,
        "app_id": APP_ID,
        "external_id": document.get("external_id", ""),
        "app_installed_team_id": ws.setup.team_id,
        "bot_id": BOT_ID,
    }
    return payload if view.kind == "modal" else {**payload, "bot_user_id": BOT_USER}


def _insert(
    ws: Workspace, user: str, document: Json, kind: str, root: str | None, previous: str | None, position: int
) -> View:
    view_id = new_id("V")
    filled = {**document, "blocks": fill_blocks(document["blocks"])}
    ws.db.execute(
        "insert into views (id, user, kind, root, previous, position, hash, document, state, external_id)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            view_id,
            user,
            kind,
            root or view_id,
            previous,
            position,
            _new_hash(),
            dump(filled),
            dump(first_state(filled["blocks"])),
            document.get("external_id"),
        ),
    )
    return _existing(ws, view_id)


def _new_hash() -> str:
    return f"{int(time.time())}.{new_id('', 8)}"


def _existing(ws: Workspace, view_id: str) -> View:
    return _view(ws.db.execute("select * from views where id = ?", (view_id,)).fetchone())


def _view(row: sqlite3.Row) -> View:
    names = ("id", "user", "kind", "root", "previous", "position", "hash")
    documents = {name: load(row[name]) for name in ("document", "state", "errors")}
    return View(**{name: row[name] for name in names}, **documents)
