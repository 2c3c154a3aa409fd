"""A party whom no message reaches gets the summary from the convener in another way, and the convener registers it."""

from pydantic import BaseModel

from handlers import access, planning, which_item
from handlers.context import Context, World
from handlers.minutes import checks
from handlers.minutes.to_parties import copies, receivers
from handlers.screens import Answer, Button, Buttons, Card, Heading, Replace, Row, Text, value
from store import audit
from store.deliveries import Delivery, DeliveryState
from store.meetings import Item


class GiveSummary(BaseModel):
    """Which party has got the summary of an item."""

    item: int
    party: int


def register_given(ctx: Context, request: GiveSummary) -> Answer:
    """The party has got it. The same press again changes nothing."""
    item, meeting = checks.to_sum_up(ctx, request.item)
    checks.written(ctx, item)
    copy = unreached(ctx, item).get(request.party)
    if copy is not None:
        copy.state = DeliveryState.GIVEN
        ctx.session.add(copy)
        ctx.session.flush()
        audit.record(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "minutes.given", "item", request.item)
        planning.revise(ctx, item)
    t = ctx.t
    parts = (
        Heading(t("It is registered")),
        Text(which_item.item_line(ctx, item, meeting)),
        Buttons((Button(t("Open the meeting"), "item.show", value(item=item.id)),)),
    )
    return Replace(Card(parts, t("It is registered who has got a summary")))


def unreached(world: World, item: Item) -> dict[int, Delivery]:
    """The parties (person ids) whose message failed and who have not got it in another way, with what failed."""
    mine = copies(world, item)
    failed = {person_id: mine[person_id] for person_id in receivers(world, item) if person_id in mine}
    return {person_id: copy for person_id, copy in failed.items() if copy.state is DeliveryState.FAILED}


def unreached_rows(ctx: Context, item: Item) -> list[Row]:
    """A row for each of them on the convener's card, with the press that registers it."""
    return [
        Row(
            ctx.t(
                "{name} does not get the summary from me. Give it in another way.",
                name=access.person_of(ctx, person_id).name,
            ),
            Button(ctx.t("Has got the summary"), "minutes.given", value(item=item.id, party=person_id)),
        )
        for person_id in unreached(ctx, item)
    ]


def ask_anew(world: World, item: Item) -> None:
    """The summary says something else now: who got the old one in another way is to have the new one."""
    for copy in copies(world, item).values():
        if copy.state is DeliveryState.GIVEN:
            copy.state = DeliveryState.FAILED
            world.session.add(copy)
    world.session.flush()
