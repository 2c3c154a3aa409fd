"""What one person has before them: the messages as they stand, and the cards that only they have got in an answer."""

from dataclasses import dataclass

from tests.bot.teams.client.card import ShownCard
from tests.bot.teams.connector.world import Conversation, Json, Message


@dataclass(frozen=True)
class _Own:
    """What an answer put in a card's place, or said beside it, when the message had been edited so often."""

    edits: int
    card: Json | None = None
    said: str = ""


class Screen:
    """Cards keep what is filled in, until something else takes their place: an edit for everybody, or an answer."""

    def __init__(self) -> None:
        self._own: dict[str, _Own] = {}
        self._shown: dict[str, ShownCard] = {}

    def card(self, message: Message) -> ShownCard | None:
        """The card of a message as it is before this person."""
        own = self._answered(message)
        card = own.card if own and own.card else message.card
        if card is None:
            return None
        shown = self._shown.get(message.id)
        if shown is None or shown.card != card:
            shown = self._shown[message.id] = ShownCard(card)
        return shown

    def put(self, message: Message, card: Json) -> None:
        """An answer takes the card's place, for this person. What was filled in is gone even from an equal card."""
        self._own[message.id] = _Own(len(message.edits), card=card)
        self._shown[message.id] = ShownCard(card)

    def say(self, message: Message, text: str) -> None:
        """An answer is a line of text at the card."""
        own = self._answered(message)
        self._own[message.id] = _Own(len(message.edits), own.card if own else None, text)

    def reload(self) -> None:
        """Open Teams anew: only what stands for everybody is left."""
        self._own.clear()
        self._shown.clear()

    def lines(self, message: Message) -> list[str]:
        """What is read of a message, line by line."""
        text = str(message.activity.get("text") or "")
        card, own = self.card(message), self._answered(message)
        said = [own.said] if own and own.said else []
        return [*text.splitlines(), *(card.lines() if card else ()), *said]

    def cards(self, at: Conversation) -> list[tuple[Message, ShownCard]]:
        """The messages with a card, the newest first."""
        newest = sorted(at.standing(), key=lambda each: int(each.id), reverse=True)
        return [(message, card) for message in newest if (card := self.card(message))]

    def _answered(self, message: Message) -> _Own | None:
        own = self._own.get(message.id)
        return own if own and own.edits == len(message.edits) else None
