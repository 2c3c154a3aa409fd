"""What those concerned are told when a meeting is moved or cancelled. Nothing of the case, but to its convener."""

from collections.abc import Iterable

from handlers import access, picks, which_item
from handlers.agenda.arrived import may_have_arrived, unless_it_stands
from handlers.agenda.words import place_of, video_parts
from handlers.calendar_file import calendar_file
from handlers.context import Context, World
from handlers.notices import About, Kind, Message
from handlers.screens import Button, Buttons, Card, Heading, Part, Text, value
from store import attendance, audit, deliveries
from store.deliveries import DeliveryState
from store.meetings import Item, ItemState, Meeting
from store.notices import NoticeKind


def _concerned(world: World, item: Item, event: str) -> list[int]:
    """The convener, and those who come and have been invited; who did it knows already."""
    assert item.id is not None
    sent = deliveries.deliveries_about(world.session, item.id)
    invited = {each.person_id for each in sent if each.kind is NoticeKind.INVITATION and may_have_arrived(each)}
    coming = [participant.person_id for participant in attendance.participants_of(world.session, item.id)]
    did_it = audit.last_actor(world.session, world.tenant_id, event, "item", item.id)
    readers = [item.convener_id, *(person for person in coming if person is not None and person in invited)]
    return [person for person in readers if person != did_it]


def _told_of_cancelling(world: World, about: About) -> Iterable[int]:
    return _concerned(world, about.item, "item.cancelled") if about.item else ()


def _told_of_moving(world: World, about: About) -> Iterable[int]:
    """Who has an earlier message about moving still waiting gets that one, with the time that holds when it is sent."""
    if about.item is None or about.item.id is None:
        return ()
    sent = deliveries.deliveries_about(world.session, about.item.id)
    waiting = {each.person_id for each in sent if each.kind is NoticeKind.MOVED and each.state is DeliveryState.WAITING}
    return [person for person in _concerned(world, about.item, "item.moved") if person not in waiting]


def _cancelled(ctx: Context, about: About) -> Message | None:
    item, meeting = about.item, about.meeting
    if item is None or meeting is None or item.state is not ItemState.CANCELLED:
        return None
    if item.convener_id == ctx.actor_id:
        return _message(ctx, item, meeting, _cancelled_for_convener(ctx, item, meeting))
    if not access.is_party(ctx, item):
        return None
    t = ctx.t
    parts: tuple[Part, ...] = (
        Heading(t("The meeting is cancelled")),
        Text(
            t(
                "{arena} {when} will not take place. Place: {place}.",
                arena=_arena(ctx, meeting),
                when=t.when(meeting.starts_at, meeting.ends_at, ctx.now),
                place=place_of(ctx, meeting),
            )
        ),
        Text(
            t(
                "The file takes the meeting out of your calendar. Ask {name} if you wonder about something.",
                name=_convener(ctx, item),
            )
        ),
    )
    return _message(ctx, item, meeting, parts)


def _cancelled_for_convener(ctx: Context, item: Item, meeting: Meeting) -> tuple[Part, ...]:
    t = ctx.t
    return (
        Heading(t("The meeting is cancelled")),
        Text(which_item.item_line(ctx, item, meeting)),
        Text(
            t(
                "{name} has cancelled it. The reason: {reason}. Those who were invited are told.",
                name=_who(ctx, item, "item.cancelled"),
                reason=_reason(ctx, item),
            )
        ),
        Text(t("Tell the family about it. I do not do that.")),
        Buttons((_family_text(ctx, item, "cancellation"), Button(t("Book a time"), "booking.start"))),
    )


def _moved(ctx: Context, about: About) -> Message | None:
    item, meeting = about.item, about.meeting
    if item is None or meeting is None or item.state is not ItemState.PLANNED:
        return None
    if item.convener_id == ctx.actor_id:
        return _message(ctx, item, meeting, _moved_for_convener(ctx, item, meeting))
    if not access.is_party(ctx, item):
        return None
    t = ctx.t
    parts: tuple[Part, ...] = (
        Heading(t("The meeting is moved")),
        Text(
            t(
                "{arena} is now {when}. Place: {place}.",
                arena=_arena(ctx, meeting),
                when=t.when(meeting.starts_at, meeting.ends_at, ctx.now),
                place=place_of(ctx, meeting),
            )
        ),
        *video_parts(ctx, meeting),
        Text(t("You are asked again whether you can come. The file moves the meeting in your calendar.")),
        Text(t("Ask {name} if you wonder about something.", name=_convener(ctx, item))),
    )
    return _message(ctx, item, meeting, parts)


def _moved_for_convener(ctx: Context, item: Item, meeting: Meeting) -> tuple[Part, ...]:
    t = ctx.t
    return (
        Heading(t("The meeting is moved")),
        Text(which_item.item_line(ctx, item, meeting)),
        Text(
            t(
                "{name} has moved it. Those who come are told, and are asked again whether they can come.",
                name=_who(ctx, item, "item.moved"),
            )
        ),
        Text(t("Tell the family about the new time. I do not do that.")),
        Buttons((_family_text(ctx, item, "change"), Button(t("Move the meeting"), "moving.open", value(item=item.id)))),
    )


def _message(ctx: Context, item: Item, meeting: Meeting, parts: tuple[Part, ...]) -> Message:
    """With the calendar's file for those who come: they have the meeting in their calendars."""
    t, cancelled = ctx.t, item.state is ItemState.CANCELLED
    assert item.id is not None
    comes = ctx.actor_id in {each.person_id for each in attendance.participants_of(ctx.session, item.id)}
    file = calendar_file(ctx, item, meeting, cancelled) if comes else None
    if file and cancelled:
        file = unless_it_stands(ctx, item, NoticeKind.CANCELLED, file)
    if file and item.convener_id == ctx.actor_id:
        parts = (*parts, Text(_use_of_file(ctx, cancelled)))
    moment = t.moment(meeting.starts_at, ctx.now)
    notice = (
        t("A meeting {moment} is cancelled", moment=moment)
        if cancelled
        else t("A meeting is moved to {moment}", moment=moment)
    )
    return Message(Card(parts, notice), file)


def _use_of_file(ctx: Context, cancelled: bool) -> str:
    """What the file is for, to the convener; the others read it among the rest."""
    if cancelled:
        return ctx.t("The file takes the meeting out of your calendar.")
    return ctx.t("The file moves the meeting in your calendar.")


def _who(ctx: Context, item: Item, event: str) -> str:
    assert item.id is not None
    actor = audit.last_actor(ctx.session, ctx.tenant_id, event, "item", item.id)
    return access.person_of(ctx, actor or item.convener_id).name


def _reason(ctx: Context, item: Item) -> str:
    assert item.end_reason is not None
    return ctx.t(picks.END_REASONS[item.end_reason])


def _family_text(ctx: Context, item: Item, what: str) -> Button:
    return Button(ctx.t("Text to the family"), "family.text", value(item=item.id, what=what))


def _arena(ctx: Context, meeting: Meeting) -> str:
    return ctx.rulebook[meeting.arena].names.read(ctx.t.language).definite


def _convener(ctx: Context, item: Item) -> str:
    return access.person_of(ctx, item.convener_id).name


KINDS = {
    NoticeKind.CANCELLED: Kind(readers=_told_of_cancelling, render=_cancelled, outlives=True),
    NoticeKind.MOVED: Kind(readers=_told_of_moving, render=_moved),
}
