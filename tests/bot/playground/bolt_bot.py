"""A small real bot, of slack_bolt: it does what its commands say, so that each test can have what it needs."""

import asyncio
import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.bot.playground.screens import BOOKING, CARD, HOME

Json = dict[str, Any]
SECRET = "playground-signing-secret"
BOT_TOKEN = "xoxb-playground-1"
APP_TOKEN = "xapp-playground-1"
CHANNEL_EVENTS = ("channel_id_changed", "channel_shared", "channel_unshared", "group_left", "member_joined_channel")


@dataclass
class Heard:
    """What the bot was sent, and what it is told to answer submissions with."""

    payloads: list[Json] = field(default_factory=list)
    requests: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    submission_answers: deque[Json] = field(default_factory=deque)
    deaf: bool = False


def make_app(api_url: str, heard: Heard) -> AsyncApp:
    """The bot, calling the playground at `api_url` (which ends in a slash)."""
    client = AsyncWebClient(token=BOT_TOKEN, base_url=api_url)
    app = AsyncApp(
        token=BOT_TOKEN,
        signing_secret=SECRET,
        client=client,
        process_before_response=True,
        request_verification_enabled=True,
    )

    @app.middleware
    async def hear(body: Json, next: Any) -> None:  # noqa: A002  -- bolt gives arguments by name
        heard.payloads.append(body)
        if heard.deaf:
            await asyncio.sleep(5)
        await next()

    @app.command("/samba")
    async def samba(ack: Any, body: Json, client: AsyncWebClient) -> None:
        text = body["text"]
        if text == "bestill":
            await client.views_open(trigger_id=body["trigger_id"], view=BOOKING)
            await ack()
        elif text == "kort":
            await ack()
            await client.chat_postMessage(channel=body["user_id"], text="Du har fått tid", blocks=CARD)
        elif text == "alle":
            await ack({"response_type": "in_channel", "text": "Hei, *alle*"})
        else:
            await ack(f"Skriv `/samba bestill`. Du skreiv: {text}")

    @app.view("booking")
    async def booked(ack: Any) -> None:
        await ack(**(heard.submission_answers.popleft() if heard.submission_answers else {}))

    @app.view("receipt")
    async def receipt(ack: Any) -> None:
        await ack()

    @app.view_closed("booking")
    async def closed(ack: Any) -> None:
        await ack()

    @app.action("booking.open")
    async def open_booking(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=BOOKING)
        await ack()

    @app.action("consent.register")
    async def consent(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="Samtykke er registrert", replace_original=True)

    @app.shortcut("booking.start")
    async def start_booking(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=BOOKING)
        await ack()

    for name in ("meeting.more", "meeting.cancel", "calendar.open"):

        @app.action(name)
        async def pressed(ack: Any, respond: Any, action: Json) -> None:
            await ack()
            await respond(text=f"Trykt: {action['action_id']}")

    @app.event("message")
    async def message(event: Json, say: Any) -> None:
        await say(f"Du skreiv: {event['text']}")

    @app.event("app_mention")
    async def mention(event: Json, client: AsyncWebClient) -> None:
        await client.chat_postEphemeral(channel=event["channel"], user=event["user"], text="Skriv `/samba bestill`")

    @app.event("app_home_opened")
    async def home(event: Json, client: AsyncWebClient) -> None:
        if event["tab"] == "home":
            await client.views_publish(user_id=event["user"], view=HOME)

    for name in CHANNEL_EVENTS:

        @app.event(name)
        async def happened() -> None:
            """Heard is enough."""

    return app


def make_site(app: AsyncApp, heard: Heard, clock: "BotClock | None" = None) -> Starlette:
    """The bot's own site in HTTP mode."""
    handler = AsyncSlackRequestHandler(app)

    async def events(request: Request) -> Response:
        body = await request.body()
        heard.requests.append((dict(request.headers), body))
        return await handler.handle(request)

    routes = [Route("/slack/events", events, methods=["POST"])]
    return Starlette(routes=routes if clock is None else [*routes, *clock.routes(app.client)])


class BotClock:
    """The clock of a bot in try mode: reminders that are due at given times."""

    def __init__(self, now: str, due: list[tuple[str, str, str]]) -> None:
        self.now = now
        self.due = sorted(due)
        self.asked: list[str] = []

    def routes(self, client: AsyncWebClient) -> list[Route]:
        """GET and POST /try/clock."""

        async def clock(request: Request) -> Response:
            assert request.headers["X-Try-Token"] == "try-1"
            if request.method == "POST":
                await self._move(json.loads(await request.body())["now"], client)
            return _json({"now": self.now, "next_due": self.due[0][0] if self.due else None})

        return [Route("/try/clock", clock, methods=["GET", "POST"])]

    async def _move(self, now: str, client: AsyncWebClient) -> None:
        self.asked.append(now)
        self.now = now
        while self.due and self.due[0][0] <= now:
            _, user, text = self.due.pop(0)
            await client.chat_postMessage(channel=user, text=text)


def _json(document: Json) -> Response:
    return Response(json.dumps(document), media_type="application/json")
