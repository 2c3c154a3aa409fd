"""A post that may stand in its channel: the convener looks, and says whether it does."""

from typing import Literal

from pydantic import BaseModel

from handlers import planning, watching
from handlers.context import Context
from handlers.minutes import checks
from handlers.minutes.choosing import settled_card
from handlers.minutes.posts import posts_of
from handlers.minutes.sending import send_out
from handlers.screens import Answer, Button, Replace, value
from store import audit
from store.deliveries import DeliveryState
from store.meetings import Item


class TellWhetherItStands(BaseModel):
    """Whether the summary of an item stands in a channel."""

    item: int
    channel: int
    stands: Literal["yes", "no"]


def stands_buttons(ctx: Context, item: Item, channel_id: int) -> tuple[Button, ...]:
    """The two answers."""
    about = {"item": item.id, "channel": channel_id}
    return (
        Button(ctx.t("It stands there"), "minutes.stands", value(**about, stands="yes")),
        Button(ctx.t("It does not stand there, post it again"), "minutes.stands", value(**about, stands="no")),
    )


def tell_whether_it_stands(ctx: Context, request: TellWhetherItStands) -> Answer:
    """Keep what stands, or post it again. An answer that was given before changes nothing."""
    item, meeting = checks.to_sum_up(ctx, request.item)
    minutes = checks.written(ctx, item)
    asked = [post for post in posts_of(ctx, item, request.channel) if post.state is DeliveryState.UNKNOWN]
    for post in asked:
        post.state = DeliveryState.SENT if request.stands == "yes" else DeliveryState.OVERTAKEN
        post.in_doubt = False
        ctx.session.add(post)
    ctx.session.flush()
    if asked and request.stands == "yes":
        watching.watch(ctx, request.channel)
        planning.revise(ctx, item)
    elif asked:
        send_out(ctx, item, meeting, minutes)
    if asked:
        event = "minutes.stands" if request.stands == "yes" else "minutes.stands_not"
        audit.record(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, event, "item", request.item)
    return Replace(settled_card(ctx, item, meeting, minutes))
