"""What a platform brings to the desk: who asks, and for what."""

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.context import Conversation
from handlers.entry import Entry
from handlers.screens import Answer, FieldValue
from locales import Language


@dataclass(frozen=True)
class Caller:
    """Who a platform says is asking: its own name, and the ids it gave the workspace and the account. `reference` is
    what the account is written to by from now on, where the platform wants more than the id.
    """

    platform: str
    workspace: str
    account: str
    reference: str | None = None


@dataclass(frozen=True)
class Ask:
    """What is asked for. `name` names the route within its kind of entry; `event` is the platform's id of a delivery
    that may come twice; `asked_in` is the closed conversation with others in it where it was asked.
    """

    entry: Entry
    name: str
    values: Mapping[str, FieldValue]
    event: str | None = None
    asked_in: Conversation | None = None


@dataclass(frozen=True)
class Reply:
    """What to show whoever asked, and the language it is written in."""

    answer: Answer
    language: Language
