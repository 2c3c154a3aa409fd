"""Clients for asking at leisure: Microsoft's sign-in and keys, a bot that runs, and Teams itself."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from microsoft_teams.api import ApiClient
from microsoft_teams.common import ClientOptions

from bot.teams.retrying import Retrying

SECONDS = 15.0
PATIENCE = httpx.Timeout(SECONDS, connect=5.0)
# Every conversation tells of an address of its own.
NOWHERE = "https://smba.trafficmanager.net/teams"


def microsoft() -> httpx.Client:
    """For Microsoft's sign-in, and the keys that it signs with."""
    return httpx.Client(timeout=PATIENCE)


@asynccontextmanager
async def asking(token: str | None) -> AsyncIterator[ApiClient]:
    """The client for Teams, while it is needed. It tries again as a delivery does."""
    api = ApiClient(NOWHERE, ClientOptions(timeout=SECONDS, token=token))
    api.http.use(Retrying())
    try:
        yield api
    finally:
        await api.http.http.aclose()
