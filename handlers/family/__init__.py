"""Those who come without an account: by role, never by name. What they are to be told, the convener tells, and registers here."""

from handlers.family.rows import create_attendees, open_tellings

__all__ = ["create_attendees", "open_tellings"]
