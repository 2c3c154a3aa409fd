"""Where Teams takes what we write: a client for each address that it names, all over the same connections."""

from contextlib import suppress
from dataclasses import replace

from microsoft_teams.api import Account, ActivityParams, ApiClient
from microsoft_teams.api.clients.conversation import CreateConversationParams

from bot.teams.references import Reference

# What the SDK puts where an answer holds no id.
NO_ID = "DO_NOT_USE_PLACEHOLDER_ID"


class Connectors:
    """The clients. They share what `api` was made with: its connections, its token, its time-outs and its retries."""

    def __init__(self, api: ApiClient) -> None:
        self._api = api
        self._clients: dict[str, ApiClient] = {}

    def at(self, service_url: str) -> ApiClient:
        """The client for an address."""
        known = self._clients.get(service_url)
        if known is None:
            known = self._clients[service_url] = self._api.clone(service_url=service_url)
        return known

    async def personal(self, at: Reference, account: str) -> Reference:
        """The one-to-one conversation with an Entra object id of the reference's tenant, opened where there is none."""
        wanted = CreateConversationParams(
            members=[Account(id=account)], tenant_id=at.tenant, channel_data={"tenant": {"id": at.tenant}}
        )
        opened = await self.at(at.service_url).conversations.create(wanted)
        return replace(at, conversation=opened.id, team="")

    async def create(self, at: Reference, activity: ActivityParams) -> str:
        """Write in a conversation; gives the activity's id. Raises KeyError when it was sent and no id came back."""
        sent = await self.at(at.service_url).conversations.create_activity(at.conversation, activity)
        if sent.id == NO_ID:
            raise KeyError("id")
        return sent.id

    async def update(self, at: Reference, activity_id: str, activity: ActivityParams) -> None:
        """Put an activity in place of one that stands."""
        with suppress(KeyError):  # the SDK wants the id back, which we know
            await self.at(at.service_url).conversations.update_activity(at.conversation, activity_id, activity)
