"""The ways in, each the same as a word after the command and as a button."""

from handlers.context import Context
from handlers.screens import Button, Style
from locales import mark

# By the command's name: the button's action, and what stands on it.
WAYS = {
    "book": ("booking.start", mark("Book a time")),
    "list": ("list.show", mark("My meetings")),
    "move": ("moving.choose", mark("Move a meeting")),
    "cancel": ("cancel.choose", mark("Cancel a meeting")),
    "agenda": ("agenda.choose", mark("Change an agenda")),
    "minutes": ("minutes.choose", mark("Write a summary")),
    "todo": ("todo.show", mark("My measures")),
    "slots": ("slots.show", mark("Times")),
    "digest": ("digest.show", mark("Weekly summary")),
    "settings": ("settings.show", mark("Settings")),
    "help": ("help.show", mark("Help")),
    "language": ("language.show", mark("Language")),
}


def way(ctx: Context, command: str, style: Style = "plain") -> Button:
    """The button that does the same as a command."""
    action, words = WAYS[command]
    return Button(ctx.t(words), action, style=style)
