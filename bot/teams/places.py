"""Where an answer is drawn: each place people ask from takes the same answers in its own way.

A channel and a group chat have others in them, and Teams has no message for one reader only: what was asked for there
is answered in the asker's own chat with the bot.
"""

from collections.abc import Mapping
from typing import Any

from microsoft_teams.api.models.adaptive_card import (
    AdaptiveCardActionCardResponse,
    AdaptiveCardActionMessageResponse,
    AdaptiveCardActionResponse,
)
from microsoft_teams.cards import AdaptiveCard

from bot.asking import Reply
from bot.teams.activities import message
from bot.teams.calls import Calls
from bot.teams.cards import card_of, home_of, receipt_of
from bot.teams.forms import form_card
from bot.teams.references import Reference
from bot.teams.seals import Drawing, Press, SealedForm, Seals
from bot.words import translator
from handlers.screens import Answer, Card, FieldErrors, Finish, Home, Open, Replace, Show, Text


def drawn(answer: Answer, drawing: Drawing) -> tuple[AdaptiveCard, str]:
    """An answer as a card, and what a locked phone shows of it."""
    neutral = _neutral(drawing)
    match answer:
        case Show(card) | Replace(card):
            return card_of(card, drawing), card.notice
        case Open(form):
            return form_card(form, drawing), neutral
        case Finish(receipt):
            return receipt_of(receipt, drawing), neutral
        case Home(parts):
            return home_of(parts, drawing), neutral
        case FieldErrors(errors):
            text = "\n".join(errors.values())
            return card_of(Card((Text(text),), notice=text), drawing), neutral


def _neutral(drawing: Drawing) -> str:
    return translator(drawing.language)("An answer from samba-bot")


class _Asked:
    """Somebody who has asked at `at`. `seals` seal what the cards carry."""

    def __init__(self, calls: Calls, seals: Seals, at: Reference, account: str) -> None:
        self._calls, self._seals, self._at, self._account = calls, seals, at, account

    def drawing(self, reply: Reply) -> Drawing:
        """How the answer is drawn for the asker."""
        return Drawing(self._seals, self._at.tenant, reply.language, self._account)

    async def send(self, at: Reference, card: AdaptiveCard, summary: str) -> bool:
        """Write a message; whether it stands there."""
        return await self._calls.send(at, message(card, summary)) is not None

    async def in_private(self, reply: Reply, card: AdaptiveCard, summary: str) -> str:
        """Write in the asker's own chat with the bot; what is to be said of that where they asked."""
        t = translator(reply.language)
        own = await self._calls.personal(self._at, self._account) if self._account else None
        if own and await self.send(own, card, summary):
            return t("I have answered you in our own chat.")
        return t("I cannot write to you. Install samba-bot for yourself, and ask me there.")


class InChat(_Asked):
    """After a line in the asker's own chat with the bot."""

    async def draw(self, reply: Reply) -> None:
        """As a new message."""
        await self.send(self._at, *drawn(reply.answer, self.drawing(reply)))


class AmongOthers(_Asked):
    """After a line where others read along."""

    async def draw(self, reply: Reply) -> None:
        """In the asker's own chat, and where it was asked only that it was answered."""
        said = await self.in_private(reply, *drawn(reply.answer, self.drawing(reply)))
        await self.send(self._at, card_of(Card((Text(said),), said), self.drawing(reply)), said)


class OnCard(_Asked):
    """After a press on a card. The client shows what comes in the answer to the one who pressed, and only until it is
    started anew, and so the message is edited as well. `activity` is the id of the message with the card.
    """

    def __init__(self, calls: Calls, seals: Seals, at: Reference, account: str, activity: str, personal: bool) -> None:
        super().__init__(calls, seals, at, account)
        self._activity, self._personal = activity, personal

    async def draw(
        self, reply: Reply, pressed: Press | SealedForm | None, filled: Mapping[str, Any]
    ) -> AdaptiveCardActionResponse:
        """In the card's place where the answer belongs there, else beside it; where others see the card, never in its
        place.
        """
        drawing = self.drawing(reply)
        if isinstance(pressed, SealedForm) and isinstance(reply.answer, FieldErrors):
            card, notice = form_card(pressed.form, drawing, filled, reply.answer), _neutral(drawing)
        else:
            card, notice = drawn(reply.answer, drawing)
        if not self._personal:
            return AdaptiveCardActionMessageResponse(value=await self.in_private(reply, card, notice))
        in_form = isinstance(pressed, SealedForm) or (pressed is not None and pressed.in_form)
        if isinstance(reply.answer, Replace) or in_form:
            # When the message stays as it was, who pressed has the answer, and an old card says so when it is pressed.
            await self._calls.update(self._at, self._activity, message(card, notice))
            return AdaptiveCardActionCardResponse(value=card)
        t = translator(reply.language)
        said = notice if await self.send(self._at, card, notice) else t("I could not answer. Try again.")
        return AdaptiveCardActionMessageResponse(value=said)
