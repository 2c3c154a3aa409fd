"""Somebody who comes reads the agenda again."""

from pydantic import BaseModel

from handlers import access
from handlers.agenda.card import readable_agenda
from handlers.agenda.words import when_of
from handlers.context import Context
from handlers.screens import Answer, Card, Heading, Show, Text
from store import audit
from store.meetings import Item, Meeting


class ShowAgenda(BaseModel):
    """Which item's agenda."""

    item: int


def show_agenda(ctx: Context, request: ShowAgenda) -> Answer:
    """The agenda for those who may read it now; before it has gone out, for the convener alone."""
    item, meeting = access.item_for_party(ctx, request.item)
    own = item.convener_id == ctx.actor_id
    card = readable_agenda(ctx, item, meeting) if own or item.agenda_sent_at is not None else None
    if card is None:
        return Show(_not_yet(ctx, item, meeting))
    audit.record(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "agenda.read", "item", request.item)
    return Show(card)


def _not_yet(ctx: Context, item: Item, meeting: Meeting) -> Card:
    name = access.person_of(ctx, item.convener_id).name
    text = ctx.t(
        "The agenda for the meeting {when} is not ready to be read. I send it when it is. Ask {name} if you wonder "
        "about anything.",
        when=when_of(ctx, meeting),
        name=name,
    )
    return Card((Heading(ctx.t("The agenda is not ready")), Text(text)), ctx.t("An answer from samba-bot"))
