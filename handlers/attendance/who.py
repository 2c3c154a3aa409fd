"""Who comes to an item, and what they have answered."""

from collections.abc import Sequence

from handlers import access
from handlers.agenda.words import when_of
from handlers.context import Context, World
from handlers.errors import OutOfDate
from handlers.screens import Button
from store import attendance
from store.attendance import Participant, Reply
from store.meetings import Item, ItemState, Meeting
from store.people import Unit

YES = frozenset({Reply.COMING, Reply.NEEDS_COVER})


def coming_to(world: World, item: Item) -> list[Participant]:
    """Those who are to come: nobody who was replaced, no deputy who has not said yes."""
    assert item.id is not None
    return [each for each in attendance.participants_of(world.session, item.id) if each.accepted]


def everyone_asked(world: World, item: Item) -> Sequence[Participant]:
    """Also those who were replaced, and deputies whatever they answered."""
    assert item.id is not None
    return attendance.participants_of(world.session, item.id, active=False)


def participant_of(world: World, item: Item, person_id: int) -> Participant | None:
    """The person's place in an item, if they have one now."""
    return next((each for each in coming_to(world, item) if each.person_id == person_id), None)


def row_of(world: World, item: Item, participant_id: int | None) -> Participant | None:
    """One who comes, came or was asked, by id; None when the id belongs to another item."""
    return next((each for each in everyone_asked(world, item) if each.id == participant_id), None)


def person_ids(world: World, item: Item) -> list[int]:
    """The people who are to come."""
    return [each.person_id for each in coming_to(world, item) if each.person_id is not None]


def is_concerned(ctx: Context, item: Item) -> bool:
    """Whether the reader convenes the item or is to come to it. For others nothing more is said about it."""
    return item.convener_id == ctx.actor_id or participant_of(ctx, item, ctx.actor_id) is not None


def reply_of(item: Item, participant: Participant) -> Reply:
    """What somebody has answered. Who calls the meeting comes to it until they say otherwise."""
    own = participant.person_id == item.convener_id and participant.reply is Reply.WAITING
    return Reply.COMING if own else participant.reply


def pending_deputy(world: World, item: Item, original: Participant) -> Participant | None:
    """Who has been asked to come in somebody's place and has not answered: the one who was asked last."""
    return pending_among(everyone_asked(world, item), original)


def pending_among(everyone: Sequence[Participant], original: Participant) -> Participant | None:
    """The same, among all who come, came or were asked to an item."""
    if not original.active or original.reply is not Reply.SENT_DEPUTY:
        return None
    asked = [each for each in everyone if each.replaces_id == original.id and not each.accepted]
    return asked[-1] if asked and asked[-1].reply is Reply.WAITING else None


def unit_name(ctx: Context, participant: Participant, starts: bool = False) -> str:
    """The unit somebody comes from; `starts` for where it begins a line."""
    name = unit_of(ctx, participant).name(ctx.t.language)
    return name[:1].upper() + name[1:] if starts else name


def unit_of(world: World, participant: Participant) -> Unit:
    """The unit somebody comes from."""
    return access.unit_of(world, participant.unit_id)


def person_name(ctx: Context, participant: Participant) -> str:
    """The name of somebody who comes, or of nobody."""
    return access.person_of(ctx, participant.person_id).name if participant.person_id is not None else ""


def require_ahead(ctx: Context, item: Item, meeting: Meeting) -> None:
    """OutOfDate when the meeting will not be held, or is over."""
    if item.state is not ItemState.PLANNED:
        text = ctx.t("The meeting {when} will not be held.", when=when_of(ctx, meeting))
    elif ctx.now >= meeting.ends_at:
        text = ctx.t("The meeting was {when}.", when=when_of(ctx, meeting))
    else:
        return
    raise OutOfDate(
        text,
        heading=ctx.t("This card no longer applies"),
        buttons=(Button(ctx.t("My meetings"), "list.show"),),
    )
