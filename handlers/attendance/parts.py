"""Who comes, as it stands on the convener's card."""

from handlers.attendance.lines import count_line
from handlers.attendance.who import coming_to, person_name, reply_of, unit_name
from handlers.context import Context
from handlers.screens import Button, Buttons, Heading, Listing, Part, Text, value
from locales import mark
from store.attendance import Participant, Reply
from store.meetings import Item, Meeting

ANSWERED = {
    Reply.WAITING: mark("{unit}: {name} has not answered"),
    Reply.COMING: mark("{unit}: {name} is coming"),
    Reply.NEEDS_COVER: mark("{unit}: {name} is coming, but needs cover"),
    Reply.NOT_COMING: mark("{unit}: {name} is not coming"),
    Reply.SENT_DEPUTY: mark("{unit}: {name} has asked somebody else to come"),
}


def attendance_parts(ctx: Context, item: Item, meeting: Meeting) -> list[Part]:
    """Who comes by unit and name with what they answered, how many have said yes, and the way to change it."""
    parts: list[Part] = [
        Heading(ctx.t("Who comes")),
        Listing(tuple(_line(ctx, item, each) for each in coming_to(ctx, item))),
    ]
    if item.agenda_sent_at is not None:
        parts.append(Text(count_line(ctx, item)))
    if ctx.now < meeting.starts_at:
        parts.append(Buttons((Button(ctx.t("Change who comes"), "attendance.people", value(item=item.id)),)))
    return parts


def _line(ctx: Context, item: Item, participant: Participant) -> str:
    unit, reply = unit_name(ctx, participant, starts=True), reply_of(item, participant)
    if participant.person_id is None:
        return ctx.t("{unit}: nobody has been named yet", unit=unit)
    if reply is Reply.WAITING and item.agenda_sent_at is None:
        return ctx.t("{unit}: {name} is invited", unit=unit, name=person_name(ctx, participant))
    return ctx.t(ANSWERED[reply], unit=unit, name=person_name(ctx, participant))
