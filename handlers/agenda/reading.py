"""Somebody who comes reads the agenda again."""

from pydantic import BaseModel

from handlers import access
from handlers.agenda.card import readable_agenda, waiting_card
from handlers.context import Context
from handlers.screens import Answer, Show
from store import audit


class ShowAgenda(BaseModel):
    """Which item's agenda."""

    item: int


def show_agenda(ctx: Context, request: ShowAgenda) -> Answer:
    """The agenda for those who may read it now; before it has gone out, for the convener alone."""
    item, meeting = access.item_for_party(ctx, request.item)
    early = item.agenda_sent_at is None and item.convener_id != ctx.actor_id
    card = waiting_card(ctx, item, meeting) if early else readable_agenda(ctx, item, meeting)
    assert card is not None
    audit.record(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "agenda.read", "item", request.item)
    return Show(card)
