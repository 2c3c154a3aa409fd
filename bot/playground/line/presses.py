"""Pressing a button or choosing from a menu, in a message, a modal or the home tab."""

from typing import Any

from bot.playground import messages, views
from bot.playground.blockkit.values import find_element, state_from_form
from bot.playground.conversations import Conversation
from bot.playground.hooks import issue_hook
from bot.playground.line import payloads
from bot.playground.line.port import Line
from bot.playground.municipality import User
from bot.playground.triggers import issue_trigger
from bot.playground.views import View
from bot.playground.workspace import Workspace

Json = dict[str, Any]
Form = dict[str, list[str]]


class Gone(Exception):
    """What was pressed is not there any more."""


async def press_in_message(
    ws: Workspace, line: Line, user: User, place: Conversation, ts: str, press: Json, form: Form
) -> None:
    """Press in a message. `press` has block_id, action_id, values. Raises NoAnswer or Gone."""
    message = messages.find_message(ws, place.id, ts)
    if message is None:
        raise Gone
    action = _action(ws, message.blocks, press)
    with ws.transaction():
        trigger, url = issue_trigger(ws, user.id), issue_hook(ws, user.id, place.id, ts)
    state = state_from_form(message.blocks, form, ws.setup.timezone)
    payload = payloads.message_action_payload(ws, user, place, message, action, state, trigger, url)
    await line.send("interactive", payload)


async def press_in_view(ws: Workspace, line: Line, user: User, view_id: str, press: Json, form: Form) -> None:
    """Press in a modal or on the home tab, where what is filled in so far is kept. Raises NoAnswer or Gone."""
    view = own_view(ws, user, view_id)
    action = _action(ws, view.blocks, press)
    with ws.transaction():
        state = state_from_form(view.blocks, form, ws.setup.timezone)
        kept = views.keep_state(ws, view, state, view.errors)
        trigger = issue_trigger(ws, user.id, view.id if view.kind == "modal" else None)
    await line.send("interactive", payloads.view_action_payload(ws, user, kept, action, trigger))


async def use_shortcut(ws: Workspace, line: Line, user: User, callback_id: str) -> None:
    """Start something from the shortcuts menu. Raises NoAnswer or Gone."""
    if callback_id not in [each.callback_id for each in ws.manifest.shortcuts]:
        raise Gone
    with ws.transaction():
        trigger = issue_trigger(ws, user.id)
    await line.send("interactive", payloads.shortcut_payload(ws, user, callback_id, trigger))


def own_view(ws: Workspace, user: User, view_id: str) -> View:
    """The user's open view with that id. Raises Gone."""
    view = views.find_view(ws, view_id)
    if view is None or view.user != user.id:
        raise Gone
    return view


def _action(ws: Workspace, blocks: list[Json], press: Json) -> Json:
    element = find_element(blocks, press["block_id"], press["action_id"])
    if element is None:
        raise Gone
    return payloads.action_payload(element, press["block_id"], press["values"], ws.setup.timezone)
