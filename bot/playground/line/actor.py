"""Who does something in the workspace, and what only they are told."""

from dataclasses import dataclass

from bot.playground import messages
from bot.playground.conversations import Conversation
from bot.playground.municipality import SLACKBOT, User
from bot.playground.words import Language
from bot.playground.workspace import Workspace


@dataclass(frozen=True)
class Actor:
    """Who does something, where, and the language of the page it is done on."""

    user: User
    place: Conversation
    language: Language


def whisper(ws: Workspace, actor: Actor, text: str) -> None:
    """A line from the workspace itself that only the actor sees."""
    with ws.transaction():
        messages.post(ws, actor.place.id, SLACKBOT, text, only_for=actor.user.id)
