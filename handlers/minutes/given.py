"""A party whom no message reaches, or may not have reached, gets the summary from the convener in another way, and the
convener registers it.
"""

from pydantic import BaseModel

from handlers import access, planning, which_item
from handlers.context import Context, World
from handlers.minutes import checks
from handlers.minutes.destinations import goes_to_parties
from handlers.minutes.to_parties import all_copies, copies, receivers
from handlers.screens import Answer, Button, Buttons, Card, Heading, Replace, Row, Text, value
from store import audit
from store.deliveries import Delivery, DeliveryState
from store.meetings import Item, Meeting
from store.minutes import minutes_of

UNREACHED = frozenset({DeliveryState.FAILED, DeliveryState.UNKNOWN})
# What could not be changed where it stands.
OLD = frozenset({DeliveryState.FAILED, DeliveryState.GIVEN})


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
    """The parties (person ids) who do not have the summary as it is now, for all we know, and have not got it in
    another way, each with what failed or is in doubt.
    """
    mine = copies(world, item)
    sent = {person_id: mine[person_id] for person_id in receivers(world, item) if person_id in mine}
    return {person_id: copy for person_id, copy in sent.items() if copy.state in UNREACHED}


def unreached_rows(ctx: Context, item: Item) -> list[Row]:
    """A row for each of them on the convener's card, with the press that registers it."""
    return [_row(ctx, item, person_id, copy) for person_id, copy in unreached(ctx, item).items()]


def _row(ctx: Context, item: Item, person_id: int, copy: Delivery) -> Row:
    t, name = ctx.t, access.person_of(ctx, person_id).name
    has_got = t("Has got the summary")
    if copy.state is DeliveryState.UNKNOWN:
        text = t(
            "Nobody can say whether {name} has got the summary. Ask, and give it in another way if not.", name=name
        )
    elif copy.address is not None:
        text = t("{name} has an older summary, which I cannot change. Give the new one in another way.", name=name)
        has_got = t("Has got the new one")
    else:
        text = t("{name} does not get the summary from me. Give it in another way.", name=name)
    return Row(text, Button(has_got, "minutes.given", value(item=item.id, party=person_id)))


def lacks_somebody(world: World, item: Item, meeting: Meeting) -> bool:
    """Whether the summary is for the parties, and one of them does not have it as far as we know."""
    assert item.id is not None
    minutes = minutes_of(world.session, item.id)
    return minutes is not None and goes_to_parties(world, meeting, minutes) and bool(unreached(world, item))


def left_with(ctx: Context, item: Item) -> str | None:
    """Who has, or may have, a summary that is to be read no more and that the bot cannot take away; None for nobody."""
    left = {
        copy.person_id: access.person_of(ctx, copy.person_id).name
        for copy in all_copies(ctx, item)
        if copy.person_id is not None
        and (copy.state is DeliveryState.UNKNOWN or (copy.state in OLD and copy.address is not None))
    }
    if not left:
        return None
    return ctx.t(
        "I cannot take away what {names} got, or may have got. Ask them to delete it.",
        names=ctx.t.listing(list(left.values())),
    )


def ask_anew(world: World, item: Item) -> None:
    """The summary says something else now: who got the old one in another way is to have the new one."""
    for copy in copies(world, item).values():
        if copy.state is DeliveryState.GIVEN:
            copy.state = DeliveryState.FAILED
            world.session.add(copy)
    world.session.flush()
