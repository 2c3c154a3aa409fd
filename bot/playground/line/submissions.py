"""Handing in and closing modals, and what the bot answers to that."""

import logging
from typing import Any

from bot.playground import views
from bot.playground.api.refusals import Refused
from bot.playground.api.views import check_view
from bot.playground.blockkit.values import state_from_form
from bot.playground.line import payloads
from bot.playground.line.complete import missing_in
from bot.playground.line.port import Line, NoAnswer
from bot.playground.line.presses import Form, own_view
from bot.playground.municipality import User
from bot.playground.triggers import issue_trigger
from bot.playground.views import View
from bot.playground.words import Language
from bot.playground.workspace import Workspace

log = logging.getLogger(__name__)
Json = dict[str, Any]


async def submit(ws: Workspace, line: Line, user: User, view_id: str, form: Form, language: Language) -> None:
    """Hand the modal in, once every field holds what it must. Raises NoAnswer or Gone."""
    view = own_view(ws, user, view_id)
    state = state_from_form(view.blocks, form, ws.setup.timezone)
    faults = missing_in(view.blocks, form, state, language)
    with ws.transaction():
        view = views.keep_state(ws, view, state, faults)
        trigger = issue_trigger(ws, user.id, view.id)
    if faults:
        return
    reply = await line.send("interactive", payloads.submission_payload(ws, user, view, trigger))
    try:
        with ws.transaction():
            _follow(ws, view, reply if isinstance(reply, dict) else {})
    except Refused as refusal:
        log.warning("bad response_action: %s %s", refusal.code, refusal.more)
        raise NoAnswer(refusal.code) from refusal


async def close(ws: Workspace, line: Line, user: User, view_id: str, *, everything: bool) -> None:
    """Close the modal, or the whole stack, without handing in. Raises Gone."""
    view = own_view(ws, user, view_id)
    cleared = everything or bool(view.document.get("clear_on_close"))
    stack = views.stack_of(ws, user.id)
    going = list(reversed(stack)) if cleared else [view]
    with ws.transaction():
        for each in going:
            views.close_view(ws, each)
    for each in going:
        if each.document.get("notify_on_close"):
            await _tell_closed(ws, line, user, each, cleared=cleared and len(stack) > 1)


async def _tell_closed(ws: Workspace, line: Line, user: User, view: View, *, cleared: bool) -> None:
    try:
        await line.send("interactive", payloads.closed_payload(ws, user, view, cleared=cleared))
    except NoAnswer as error:
        # Slack does not say it again either
        log.warning("view_closed not acknowledged reason=%s", error)


def _follow(ws: Workspace, view: View, reply: Json) -> None:
    action = reply.get("response_action")
    if action is None:
        views.close_view(ws, view)
    elif action == "clear":
        views.close_all(ws, view.user)
    elif action == "errors":
        _show_errors(ws, view, reply.get("errors"))
    elif action == "update":
        views.update_view(ws, view, check_view(reply.get("view"), "modal"))
    elif action == "push":
        if view.position >= views.MOST_ON_TOP:
            raise Refused("push_limit_reached")
        views.push_view(ws, view, check_view(reply.get("view"), "modal"))
    else:
        raise Refused("invalid_response_action")


def _show_errors(ws: Workspace, view: View, errors: Any) -> None:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise Refused("invalid_arguments", ["[ERROR] errors must name input blocks of the view"])
    views.keep_state(ws, view, view.state, {name: str(text) for name, text in errors.items()})
