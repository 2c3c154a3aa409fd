"""The posts of an item's summary: which channel has one, and what became of it."""

from handlers import planning
from handlers.context import Context, World
from handlers.minutes.conversations import channel_of, name_of
from store import deliveries
from store.deliveries import Delivery, DeliveryState
from store.meetings import Item
from store.notices import NoticeKind

# A post that stands in its channel, or is on its way there: no other is sent beside it.
LIVE = frozenset({DeliveryState.WAITING, DeliveryState.CLAIMED, DeliveryState.SENT, DeliveryState.UNKNOWN})


def posts_of(world: World, item: Item, channel_id: int | None = None) -> list[Delivery]:
    """The posts of an item's summary, of one channel or of all, the newest last."""
    assert item.id is not None
    found = [each for each in deliveries.posts_about(world.session, item.id) if each.kind is NoticeKind.MINUTES_POST]
    return [each for each in found if channel_id in (None, each.channel_id)]


def newest_post(world: World, item: Item, channel_id: int | None) -> Delivery | None:
    """The last post in a channel, whatever became of it."""
    return next(reversed(posts_of(world, item, channel_id)), None) if channel_id is not None else None


def live_post(world: World, item: Item, channel_id: int | None) -> Delivery | None:
    """The post that stands in a channel, may stand there, or is on its way."""
    found = posts_of(world, item, channel_id) if channel_id is not None else []
    return next((each for each in reversed(found) if each.state in LIVE), None)


def left_behind(ctx: Context, item: Item, kept: int | None) -> str | None:
    """Where something stands or may stand that the bot cannot take away, but for the channel where the summary is to
    be; None when there is nothing.
    """
    found = [
        name_of(ctx, channel_of(ctx, post.channel_id))
        for post in posts_of(ctx, item)
        if post.channel_id is not None and post.channel_id != kept and is_beyond_reach(ctx, post)
    ]
    if not found:
        return None
    names = list(dict.fromkeys(found))
    return ctx.t(
        "I cannot reach what stands or may stand in {channels}. Delete it there.", channels=ctx.t.listing(names)
    )


def is_beyond_reach(world: World, post: Delivery) -> bool:
    """Whether something may stand there that cannot be replaced, or could not be."""
    match post.state:
        case DeliveryState.UNKNOWN:
            return True
        case DeliveryState.SENT:
            return post.address is None
        case DeliveryState.TAKEN_DOWN:
            stub = deliveries.newest_revision(world.session, post.id)
            failed = stub is not None and stub.state is DeliveryState.FAILED and stub.reason != planning.MESSAGE_GONE
            return post.address is None or failed
    return False
