"""Somebody who books through the page's own endpoints, and tries again when nothing answers, as people do."""

import asyncio
import re
import time

import aiohttp

from tests.bot.playground.person import Person
from tests.whole.html_form import filled

ANSWERS = {
    "initiator": "guardian",
    "age": "9",
    "decided_by": "both_guardians",
    "heard": "talked_with",
    "slot": "any",
    "guardians": "2",
}
REFERENCE = re.compile(r"S-[0-9A-Z]{4}")
RECEIPT = re.compile(r"Tida er di|Tiden er din")
# Far more than a quiet machine needs: while the bot is killed again and again, a busy one gets nowhere.
PATIENCE_SECONDS = 600.0


async def book(person: Person) -> str:
    """One booking, through however many tries; returns the reference of its case, as the receipt says it."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        modal = await person.modal()
        if RECEIPT.search(modal):
            reference = REFERENCE.search(modal)
            assert reference is not None
            await person.do("close", view=await person.view_id(), all=True)
            return reference.group()
        await _go_on(person, modal)
    raise AssertionError(f"no receipt: {modal}")


async def _go_on(person: Person, modal: str) -> None:
    try:
        if modal:
            await person.do("submit", view=await person.view_id(), form=filled(modal, ANSWERS))
        else:
            await person.do("send", text="/samba bestill")
    except (aiohttp.ClientError, AssertionError):
        await asyncio.sleep(0.1)
