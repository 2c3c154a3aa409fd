"""Those who come without an account: by role, never by name. The convener tells them, and registers it here."""

from handlers.family.rows import create_attendees, open_tellings

__all__ = ["create_attendees", "open_tellings"]
