"""The calls that answer a click: made at once, never twice, and what fails is logged by its code alone."""

import asyncio
import logging
from collections.abc import Awaitable
from dataclasses import replace
from typing import TypeVar

from microsoft_teams.api import ActivityParams, ApiClient

from bot.teams.connectors import Connectors
from bot.teams.faults import FAILURES, failure_code
from bot.teams.references import Reference

log = logging.getLogger("samba_bot.teams")

# Seconds. Whoever pressed has long looked away from an answer that comes later.
PATIENCE = 5.0
Told = TypeVar("Told")


class Calls:
    """Writes where somebody asks. Never gives `api` retries: an answer waits for no rate limit."""

    def __init__(self, api: ApiClient) -> None:
        self._connectors = Connectors(api)

    async def send(self, at: Reference, activity: ActivityParams) -> str | None:
        """Write in a conversation, or in the thread that the reference tells of; gives the activity's id, None when it
        failed.
        """
        sent, _ = await _tried("send", self._connectors.create(at, activity))
        return sent

    async def update(self, at: Reference, activity_id: str, activity: ActivityParams) -> str | None:
        """Put an activity in place of one that stands; gives the code of what went wrong, or None."""
        _, wrong = await _tried("update", self._connectors.update(at, activity_id, activity))
        return wrong

    async def personal(self, at: Reference, account: str) -> Reference | None:
        """The one-to-one conversation with an Entra object id of the reference's tenant, opened where there is none
        yet; None when that failed.
        """
        opened, _ = await _tried("personal", self._connectors.personal(at, account))
        return opened

    async def channels(self, at: Reference) -> list[Reference]:
        """The channels of the reference's team that we may see; none when that failed."""
        found, _ = await _tried("channels", self._connectors.at(at.service_url).teams.get_conversations(at.team))
        return [replace(at, conversation=channel.id) for channel in found or () if channel.id]


async def _tried(what: str, call: Awaitable[Told]) -> tuple[Told | None, str | None]:
    """What a call gave, and the code of what went wrong; one of them is None."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await call, None
    except FAILURES as error:
        code = failure_code(error)
    log.warning("unanswered call=%s error=%s", what, code)
    return None, code
