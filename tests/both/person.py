"""What a person does with the bot and what they see, in words that hold on every platform.

A driver for each platform does it as the real client does. Texts are compared as people read them: line breaks and
other space count as one space.
"""

from datetime import date, time
from typing import Protocol

# What goes into a field: a text or an option's label, a day, a time of day, or whether a box is ticked.
Value = str | date | time | bool

# Seconds of real time that something may take to be seen. All that is due has been delivered when one looks.
PATIENCE = 5.0


class Person(Protocol):
    """Somebody who sits there. `key` is the one in the municipality's file, or of somebody who does not stand in it."""

    key: str

    # Doing

    async def say(self, words: str) -> None:
        """Give a command by its words, in the own chat with the bot: «bestill»."""

    async def write(self, text: str) -> None:
        """Write to the bot what is no command."""

    async def mention(self, channel: str, words: str) -> None:
        """Write to the bot in a channel (by its name in the municipality's file), where others read along."""

    async def press(self, button: str, *, beside: str = "", sure: str = "") -> None:
        """Press the first button of that name on the newest card that has it, or in the form that is open. `beside` is
        (a part of) the line that it stands on the end of. `sure` is the answer to press when it asks first.
        """

    async def press_first(self, button: str) -> None:
        """Press the first button of that name in all that stands in the chat: also one on an old card."""

    async def fill(self, label: str, *values: Value) -> None:
        """Fill in a field of the open form: a text, a day, a time; one or several options, by their labels; a box."""

    async def tick(self, *options: str) -> None:
        """Choose an option or tick a box by what stands beside it, where only one field of the form has it."""

    async def submit(self, button: str) -> None:
        """Send in the open form. Its answer takes its place."""

    async def submit_twice(self, button: str) -> None:
        """Send in the open form two times at once, as an impatient double click does."""

    async def close(self) -> None:
        """Leave the open form, or what came in its place, without sending it in."""

    # Seeing

    async def sees(self, text: str) -> None:
        """The text stands in the own chat, now or within a moment."""

    async def never_sees(self, *texts: str) -> None:
        """When all is delivered, none of the texts stands in the own chat."""

    async def reads(self, text: str) -> None:
        """The text stands in the open form, or in what came in its place."""

    async def screen(self) -> str:
        """All that the bot says in the own chat, a line each, buttons with their names."""

    async def card(self, text: str) -> str:
        """The newest card in the own chat with a text in it. AssertionError when there is none."""

    async def form(self) -> str:
        """All that stands in the open form, or in what came in its place; "" when there is none."""

    async def errors(self) -> list[str]:
        """What is said to be wrong in the open form, from the top."""

    async def filled(self, label: str) -> list[str]:
        """What a field of the open form holds: its text, or the labels of what is chosen."""

    async def options(self, label: str) -> list[str]:
        """What a field of the open form lets one choose."""

    async def buttons(self) -> list[str]:
        """The names of all buttons in the own chat."""

    async def page(self) -> str:
        """Open the own page («my meetings and what waits for me»), and read it."""

    async def page_as_it_stands(self) -> str:
        """The own page as it was opened last, with what may have been drawn anew on it since."""

    async def press_on_page(self, button: str, *, beside: str = "") -> None:
        """Press on the own page, as it was read last."""

    async def posts(self, channel: str) -> list[str]:
        """What the bot has written in a channel that stands there now, as this person sees it."""

    async def notices(self) -> list[str]:
        """What a locked phone has shown of each message that stands in the own chat."""

    async def files(self) -> list[tuple[str, bytes]]:
        """The files that stand in the own chat, fetched: name and content."""


def plain(text: str) -> str:
    """A text as it is compared: words with one space between them, and nothing that is not seen."""
    return " ".join(text.replace("\u2060", "").split())
