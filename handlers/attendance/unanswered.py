"""Who has not answered three working days before: told to the convener, and without the case to the nearest leader."""

from collections.abc import Iterable

from handlers import access
from handlers.agenda.words import held, when_of
from handlers.attendance.buttons import leaders_for
from handlers.attendance.who import coming_to, person_name, reply_of, unit_name
from handlers.context import Context, World
from handlers.notices import About, Kind, Message, before_meeting
from handlers.screens import Button, Buttons, Card, Heading, Listing, Text, value
from store import notices
from store.attendance import Participant, Reply
from store.meetings import Item, ItemState, Meeting
from store.notices import NoticeKind

OPEN = frozenset({Reply.WAITING, Reply.SENT_DEPUTY})


def unanswered(world: World, item: Item) -> list[Participant]:
    """Those who were asked and have not answered; nobody before the agenda has asked them."""
    if item.agenda_sent_at is None:
        return []
    return [each for each in coming_to(world, item) if each.person_id is not None and reply_of(item, each) in OPEN]


def _unanswered_readers(world: World, about: About) -> Iterable[int]:
    item, _ = held(about)
    silent = unanswered(world, item)
    leaders = [leader for each in silent if each.required for leader in leaders_for(world, each)]
    return [item.convener_id, *leaders] if silent else []


def _unanswered(ctx: Context, about: About) -> Message | None:
    """Nothing of an earlier check when the meeting has been moved: everybody is asked anew, and checked anew. Nothing
    either of an answer that was missing, once the meeting has begun.
    """
    item, meeting = held(about)
    assert item.id is not None
    if item.state is not ItemState.PLANNED or notices.planned_for(ctx.session, item.id, NoticeKind.REPLIES_CHECK):
        return None
    silent = unanswered(ctx, item)
    if silent and meeting.starts_at <= ctx.now:
        return None
    if item.convener_id == ctx.actor_id:
        return Message(_for_convener(ctx, item, meeting, silent))
    own = [each for each in silent if each.required and ctx.actor_id in leaders_for(ctx, each)]
    return Message(_for_leader(ctx, meeting, own))


def _for_convener(ctx: Context, item: Item, meeting: Meeting, silent: list[Participant]) -> Card:
    when = when_of(ctx, meeting)
    if not silent:
        return _all_answered(ctx, meeting)
    names = [
        ctx.t("{unit}: {name}", unit=unit_name(ctx, each, starts=True), name=person_name(ctx, each)) for each in silent
    ]
    case = access.case_of(ctx, item).reference
    parts = (
        Heading(ctx.t("Some have not answered")),
        Text(ctx.t("These have not answered whether they come {when} in case {case}:", when=when, case=case)),
        Listing(tuple(names)),
        Text(ctx.t("Ring them, choose somebody else, or move the meeting.")),
        Buttons(
            (
                Button(ctx.t("Change who comes"), "attendance.people", value(item=item.id)),
                Button(ctx.t("Move the meeting"), "moving.open", value(item=item.id)),
            )
        ),
    )
    return Card(parts, ctx.t("Answers are missing to the meeting {when}", when=when))


def _for_leader(ctx: Context, meeting: Meeting, silent: list[Participant]) -> Card:
    if not silent:
        return _all_answered(ctx, meeting)
    when = when_of(ctx, meeting)
    names = ctx.t.listing([person_name(ctx, each) for each in silent])
    text = ctx.t(
        "{names} is called to a meeting {when} and has not answered. Can you see to it?", names=names, when=when
    )
    notice = ctx.t("Answers are missing to the meeting {when}", when=when)
    return Card((Heading(ctx.t("An answer is missing")), Text(text)), notice)


def _all_answered(ctx: Context, meeting: Meeting) -> Card:
    text = ctx.t("The answers to the meeting {when} have come.", when=when_of(ctx, meeting))
    return Card((Heading(ctx.t("No answer is missing")), Text(text)), text)


KINDS = {NoticeKind.REPLIES_CHECK: Kind(_unanswered_readers, _unanswered, reminder=True, until=before_meeting)}
