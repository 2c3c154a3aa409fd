"""The agenda as it is read: by those who come when consent is in order, else by the convener alone."""

from handlers import access, consent
from handlers.agenda.ended import ended_card
from handlers.agenda.points import lines
from handlers.agenda.words import arena_name, place_of, video_parts, when_of
from handlers.attendance.buttons import answer_parts
from handlers.attendance.lines import newcomer_lines
from handlers.attendance.who import is_concerned, participant_of
from handlers.context import Context
from handlers.screens import Button, Buttons, Card, Heading, Listing, Part, Text, value
from store.meetings import Item, ItemState, Meeting


def readable_agenda(ctx: Context, item: Item, meeting: Meeting) -> Card | None:
    """What the reader may see of the agenda now; None for who is not concerned any more."""
    if not is_concerned(ctx, item):
        return None
    if item.state is not ItemState.PLANNED:
        return ended_card(ctx, item, meeting)
    if may_read(ctx, item, meeting):
        return agenda_card(ctx, item, meeting)
    own = item.convener_id == ctx.actor_id
    return held_back_card(ctx, item, meeting) if own else waiting_card(ctx, item, meeting)


def may_read(ctx: Context, item: Item, meeting: Meeting) -> bool:
    """Whether the consents allow that the agenda is read by those who come."""
    return consent.verdict_for(ctx, item, meeting).valid


def agenda_card(ctx: Context, item: Item, meeting: Meeting) -> Card:
    """Arena and time, reference and place, the points with their minutes, and whether the reader comes."""
    when = when_of(ctx, meeting)
    parts: list[Part] = [
        Heading(ctx.t("Agenda: {arena} {when}", arena=arena_name(ctx, meeting), when=when)),
        Text(where_line(ctx, item, meeting)),
        *video_parts(ctx, meeting),
        Listing(lines(ctx, item, meeting), numbered=True),
        *map(Text, newcomer_lines(ctx, item)),
    ]
    participant = participant_of(ctx, item, ctx.actor_id)
    if participant is not None:
        parts += answer_parts(ctx, item, meeting, participant)
    if item.convener_id == ctx.actor_id and ctx.now < meeting.starts_at:
        parts.append(Buttons((change_button(ctx, item),)))
    moment = ctx.t.moment(meeting.starts_at, ctx.now)
    return Card(tuple(parts), ctx.t("The agenda for the meeting {when} is ready", when=moment))


def held_back_card(ctx: Context, item: Item, meeting: Meeting) -> Card:
    """The agenda for the convener alone: that nobody else has it, why, and what to do."""
    sent = item.agenda_sent_at is not None
    moment = ctx.t.moment(meeting.starts_at, ctx.now)
    parts = (
        Heading(ctx.t("The agenda is held back") if sent else ctx.t("The agenda is not sent")),
        Text(_held_back(ctx, item, meeting)),
        Listing(lines(ctx, item, meeting), numbered=True),
        Buttons(
            (
                Button(ctx.t("Register consent"), "consent.open", value(item=item.id), "primary"),
                change_button(ctx, item),
            )
        ),
    )
    notice = (
        ctx.t("The agenda for the meeting {when} is held back", when=moment)
        if sent
        else ctx.t("The agenda for the meeting {when} is not sent", when=moment)
    )
    return Card(parts, notice)


def _held_back(ctx: Context, item: Item, meeting: Meeting) -> str:
    case, when = access.case_of(ctx, item).reference, when_of(ctx, meeting)
    if item.agenda_sent_at is not None:
        return ctx.t(
            "The consent in case {case} does not cover everyone who comes, so only you can see the agenda for the "
            "meeting {when} now. When it does, the others see the agenda again.",
            case=case,
            when=when,
        )
    return ctx.t(
        "Consent is missing in case {case}, so only you can see the agenda for the meeting {when}. "
        "When the consent is registered, I send the agenda at once.",
        case=case,
        when=when,
    )


def waiting_card(ctx: Context, item: Item, meeting: Meeting) -> Card:
    """For who comes while the agenda cannot be read: not a word on why."""
    name, when = access.person_of(ctx, item.convener_id).name, when_of(ctx, meeting)
    text = ctx.t(
        "The agenda for the meeting {when} is not ready to be read. I send it when it is. Ask {name} if you wonder "
        "about anything.",
        when=when,
        name=name,
    )
    notice = ctx.t("The agenda for the meeting {when} is not ready", when=ctx.t.moment(meeting.starts_at, ctx.now))
    return Card((Heading(ctx.t("The agenda is not ready")), Text(text)), notice)


def where_line(ctx: Context, item: Item, meeting: Meeting) -> str:
    """«Sak S-7F3K. Møterom 2, Solvik skule. Kontaktperson: …»"""
    return ctx.t(
        "Case {case}. {place}. Contact person: {name}.",
        case=access.case_of(ctx, item).reference,
        place=place_of(ctx, meeting),
        name=access.person_of(ctx, item.convener_id).name,
    )


def change_button(ctx: Context, item: Item) -> Button:
    """The way to the form where the agenda is built."""
    return Button(ctx.t("Change the agenda"), "agenda.open", value(item=item.id))
