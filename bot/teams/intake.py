"""The door for what Teams sends: first what can be seen of the request, then the token, then whose it is, then the SDK.

The SDK's own door is not used. It lets pass a body without an address to answer to, a tenant that is nobody's, and
tokens that are not the Bot Framework's.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

from microsoft_teams.api import InvokeResponse
from microsoft_teams.apps.events import ActivityEvent, CoreActivity
from pydantic import BaseModel, ValidationError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.logs import place_of
from bot.teams.arrivals import CHANNEL, arrived, is_invoke
from bot.web import read_body

log = logging.getLogger("samba_bot.teams")

PATH = "/api/messages"
# Bytes; Teams sends nothing as large.
LARGEST = 1_000_000
# Seconds that a body may be on its way.
SLOWEST = 10.0
Process = Callable[[ActivityEvent], Awaitable[InvokeResponse[Any]]]


class Door(Protocol):
    """Who is let in. Raises PermissionError for a request that Teams did not sign for us, and ConnectionError when that
    cannot be known now.
    """

    async def check(self, headers: Mapping[str, str], service_url: str) -> Any:
        """The request's token, as the SDK takes it. The headers' names are in lower case."""
        ...


class Intake:
    """`POST /api/messages`. `process` is the SDK's; `is_known` says whether a tenant is a municipality's own."""

    def __init__(self, door: Door, process: Process, is_known: Callable[[str], Awaitable[bool]]) -> None:
        self._door, self._process, self._is_known = door, process, is_known

    def routes(self) -> list[Route]:
        """The one address for messages, presses and events."""
        return [Route(PATH, self.receive, methods=["POST"])]

    async def receive(self, request: Request) -> Response:
        """Answer one request: 408, 413, 400, 401, 403, 503, 501, or what the listeners answer."""
        try:
            async with asyncio.timeout(SLOWEST):
                body = await read_body(request, LARGEST)
        except (TimeoutError, ClientDisconnect):
            return _refusal(408, "too_slow")
        if body is None:
            return _refusal(413, "too_large")
        activity = read(body)
        if activity is None:
            return _refusal(400, "unreadable")
        return await self._answer(request, activity)

    async def _answer(self, request: Request, activity: dict[str, Any]) -> Response:
        service_url = activity.get("serviceUrl")
        if not isinstance(service_url, str) or not service_url:
            return _refusal(400, "no_service_url")
        try:
            token = await self._door.check(request.headers, service_url)
        except PermissionError as error:
            log.warning("refused reason=%s", error)
            return _refusal(401, "unauthorized")
        except ConnectionError as error:
            log.error("cannot check a token reason=%s", error)
            return _refusal(503, "keys")
        if activity.get("channelId") != CHANNEL:
            # Others write into an activity what they like: Web Chat is switched on for every new bot.
            log.warning("refused reason=channel")
            return _refusal(403, "channel")
        try:
            return await self._dispatch(activity, token)
        except ValidationError:
            return _refusal(400, "unreadable")
        except Exception as error:
            # The error's own text may hold what somebody wrote.
            log.error("failed error=%s at=%s", type(error).__qualname__, place_of(error))
            return _refusal(500, "failed")

    async def _dispatch(self, activity: dict[str, Any], token: Any) -> Response:
        tenant = tenant_of(activity)
        if tenant is None or not await self._is_known(tenant):
            log.warning("refused reason=tenant")
            return _refusal(403, "tenant")
        wanted = arrived(activity, tenant)
        if wanted is None:
            return _refusal(501, "unknown") if is_invoke(activity) else Response()
        answer = await self._process(ActivityEvent(body=CoreActivity.model_validate(wanted), token=token))
        if answer.body is None:
            return Response(status_code=answer.status)
        body = answer.body
        plain = body.model_dump(by_alias=True, exclude_none=True) if isinstance(body, BaseModel) else body
        return JSONResponse(plain, answer.status)


def _refusal(status: int, error: str) -> Response:
    return JSONResponse({"error": error}, status)


def read(body: bytes) -> dict[str, Any] | None:
    """The activity; None for what is none."""
    try:
        activity = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return activity if isinstance(activity, dict) else None


def tenant_of(activity: dict[str, Any]) -> str | None:
    """The tenant that the conversation belongs to; None when the activity does not say, or says two."""
    told = {
        _found(activity, "conversation", "tenantId"),
        _found(activity, "channelData", "tenant", "id"),
    } - {None}
    return told.pop() if len(told) == 1 else None


def _found(thing: Any, *path: str) -> str | None:
    for name in path:
        thing = thing.get(name) if isinstance(thing, dict) else None
    return thing if isinstance(thing, str) and thing else None
