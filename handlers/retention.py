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
AGAIN = timedelta(hours=6)


def plan_retention(world: World) -> None:
    """See to it that what was begun today is deleted in time; planning it again changes nothing."""
    day = world.now.date()
    due = world.now + drafts.LIFETIME
    notices.plan(world.session, world.tenant_id, NoticeKind.RETENTION, f"{NoticeKind.RETENTION}:{day}", due)


def _delete(world: World, _about: About) -> None:
    drafts.delete_old_drafts(world.session, world.tenant_id, world.now)
    for entry in entries_before(world.session, world.tenant_id, world.now - WAITED):
        line.leave(world, entry)
    if drafts.any_draft(world.session, world.tenant_id):
        # What was begun later on the same day is not old enough yet.
        key = f"{NoticeKind.RETENTION}:again:{world.now.isoformat()}"
        notices.plan(world.session, world.tenant_id, NoticeKind.RETENTION, key, world.now + AGAIN)


KINDS = {NoticeKind.RETENTION: Kind(act=_delete)}
