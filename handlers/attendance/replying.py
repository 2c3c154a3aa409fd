"""Somebody answers whether they come."""

from typing import Literal

from pydantic import BaseModel

from handlers import access, planning
from handlers.agenda.card import readable_agenda
from handlers.agenda.words import when_of
from handlers.attendance.buttons import answer_buttons, own_answer
from handlers.attendance.who import participant_of, reply_of, require_ahead
from handlers.context import Context
from handlers.errors import OutOfDate
from handlers.reminders import readable_reminder
from handlers.screens import Answer, Card, Heading, Replace, Text
from store import audit, deliveries
from store.attendance import Participant, Reply
from store.deliveries import DeliveryState
from store.meetings import Item, Meeting
from store.notices import NoticeKind


class ReplyToMeeting(BaseModel):
    """An answer. `sequence` is the version of the meeting that the card was about, `card` where the button stood."""

    item: int
    reply: Literal[Reply.COMING, Reply.NEEDS_COVER, Reply.NOT_COMING]
    sequence: int
    card: Literal["agenda", "reminder"] = "agenda"


def reply_to_meeting(ctx: Context, request: ReplyToMeeting) -> Answer:
    """Keep the asker's own answer, and tell those it concerns. The same answer again changes nothing."""
    item, meeting = access.item_for_party(ctx, request.item)
    participant = own_place(ctx, item)
    require_ahead(ctx, item, meeting)
    require_current(ctx, item, meeting, request.sequence)
    if reply_of(item, participant) is not request.reply:
        set_reply(ctx, item, participant, request.reply)
        planning.revise(ctx, item)
    shown = readable_agenda if request.card == "agenda" else readable_reminder
    return Replace(shown(ctx, item, meeting) or _receipt(ctx, item, meeting, participant))


def own_place(ctx: Context, item: Item) -> Participant:
    """The asker's place among those who come; NoAccess for a convener who does not."""
    participant = participant_of(ctx, item, ctx.actor_id)
    if participant is None:
        raise access.no_such_item(ctx)
    return participant


def require_current(ctx: Context, item: Item, meeting: Meeting, sequence: int) -> None:
    """OutOfDate when the meeting has been moved since the card: the answer would be for another time."""
    if meeting.sequence != sequence:
        raise OutOfDate(
            ctx.t("The meeting is now {when}. Can you come then?", when=when_of(ctx, meeting)),
            heading=ctx.t("The meeting has been moved"),
            buttons=answer_buttons(ctx, item, meeting),
        )


def set_reply(ctx: Context, item: Item, participant: Participant, reply: Reply) -> None:
    """Keep an answer, and plan what others are told of it."""
    assert participant.id is not None
    before, participant.reply, participant.replied_at = participant.reply, reply, ctx.now
    ctx.session.add(participant)
    ctx.session.flush()
    if Reply.NEEDS_COVER in (before, reply):
        _tell(ctx, NoticeKind.COVER_NEEDED, item, participant)
    if reply is Reply.NOT_COMING and participant.required:
        _tell(ctx, NoticeKind.DECLINED, item, participant)
    audit.record(
        ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "attendance.replied", "participant", participant.id, reply
    )


def _tell(ctx: Context, kind: NoticeKind, item: Item, participant: Participant) -> None:
    # One that is still on its way will say what is true when it is sent; a second would say the same.
    assert item.id is not None
    waiting = [
        each
        for each in deliveries.deliveries_about(ctx.session, item.id)
        if each.kind is kind and each.subject_id == participant.id and each.state is DeliveryState.WAITING
    ]
    if not waiting:
        planning.tell(ctx, kind, item, of=participant.id, subject_id=participant.id)


def _receipt(ctx: Context, item: Item, meeting: Meeting, participant: Participant) -> Card:
    """What stands where the agenda cannot be shown now."""
    words = own_answer(ctx, item, participant)
    return Card((Heading(when_of(ctx, meeting).capitalize()), Text(words)), words)
