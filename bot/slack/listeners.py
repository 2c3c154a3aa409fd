"""What Bolt listens to: a handful of patterns, each a wrapper that reads, asks the desk, and draws the answer."""

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.asking import Ask, Caller
from bot.logs import place_of
from bot.slack import payloads
from bot.slack.blocks import message
from bot.slack.calls import Calls
from bot.slack.homes import HomePages, is_beside_home, may_have_changed
from bot.slack.payloads import Body
from bot.slack.places import AtCommand, AtShortcut, AtSubmit, InMessage, InModal, OnHome, Place
from handlers.screens import Answer, Replace, Show

log = logging.getLogger("samba_bot.slack")

# What the manifest registers; a test compares.
COMMAND = "/samba"
SHORTCUT = "booking.start"
# What may change who reads a channel. When a private one is made public, Slack tells only those who may read all that
# is written there; that is found out by asking now and then.
CHANNEL_EVENTS = ("channel_id_changed", "channel_shared", "channel_unshared", "group_left", "member_joined_channel")
EVENTS = ("app_home_opened", "app_mention", "message", *CHANNEL_EVENTS)
ANY = re.compile("")
MISSHAPEN = (KeyError, IndexError, TypeError, AttributeError, ValueError)
# Told of the workspace, the channel, and its new id if it got one. It is to be quick: Slack waits for the answer, and
# tells again what was not answered.
ChannelChanged = Callable[[str, str, str | None], Awaitable[None]]


class AnyDesk(Protocol):
    """What the listeners ask of the desk."""

    async def answer(self, caller: Caller, ask: Ask) -> Answer | None:
        """What to show the caller; None for an event that was answered before."""
        ...


class Listeners:
    """One method for each way in. `bot_user` becomes known at start; `channel_changed` may be given then."""

    def __init__(self, desk: AnyDesk, calls: Calls) -> None:
        self._desk = desk
        self._calls = calls
        self.homes = HomePages(desk.answer, calls)
        self.bot_user = ""
        self.channel_changed: ChannelChanged = _nobody_cares

    def register(self, app: AsyncApp) -> None:
        """Bolt tries every listener in turn, so they are few."""
        app.command(re.compile(re.escape(COMMAND)))(self.command)
        app.global_shortcut(SHORTCUT)(self.shortcut)
        app.block_action(ANY)(self.press)
        app.view_submission(ANY)(self.form)
        app.event(ANY)(self.event)
        app.error(self.failed)

    async def command(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """`/samba …`"""
        place = AtCommand(self._calls, body)
        await self._answer(ack, body, place, payloads.command_caller(body), payloads.command_ask(body))

    async def shortcut(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """What stands in Slack's own menu of shortcuts."""
        place = AtShortcut(self._calls, body)
        await self._answer(ack, body, place, payloads.clicker(body), payloads.shortcut_ask(body))

    async def press(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """A button, wherever it stands."""
        ask = payloads.press_ask(body)
        if ask is None:
            await ack()
            return
        await self._answer(ack, body, self._pressed_in(body), payloads.clicker(body), ask)

    def _pressed_in(self, body: Body) -> Place:
        view = body.get("view") or {}
        if view.get("type") == "home":
            return OnHome(self._calls, body)
        return InModal(self._calls, body) if view else InMessage(self._calls, body)

    async def form(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """A form that was sent in."""
        await self._answer(ack, body, AtSubmit(self._calls, body), payloads.clicker(body), payloads.form_ask(body))

    async def _answer(self, ack: AsyncAck, body: Body, place: Place, caller: Caller, ask: Ask) -> None:
        answer = await self._desk.answer(caller, ask)
        carried = await place.draw(answer) if answer is not None else {}
        await ack(carried or "")
        if is_beside_home(body) and may_have_changed(answer):
            self.homes.draw_soon(caller)

    async def event(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """What Slack tells of: the home page was opened, somebody wrote to the bot, or a channel changed."""
        event = body["event"]
        if event["type"] == "app_home_opened" and event.get("tab") != "messages":
            await self.homes.draw(payloads.event_caller(body))
        elif event["type"] == "app_mention" or (event["type"] == "message" and event.get("channel_type") == "im"):
            await self._greet(body)
        elif event["type"] in CHANNEL_EVENTS:
            await self.channel_changed(*payloads.changed_channel(body))
        await ack()

    async def _greet(self, body: Body) -> None:
        event = body["event"]
        if not payloads.written_by_person(event) or event["user"] == self.bot_user:
            return
        caller = payloads.event_caller(body)
        answer = await self._desk.answer(caller, payloads.greeting_ask(body, self.bot_user))
        if not isinstance(answer, Show | Replace):
            return
        where = {"channel": event["channel"], "thread_ts": event.get("thread_ts")}
        if event["type"] == "message":
            await self._calls.post(**where, **message(answer.card))
        else:
            await self._calls.post_ephemeral(**where, user=caller.account, **message(answer.card))

    async def failed(self, error: Exception) -> BoltResponse:
        """What Slack never sends is 400, our fault 500. Only kind and place are logged: an error may repeat a text."""
        status = 400 if isinstance(error, MISSHAPEN) else 500
        log.error("failed status=%s error=%s at=%s", status, type(error).__qualname__, place_of(error))
        return BoltResponse(status=status, body="")


async def _nobody_cares(_workspace: str, _channel: str, _new_id: str | None) -> None: ...
