"""The whole things Slack takes: a message's blocks and metadata, a modal, a home tab."""

from collections.abc import Iterator

from bot.playground.blockkit.blocks import HOME_BLOCKS, MESSAGE_BLOCKS, MODAL_BLOCKS
from bot.playground.blockkit.grammar import Fault, Rule, both, flag, items, plain, shape, string, typed

IDENTITY: dict[str, Rule] = {
    "private_metadata": string(3000),
    "callback_id": string(255),
    "external_id": string(255),
    "clear_on_close": flag,
    "notify_on_close": flag,
}


def submit_where_there_is_input(value: object, place: str) -> Iterator[Fault]:
    """A modal that asks for something has a button to hand it in."""
    if not isinstance(value, dict) or "submit" in value:
        return
    blocks = value.get("blocks")
    if isinstance(blocks, list) and any(isinstance(each, dict) and each.get("type") == "input" for each in blocks):
        yield Fault(place, "missing required field: submit")


MODAL = both(
    shape(
        {"title": plain(24), "blocks": MODAL_BLOCKS},
        {**IDENTITY, "submit": plain(24), "close": plain(24), "submit_disabled": flag},
    ),
    submit_where_there_is_input,
)
HOME = shape({"blocks": HOME_BLOCKS}, IDENTITY)


def payload_of_plain_values(value: object, place: str) -> Iterator[Fault]:
    """What metadata carries: words, numbers, flags, objects of these and lists of such objects."""
    if not isinstance(value, dict):
        yield Fault(place, "must be an object")
        return
    for name, content in value.items():
        parts = content if isinstance(content, list) else [content]
        leaves = [leaf for part in parts for leaf in (part.values() if isinstance(part, dict) else [part])]
        if not all(isinstance(leaf, str | int | float | bool) for leaf in leaves):
            yield Fault(f"{place}/{name}", "must be a string, number, boolean or object")


METADATA = shape({"event_type": string(255, 1), "event_payload": payload_of_plain_values})
FILES = items(shape({"id": string(30, 1)}, {"title": string(255)}), 1, 10)


def faults_in_blocks(blocks: object) -> list[str]:
    """What Slack would refuse in a message's blocks, in its own words."""
    return [str(fault) for fault in MESSAGE_BLOCKS(blocks, "/blocks")]


def faults_in_view(view: object, kind: str) -> list[str]:
    """What Slack would refuse in a view that must be of `kind`: modal or home."""
    return [str(fault) for fault in typed({kind: MODAL if kind == "modal" else HOME})(view, "/view")]


def faults_in_metadata(metadata: object) -> list[str]:
    """What Slack would refuse in a message's metadata."""
    return [str(fault) for fault in METADATA(metadata, "/metadata")]


def faults_in_files(files: object) -> list[str]:
    """What Slack would refuse in the list of uploaded files."""
    return [str(fault) for fault in FILES(files, "/files")]
