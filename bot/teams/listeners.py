"""What the SDK's app listens to: a handful of kinds of activity, each read, asked of the desk, and drawn."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from microsoft_teams.api import ConversationUpdateActivity
from microsoft_teams.api.activities import AdaptiveCardInvokeActivity, InstallUpdateActivity, MessageActivity
from microsoft_teams.api.models.adaptive_card import AdaptiveCardActionMessageResponse, AdaptiveCardActionResponse
from microsoft_teams.apps import ActivityContext, App

from bot.asking import Ask, Caller, Reply
from bot.teams import payloads
from bot.teams.acquaintances import Acquaintances
from bot.teams.calls import Calls
from bot.teams.filled import overlooked
from bot.teams.places import AmongOthers, InChat, OnCard
from bot.teams.repeats import Repeats
from bot.teams.seals import SealedForm, Seals
from handlers import drafting
from handlers.entry import Entry
from handlers.screens import Form

log = logging.getLogger("samba_bot.teams")
Result = TypeVar("Result")
# Told of the tenant and the channel. As of Slack's, but that an id never changes.
ChannelChanged = Callable[[str, str, str | None], Awaitable[None]]
HELLO = "help.show"


class AnyDesk(Protocol):
    """What the listeners ask of the desk."""

    async def reply(self, caller: Caller, ask: Ask) -> Reply | None:
        """What to show the caller; None for an event that was answered before."""
        ...

    async def background(self, work: Callable[..., Result], *arguments: object) -> Result:
        """Run `work(session, real_now, *arguments)` in one transaction."""
        ...


class Listeners:
    """One method for each way in. `channel_changed` may be given before the start."""

    def __init__(self, desk: AnyDesk, calls: Calls, seals: Seals, acquaintances: Acquaintances) -> None:
        self._desk, self._calls, self._seals = desk, calls, seals
        self._acquaintances = acquaintances
        self._repeats = Repeats()
        self.channel_changed: ChannelChanged = _nobody_cares

    def register(self, app: App) -> None:
        """The SDK calls all that fit, and there is one for each kind."""
        app.on_message(self.message)
        app.on_card_action(self.press)
        app.on_conversation_update(self.conversation)
        app.on_installation_update(self.installation)

    async def message(self, ctx: ActivityContext[MessageActivity]) -> None:
        """A line that somebody wrote: a command."""
        activity = ctx.activity
        caller, at = payloads.caller_of(activity), payloads.reference_of(activity)
        if self._repeats.has_come(f"{at.tenant}:{activity.conversation.id}:{activity.id}"):
            return
        if not payloads.is_personal(activity):
            await self._acquaintances.meet_channel(payloads.channel_of(activity), at)
        reply = await self._desk.reply(caller, payloads.message_ask(activity))
        if reply is None:
            return
        place = InChat if payloads.is_personal(activity) else AmongOthers
        await place(self._calls, self._seals, at, caller.account).draw(reply)

    async def press(self, ctx: ActivityContext[AdaptiveCardInvokeActivity]) -> AdaptiveCardActionResponse:
        """A button on a card, or a form that was sent in."""
        activity = ctx.activity
        caller, at = payloads.caller_of(activity), payloads.reference_of(activity)
        pressed = payloads.opened(activity, self._seals)
        ask = payloads.ask_of(activity, pressed)
        message, personal = activity.reply_to_id or "", payloads.is_personal(activity)
        place = OnCard(self._calls, self._seals, at, caller.account, message, personal)
        if isinstance(pressed, SealedForm) and ask is not payloads.STALE:
            wrong = overlooked(pressed.form, ask.values, pressed.language)
            if wrong and await self._is_open(caller, pressed.form):
                return await place.draw(Reply(wrong, pressed.language), pressed, ask.values)
            if wrong:
                # Its time is over, as when a seal is too old; what came in its place is left standing.
                pressed, ask = None, payloads.STALE
        reply = await self._desk.reply(caller, ask)
        if reply is None:
            return AdaptiveCardActionMessageResponse(value="")
        return await place.draw(reply, pressed, ask.values)

    async def _is_open(self, caller: Caller, form: Form) -> bool:
        who = (caller.platform, caller.workspace, caller.account)
        return await self._desk.background(drafting.is_open, *who, form.draft)

    async def conversation(self, ctx: ActivityContext[ConversationUpdateActivity]) -> None:
        """Somebody came or went, or a channel changed."""
        activity = ctx.activity
        if payloads.is_personal(activity):
            return
        channel, at = payloads.channel_of(activity), payloads.reference_of(activity)
        met = [] if payloads.shuts_us_out(activity) else [replace(at, conversation=channel)]
        if met and at.team and (payloads.lets_us_in(activity) or payloads.changed_team(activity)):
            met += await self._calls.channels(at)
        for each in met:
            await self._acquaintances.meet_channel(each.conversation, each)
        if payloads.changed_channel(activity):
            for name in dict.fromkeys([channel, *(each.conversation for each in met)]):
                await self.channel_changed(at.tenant, name, None)

    async def installation(self, ctx: ActivityContext[InstallUpdateActivity]) -> None:
        """Somebody got us, or removed us. Who is registered is greeted; others have not asked to be written to."""
        activity: Any = ctx.activity
        if not payloads.is_personal(activity):
            return
        caller = payloads.caller_of(activity)
        if activity.action == "remove":
            await self._acquaintances.lose(caller)
        elif await self._acquaintances.meet(caller) and activity.action == "add":
            event = f"{activity.conversation.id}:{activity.id}"
            reply = await self._desk.reply(caller, Ask(Entry.ACTION, HELLO, {}, event=event))
            if reply:
                at = payloads.reference_of(activity)
                await InChat(self._calls, self._seals, at, caller.account).draw(reply)


async def _nobody_cares(_tenant: str, _channel: str, _new_id: str | None) -> None: ...
