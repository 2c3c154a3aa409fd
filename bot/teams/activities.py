"""A card as a message."""

from microsoft_teams.api.activities.message import MessageActivityInput
from microsoft_teams.api.models import Attachment
from microsoft_teams.cards import AdaptiveCard

CARD = "application/vnd.microsoft.card.adaptive"


def message(card: AdaptiveCard, summary: str, delivery: str | None = None) -> MessageActivityInput:
    """The card as a message. `summary` is what a locked phone shows; the card's name carries the delivery's id, and no
    text stands beside the card.
    """
    content = card.model_dump(by_alias=True, exclude_none=True)
    return MessageActivityInput(
        summary=summary, attachments=[Attachment(content_type=CARD, content=content, name=delivery)]
    )
