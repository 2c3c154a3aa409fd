"""The smallest bot on the SDK: it answers a line with a form, and a form with what came of it. So what the connector
and the clients speak is what the SDK speaks.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer
from microsoft_teams.api.activities.message import MessageActivityInput
from microsoft_teams.api.auth.cloud_environment import CloudEnvironment
from microsoft_teams.api.models.adaptive_card import (
    AdaptiveCardActionCardResponse,
    AdaptiveCardActionMessageResponse,
)
from microsoft_teams.apps import App
from microsoft_teams.cards import AdaptiveCard

# What it shows the connector; the SDK looks into it for when it runs out.
TOKEN = jwt.encode({"appid": "a-bot"}, "", algorithm="none")


def execute(title: str, verb: str, **more: Any) -> dict[str, Any]:
    """A button that asks the bot."""
    return {"type": "Action.Execute", "title": title, "verb": verb, "data": {"~seal": "s"}, **more}


def toggle(title: str, visible: bool) -> dict[str, Any]:
    """A button that shows or hides the question."""
    target = {"elementId": "question", "isVisible": visible}
    return {"type": "Action.ToggleVisibility", "title": title, "targetElements": [target]}


def card(*body: dict[str, Any], actions: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """A card."""
    return {"type": "AdaptiveCard", "version": "1.5", "lang": "nn", "body": list(body), "actions": list(actions)}


def text(line: str, **more: Any) -> dict[str, Any]:
    """A line of text."""
    return {"type": "TextBlock", "text": line, "wrap": True, **more}


def choices(*titles: str) -> list[dict[str, str]]:
    """Options, whose values are their numbers."""
    return [{"title": title, "value": str(number)} for number, title in enumerate(titles)]


def field(kind: str, id_: str, label: str, **more: Any) -> dict[str, Any]:
    """An input that has to be filled in."""
    named = {"id": id_, "label": label, "isRequired": True, "errorMessage": f"Fyll ut {label.lower()}."}
    return {"type": f"Input.{kind}", **named, **more}


def row(line: str, button: dict[str, Any]) -> dict[str, Any]:
    """A line with its own button."""
    columns = [{"items": [text(line)]}, {"items": [{"type": "ActionSet", "actions": [button]}]}]
    return {"type": "ColumnSet", "columns": columns}


QUESTION = {
    "type": "Container",
    "id": "question",
    "isVisible": False,
    "items": [
        text("Er du sikker?"),
        {"type": "ActionSet", "actions": [execute("Slett", "echo"), toggle("Nei", False)]},
    ],
}
FORM = card(
    text("**Bestill** møte", style="heading"),
    field("Text", "title", "Tittel", maxLength=10),
    field("ChoiceSet", "arena", "Arena", choices=choices("Ressursteam", "SamBa"), style="compact"),
    field("ChoiceSet", "who", "Kven", choices=choices("PPT", "BUP", "Skule"), isMultiSelect=True, isRequired=False),
    field("Date", "day", "Dag", min="2027-01-01", max="2027-12-31"),
    field("Time", "at", "Klokka", isRequired=False),
    {"type": "Input.Toggle", "id": "told", "label": "Foreldra", "title": "Dei veit om det"},
    row("Ingrid", execute("Ta bort", "echo", associatedInputs="none", id="first")),
    row("Omar", execute("Ta bort", "echo", associatedInputs="none", id="second")),
    QUESTION,
    actions=(
        execute("Send", "echo"),
        execute("Avbryt", "say", associatedInputs="none"),
        execute("Rett for alle", "edit", associatedInputs="none"),
        execute("Ikkje svar", "nothing", associatedInputs="none"),
        execute("Vent", "wait", associatedInputs="none"),
        toggle("Slett", True),
        {"type": "Action.OpenUrl", "title": "Les meir", "url": "https://samba.example/"},
    ),
)


def message(drawn: dict[str, Any]) -> MessageActivityInput:
    """A message with a card, as the SDK sends it."""
    sent = MessageActivityInput(summary="Noko ventar på deg")
    return sent.add_card(AdaptiveCard.model_validate(drawn))


class Echo:
    """`heard` is what came, in order, as the SDK read it."""

    def __init__(self, app_id: str, cloud: CloudEnvironment) -> None:
        self.heard: list[Any] = []
        self.app = App(
            client_id=app_id,
            token=lambda *_: TOKEN,
            tenant_id="common",
            cloud=cloud,
            http_server_adapter=_NoServer(),
            fetch_user_token=False,
        )
        self.app.on_message(self._message)
        self.app.on_card_action(self._press)
        self.app.on_conversation_update(self._event)
        self.app.on_installation_update(self._event)

    async def receive(self, request: web.Request) -> web.Response:
        """One request, through the SDK's own door."""
        body = {"body": await request.json(), "headers": dict(request.headers)}
        answer: Any = await self.app.server.handle_request(body)  # type: ignore[arg-type]
        return web.json_response(answer["body"], status=answer["status"])

    async def _message(self, ctx: Any) -> None:
        self.heard.append(ctx.activity)
        await ctx.send(message(FORM))

    async def _event(self, ctx: Any) -> None:
        self.heard.append(ctx.activity)

    async def _press(self, ctx: Any) -> Any:
        self.heard.append(ctx.activity)
        action = ctx.activity.value.action
        told = card(text(json.dumps(action.data, sort_keys=True)), text(f"id {action.id}"))
        match action.verb:
            case "say":
                return AdaptiveCardActionMessageResponse(value="Avbrote.")
            case "edit":
                at = ctx.activity.conversation.id
                await ctx.api.conversations.update_activity(at, ctx.activity.reply_to_id, message(told))
                return AdaptiveCardActionCardResponse(value=AdaptiveCard.model_validate(told))
            case "break":
                twice = card(text("Ein", id="a"), text("To", id="a"))
                return AdaptiveCardActionCardResponse(value=AdaptiveCard.model_validate(twice))
            case "wait":
                await asyncio.sleep(0.3)
            case "echo":
                return AdaptiveCardActionCardResponse(value=AdaptiveCard.model_validate(told))
        return None


class _NoServer:
    def register_route(self, method: Any, path: str, handler: Any) -> None:
        """The test's own server calls the SDK."""

    def serve_static(self, path: str, directory: str) -> None:
        """Nothing."""

    async def start(self, port: int) -> None:
        """Nothing."""

    async def stop(self) -> None:
        """Nothing."""


@asynccontextmanager
async def echo(app_id: str, cloud: CloudEnvironment) -> AsyncIterator[tuple[Echo, str]]:
    """The bot and its address, while it runs."""
    bot = Echo(app_id, cloud)
    await bot.app.initialize()
    application = web.Application()
    application.router.add_post("/api/messages", bot.receive)
    async with TestServer(application, host="127.0.0.1", shutdown_timeout=0.1) as server:
        yield bot, str(server.make_url("/"))
    for client in (bot.app.api.http, bot.app.http_client):
        await client.http.aclose()
