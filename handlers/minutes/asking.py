"""After the meeting the convener is asked how it went, until it is written or nothing may be written any more."""

from collections.abc import Iterable

from handlers import access
from handlers.agenda.words import held, when_of
from handlers.context import Context, World
from handlers.minutes.checks import may_tell
from handlers.minutes.held_form import without_consent
from handlers.notices import About, Kind, Message
from handlers.screens import Button, Buttons, Card, Heading, Note, Text, value
from store.meetings import Item, ItemState, Meeting
from store.minutes import minutes_of
from store.notices import NoticeKind


def write_button(ctx: Context, item: Item) -> Button:
    """The way to the first form."""
    return Button(ctx.t("Write the summary"), "minutes.open", value(item=item.id), "primary")


def _readers(world: World, about: About) -> Iterable[int]:
    item, _ = held(about)
    assert item.id is not None
    return () if minutes_of(world.session, item.id) else (item.convener_id,)


def _render(ctx: Context, about: About) -> Message | None:
    item, meeting = held(about)
    assert item.id is not None
    if item.convener_id != ctx.actor_id or item.state is not ItemState.PLANNED or meeting.starts_at > ctx.now:
        return None
    written = minutes_of(ctx.session, item.id) is not None
    return Message((_written_card if written else _asking_card)(ctx, item, meeting))


def _asking_card(ctx: Context, item: Item, meeting: Meeting) -> Card:
    t = ctx.t
    text = t(
        "Case {reference}, {when}. Write whether the meeting was held, what you concluded, and who does what by when.",
        reference=access.case_of(ctx, item).reference,
        when=when_of(ctx, meeting),
    )
    consent = () if may_tell(ctx, item, meeting) else (Note(without_consent(ctx)),)
    parts = (Heading(t("How did the meeting go?")), Text(text), *consent, Buttons((write_button(ctx, item),)))
    return Card(parts, t("How did the meeting {day} go?", day=t.day(meeting.starts_at, ctx.now)))


def _written_card(ctx: Context, item: Item, meeting: Meeting) -> Card:
    t = ctx.t
    text = t(
        "Case {reference}, {when}. The card of the meeting shows where the summary stands.",
        reference=access.case_of(ctx, item).reference,
        when=when_of(ctx, meeting),
    )
    buttons = Buttons(
        (
            Button(t("Open the meeting"), "item.show", value(item=item.id)),
            Button(t("Correct the summary"), "minutes.open", value(item=item.id)),
        )
    )
    notice = t("The summary of the meeting {day} is written", day=t.day(meeting.starts_at, ctx.now))
    return Card((Heading(t("The summary is written")), Text(text), buttons), notice)


KINDS = {NoticeKind.MINUTES_DUE: Kind(_readers, _render, reminder=True)}
