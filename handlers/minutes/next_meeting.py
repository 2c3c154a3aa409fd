"""The next meeting of the same case: free times that begin a booking with the case, the unit and the time chosen."""

from handlers import access
from handlers.context import Context
from handlers.free_times import free_times, time_label
from handlers.minutes.summary import next_meeting
from handlers.picks import NEW_MEETING
from handlers.screens import Button, Buttons, Part, Text, value
from store.meetings import Item, Meeting
from store.minutes import Minutes

OFFERED = 3


def next_meeting_parts(ctx: Context, item: Item, meeting: Meeting, minutes: Minutes) -> tuple[Part, ...]:
    """Up to three free times where a new meeting was concluded, or none was held, and none is booked; always the plain
    way to book.
    """
    t = ctx.t
    plain = Button(t("Book a new meeting"), "booking.start", value(follows=item.id))
    wanted = NEW_MEETING in minutes.conclusions or not minutes.held
    buttons = _times(ctx, item, meeting) if wanted and next_meeting(ctx, item, meeting) is None else ()
    if not buttons:
        return (Buttons((plain,)),)
    why = (
        t("You concluded with a new meeting. These times are free:")
        if minutes.held
        else t("The meeting was not held. These times are free:")
    )
    return (Text(why), Buttons((*buttons, plain)))


def _times(ctx: Context, item: Item, meeting: Meeting) -> tuple[Button, ...]:
    unit = access.unit_of(ctx, meeting.unit_id)
    found = free_times(ctx, ctx.rulebook[meeting.arena], unit, ctx.now, OFFERED)
    return tuple(
        Button(time_label(ctx, slot, unit), "booking.start", value(follows=item.id, slot=slot.id)) for slot in found
    )
