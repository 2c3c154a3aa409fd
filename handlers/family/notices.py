"""What the convener is reminded of about those without an account: what is to be told, and that no guardian comes."""

from collections.abc import Iterable

from handlers import access
from handlers.context import Context, World
from handlers.family.card import open_rows, text_parts
from handlers.family.coming import GUARDIANS, coming_part, some_guardian_comes
from handlers.notices import About, Kind, Message, before_meeting
from handlers.refusals import source_text
from handlers.rules.arena_words import GuardianPresence
from handlers.screens import Button, Buttons, Card, Heading, Note, Part, Text, value
from store import attendance
from store.attendance import OutsideAttendee
from store.meetings import Item, ItemState, Meeting
from store.notices import NoticeKind


def _untold_readers(world: World, about: About) -> Iterable[int]:
    assert about.item is not None
    assert about.item.id is not None
    rows = attendance.tellings_of(world.session, about.item.id)
    return (about.item.convener_id,) if any(row.done_at is None for row in rows) else ()


def _untold(ctx: Context, about: About) -> Message | None:
    item, meeting = about.item, about.meeting
    if item is None or meeting is None or item.convener_id != ctx.actor_id:
        return None
    t, day = ctx.t, _day(ctx, meeting)
    rows = open_rows(ctx, item)
    reference = access.case_of(ctx, item).reference
    if not rows:
        text = t("Case {reference}, the meeting {day}: all are told.", reference=reference, day=day)
        return Message(Card((Heading(t("You have told everybody")), Text(text)), t("All are told about a meeting")))
    parts: tuple[Part, ...] = (
        Heading(t("Somebody is still to be told in case {reference}", reference=reference)),
        Text(t("It is about the meeting {day}. I do not reach them, so you tell them yourself.", day=day)),
        *rows,
        *text_parts(ctx, item),
    )
    return Message(Card(parts, t("Somebody is still to be told about a meeting {day}", day=day)))


def _no_guardians_readers(world: World, about: About) -> Iterable[int]:
    assert about.item is not None
    assert about.meeting is not None
    presence = world.rulebook[about.meeting.arena].presence.guardians
    wanted = presence in (GuardianPresence.REQUIRED, GuardianPresence.DESIRED)
    comes = some_guardian_comes(_attendees(world, about.item))
    return (about.item.convener_id,) if wanted and not comes else ()


def _no_guardians(ctx: Context, about: About) -> Message | None:
    item, meeting = about.item, about.meeting
    if item is None or meeting is None or item.state is not ItemState.PLANNED or item.convener_id != ctx.actor_id:
        return None
    t, day = ctx.t, _day(ctx, meeting)
    if some_guardian_comes(_attendees(ctx, item)):
        text = t(
            "Case {reference}: a guardian is coming {day}.", reference=access.case_of(ctx, item).reference, day=day
        )
        return Message(
            Card((Heading(t("A guardian is coming")), Text(text)), t("An answer is registered for a meeting"))
        )
    if meeting.starts_at <= ctx.now:
        return None
    return Message(Card(_warning(ctx, item, meeting), t("Somebody may be missing from a meeting {day}", day=day)))


def _warning(ctx: Context, item: Item, meeting: Meeting) -> tuple[Part, ...]:
    t = ctx.t
    arena = ctx.rulebook[meeting.arena]
    guardians = [attendee for attendee in _attendees(ctx, item) if attendee.role in GUARDIANS]
    return (
        Heading(t("No guardian is registered as coming")),
        Text(
            t(
                "It is about case {reference}, the meeting {day}. Ask the guardians and register the answer, or move "
                "the meeting to a time that suits them.",
                reference=access.case_of(ctx, item).reference,
                day=_day(ctx, meeting),
            )
        ),
        *(coming_part(ctx, attendee) for attendee in guardians),
        Buttons((Button(t("Move the meeting"), "moving.open", value(item=item.id)),)),
        Note(source_text(t, arena.source(arena.presence.guardians_source))),
    )


def _attendees(world: World, item: Item) -> list[OutsideAttendee]:
    assert item.id is not None
    return list(attendance.outside_attendees_of(world.session, item.id))


def _day(ctx: Context, meeting: Meeting) -> str:
    return ctx.t.day(meeting.starts_at, ctx.now)


KINDS = {
    NoticeKind.FAMILY_UNTOLD: Kind(_untold_readers, _untold, outlives=True, reminder=True),
    NoticeKind.NO_GUARDIANS: Kind(_no_guardians_readers, _no_guardians, reminder=True, until=before_meeting),
}
