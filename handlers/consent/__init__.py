"""Consent: registered by the convener, given outside the chat, judged from the ledger whenever it matters."""

from handlers.consent.booking import register_at_booking
from handlers.consent.card import consent_parts
from handlers.consent.fields import consent_fields, read_consent_fields
from handlers.consent.ledger import judge_again, judge_case_again
from handlers.consent.notices import KINDS
from handlers.consent.verdicts import (
    covers,
    must_be_registered_first,
    scope_of,
    services_needed,
    verdict_for,
    verdicts_for,
)
from handlers.consent.words import who_must_consent

__all__ = [
    "KINDS",
    "consent_fields",
    "consent_parts",
    "covers",
    "judge_again",
    "judge_case_again",
    "must_be_registered_first",
    "read_consent_fields",
    "register_at_booking",
    "scope_of",
    "services_needed",
    "verdict_for",
    "verdicts_for",
    "who_must_consent",
]
