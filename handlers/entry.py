"""The ways in to what people can do."""

from enum import StrEnum


class Entry(StrEnum):
    """How somebody asks: by a command, by pressing a button, or by sending in a form."""

    COMMAND = "command"
    ACTION = "action"
    FORM = "form"
