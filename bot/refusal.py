"""What a command answers when it cannot be done as it was asked for."""


class CommandError(Exception):
    """The text says what is wrong and what to do, and is all that is shown."""
