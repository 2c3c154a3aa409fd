"""What must hold for a summary to be written or sent, each with its way forward."""

from handlers import access, consent
from handlers.agenda.words import when_of
from handlers.context import Context, World
from handlers.errors import OutOfDate, Refused
from handlers.screens import Button, value
from store.meetings import Item, ItemState, Meeting
from store.minutes import Minutes, minutes_of


def to_sum_up(ctx: Context, item_id: int) -> tuple[Item, Meeting]:
    """An item that the asker convenes, whose meeting has started and was not called off. Raises NoAccess, OutOfDate."""
    item, meeting = access.item_for_convener(ctx, item_id)
    require_started(ctx, item, meeting)
    return item, meeting


def require_started(ctx: Context, item: Item, meeting: Meeting) -> None:
    """OutOfDate where there is nothing to sum up, or nothing more may be said, and why."""
    heading, text = _fault(ctx, item, meeting)
    if text:
        again = Button(ctx.t("My meetings"), "list.show", style="primary")
        raise OutOfDate(text, heading=heading, buttons=(again, Button(ctx.t("Book a time"), "booking.start")))


def _fault(ctx: Context, item: Item, meeting: Meeting) -> tuple[str, str]:
    t, when = ctx.t, when_of(ctx, meeting)
    nothing = t("There is nothing to sum up")
    match item.state:
        case ItemState.CANCELLED:
            return nothing, t("The meeting {when} was cancelled.", when=when)
        case ItemState.RELEASED:
            return nothing, t("The time {when} was given to others, since consent was missing.", when=when)
        case ItemState.WITHDRAWN:
            return t("The consent no longer holds"), t(
                "Nothing more can be written here about the meeting {when}. Keep what you have a duty to document, "
                "and document it where it belongs.",
                when=when,
            )
        case ItemState.PLANNED if meeting.starts_at > ctx.now:
            return t("The meeting has not been yet"), t(
                "It starts {when}. After that you can write the summary.", when=t.moment(meeting.starts_at, ctx.now)
            )
    return "", ""


def may_tell(world: World, item: Item, meeting: Meeting) -> bool:
    """Whether what was said of the case may be written and sent: the consents hold for the day of the meeting."""
    return item.state is ItemState.PLANNED and consent.verdict_for(world, item, meeting).valid


def require_consent(ctx: Context, item: Item, meeting: Meeting) -> None:
    """Refused where nothing may be told of the case."""
    if not may_tell(ctx, item, meeting):
        raise Refused(
            ctx.t(
                "Without it nothing about the case can be sent. What you have written is kept. Register the consent, "
                "and choose again where the summary goes."
            ),
            heading=ctx.t("The consent does not hold"),
            buttons=(
                Button(ctx.t("Register consent"), "consent.open", value(item=item.id), "primary"),
                Button(ctx.t("Open the meeting"), "item.show", value(item=item.id)),
            ),
        )


def written(ctx: Context, item: Item) -> Minutes:
    """The minutes of an item; OutOfDate when nobody has written them."""
    assert item.id is not None
    found = minutes_of(ctx.session, item.id)
    if found is None:
        raise OutOfDate(
            ctx.t("The summary is not written yet."),
            heading=ctx.t("This card no longer applies"),
            buttons=(Button(ctx.t("Write the summary"), "minutes.open", value(item=item.id), "primary"),),
        )
    return found


def require_same(ctx: Context, item: Item, corrects: int | None) -> None:
    """OutOfDate where the minutes have been written or corrected since the form was opened."""
    assert item.id is not None
    found = minutes_of(ctx.session, item.id)
    if (found.corrections if found else None) != corrects:
        raise OutOfDate(
            ctx.t("It says something else now than when you opened the form. Correct the one that stands."),
            heading=ctx.t("The summary is written already"),
            buttons=(Button(ctx.t("Correct the summary"), "minutes.open", value(item=item.id), "primary"),),
        )
