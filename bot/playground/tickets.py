"""Tickets for Socket Mode: each lets the bot connect once, soon."""

import secrets
import time

LIFE_SECONDS = 30.0

Tickets = dict[str, float]


def issue_ticket(tickets: Tickets) -> str:
    """A new ticket. Tickets live in memory only: a bot that lost its server asks again."""
    ticket = secrets.token_hex(16)
    tickets[ticket] = time.monotonic()
    return ticket


def use_ticket(tickets: Tickets, ticket: str) -> bool:
    """Whether the ticket was good; it is not any more."""
    issued = tickets.pop(ticket, None)
    return issued is not None and time.monotonic() - issued < LIFE_SECONDS
