"""The invitation: arena, time, place and who calls the meeting, with a file for the calendar. Nothing of the case,
not even its reference.
"""

from collections.abc import Iterable

from handlers import access
from handlers.agenda.arrived import came_with, has_arrived, unless_it_stands
from handlers.agenda.ended import ended_card
from handlers.agenda.words import arena_name, held, place_of, video_parts, when_of
from handlers.attendance.who import coming_to, is_concerned, person_ids, row_of, unit_name
from handlers.calendar_file import calendar_file, off_message
from handlers.consent.withdrawn import no_longer_card
from handlers.context import Context, World
from handlers.notices import About, File, Kind, Message, before_meeting
from handlers.screens import Button, Card, Heading, Part, Row, Text, value
from store import audit
from store.attendance import Participant
from store.meetings import Item, ItemState, Meeting
from store.notices import NoticeKind


def _invited(world: World, about: About) -> Iterable[int]:
    """Everyone who comes, or the one who has joined."""
    assert about.item is not None
    if about.subject_id is None:
        return person_ids(world, about.item)
    joined = row_of(world, about.item, about.subject_id)
    return [joined.person_id] if joined and joined.active and joined.person_id is not None else []


def _invitation(ctx: Context, about: About) -> Message | None:
    item, meeting = held(about)
    if not is_concerned(ctx, item):
        return None
    file = _file(ctx, item, meeting, about.subject_id)
    if item.state is ItemState.CANCELLED:
        return off_message(ctx, ended_card(ctx, item, meeting), file)
    if item.state is not ItemState.PLANNED:
        # The invitation told nothing of the case that could be used or shared.
        return off_message(ctx, no_longer_card(ctx, meeting), file)
    drawn = own_card if item.convener_id == ctx.actor_id else invitation_card
    return Message(drawn(ctx, item, meeting, here=file is not None), file)


def _file(ctx: Context, item: Item, meeting: Meeting, subject_id: int | None) -> File | None:
    """The meeting's file as it is now, unless another message brings it. What came with the invitation stays there."""
    kind, ended = NoticeKind.INVITATION, item.state is not ItemState.PLANNED
    file = calendar_file(ctx, item, meeting, cancelled=ended)
    if came_with(ctx, item, kind, subject_id, file):
        return file
    if has_arrived(ctx, item, kind, subject_id) and _brought_otherwise(ctx, item, meeting):
        return None
    return unless_it_stands(ctx, item, kind, file) if ended else file


def _brought_otherwise(ctx: Context, item: Item, meeting: Meeting) -> bool:
    """Whether the message that says what has changed brings the new file. It goes to nobody who did it, and the
    convener's about a time that is given to others has none.
    """
    assert item.id is not None
    if item.state is ItemState.PLANNED and meeting.sequence == 0:
        return False  # the file is still the one that came with the invitation
    if item.state in (ItemState.RELEASED, ItemState.WITHDRAWN):
        return item.convener_id != ctx.actor_id
    event = "item.moved" if item.state is ItemState.PLANNED else f"item.{item.state}"
    return audit.last_actor(ctx.session, ctx.tenant_id, event, "item", item.id) != ctx.actor_id


def invitation_card(ctx: Context, item: Item, meeting: Meeting, *, here: bool) -> Card:
    """What those who are called to the meeting read; `here`: the file comes with this message."""
    when = when_of(ctx, meeting)
    arena = arena_name(ctx, meeting)
    caller = access.person_of(ctx, item.convener_id).name
    parts: tuple[Part, ...] = (
        Heading(ctx.t("You are invited to {arena} {when}", arena=arena, when=when)),
        Text(ctx.t("{place}. {name} calls the meeting.", place=place_of(ctx, meeting), name=caller)),
        *video_parts(ctx, meeting),
        Text(ctx.t("The file puts the meeting in your calendar.") if here else _elsewhere(ctx)),
        Text(ctx.t("I send the agenda before the meeting, and then I ask whether you are coming.")),
    )
    return Card(parts, ctx.t("You are invited to a meeting {when}", when=when))


def own_card(ctx: Context, _item: Item, meeting: Meeting, *, here: bool) -> Card:
    """What the convener who also comes reads: the file is all that is new."""
    when = when_of(ctx, meeting)
    use = ctx.t("The file puts the meeting {when} in your calendar. It says nothing about the case.", when=when)
    parts = (Heading(ctx.t("Your meeting as a calendar file")), Text(use if here else _elsewhere(ctx)))
    return Card(parts, ctx.t("A calendar file for the meeting {when}", when=when))


def _elsewhere(ctx: Context) -> str:
    """Where the file is for a meeting that has been moved since."""
    return ctx.t("The file for your calendar is with the message about the new time.")


# ---- Services that have named nobody ---------------------------------------------------------------------------------


def _coordinators(world: World, about: About) -> Iterable[int]:
    assert about.item is not None
    if not _unnamed(world, about):
        return ()
    return [person.id for person in access.coordinators(world) if person.id is not None]


def _contact_missing(ctx: Context, about: About) -> Message | None:
    """Service and time, for the coordinator, who is no party: nothing of the case."""
    item, meeting = held(about)
    if item.state is not ItemState.PLANNED:
        return None
    unnamed = _unnamed(ctx, about)
    if unnamed and meeting.starts_at <= ctx.now:
        return None
    return Message(_contact_card(ctx, item, meeting, unnamed) if unnamed else _named_card(ctx, meeting))


def _contact_card(ctx: Context, item: Item, meeting: Meeting, unnamed: list[Participant]) -> Card:
    when = when_of(ctx, meeting)
    unit = access.unit_of(ctx, meeting.unit_id).name(ctx.t.language)
    rows = [
        Row(
            unit_name(ctx, each, starts=True),
            Button(ctx.t("Choose a person"), "attendance.appoint", value(item=item.id, participant=each.id), "primary"),
        )
        for each in unnamed
    ]
    parts: tuple[Part, ...] = (
        Heading(ctx.t("A contact person is missing")),
        Text(
            ctx.t("Nobody is registered to come to {unit} {when}. Choose who is to be invited.", unit=unit, when=when)
        ),
        *rows,
    )
    return Card(parts, ctx.t("A contact person is missing for a meeting {when}", when=when))


def _named_card(ctx: Context, meeting: Meeting) -> Card:
    when = when_of(ctx, meeting)
    text = ctx.t("Everyone who is to come to the meeting {when} is named and invited.", when=when)
    return Card((Heading(ctx.t("The contact person is in place")), Text(text)), text)


def _unnamed(world: World, about: About) -> list[Participant]:
    assert about.item is not None
    found = [each for each in coming_to(world, about.item) if each.person_id is None]
    return [each for each in found if about.subject_id in (None, each.id)]


KINDS = {
    NoticeKind.INVITATION: Kind(_invited, _invitation),
    NoticeKind.CONTACT_MISSING: Kind(_coordinators, _contact_missing, reminder=True, until=before_meeting),
}
