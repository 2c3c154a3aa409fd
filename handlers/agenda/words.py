"""Words about a meeting that several messages share."""

from handlers import access
from handlers.context import Context, World
from handlers.notices import About
from handlers.screens import Note
from store.cipher import cipher_of
from store.meetings import Item, Meeting


def when_of(ctx: Context, meeting: Meeting) -> str:
    """«tysdag 9. mars kl. 10.00–10.45»"""
    return ctx.t.when(meeting.starts_at, meeting.ends_at, ctx.now)


def arena_name(ctx: Context, meeting: Meeting) -> str:
    """«SamBa-møte», in the form stored for it."""
    return ctx.rulebook[meeting.arena].names.read(ctx.t.language).indefinite


def place_of(ctx: Context, meeting: Meeting) -> str:
    """«Møterom 2, Solvik skule», in the reader's language."""
    unit, room = access.unit_of(ctx, meeting.unit_id).name(ctx.t.language), room_of(ctx, meeting)
    if unit.casefold() in room.casefold():
        return room
    return f"{room}, {unit}" if room.strip() else unit


def room_of(world: World, meeting: Meeting) -> str:
    """Where in the unit they meet: in the convener's words, else in those that came with the time."""
    return cipher_of(world.session).open(meeting.sealed_place) if meeting.sealed_place else meeting.place


def video_parts(ctx: Context, meeting: Meeting) -> tuple[Note, ...]:
    """The video link, where there is one."""
    return (Note(ctx.t("Video: {link}", link=meeting.video_link)),) if meeting.video_link else ()


def held(about: About) -> tuple[Item, Meeting]:
    """The item that a notice is about, with its meeting."""
    assert about.item is not None
    assert about.meeting is not None
    return about.item, about.meeting
