"""What is kept no longer than it is needed goes by itself: drafts after a day, old entries of the waiting list."""

from datetime import timedelta

from handlers.context import World
from handlers.notices import About, Kind
from handlers.waitlist import line
from store import drafts, notices
from store.notices import NoticeKind
from store.waitlist import entries_before

# A school year: whoever has waited so long books anew, with answers that still hold.
WAITED = timedelta(days=365)
HOUR = timedelta(hours=1)


def plan_retention(world: World) -> None:
    """See to it that what is begun now is deleted in time: at the end of this hour of the next day."""
    hour = world.now.replace(minute=0, second=0, microsecond=0)
    key = f"{NoticeKind.RETENTION}:{hour:%Y-%m-%dT%H}"
    due = hour + HOUR + drafts.LIFETIME
    notices.plan(world.session, world.tenant_id, NoticeKind.RETENTION, key, due)


def _delete(world: World, _about: About) -> None:
    drafts.delete_old_drafts(world.session, world.tenant_id, world.now)
    for entry in entries_before(world.session, world.tenant_id, world.now - WAITED):
        line.leave(world, entry)


KINDS = {NoticeKind.RETENTION: Kind(act=_delete)}
