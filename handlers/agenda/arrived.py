"""What a reader has received already."""

from handlers.context import Context
from handlers.fingerprints import file_of
from handlers.notices import File
from store import deliveries
from store.deliveries import Delivery, DeliveryState
from store.meetings import Item
from store.notices import NoticeKind

# It got there, or may have, or was given in another way. One that still waits is rendered from what is true then.
MAY_HAVE = frozenset({DeliveryState.SENT, DeliveryState.CLAIMED, DeliveryState.UNKNOWN, DeliveryState.GIVEN})

# What brings the file of a meeting that has ended.
WITH_FILE = frozenset({NoticeKind.INVITATION, NoticeKind.CANCELLED, NoticeKind.RELEASED, NoticeKind.WITHDRAWN})


def may_have_arrived(delivery: Delivery) -> bool:
    """Whether its reader knows, or may know, what it says. What could not be changed where it stands is known, too."""
    return delivery.state in MAY_HAVE or delivery.address is not None


def has_arrived(ctx: Context, item: Item, kind: NoticeKind, subject_id: int | None) -> bool:
    """Whether a message stands with the reader already, so that what is rendered now will only change it."""
    assert item.id is not None
    return any(
        (each.kind, each.subject_id, each.person_id) == (kind, subject_id, ctx.actor_id)
        and (each.state is DeliveryState.SENT or each.address is not None)
        for each in deliveries.deliveries_about(ctx.session, item.id)
    )


def came_with(ctx: Context, item: Item, kind: NoticeKind, subject_id: int | None, file: File) -> bool:
    """Whether a message has brought this file, and holds it where it stands."""
    assert item.id is not None
    return any(
        (each.kind, each.subject_id, each.person_id, file_of(each.fingerprint))
        == (kind, subject_id, ctx.actor_id, file.name)
        for each in deliveries.deliveries_about(ctx.session, item.id)
    )


def unless_it_stands(ctx: Context, item: Item, kind: NoticeKind, file: File) -> File | None:
    """The file that takes a meeting away, beside a message of this kind, where none of another kind has brought it to
    this reader.

    An invitation that got through just before a crash is brought up to date when it is found again, and brings the
    file before what tells of the end, or after it.
    """
    assert item.id is not None
    stands = any(
        each.person_id == ctx.actor_id and each.kind in WITH_FILE - {kind} and file_of(each.fingerprint) == file.name
        for each in deliveries.deliveries_about(ctx.session, item.id)
    )
    return None if stands else file
