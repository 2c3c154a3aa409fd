"""Choosing again where a summary goes, when it does not stand where it was to: each way once, and the text is kept."""

from typing import Literal

from pydantic import BaseModel

from handlers import which_item
from handlers.context import Context
from handlers.drafting import begin, consume
from handlers.drafting import held as held_draft
from handlers.errors import OutOfDate
from handlers.minutes import checks
from handlers.minutes.destinations import read_where, where_field
from handlers.minutes.posts import left_behind
from handlers.minutes.receipt import receipt
from handlers.minutes.sending import send_out
from handlers.minutes.status import place_line
from handlers.screens import (
    Answer,
    Button,
    Buttons,
    Card,
    Confirm,
    Finish,
    Form,
    Heading,
    Open,
    Replace,
    Text,
    value,
)
from store import audit
from store.meetings import Item, Meeting
from store.minutes import Destination, Minutes

PURPOSE = "minutes.where"
# Where nothing stands in a channel by the convener's own choice or the bot's refusal, it can be chosen anew.
OPEN = frozenset({Destination.UNDECIDED, Destination.NOWHERE})


class OfItem(BaseModel):
    """Which item's summary."""

    item: int


class ChooseWhere(BaseModel):
    """Where it is to go."""

    draft: str
    where: str = ""


class SendElsewhere(BaseModel):
    """A way that is one press."""

    item: int
    where: Literal[Destination.PARTIES, Destination.NOWHERE]


def choice_buttons(ctx: Context, item: Item) -> tuple[Button, ...]:
    """The ways left."""
    t = ctx.t
    sure = Confirm(
        t("Send it nowhere?"),
        t("It is not posted, and it is not sent to the parties. Those who have got it see that it is taken away."),
        t("Send it nowhere"),
        t("Go back"),
    )
    nowhere = value(item=item.id, where=Destination.NOWHERE.value)
    return (
        Button(t("Choose another channel"), "minutes.where", value(item=item.id), "primary"),
        Button(t("Send only to the parties"), "minutes.send", value(item=item.id, where=Destination.PARTIES.value)),
        Button(t("Send it nowhere"), "minutes.send", nowhere, confirm=sure),
    )


def settled_card(ctx: Context, item: Item, meeting: Meeting, minutes: Minutes) -> Card:
    """What takes the place of a card that asked where a summary is to go."""
    heading = ctx.t("It is settled where the summary goes")
    left = left_behind(ctx, item, minutes.channel_id)
    parts = (
        Heading(heading),
        Text(which_item.item_line(ctx, item, meeting)),
        Text(place_line(ctx, item, minutes)),
        *((Text(left),) if left else ()),
        Buttons((Button(ctx.t("Open the meeting"), "item.show", value(item=item.id)),)),
    )
    return Card(parts, ctx.t("It is settled where a summary goes"))


def open_where(ctx: Context, request: OfItem) -> Answer:
    """The form that asks where."""
    item, meeting, minutes = _open_choice(ctx, request.item)
    draft = begin(ctx, PURPOSE, item=item.id)
    t = ctx.t
    form = Form(
        name="minutes.where",
        title=t("Choose another channel"),
        parts=(Text(which_item.item_line(ctx, item, meeting)), where_field(ctx, item, meeting, minutes)),
        submit=t("Save and send"),
        close=t("Cancel"),
        draft=draft.id,
    )
    return Open(form)


def take_where(ctx: Context, request: ChooseWhere) -> Answer:
    """Send it where was chosen, once for one form."""
    draft = held_draft(ctx, PURPOSE, request.draft)
    if draft.consumed_at is not None:
        item, meeting = checks.to_sum_up(ctx, int(draft.data["item"]))
        checks.written(ctx, item)
        return Finish(receipt(ctx, item, meeting))
    item, meeting, minutes = _open_choice(ctx, int(draft.data["item"]))
    checks.require_consent(ctx, item, meeting)
    destination, channel_id = read_where(ctx, item, meeting, request.where)
    if consume(ctx, draft):
        _choose(ctx, item, meeting, minutes, destination, channel_id)
    return Finish(receipt(ctx, item, meeting))


def send_elsewhere(ctx: Context, request: SendElsewhere) -> Answer:
    """Only to the parties, or nowhere. Where something else is settled meanwhile, that is shown and stays."""
    item, meeting = checks.to_sum_up(ctx, request.item)
    minutes = checks.written(ctx, item)
    if minutes.destination in OPEN and minutes.destination is not request.where:
        if request.where is Destination.PARTIES:
            checks.require_consent(ctx, item, meeting)
        _choose(ctx, item, meeting, minutes, request.where, None)
    return Replace(settled_card(ctx, item, meeting, minutes))


def _open_choice(ctx: Context, item_id: int) -> tuple[Item, Meeting, Minutes]:
    item, meeting = checks.to_sum_up(ctx, item_id)
    minutes = checks.written(ctx, item)
    if minutes.destination not in OPEN:
        raise OutOfDate(
            f"{place_line(ctx, item, minutes)} {ctx.t('To change it, correct the summary.')}",
            heading=ctx.t("It is settled where the summary goes"),
            buttons=(Button(ctx.t("Correct the summary"), "minutes.open", value(item=item.id), "primary"),),
        )
    return item, meeting, minutes


def _choose(
    ctx: Context, item: Item, meeting: Meeting, minutes: Minutes, destination: Destination, channel_id: int | None
) -> None:
    minutes.destination, minutes.channel_id = destination, channel_id
    ctx.session.add(minutes)
    ctx.session.flush()
    send_out(ctx, item, meeting, minutes)
    audit.record(
        ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "minutes.sent", "item", minutes.item_id, destination
    )
