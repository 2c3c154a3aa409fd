"""How a summary stands, for its convener: where it is, who has it, and what is left to do."""

from handlers.context import Context, World
from handlers.minutes.conversations import channel_of, name_of
from handlers.minutes.destinations import goes_to_parties
from handlers.minutes.posts import newest_post
from handlers.minutes.receipt import where_line
from handlers.minutes.to_parties import copies, receivers
from store import attendance
from store.attendance import Telling
from store.deliveries import Delivery, DeliveryState
from store.meetings import Item, Meeting
from store.minutes import Destination, Minutes

HAVE_IT = frozenset({DeliveryState.SENT, DeliveryState.GIVEN})


def place_line(ctx: Context, item: Item, minutes: Minutes) -> str:
    """Where it stands, or may stand, or is on its way to."""
    post = newest_post(ctx, item, minutes.channel_id) if minutes.destination is Destination.CHANNEL else None
    if post is None or post.channel_id is None:
        return where_line(ctx, minutes)
    channel = name_of(ctx, channel_of(ctx, post.channel_id))
    match post.state:
        case DeliveryState.SENT if post.address is None:
            return ctx.t("It stands in {channel}, but I cannot change it there. Do that yourself.", channel=channel)
        case DeliveryState.SENT:
            return ctx.t("It stands in {channel}.", channel=channel)
        case DeliveryState.UNKNOWN:
            return ctx.t("It may stand in {channel}. I have asked you to look.", channel=channel)
    return where_line(ctx, minutes)


def parties_lines(ctx: Context, item: Item, meeting: Meeting, minutes: Minutes) -> list[str]:
    """Who has it: that all have, or how many."""
    if not goes_to_parties(ctx, meeting, minutes):
        if minutes.destination is Destination.NOWHERE and ctx.rulebook[meeting.arena].minutes.to_parties:
            return [ctx.t("The routine says that the parties get the summary. It is not sent to them.")]
        return []
    if everybody_has_it(ctx, item):
        return [ctx.t("All the parties have got it.")]
    mine = copies(ctx, item)
    states = {person_id: _state(mine.get(person_id)) for person_id in receivers(ctx, item)}
    have = sum(state is DeliveryState.SENT for state in states.values())
    return [ctx.t("Have got it in the chat: {have} of {all}.", have=have, all=len(states))] if states else []


def everybody_has_it(world: World, item: Item) -> bool:
    """Whether each party has the summary: those with an account from the bot, the others by the convener's rows."""
    assert item.id is not None
    mine = copies(world, item)
    from_us = all(_state(mine.get(person_id)) in HAVE_IT for person_id in receivers(world, item))
    rows = [row for row in attendance.tellings_of(world.session, item.id) if row.what is Telling.MINUTES]
    return from_us and all(row.done_at is not None for row in rows)


def _state(copy: Delivery | None) -> DeliveryState | None:
    return copy.state if copy else None
