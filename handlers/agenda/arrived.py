"""What a reader has received already."""

from handlers.context import Context
from store import deliveries
from store.deliveries import DeliveryState
from store.meetings import Item
from store.notices import NoticeKind


def has_arrived(ctx: Context, item: Item, kind: NoticeKind, subject_id: int | None) -> bool:
    """Whether a message stands with the reader already, so that what is rendered now will only change it."""
    assert item.id is not None
    return any(
        (each.kind, each.subject_id, each.person_id) == (kind, subject_id, ctx.actor_id)
        and each.state is DeliveryState.SENT
        for each in deliveries.deliveries_about(ctx.session, item.id)
    )
