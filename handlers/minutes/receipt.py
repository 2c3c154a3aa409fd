"""What the convener reads when the minutes are written: where the summary goes, and what is left to do."""

from handlers.context import Context
from handlers.family.card import open_rows, text_parts
from handlers.minutes.checks import may_tell
from handlers.minutes.conversations import channel_of, name_of
from handlers.minutes.destinations import goes_to_parties
from handlers.minutes.held_form import without_consent
from handlers.minutes.next_meeting import next_meeting_parts
from handlers.minutes.posts import left_behind
from handlers.screens import Heading, Part, Receipt, Text
from store.meetings import Item, ItemState, Meeting
from store.minutes import Destination, Minutes, minutes_of


def receipt(ctx: Context, item: Item, meeting: Meeting) -> Receipt:
    """The same at a second click."""
    t = ctx.t
    assert item.id is not None
    minutes = minutes_of(ctx.session, item.id)
    assert minutes is not None
    heading = t("The summary is corrected") if minutes.corrections else t("The summary is written")
    parts: tuple[Part, ...] = (Heading(heading), *_goes(ctx, item, meeting, minutes))
    if item.state is ItemState.PLANNED:
        parts = (*parts, *next_meeting_parts(ctx, item, meeting, minutes))
    return Receipt(t("Summary"), parts, t("Close"))


def _goes(ctx: Context, item: Item, meeting: Meeting, minutes: Minutes) -> tuple[Part, ...]:
    t = ctx.t
    if not may_tell(ctx, item, meeting):
        return (Text(without_consent(ctx)),)
    left = left_behind(ctx, item, minutes.channel_id)
    lines = [where_line(ctx, minutes), *((left,) if left else ())]
    if not goes_to_parties(ctx, meeting, minutes):
        return (Text(" ".join(lines)),)
    lines.append(t("The parties who have an account get it from me."))
    rows = open_rows(ctx, item)
    if not rows:
        return (Text(" ".join(lines)),)
    lines.append(t("I do not reach these, so you give them feedback yourself:"))
    return (Text(" ".join(lines)), *rows, *text_parts(ctx, item))


def where_line(ctx: Context, minutes: Minutes) -> str:
    """What is done with the summary now that it is settled where it goes."""
    t = ctx.t
    match minutes.destination:
        case Destination.CHANNEL:
            assert minutes.channel_id is not None
            name = name_of(ctx, channel_of(ctx, minutes.channel_id))
            return t(
                "I look at who can read {channel}, and post the summary there if all of them may read it. "
                "If not, you are told why.",
                channel=name,
            )
        case Destination.PARTIES:
            return t("It is not posted in any channel.")
        case Destination.NOWHERE:
            return t("It is not sent anywhere.")
        case Destination.UNDECIDED:
            return t("It stands in no channel. Choose where it is to go.")
