"""What a platform brings to the desk: who asks, and for what."""

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.entry import Entry
from handlers.screens import FieldValue


@dataclass(frozen=True)
class Caller:
    """Who a platform says is asking: its own name, and the ids it gave the workspace and the account."""

    platform: str
    workspace: str
    account: str


@dataclass(frozen=True)
class Ask:
    """What is asked for. `name` names the route within its kind of entry; `event` is the platform's id of a delivery
    that may come twice.
    """

    entry: Entry
    name: str
    values: Mapping[str, FieldValue]
    event: str | None = None
