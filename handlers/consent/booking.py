"""Consents that are registered while a time is booked, because the meeting is near."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from handlers.consent.fields import Answered
from handlers.consent.ledger import add_answer
from handlers.consent.verdicts import services_needed
from handlers.context import Context
from handlers.rules.holders import Holder
from store.consents import ConsentKind
from store.meetings import Item, Meeting


class Collected(Protocol):
    """What a booking's draft holds of one answer: from `read_consent_fields`, kept as plain values."""

    holder: str
    kind: str
    sealed_evidence: str
    given_on: date
    informed: bool


def register_at_booking(ctx: Context, item: Item, meeting: Meeting, answers: Iterable[Collected]) -> None:
    """Write what the booking collected in the ledger, for the services of those who come. Nothing else follows yet."""
    collected = tuple(answers)
    scope = services_needed(ctx, item) if collected else frozenset()
    for each in collected:
        answered = Answered(
            Holder(each.holder), ConsentKind(each.kind), each.sealed_evidence, each.given_on, each.informed
        )
        add_answer(ctx, item, meeting, ctx.actor_id, answered, scope)
