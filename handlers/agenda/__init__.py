"""The agenda: built by the convener, sent when consent is in order, read by those who come."""

from handlers.agenda.points import create_agenda

__all__ = ["create_agenda"]
