"""The summary's part of the convener's card, from the start of the meeting on."""

from handlers.context import Context
from handlers.minutes.asking import write_button
from handlers.minutes.checks import may_tell
from handlers.minutes.choosing import choice_buttons
from handlers.minutes.destinations import goes_to_parties
from handlers.minutes.documentation import documentation_line, documented_button
from handlers.minutes.given import left_with, unreached_rows
from handlers.minutes.held_form import without_consent
from handlers.minutes.next_meeting import next_meeting_parts
from handlers.minutes.posts import left_behind, newest_post
from handlers.minutes.said import said_of
from handlers.minutes.standing import stands_buttons
from handlers.minutes.status import parties_lines, place_line
from handlers.minutes.summary import held_line, next_line
from handlers.screens import Button, Buttons, Heading, Listing, Note, Part, Text, value
from store.deliveries import DeliveryState
from store.meetings import Item, ItemState, Meeting
from store.minutes import Destination, Documented, Minutes, minutes_of


def minutes_parts(ctx: Context, item: Item, meeting: Meeting) -> list[Part]:
    """How the summary stands, and what can be done with it; nothing before the meeting starts."""
    assert item.id is not None
    minutes = minutes_of(ctx.session, item.id)
    if item.state is not ItemState.PLANNED:
        return _ended(ctx, item) if minutes else []
    if meeting.starts_at > ctx.now:
        return []
    heading = Heading(ctx.t("The summary"))
    if minutes is None:
        consent = [] if may_tell(ctx, item, meeting) else [Note(without_consent(ctx))]
        return [heading, Text(ctx.t("It is not written yet.")), *consent, Buttons((write_button(ctx, item),))]
    return [
        heading,
        Listing(tuple(_lines(ctx, item, meeting, minutes))),
        *(unreached_rows(ctx, item) if goes_to_parties(ctx, meeting, minutes) else ()),
        Buttons(_buttons(ctx, item, minutes)),
        *next_meeting_parts(ctx, item, meeting, minutes),
    ]


def _lines(ctx: Context, item: Item, meeting: Meeting, minutes: Minutes) -> list[str]:
    lines: list[str | None] = [held_line(ctx, said_of(ctx, item, minutes))]
    if minutes.corrected_at is not None:
        lines.append(ctx.t("Corrected {day}.", day=ctx.t.day(minutes.corrected_at, ctx.now)))
    if may_tell(ctx, item, meeting):
        lines += [place_line(ctx, item, minutes), left_behind(ctx, item, minutes.channel_id)]
        lines += parties_lines(ctx, item, meeting, minutes)
    else:
        lines.append(ctx.t("The consent does not hold, so nothing about the case is sent."))
    if not (may_tell(ctx, item, meeting) and goes_to_parties(ctx, meeting, minutes)):
        lines.append(left_with(ctx, item))
    lines += [documentation_line(ctx, meeting, minutes), next_line(ctx, item, meeting)]
    return [line for line in lines if line]


def _buttons(ctx: Context, item: Item, minutes: Minutes) -> tuple[Button, ...]:
    open_choice = minutes.destination is Destination.UNDECIDED
    post = newest_post(ctx, item, minutes.channel_id)
    doubtful = post is not None and post.state is DeliveryState.UNKNOWN
    return (
        *(stands_buttons(ctx, item, minutes.channel_id) if doubtful and minutes.channel_id is not None else ()),
        *(choice_buttons(ctx, item) if open_choice else ()),
        *((documented_button(ctx, item),) if minutes.documented is Documented.LATER else ()),
        Button(ctx.t("Correct the summary"), "minutes.open", value(item=item.id)),
    )


def _ended(ctx: Context, item: Item) -> list[Part]:
    heading = Heading(ctx.t("The summary is taken away"))
    text = Text(ctx.t("What stood in a channel or was sent to the parties, is replaced. Nothing more is sent."))
    left = [line for line in (left_behind(ctx, item, None), left_with(ctx, item)) if line]
    return [heading, text, *(Text(line) for line in left)]
