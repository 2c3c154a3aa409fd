"""The unit that everything is measured in: a Bolt app as Bolt's own documents have it, which acknowledges a command."""

from typing import Any

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from benchmarks.slack.sender import PATH, SECRET


def minimal_app() -> Starlette:
    """Bolt checks the signature and answers within the request; it knows beforehand who it is."""
    app = AsyncApp(signing_secret=SECRET, authorize=_authorize, process_before_response=True)
    app.command("/samba")(_acknowledge)
    handler = AsyncSlackRequestHandler(app)

    async def receive(request: Request) -> Response:
        return await handler.handle(request)

    return Starlette(routes=[Route(PATH, receive, methods=["POST"])])


async def _acknowledge(ack: AsyncAck) -> None:
    await ack()


async def _authorize(**_: Any) -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_user_id="UBOT", bot_id="BBOT", bot_token="xoxb-x")
