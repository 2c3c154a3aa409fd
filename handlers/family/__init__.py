"""Those who come without an account: by role, never by name. The convener tells them, and registers it here."""

from handlers.family.card import family_parts
from handlers.family.rows import close_tellings, create_attendees, open_tellings
from handlers.family.texts import text_for_family, whose_task

__all__ = ["close_tellings", "create_attendees", "family_parts", "open_tellings", "text_for_family", "whose_task"]
