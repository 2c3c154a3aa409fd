"""Brings messages to people in direct messages and to channels, with a client of its own that may wait for its turn."""

import json
from dataclasses import dataclass, replace
from typing import Any

import aiohttp
from aiolimiter import AsyncLimiter
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.messenger import Attachment, Mailbox, NeverArrives, OutcomeUnknown, Outgoing, Room, SendError
from bot.slack import history
from bot.slack.audience import read_audience
from bot.slack.blocks import message as drawn
from bot.slack.faults import translated
from handlers.rules.audience import Audience

DELIVERY_PATIENCE = aiohttp.ClientTimeout(total=20, sock_connect=5)
# A longer wait is delivery's to plan: its lease on the message would run out meanwhile.
LONGEST_WAIT, RETRIES = 5, 3
# Slack takes a message a second in each conversation, and a few more at once.
BURST, BURST_SECONDS = 4, 4
UNINSTALLED = ("account_inactive", "token_revoked", "token_expired", "invalid_auth", "not_authed")


@dataclass(frozen=True)
class Address:
    """Where a message stands; opaque to whoever keeps it."""

    channel: str
    ts: str
    file: str | None = None

    @classmethod
    def parse(cls, text: str) -> "Address":
        """The address that `str` gave."""
        return cls(**json.loads(text))

    def __str__(self) -> str:
        return json.dumps({"channel": self.channel, "ts": self.ts, "file": self.file})


class SlackMessenger:
    """The messenger port for Slack. The client's session is shared by all its calls; who `bot_user` is becomes known
    at start. What was sent to a person is found again by the delivery's id, which travels as metadata.
    """

    looks_up = True
    by_reference = False

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self.bot_user = ""
        self._conversations: dict[str, str] = {}
        self._paces: dict[str, AsyncLimiter] = {}

    async def check_reader(self, mailbox: Mailbox) -> None:
        """Whether this reader is still a full member of this workspace, or of a partner; NeverArrives when not."""
        try:
            with translated(sends=False):
                user = (await self._client.users_info(user=mailbox.account))["user"]
        except NeverArrives as error:
            raise NeverArrives("uninstalled" if error.reason in UNINSTALLED else error.reason) from None
        if reason := _unreachable(user, mailbox):
            raise NeverArrives(reason)

    async def audience(self, room: Room) -> Audience | None:
        """Who can read a channel now; None when Slack does not say."""
        return await read_audience(self._client, room.channel, room.workspace, self.bot_user)

    async def find(self, message: Outgoing) -> str | None:
        """Where an earlier try of this delivery stands; None when none got through."""
        found = await self._earlier(await self._conversation(message.to), message)
        return str(found) if found else None

    async def send(self, message: Outgoing) -> str:
        """Send, or with `again` find what an earlier try sent and bring it up to date; gives the address."""
        channel = await self._conversation(message.to)
        found = await self._earlier(channel, message) if message.again else None
        upload = await self._upload(message.attachment) if message.attachment and not (found and found.file) else None
        if found:
            await self._update(found, message)  # it was drawn from what was true then
        ts = found.ts if found else await self._post(channel, message)
        file = found.file if found else None
        if upload and message.attachment:
            file = await self._attach(channel, upload, message.attachment)
        return str(Address(channel, ts, file))

    async def edit(self, message: Outgoing) -> str:
        """Put the card in place of what stands at the address. A new attachment is sent beside it."""
        assert message.address is not None
        place = Address.parse(message.address)
        if isinstance(message.to, Room):
            place = replace(place, channel=message.to.channel)  # a channel's id may have changed since
        await self._update(place, message)
        if message.attachment is None or message.attached:
            return str(place)
        file = await self._file_sent(place, message.attachment) if message.again else None
        if file is None:
            upload = await self._upload(message.attachment)
            file = await self._attach(place.channel, upload, message.attachment)
        return str(Address(place.channel, place.ts, file))

    async def _conversation(self, mailbox: Mailbox | Room) -> str:
        if isinstance(mailbox, Room):
            return mailbox.channel
        known = self._conversations.get(mailbox.account)
        if known is None:
            with translated(sends=False):
                opened = await self._client.conversations_open(users=mailbox.account)
            known = self._conversations[mailbox.account] = str(opened["channel"]["id"])
        return known

    async def _earlier(self, channel: str, message: Outgoing) -> Address | None:
        name = message.attachment.name if message.attachment else None
        with translated(sends=False):
            found = await history.find_delivery(self._client, channel, message.delivery, name)
        return Address(channel, found.ts, found.file) if found else None

    async def _file_sent(self, place: Address, attachment: Attachment) -> str | None:
        with translated(sends=False):
            return await history.find_file(self._client, place.channel, attachment.name, place.ts)

    async def _post(self, channel: str, message: Outgoing) -> str:
        await self._paces.setdefault(channel, AsyncLimiter(BURST, BURST_SECONDS)).acquire()
        with translated(sends=True):
            posted = await self._client.chat_postMessage(
                channel=channel,
                metadata=history.label(message.delivery),
                unfurl_links=False,
                unfurl_media=False,
                **drawn(message.card),
            )
        return str(posted["ts"])

    async def _update(self, place: Address, message: Outgoing) -> None:
        try:
            with translated(sends=True):
                await self._client.chat_update(channel=place.channel, ts=place.ts, **drawn(message.card))
        except NeverArrives as error:
            raise NeverArrives("message_gone" if error.reason == "message_not_found" else error.reason) from None

    async def _upload(self, attachment: Attachment) -> str:
        """Bring the file's content to Slack, where nobody sees it yet."""
        with translated(sends=False):
            place = await self._client.files_getUploadURLExternal(
                filename=attachment.name, length=len(attachment.content)
            )
            assert self._client.session is not None
            async with self._client.session.post(
                place["upload_url"], data=attachment.content, proxy=self._client.proxy
            ) as answer:
                answer.raise_for_status()
        return str(place["file_id"])

    async def _attach(self, channel: str, file: str, attachment: Attachment) -> str:
        try:
            with translated(sends=True):
                await self._client.files_completeUploadExternal(
                    files=[{"id": file, "title": attachment.title}], channel_id=channel
                )
        except SendError as error:
            # The message stands there already: only a try that looks it up first does not send it twice.
            raise OutcomeUnknown(error.reason) from None
        return file


def _unreachable(user: dict[str, Any], mailbox: Mailbox) -> str | None:
    at_home = mailbox.workspace in {user.get("team_id"), *(user.get("enterprise_user") or {}).get("teams", ())}
    is_guest = user.get("is_restricted") or user.get("is_ultra_restricted")
    reasons = {
        "deactivated": user.get("deleted"),
        "stranger": (user.get("is_stranger") or not at_home) and not mailbox.partner,
        "guest": is_guest and not mailbox.partner,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


class BriefRateLimitRetry(AsyncRateLimitErrorRetryHandler):
    """Waits where Slack asks for a few seconds, and leaves longer waits to delivery."""

    async def _can_retry_async(self, *, response: HttpResponse | None = None, **known: Any) -> bool:
        if response is None or not await super()._can_retry_async(response=response, **known):
            return False
        waits = [value for name, value in response.headers.items() if name.lower() == "retry-after"]
        return not waits or float(waits[0][0]) <= LONGEST_WAIT


def brief_retry() -> BriefRateLimitRetry:
    """The retry handler of the client that delivers; never give it to the one that answers clicks."""
    return BriefRateLimitRetry(max_retry_count=RETRIES)
