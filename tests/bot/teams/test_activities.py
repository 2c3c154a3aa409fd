"""A card as a message."""

from bot.teams.activities import message
from bot.teams.cards import card_of
from handlers.screens import Card, Text
from tests.bot.teams.drawn import DRAWING, block


def test_a_message_is_its_card_and_what_a_locked_phone_shows() -> None:
    card = card_of(Card((Text("Sakliste"),), "Svar innan fredag"), DRAWING)
    sent = message(card, "Svar innan fredag", "d-17").model_dump(mode="json", by_alias=True, exclude_none=True)
    assert sent == {
        "type": "message",
        "summary": "Svar innan fredag",
        "attachments": [
            {
                "contentType": "application/vnd.microsoft.card.adaptive",
                "content": {"type": "AdaptiveCard", "lang": "nn", "version": "1.5", "body": [block("Sakliste")]},
                "name": "d-17",
            }
        ],
    }
