"""The same booked meeting as the consent's tests have."""

from tests.handlers.consent.conftest import database, with_meeting

__all__ = ["database", "with_meeting"]
