"""Reminders, one working day and one hour before: agenda, place, contact person, who comes, and by role who is new."""

from collections.abc import Iterable

from handlers import consent
from handlers.agenda.card import where_line
from handlers.agenda.ended import ended_card
from handlers.agenda.points import lines
from handlers.agenda.words import arena_name, held, video_parts
from handlers.attendance.buttons import answer_button, own_answer
from handlers.attendance.lines import count_line, expected_line, newcomer_lines
from handlers.attendance.who import YES, coming_to, is_concerned, participant_of, reply_of
from handlers.context import Context, World
from handlers.notices import About, Kind, Message, before_meeting
from handlers.screens import Button, Buttons, Card, Heading, Listing, Part, Text, value
from store.attendance import Reply
from store.meetings import Item, ItemState, Meeting
from store.notices import NoticeKind


def _readers(world: World, about: About) -> Iterable[int]:
    """The convener, and those who have not declined; nobody without consent."""
    item, meeting = held(about)
    if not consent.verdict_for(world, item, meeting).valid:
        return ()
    coming = [each for each in coming_to(world, item) if each.reply is not Reply.NOT_COMING]
    return [*(each.person_id for each in coming if each.person_id is not None), item.convener_id]


def _render(ctx: Context, about: About) -> Message | None:
    card = readable_reminder(ctx, *held(about))
    return Message(card) if card else None


def readable_reminder(ctx: Context, item: Item, meeting: Meeting) -> Card | None:
    """The reminder as it is true now; None for who is no longer concerned, and for everyone without consent."""
    if not is_concerned(ctx, item):
        return None
    if item.state is not ItemState.PLANNED:
        return ended_card(ctx, item, meeting)
    return reminder_card(ctx, item, meeting) if consent.verdict_for(ctx, item, meeting).valid else None


def reminder_card(ctx: Context, item: Item, meeting: Meeting) -> Card:
    """«I morgon kl. 10.00: SamBa-møte», and what one needs to be there prepared."""
    parts: list[Part] = [
        Heading(_heading(ctx, meeting)),
        Text(where_line(ctx, item, meeting)),
        *video_parts(ctx, meeting),
        Text("\n".join([expected_line(ctx, item), count_line(ctx, item), *newcomer_lines(ctx, item)])),
        Listing(lines(ctx, item, meeting), numbered=True),
        *_own(ctx, item),
    ]
    if ctx.now < meeting.starts_at:
        parts.append(Buttons(_buttons(ctx, item, meeting)))
    return Card(tuple(parts), _notice(ctx, meeting))


def _heading(ctx: Context, meeting: Meeting) -> str:
    arena = arena_name(ctx, meeting)
    clock = ctx.t.clock(meeting.starts_at)
    match _days_ahead(ctx, meeting):
        case 0:
            return ctx.t("Today {clock}: {arena}", clock=clock, arena=arena)
        case 1:
            return ctx.t("Tomorrow {clock}: {arena}", clock=clock, arena=arena)
        case _:
            moment = ctx.t.moment(meeting.starts_at, ctx.now)
            return ctx.t("{moment}: {arena}", moment=moment[:1].upper() + moment[1:], arena=arena)


def _notice(ctx: Context, meeting: Meeting) -> str:
    clock = ctx.t.clock(meeting.starts_at)
    match _days_ahead(ctx, meeting):
        case 0:
            return ctx.t("Reminder: meeting today {clock}", clock=clock)
        case 1:
            return ctx.t("Reminder: meeting tomorrow {clock}", clock=clock)
        case _:
            return ctx.t("Reminder: meeting {moment}", moment=ctx.t.moment(meeting.starts_at, ctx.now))


def _days_ahead(ctx: Context, meeting: Meeting) -> int:
    return (meeting.starts_at.astimezone(ctx.zone).date() - ctx.now.astimezone(ctx.zone).date()).days


def _own(ctx: Context, item: Item) -> tuple[Part, ...]:
    participant = participant_of(ctx, item, ctx.actor_id)
    answered = participant is not None and participant.reply is not Reply.WAITING
    return (Text(own_answer(ctx, item, participant)),) if participant and answered else ()


def _buttons(ctx: Context, item: Item, meeting: Meeting) -> tuple[Button, ...]:
    show = Button(ctx.t("Show the agenda"), "agenda.show", value(item=item.id))
    participant = participant_of(ctx, item, ctx.actor_id)
    if participant is None:
        return (show,)
    if reply_of(item, participant) is Reply.NOT_COMING:
        return (show, answer_button(item, meeting, Reply.COMING, ctx.t("I can come after all"), "reminder"))
    cannot = answer_button(item, meeting, Reply.NOT_COMING, ctx.t("I cannot come after all"), "reminder")
    if reply_of(item, participant) in YES:
        return (show, cannot)
    return (show, answer_button(item, meeting, Reply.COMING, ctx.t("I am coming"), "reminder"), cannot)


KINDS = {
    NoticeKind.REMINDER_DAY: Kind(_readers, _render, reminder=True, until=before_meeting),
    NoticeKind.REMINDER_HOUR: Kind(_readers, _render, reminder=True, until=before_meeting),
}
