"""views.*: opening, stacking and changing modals, and publishing the home tab."""

from typing import Any

from bot.playground import views
from bot.playground.api.arguments import Arguments
from bot.playground.api.places import known_user
from bot.playground.api.refusals import Refused
from bot.playground.blockkit.surfaces import faults_in_view
from bot.playground.database import dump
from bot.playground.triggers import TriggerError, exchange_trigger
from bot.playground.views import View
from bot.playground.workspace import Workspace

Json = dict[str, Any]
LARGEST_VIEW = 250_000  # bytes


def open_modal(ws: Workspace, arguments: Arguments) -> Json:
    """views.open."""
    document = _read_view(arguments, "modal")
    user, _ = _exchange(ws, arguments)
    _free_external_id(ws, document, None)
    return _answer(ws, views.open_view(ws, user, document))


def push_modal(ws: Workspace, arguments: Arguments) -> Json:
    """views.push: on top of the modal that the trigger came from."""
    document = _read_view(arguments, "modal")
    _, below_id = _exchange(ws, arguments)
    below = views.find_view(ws, below_id) if below_id else None
    if below is None:
        raise Refused("not_found")
    if below.position >= views.MOST_ON_TOP:
        raise Refused("push_limit_reached")
    _free_external_id(ws, document, None)
    return _answer(ws, views.push_view(ws, below, document))


def update_modal(ws: Workspace, arguments: Arguments) -> Json:
    """views.update."""
    view_id, external_id = arguments.text("view_id"), arguments.text("external_id")
    if not (view_id or external_id):
        raise Refused("invalid_arguments", ["[ERROR] missing required field: view_id"])
    view = views.find_view(ws, view_id, external_id)
    if view is None:
        raise Refused("not_found")
    document = _read_view(arguments, view.kind)
    _check_hash(view, arguments)
    _free_external_id(ws, document, view)
    return _answer(ws, views.update_view(ws, view, document))


def publish_home(ws: Workspace, arguments: Arguments) -> Json:
    """views.publish."""
    user = known_user(ws, arguments.required("user_id"))
    document = _read_view(arguments, "home")
    if not ws.manifest.home_tab:
        raise Refused("not_enabled")
    home = views.home_of(ws, user.id)
    if home:
        _check_hash(home, arguments)
    return _answer(ws, views.publish_home(ws, user.id, document))


def check_view(document: Any, kind: str) -> Json:
    """The view when Slack accepts it. Raises Refused: with invalid_arguments, Slack's word for a bad view."""
    if not isinstance(document, dict):
        raise Refused("invalid_arguments", ["[ERROR] missing required field: view"])
    if len(dump(document).encode()) > LARGEST_VIEW:
        raise Refused("view_too_large")
    faults = faults_in_view(document, kind)
    if faults:
        raise Refused("invalid_arguments", faults)
    return document


def _read_view(arguments: Arguments, kind: str) -> Json:
    return check_view(arguments.structure("view", "invalid_arguments"), kind)


def _exchange(ws: Workspace, arguments: Arguments) -> tuple[str, str | None]:
    trigger = arguments.required("trigger_id")
    try:
        row = exchange_trigger(ws, trigger)
    except TriggerError as error:
        raise Refused(str(error)) from error
    return row["user"], row["view"]


def _check_hash(view: View, arguments: Arguments) -> None:
    given = arguments.text("hash")
    if given and given != view.hash:
        raise Refused("hash_conflict")


def _free_external_id(ws: Workspace, document: Json, own: View | None) -> None:
    external_id = document.get("external_id")
    taken = views.find_view(ws, external_id=external_id) if external_id else None
    if taken and (own is None or taken.id != own.id):
        raise Refused("duplicate_external_id")


def _answer(ws: Workspace, view: View) -> Json:
    return {"ok": True, "view": views.view_payload(ws, view)}
