"""The ways in to what people can do."""

from enum import StrEnum


class Entry(StrEnum):
    """How somebody asks: by a command, by a line in a chat where a line may be a command, by pressing a button, or by
    sending in a form.
    """

    COMMAND = "command"
    CHAT = "chat"
    ACTION = "action"
    FORM = "form"
