"""The unit of what is measured in Teams: an app as the SDK's own documents have it, which answers with a small card."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from microsoft_teams.api.activities import AdaptiveCardInvokeActivity, MessageActivity
from microsoft_teams.api.activities.message import MessageActivityInput
from microsoft_teams.api.models.adaptive_card import AdaptiveCardActionCardResponse, AdaptiveCardActionResponse
from microsoft_teams.apps import ActivityContext, App
from microsoft_teams.apps.http.adapter import HttpMethod, HttpRouteHandler
from microsoft_teams.cards import AdaptiveCard, ExecuteAction, TextBlock
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from benchmarks.teams.sender import Sender

BUTTON = {"type": "Action.Execute", "verb": "more"}


class Adapter:
    """Mounts the SDK's one route in Starlette."""

    def __init__(self) -> None:
        self.application = Starlette()

    def register_route(self, method: HttpMethod, path: str, handler: HttpRouteHandler) -> None:
        """The SDK's route."""

        async def endpoint(request: Request) -> Response:
            answer = await handler({"body": await request.json(), "headers": dict(request.headers)})
            if answer["body"] is None:
                return Response(status_code=answer["status"])
            return JSONResponse(answer["body"], answer["status"])

        self.application.add_route(path, endpoint, methods=[method])

    def serve_static(self, path: str, directory: str) -> None:
        """It has none."""

    async def start(self, port: int) -> None:
        """It is served by others."""

    async def stop(self) -> None:
        """It is served by others."""


@asynccontextmanager
async def minimal_app() -> AsyncIterator[Starlette]:
    """It lets everybody in, answers a message by a card of its own, and a press by a card in its place: in the answer,
    and in the message.
    """
    adapter = Adapter()
    app = App(http_server_adapter=adapter, dangerously_allow_unauthenticated_requests=True, fetch_user_token=False)
    app.on_message(_answer)
    app.on_card_action(_replace)
    await app.initialize()
    yield adapter.application
    await app.http_client.http.aclose()
    await app.api.http.http.aclose()


class Turns:
    """What is done over and over with the unit."""

    def __init__(self, sender: Sender, presses: int) -> None:
        self._sender, self._presses = sender, presses

    async def message(self, _turn: int) -> None:
        """A line, answered."""
        await self._sender.say("tenant", "hello")

    async def whole(self, turn: int) -> None:
        """A line and so many presses, answered."""
        await self.message(turn)
        for _ in range(self._presses):
            await self._sender.press("tenant", BUTTON, {"name": "Ingrid"})


async def _answer(ctx: ActivityContext[MessageActivity]) -> None:
    await ctx.send(_card())


async def _replace(ctx: ActivityContext[AdaptiveCardInvokeActivity]) -> AdaptiveCardActionResponse:
    card = _card()
    changed = MessageActivityInput().add_card(card)
    changed.id = ctx.activity.reply_to_id
    await ctx.send(changed)
    return AdaptiveCardActionCardResponse(value=card)


def _card() -> AdaptiveCard:
    return AdaptiveCard(body=[TextBlock(text="Hello!", wrap=True)], actions=[ExecuteAction(title="More", verb="more")])
