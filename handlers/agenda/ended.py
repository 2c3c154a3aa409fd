"""What stands in place of a message about an item that is no longer planned: the same as the message that says so."""

from handlers.agenda.words import when_of
from handlers.consent.withdrawn import no_longer_card, withdrawn_card
from handlers.context import Context
from handlers.screens import Card, Heading, Text
from store.meetings import Item, ItemState, Meeting


def ended_card(ctx: Context, item: Item, meeting: Meeting) -> Card:
    """That the meeting is off; after a withdrawal as much as the reader knew of the case before."""
    if item.state is ItemState.CANCELLED:
        text = ctx.t("The meeting {when} will not be held.", when=when_of(ctx, meeting))
        return Card((Heading(ctx.t("The meeting is cancelled")), Text(text)), text)
    withdrawn = item.state is ItemState.WITHDRAWN
    return withdrawn_card(ctx, item, meeting) if withdrawn else no_longer_card(ctx, meeting)
