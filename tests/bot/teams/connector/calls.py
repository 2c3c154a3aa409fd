"""One call to the connector, read, and what it is answered with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.bot.teams.connector.refusals import Refusal
from tests.bot.teams.connector.world import Conversation, World

THREAD = ";messageid="


@dataclass
class Call:
    """`name` as in the server's table, `path` and `query` by their names, `body` as read from JSON. `status` is what
    it was answered with; 0 while it is not, and for good when it gets no answer.
    """

    name: str
    path: dict[str, str]
    query: dict[str, str]
    body: Any = None
    authorization: str = ""
    status: int = 0


# The status, and the body where there is one.
Answer = tuple[int, Any]
Handling = Callable[[World, Call], Answer]


def conversation_of(world: World, id_: str, *, writing: bool) -> tuple[Conversation, str]:
    """The conversation and the thread of an id in a path. Raises Refusal unless the bot may be there."""
    bare, threaded, root = id_.partition(THREAD)
    at = world.conversations.get(bare)
    if at is None or (threaded and at.kind != "channel"):
        raise Refusal("ConversationNotFound")
    if at.tenant in world.disabled:
        raise Refusal("BotDisabledByAdmin")
    if not at.has_bot:
        raise Refusal("BotNotInConversationRoster")
    if writing and at.blocked:
        raise Refusal(at.blocked)
    if threaded and not any(each.id == root == each.root for each in at.messages):
        raise Refusal("ActivityNotFoundInConversation")
    return at, root
