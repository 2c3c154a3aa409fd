"""Errors that are safe to show: the class is the reason, the text stands in the reader's language and holds a way
forward.
"""

from handlers.screens import Button


class UserError(Exception):
    """A refusal. `text` says what is wrong and what one can do; `buttons` do it; `source` names the rule."""

    def __init__(self, text: str, *, heading: str = "", buttons: tuple[Button, ...] = (), source: str = "") -> None:
        super().__init__(type(self).__name__)  # never the text: errors end in logs
        self.text = text
        self.heading = heading
        self.buttons = buttons
        self.source = source


class NoAccess(UserError):
    """The asker may not see or do this. The same answer as for what does not exist."""


class OutOfDate(UserError):
    """The card or form is about something that has changed since."""


class Refused(UserError):
    """A rule of the arena says no."""


class BadField(UserError):
    """What was filled in cannot be used. `errors` is a text for each field id; what stands in `clear` comes back
    empty.
    """

    def __init__(self, errors: dict[str, str], clear: frozenset[str] = frozenset()) -> None:
        super().__init__("")
        self.errors = errors
        self.clear = clear
