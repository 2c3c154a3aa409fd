"""A slip is taken back by the one who made it; both rows stay in the ledger."""

from pydantic import BaseModel

from handlers import access, planning
from handlers.consent.ledger import add_undoing, judge_case_again, latest_entry
from handlers.consent.words import holder_name
from handlers.context import Context
from handlers.errors import OutOfDate
from handlers.rules.holders import Holder
from handlers.screens import Answer, Button, Buttons, Card, Heading, Show, Text, value
from store.consents import Consent, ConsentKind, entry_by_id
from store.meetings import Item, ItemState


class UndoConsent(BaseModel):
    """The row that was a slip."""

    row: int


def undo_consent(ctx: Context, request: UndoConsent) -> Answer:
    """Take back one's own latest answer for a holder, and judge again. A second press changes nothing."""
    entry = _own_entry(ctx, request.row)
    item, _ = access.item_for_convener(ctx, entry.item_id)
    latest = latest_entry(ctx, entry.item_id, entry.holder)
    assert latest is not None
    if latest.undoes_id == entry.id:
        return Show(_card(ctx, item, entry))
    if latest.id != entry.id:
        raise OutOfDate(
            ctx.t("Another answer has been registered since. The card of the meeting shows what holds."),
            heading=ctx.t("This card no longer applies"),
            buttons=(Button(ctx.t("My meetings"), "list.show"),),
        )
    add_undoing(ctx, item, ctx.actor_id, entry)
    judge_case_again(ctx, item.case_id, ctx.actor_id)
    if item.state is not ItemState.PLANNED:
        planning.revise(ctx, item)  # what has ended is not judged again, and its messages offered this
    return Show(_card(ctx, item, entry))


def _own_entry(ctx: Context, entry_id: int) -> Consent:
    """An answer the asker registered; for every other the same refusal as for one that does not exist."""
    entry = entry_by_id(ctx.session, ctx.tenant_id, entry_id)
    if entry is None or entry.recorded_by != ctx.actor_id or entry.kind is ConsentKind.UNDONE:
        raise access.no_such_item(ctx)
    return entry


def _card(ctx: Context, item: Item, entry: Consent) -> Card:
    t = ctx.t
    who = holder_name(ctx, Holder(entry.holder))
    notice = t("The registration is undone")
    if item.state is not ItemState.PLANNED:
        text = t(
            "{holder}: the answer you registered no longer counts. The meeting is no longer set up, so it must be "
            "booked again.",
            holder=who,
        )
        again = Button(t("Book a time"), "booking.start")
        return Card((Heading(notice), Text(text), Buttons((again,))), notice)
    text = t("{holder}: the answer you registered no longer counts. What was registered before it holds.", holder=who)
    button = Button(t("Register answer"), "consent.open", value(item=item.id, holder=entry.holder))
    return Card((Heading(notice), Text(text), Buttons((button,))), notice)
