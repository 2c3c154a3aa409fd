"""What is said when a consent no longer holds after the agenda has gone out. Nobody is told who withdrew it."""

from collections.abc import Iterable

from handlers import access
from handlers.agenda.arrived import may_have_arrived, unless_it_stands
from handlers.calendar_file import calendar_file, off_message
from handlers.consent.card import undo_parts
from handlers.consent.verdicts import verdict_for
from handlers.consent.words import day_text
from handlers.context import Context, World
from handlers.notices import About, Message
from handlers.screens import Button, Buttons, Card, Heading, Part, Text, value
from store import attendance, audit, deliveries
from store.meetings import Item, ItemState, Meeting
from store.notices import NoticeKind

# What says what the meeting is about. Whoever got it is asked to stop, also when they have been replaced since.
WITH_CONTENT = frozenset(
    {
        *(NoticeKind.AGENDA, NoticeKind.REMINDER_DAY, NoticeKind.REMINDER_HOUR, NoticeKind.MINUTES_TO_PARTIES),
        *(NoticeKind.MEASURE_GIVEN, NoticeKind.MEASURE_DUE, NoticeKind.MEASURE_OVERDUE),
    }
)


def withdrawn_readers(world: World, about: About) -> Iterable[int]:
    """The convener, those who were invited, and everybody who has read the agenda, replaced since or not. Who
    registered the answer has read the same in the receipt, and reads it where the other messages stood.
    """
    assert about.item is not None
    assert about.item.id is not None
    did_it = audit.last_actor(world.session, world.tenant_id, "item.withdrawn", "item", about.item.id)
    readers = [*convener_and_invited(world, about), *_knowing(world, about.item)]
    return [person for person in readers if person != did_it]


def convener_and_invited(world: World, about: About) -> list[int]:
    """The convener, and those who come and have had the invitation."""
    assert about.item is not None
    assert about.item.id is not None
    invited = _have_had(world, about.item, frozenset({NoticeKind.INVITATION}))
    coming = [row.person_id for row in attendance.participants_of(world.session, about.item.id)]
    return [about.item.convener_id, *(person for person in coming if person is not None and person in invited)]


def _knowing(world: World, item: Item) -> list[int]:
    """Who has been sent a message that says what the meeting was about."""
    return _have_had(world, item, WITH_CONTENT)


def _have_had(world: World, item: Item, kinds: frozenset[NoticeKind]) -> list[int]:
    assert item.id is not None
    found = deliveries.deliveries_about(world.session, item.id)
    arrived = [each.person_id for each in found if each.kind in kinds and may_have_arrived(each)]
    return [person_id for person_id in arrived if person_id is not None]


def withdrawn(ctx: Context, about: About) -> Message | None:
    """What a reader is to know of a case that is off the agenda: as much as that reader knew of it before."""
    item, meeting = about.item, about.meeting
    assert item is not None
    assert meeting is not None
    if item.state is not ItemState.WITHDRAWN:
        return None
    card = withdrawn_card(ctx, item, meeting)
    if item.convener_id == ctx.actor_id or meeting.ends_at <= ctx.now:
        return Message(card)
    file = calendar_file(ctx, item, meeting, cancelled=True)
    return off_message(ctx, card, unless_it_stands(ctx, item, NoticeKind.WITHDRAWN, file))


def withdrawn_card(ctx: Context, item: Item, meeting: Meeting) -> Card:
    """The same without the file, also for what stands in place of another message."""
    own = item.convener_id == ctx.actor_id
    return _withdrawn_for_convener(ctx, item, meeting) if own else off_card(ctx, item, meeting)


def off_card(ctx: Context, item: Item, meeting: Meeting) -> Card:
    """That a meeting without consent is off, to somebody else than its convener."""
    return _stop_card(ctx, item, meeting) if ctx.actor_id in _knowing(ctx, item) else no_longer_card(ctx, meeting)


def _stop_card(ctx: Context, item: Item, meeting: Meeting) -> Card:
    """To somebody who has read the agenda of a case whose consent no longer holds. It never says who withdrew."""
    t = ctx.t
    reference = access.case_of(ctx, item).reference
    if meeting.starts_at <= ctx.now:
        meaning = t(
            "The consent no longer holds. Do not use what you have learned, and do not share it. Delete working "
            "notes. Keep what you have a duty to document."
        )
    else:
        meaning = t(
            "The consent no longer holds, so we cannot talk about the case in the meeting. Do not use what you have "
            "learned, and do not share it. Delete working notes. Keep what you have a duty to document."
        )
    convener = access.person_of(ctx, item.convener_id).name
    parts = (
        Heading(t("Case {reference} is off the agenda", reference=reference)),
        Text(meaning),
        Text(t("Ask {name} if you wonder about something.", name=convener)),
    )
    return Card(parts, off_notice(ctx, meeting))


def no_longer_card(ctx: Context, meeting: Meeting) -> Card:
    """To somebody who was invited and knows no more than that: the meeting is off, without a reason."""
    t = ctx.t
    when = t.when(meeting.starts_at, meeting.ends_at, ctx.now)
    text = t("The meeting {when} is no longer set up. You need not do anything.", when=when)
    return Card((Heading(t("The meeting is no longer set up")), Text(text)), off_notice(ctx, meeting))


def _withdrawn_for_convener(ctx: Context, item: Item, meeting: Meeting) -> Card:
    heading = Heading(ctx.t("Case {reference} is off the agenda", reference=access.case_of(ctx, item).reference))
    undo = undo_parts(ctx, item, verdict_for(ctx, item, meeting))
    return Card((heading, *what_follows(ctx, item, meeting), *undo), off_notice(ctx, meeting))


def what_follows(ctx: Context, item: Item, meeting: Meeting) -> tuple[Part, ...]:
    """What the convener is to know and do when a consent no longer holds; less when the meeting has been held."""
    t = ctx.t
    if meeting.ends_at <= ctx.now:
        return (
            Text(
                t(
                    "The consent no longer holds. I ask those who have read the agenda to stop using and sharing what "
                    "they know, and I do not say who has answered what."
                )
            ),
        )
    text = t(
        "The consent no longer holds. I ask those who have read the agenda to stop using and sharing what they know, "
        "and I do not say who has answered what. The time {when} goes to others. Tell the family.",
        when=t.when(meeting.starts_at, meeting.ends_at, ctx.now),
    )
    button = Button(t("Text to the family"), "family.text", value(item=item.id, what="cancellation"))
    return (Text(text), Buttons((button,)))


def off_notice(ctx: Context, meeting: Meeting) -> str:
    """What a locked phone shows of a meeting that is off."""
    return ctx.t("A meeting {day} is no longer set up", day=day_text(ctx, meeting))
