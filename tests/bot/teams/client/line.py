"""The way from Teams to the bot: one address, a token for each request, and no longer patience than Teams has."""

import json
from typing import Any

import aiohttp

from tests.bot.teams.connector.world import Json
from tests.bot.teams.keys import Signer

# In seconds. https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/conversations/conversation-messages
PATIENCE = 15.0


class WentWrong(AssertionError):
    """The client tells that something went wrong: the bot did not answer, or not as it should."""


class Line:
    """Sends activities to `bot`, the address that it stands at, signed by `signer` where there is one."""

    def __init__(self, bot: str, signer: Signer | None, patience: float = PATIENCE) -> None:
        self._to = f"{bot.rstrip('/')}/api/messages"
        self._signer, self._patience = signer, patience

    async def post(self, activity: Any, *, token: str | None = None, content: bytes | None = None) -> tuple[int, Any]:
        """The status and the body, read from JSON where it is that. For attacks another token («» for none), and any
        `content` instead of the activity.
        """
        body = json.dumps(activity).encode() if content is None else content
        patience = aiohttp.ClientTimeout(total=self._patience)
        async with (
            aiohttp.ClientSession(timeout=patience) as session,
            session.post(self._to, data=body, headers=self._headers(activity, token)) as answer,
        ):
            return answer.status, _read(await answer.read())

    async def tell(self, activity: Json) -> Any:
        """The body of an answer that is in order. Raises WentWrong."""
        try:
            status, body = await self.post(activity)
        except (TimeoutError, aiohttp.ClientError) as error:
            raise WentWrong(f"no answer to {activity['type']}: {type(error).__name__}") from error
        if status >= 300:
            raise WentWrong(f"answer to {activity['type']}: {status} {body}")
        return body

    def _headers(self, activity: Any, token: str | None) -> dict[str, str]:
        at = activity.get("conversation") if isinstance(activity, dict) else None
        told = at if isinstance(at, dict) else {}
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "x-ms-conversation-id": str(told.get("id", "")),
            "x-ms-tenant-id": str(told.get("tenantId", "")),
        }
        if token is None and self._signer:
            token = self._signer.token()
        return headers | ({"Authorization": f"Bearer {token}"} if token else {})


def _read(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return content.decode(errors="replace")
