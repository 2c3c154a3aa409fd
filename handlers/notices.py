"""What a kind of notice is: who reads it, what it says, what it does. The kinds stand in `handlers.notice_kinds`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from handlers.context import Context, World
from handlers.screens import Card
from store.meetings import Item, Meeting


@dataclass(frozen=True)
class File:
    """A file that goes with a message; its name and title hold no content of the case."""

    name: str
    title: str
    content: bytes


@dataclass(frozen=True)
class Message:
    """What one reader gets."""

    card: Card
    file: File | None = None


@dataclass(frozen=True)
class About:
    """What a notice is about: an item with its meeting, and something narrower that the kind knows."""

    item: Item | None
    meeting: Meeting | None
    subject_id: int | None


@dataclass(frozen=True)
class Kind:
    """A kind of notice. `readers` are person ids, `channels` ids of channels, from what is true when it is due.
    `render` gives None where nothing is to be said any more.

    A post in a channel is rendered for the item's convener, in the municipality's language, and `stub` is what stands
    there when the post no longer may. `act` is what the notice does besides, once. `outlives` marks what is still said
    when the item is no longer planned. `reminder` marks what asks somebody to do something, and can be put off: to a
    moment before `until` (UTC; None: there is no such limit), and as long as the reader is among its readers.
    """

    readers: Callable[[World, About], Iterable[int]] = lambda _world, _about: ()
    render: Callable[[Context, About], Message | None] = lambda _context, _about: None
    act: Callable[[World, About], None] | None = None
    channels: Callable[[World, About], Iterable[int]] = lambda _world, _about: ()
    stub: Callable[[Context], Card] | None = None
    outlives: bool = False
    reminder: bool = False
    until: Callable[[World, About], datetime | None] = lambda _world, _about: None


def before_meeting(_world: World, about: About) -> datetime | None:
    """What is about a meeting to come says nothing once it has begun."""
    return about.meeting.starts_at if about.meeting else None
