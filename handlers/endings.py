"""How an item ends or moves: one function for each change of state, used by people's choices and by the rules alike."""

from handlers import family, planning, waitlist
from handlers.attendance import cover
from handlers.context import World
from handlers.minutes.following import next_meeting_changed
from store import attendance, audit
from store.attendance import Reply, Telling
from store.meetings import Item, ItemState, Meeting, MeetingState
from store.notices import NoticeKind
from store.slots import Slot, slot_by_id

MEETING_STATE = {
    ItemState.CANCELLED: MeetingState.CANCELLED,
    ItemState.RELEASED: MeetingState.RELEASED,
    ItemState.WITHDRAWN: MeetingState.RELEASED,
}
ANNOUNCEMENT = {
    ItemState.CANCELLED: NoticeKind.CANCELLED,
    ItemState.RELEASED: NoticeKind.RELEASED,
    ItemState.WITHDRAWN: NoticeKind.WITHDRAWN,
}


def end_item(
    world: World, item: Item, meeting: Meeting, state: ItemState, actor_id: int | None, reason: str | None = None
) -> None:
    """End a planned item as cancelled, released or withdrawn: nothing more is said but that, and the time is free for
    others.

    `reason` is an entry of a pick-list. `actor_id` None means that a rule did it.
    """
    assert item.id is not None
    freed = slot_of(world, meeting)
    item.state, item.end_reason, item.youth_decides_from = state, reason, None
    meeting.state, meeting.slot_id = MEETING_STATE[state], None
    meeting.sequence += 1
    world.session.add_all((item, meeting))
    world.session.flush()
    planning.end_planned(world, item)
    family.open_tellings(world, item, Telling.CANCELLATION)
    planning.revise(world, item)
    next_meeting_changed(world, item)
    planning.tell(world, ANNOUNCEMENT[state], item)
    cover.tell_not_needed(world, item, attendance.participants_of(world.session, item.id))
    audit.record(world.session, world.tenant_id, actor_id, world.now, f"item.{state}", "item", item.id, reason)
    if freed is not None:
        waitlist.slot_freed(world, freed)


def move_item(world: World, item: Item, meeting: Meeting, slot: Slot, actor_id: int) -> None:
    """Give a planned item another, free slot: what was planned moves along, what was sent is brought up to date,
    answers are asked for again.
    """
    assert item.id is not None
    freed = slot_of(world, meeting)
    meeting.slot_id, meeting.starts_at, meeting.ends_at = slot.id, slot.starts_at, slot.ends_at
    meeting.place, meeting.sealed_place, meeting.video_link = slot.place, None, slot.video_link
    meeting.sequence += 1
    coming = attendance.participants_of(world.session, item.id)
    world.session.add_all((item, meeting))
    world.session.flush()
    planning.plan_moments_anew(world, item, meeting)
    family.open_tellings(world, item, Telling.CHANGE)
    planning.revise(world, item)
    next_meeting_changed(world, item)
    planning.tell(world, NoticeKind.MOVED, item)
    cover.tell_not_needed(world, item, coming)
    for participant in coming:
        participant.reply, participant.replied_at = Reply.WAITING, None
    world.session.add_all(coming)
    world.session.flush()
    audit.record(world.session, world.tenant_id, actor_id, world.now, "item.moved", "item", item.id)
    if freed is not None:
        waitlist.slot_freed(world, freed)


def slot_of(world: World, meeting: Meeting) -> Slot | None:
    """The slot a meeting has."""
    return slot_by_id(world.session, world.tenant_id, meeting.slot_id) if meeting.slot_id is not None else None
