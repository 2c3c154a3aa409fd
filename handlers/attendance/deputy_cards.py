"""What a deputy is asked, and what the one who asked gets to know."""

from collections.abc import Iterable

from handlers.agenda.arrived import has_arrived
from handlers.agenda.ended import ended_card
from handlers.agenda.words import held, place_of, when_of
from handlers.attendance.buttons import answer_parts
from handlers.attendance.who import pending_deputy, person_name, row_of
from handlers.calendar_file import calendar_file
from handlers.context import Context, World
from handlers.notices import About, Kind, Message
from handlers.screens import Button, Buttons, Card, Heading, Part, Text, value
from store.attendance import Participant, Reply
from store.meetings import Item, ItemState, Meeting
from store.notices import NoticeKind


def asked_card(ctx: Context, item: Item, meeting: Meeting, deputy: Participant) -> Card:
    """Time and place, and no more: who has not said yes is no party to the case."""
    original = row_of(ctx, item, deputy.replaces_id)
    assert original is not None
    when, name = when_of(ctx, meeting), person_name(ctx, original)
    if item.state is ItemState.PLANNED and pending_deputy(ctx, item, original) is deputy:
        return Card(
            (
                Heading(ctx.t("{name} asks whether you can come to a meeting", name=name)),
                Text(ctx.t("The meeting is {when}. {place}.", when=when, place=place_of(ctx, meeting))),
                Text(ctx.t("When you have said yes, you are invited and see the agenda. Can you come?")),
                Buttons(_answers(ctx, item, deputy)),
            ),
            ctx.t("Can you come to a meeting {when}?", when=when),
        )
    return _settled(ctx, item, when, name, deputy)


def _settled(ctx: Context, item: Item, when: str, name: str, deputy: Participant) -> Card:
    if item.state is ItemState.PLANNED and deputy.active:
        heading, text = (
            ctx.t("You come in {name}'s place", name=name),
            ctx.t("You have said yes to the meeting {when}.", when=when),
        )
    elif deputy.reply is Reply.NOT_COMING:
        heading, text = (
            ctx.t("You have said no"),
            ctx.t("{name} has been told that you cannot come {when}.", name=name, when=when),
        )
    else:
        heading = ctx.t("You are not needed in {name}'s place", name=name)
        text = ctx.t("You need not keep {when} free.", when=when)
    return Card((Heading(heading), Text(text)), text)


def _answers(ctx: Context, item: Item, deputy: Participant) -> tuple[Button, ...]:
    def claims(answer: str) -> str:
        return value(item=item.id, participant=deputy.id, answer=answer)

    return (
        Button(ctx.t("Yes"), "attendance.deputy_answer", claims("yes"), "primary"),
        Button(ctx.t("No"), "attendance.deputy_answer", claims("no")),
    )


def _deputy(world: World, about: About) -> Iterable[int]:
    assert about.item is not None
    deputy = row_of(world, about.item, about.subject_id)
    return [deputy.person_id] if deputy and deputy.person_id is not None else []


def _original(world: World, about: About) -> Iterable[int]:
    assert about.item is not None
    deputy = row_of(world, about.item, about.subject_id)
    original = row_of(world, about.item, deputy.replaces_id) if deputy else None
    return [original.person_id] if original and original.person_id is not None else []


def _asked(ctx: Context, about: About) -> Message | None:
    item, meeting = held(about)
    deputy = row_of(ctx, item, about.subject_id)
    return Message(asked_card(ctx, item, meeting, deputy)) if deputy else None


def _answered(ctx: Context, about: About) -> Message | None:
    item, meeting = held(about)
    deputy = row_of(ctx, item, about.subject_id)
    original = row_of(ctx, item, deputy.replaces_id) if deputy else None
    if deputy is None or original is None:
        return None
    if deputy.accepted:
        told = has_arrived(ctx, item, NoticeKind.DEPUTY_ANSWERED, about.subject_id)
        file = None if told else calendar_file(ctx, item, meeting, cancelled=True)
        return Message(_relieved(ctx, meeting, deputy), file)
    if not original.active:
        return None
    if item.state is not ItemState.PLANNED:
        return Message(ended_card(ctx, item, meeting))
    return Message(_asked_again(ctx, item, meeting, deputy, original))


def _relieved(ctx: Context, meeting: Meeting, deputy: Participant) -> Card:
    when, name = when_of(ctx, meeting), person_name(ctx, deputy)
    text = ctx.t(
        "You get no more messages about the meeting {when}. The file takes it out of your calendar. "
        "You must still keep quiet about what you have learned.",
        when=when,
    )
    notice = ctx.t("{name} comes to the meeting {when} in your place", name=name, when=when)
    return Card((Heading(ctx.t("{name} comes in your place", name=name)), Text(text)), notice)


def _asked_again(ctx: Context, item: Item, meeting: Meeting, deputy: Participant, original: Participant) -> Card:
    when, name = when_of(ctx, meeting), person_name(ctx, deputy)
    parts: tuple[Part, ...] = (
        Heading(ctx.t("{name} cannot come in your place", name=name)),
        Text(ctx.t("The place in the meeting {when} is still yours.", when=when)),
        *answer_parts(ctx, item, meeting, original),
    )
    return Card(parts, ctx.t("{name} cannot come to the meeting {when} in your place", name=name, when=when))


KINDS = {
    NoticeKind.DEPUTY_ASKED: Kind(_deputy, _asked),
    NoticeKind.DEPUTY_ANSWERED: Kind(_original, _answered, outlives=True),
}
