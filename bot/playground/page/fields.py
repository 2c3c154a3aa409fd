"""What the templates ask about an element: its options, what is chosen in it, and its place in the document."""

import hashlib
from typing import Any, NamedTuple

from markupsafe import Markup

from bot.playground.blockkit.elements import offered_options
from bot.playground.blockkit.values import State, first_state, form_values
from bot.playground.conversations import conversations_of
from bot.playground.municipality import User
from bot.playground.page.mrkdwn import render_plain, without_markup
from bot.playground.page.screen import people_of
from bot.playground.workspace import Workspace

Json = dict[str, Any]
SEVERAL = frozenset({"radio_buttons", "checkboxes"})


class Offer(NamedTuple):
    """Something to choose."""

    value: str
    label: Markup
    description: Markup


def is_list(element: Json) -> bool:
    """Whether the element is a list to tick in, rather than one control."""
    return element["type"] in SEVERAL or element["type"].startswith("multi_")


def dom_id(scope: str, block: Json, element: Json) -> str:
    """An id for the element that stays the same as long as it stands there."""
    whole = f"{scope}/{block['block_id']}/{element['action_id']}"
    return "f" + hashlib.sha256(whole.encode()).hexdigest()[:10]


def chosen_values(block: Json, element: Json, state: State) -> list[str]:
    """What is filled in, else what the sender set from the start."""
    held = state.get(block["block_id"], {}).get(element["action_id"])
    held = held or first_state([block])[block["block_id"]][element["action_id"]]
    return form_values(held)


def offers(ws: Workspace, person: User, element: Json) -> list[Offer]:
    """Everything the element lets one choose; people and channels come from the workspace."""
    kind = element["type"].removeprefix("multi_")
    if kind == "users_select":
        return [_offer(user.id, user.name) for user in people_of(ws)]
    if kind in ("channels_select", "conversations_select"):
        return [_offer(place.id, f"#{place.name}") for place in conversations_of(ws, person.id)]
    return [_from_option(option) for option in offered_options(element)]


def groups(ws: Workspace, person: User, element: Json) -> list[tuple[str, list[Offer]]]:
    """The same under their headings; without headings one group with none."""
    if "option_groups" in element:
        return [
            (group["label"]["text"], [_from_option(option) for option in group["options"]])
            for group in element["option_groups"]
        ]
    return [("", offers(ws, person, element))]


def _from_option(option: Json) -> Offer:
    return _offer(option["value"], _words(option["text"]), _words(option.get("description", {"text": ""})))


def _words(text: Json) -> str:
    return without_markup(text["text"]) if text.get("type") == "mrkdwn" else text["text"]


def _offer(value: str, label: str, description: str = "") -> Offer:
    return Offer(value, render_plain(label), render_plain(description))
