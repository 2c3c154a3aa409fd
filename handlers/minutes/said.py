"""What came out of a meeting, as it is registered or as it waits in a draft."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from handlers import measures
from handlers.context import Context
from store.cipher import cipher_of
from store.meetings import Item
from store.minutes import Minutes, PartInDeciding


@dataclass(frozen=True)
class Said:
    """The content of a summary. `text` is the convener's own, "" for none; `text_questioned` keeps it from channels.
    `measures` gives the lines for a reader, or for a channel.
    """

    held: bool
    not_held_reason: str | None
    conclusions: tuple[str, ...]
    text: str
    text_questioned: bool
    guardians_decided: PartInDeciding | None
    youth_decided: PartInDeciding | None
    corrected_at: datetime | None
    measures: Callable[[Context, bool], tuple[str, ...]]


def said_of(ctx: Context, item: Item, minutes: Minutes) -> Said:
    """What is registered."""
    return Said(
        held=minutes.held,
        not_held_reason=minutes.not_held_reason,
        conclusions=tuple(minutes.conclusions),
        text=cipher_of(ctx.session).open(minutes.sealed_text) if minutes.sealed_text else "",
        text_questioned=minutes.text_questioned,
        guardians_decided=minutes.guardians_decided,
        youth_decided=minutes.youth_decided,
        corrected_at=minutes.corrected_at,
        measures=lambda reader, in_channel: measures.measure_lines(reader, item, in_channel=in_channel),
    )


def content(ctx: Context, said: Said) -> tuple[object, ...]:
    """What two summaries that say the same have alike."""
    deciding = (said.guardians_decided, said.youth_decided)
    return (
        (said.held, said.not_held_reason, said.text, said.text_questioned),
        (frozenset(said.conclusions), *deciding),
        said.measures(ctx, False),
        said.measures(ctx, True),
    )
