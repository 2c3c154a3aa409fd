"""The documentation is written where the arena says, never here: the bot only reminds until it is done."""

from collections.abc import Iterable
from datetime import time

from pydantic import BaseModel

from handlers import access, planning
from handlers.agenda.words import held, when_of
from handlers.calendars import plan_for
from handlers.context import Context, World
from handlers.minutes import checks
from handlers.minutes.documentation_words import DONE, LATER
from handlers.notices import About, Kind, Message
from handlers.screens import Answer, Button, Buttons, Card, Heading, Replace, Text, value
from store import audit, notices
from store.meetings import Item, Meeting
from store.minutes import Documented, Minutes, minutes_of
from store.notices import NoticeKind

REMINDED_AT = time(9)
FIRST_WORKDAYS, AGAIN_WORKDAYS = 2, 5


class OfItem(BaseModel):
    """Which item's documentation."""

    item: int


def register_documented(ctx: Context, request: OfItem) -> Answer:
    """The documentation is written. The same press again changes nothing."""
    item, meeting = checks.to_sum_up(ctx, request.item)
    minutes = checks.written(ctx, item)
    if minutes.documented is Documented.LATER:
        minutes.documented, minutes.documented_at = Documented.YES, ctx.now
        ctx.session.add(minutes)
        ctx.session.flush()
        notices.drop_planned(ctx.session, request.item, (NoticeKind.DOCUMENTATION_DUE,))
        audit.record(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "minutes.documented", "item", request.item)
        planning.revise(ctx, item)
    return Replace(_card(ctx, item, meeting, minutes))


def plan_reminder(world: World, item: Item, meeting: Meeting, minutes: Minutes, workdays: int = FIRST_WORKDAYS) -> None:
    """Remind once more, some working days on, while it is to be done later; else not at all."""
    assert item.id is not None
    notices.drop_planned(world.session, item.id, (NoticeKind.DOCUMENTATION_DUE,))
    if minutes.documented is not Documented.LATER:
        return
    convener = access.person_of(world, item.convener_id)
    calendar = plan_for(world, convener, access.unit_of(world, meeting.unit_id)).convener
    due = calendar.at(calendar.add_workdays(calendar.day(world.now), workdays), REMINDED_AT)
    planning.tell(world, NoticeKind.DOCUMENTATION_DUE, item, of=f"{due:%Y%m%d}", due=due)


def documentation_line(ctx: Context, meeting: Meeting, minutes: Minutes) -> str | None:
    """«Det er dokumentert i arkivet til tenesta di (tys. 23. mars).», or that it is still to be done; None where it was
    not asked about.
    """
    target = ctx.rulebook[meeting.arena].documentation.target
    if minutes.documented is Documented.LATER:
        return ctx.t(LATER[target])
    if minutes.documented_at is None:
        return None
    return ctx.t(DONE[target], day=ctx.t.short_day(minutes.documented_at))


def documented_button(ctx: Context, item: Item) -> Button:
    """The press that registers that it is done."""
    return Button(ctx.t("It is documented now"), "minutes.documented", value(item=item.id))


def _readers(world: World, about: About) -> Iterable[int]:
    item, _ = held(about)
    return (item.convener_id,) if _is_due(world, item) else ()


def _again(world: World, about: About) -> None:
    item, meeting = held(about)
    assert item.id is not None
    minutes = minutes_of(world.session, item.id)
    if minutes is not None:
        plan_reminder(world, item, meeting, minutes, AGAIN_WORKDAYS)


def _render(ctx: Context, about: About) -> Message | None:
    item, meeting = held(about)
    assert item.id is not None
    minutes = minutes_of(ctx.session, item.id)
    if minutes is None or item.convener_id != ctx.actor_id:
        return None
    return Message(_card(ctx, item, meeting, minutes))


def _is_due(world: World, item: Item) -> bool:
    assert item.id is not None
    minutes = minutes_of(world.session, item.id)
    return minutes is not None and minutes.documented is Documented.LATER


def _card(ctx: Context, item: Item, meeting: Meeting, minutes: Minutes) -> Card:
    t = ctx.t
    case, when = access.case_of(ctx, item).reference, when_of(ctx, meeting)
    about = t("Case {reference}, the meeting {when}.", reference=case, when=when)
    line = documentation_line(ctx, meeting, minutes)
    text = Text(f"{about} {line}" if line else about)
    if minutes.documented is Documented.LATER:
        parts = (Heading(t("The documentation is still to be written")), text, Buttons((documented_button(ctx, item),)))
        return Card(parts, t("Something is still to be written after a meeting"))
    return Card((Heading(t("The documentation is written")), text), t("What was to be written after a meeting is done"))


KINDS = {NoticeKind.DOCUMENTATION_DUE: Kind(_readers, _render, _again, reminder=True)}
