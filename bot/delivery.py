"""Brings out what is due: expand, claim, ask the platform about the reader, judge and render, send, record.

Everything that must survive a crash stands in the database; a claim that is not recorded comes free again when its
lease runs out.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from bot.desk import Desk
from bot.messenger import (
    Attachment,
    Mailbox,
    Messenger,
    NeverArrives,
    OutcomeUnknown,
    Outgoing,
    Room,
    SendError,
    TryLater,
    Unreachable,
)
from handlers import expanding, outbox, places, preparing
from handlers.notice_kinds import KINDS
from handlers.outbox import Claim
from handlers.places import Place, Platforms
from handlers.preparing import Prepared
from handlers.rules.audience import Audience
from handlers.watching import Watched, channels_to_check, check_channel

log = logging.getLogger("samba_bot.delivery")
BATCH = 20
Told = TypeVar("Told")


class Delivery:
    """The loop behind every message that is not the answer to a click.

    `messengers` are the platforms' by their names. `lease` is how long a claim holds in real time: when a process dies
    while sending, that is how long its messages wait.
    """

    def __init__(self, desk: Desk, messengers: Mapping[str, Messenger], lease: timedelta = outbox.LEASE) -> None:
        self._desk, self._lease = desk, lease
        self._messengers = messengers
        met = frozenset(name for name, messenger in messengers.items() if messenger.by_reference)
        self._platforms = Platforms(frozenset(messengers), met)
        self._one_at_a_time = asyncio.Lock()

    async def drain(self) -> int:
        """Bring out everything that is due now; returns how many notices and deliveries were handled."""
        async with self._one_at_a_time:
            handled = 0
            while count := await self._round():
                handled += count
            return handled

    async def _round(self) -> int:
        await asyncio.gather(*(self._look_at(channel) for channel in await self._desk.background(channels_to_check)))
        expanded = await self._desk.background(expanding.expand_due, KINDS, BATCH)
        claimed = await self._desk.background(outbox.claim, self._lease, BATCH)
        # Readers and channels side by side; each one's own messages one after the other, in order of time.
        lines: dict[object, list[Claim]] = defaultdict(list)
        for claim in claimed:
            lines[claim.line].append(claim)
        await asyncio.gather(*(self._deliver_in_order(claims) for claims in lines.values()))
        return expanded + len(claimed)

    async def _look_at(self, watched: Watched) -> None:
        """See whether what stands in a channel still may. What cannot be asked now is asked again in its turn."""
        messenger = self._messengers.get(watched.platform)
        if messenger is None:
            return
        place = Place(watched.platform, watched.workspace, channel=watched.channel, reference=watched.reference)
        try:
            audience = await self._told(place, _audience(messenger, place))
        except NeverArrives:
            audience = None  # we are there no longer, and see nobody
        except SendError as error:
            log.warning("channel not looked at id=%s reason=%s", watched.channel_id, error.reason)
            return
        await self._desk.background(check_channel, watched.tenant_id, watched.channel_id, audience)

    async def _deliver_in_order(self, claims: Sequence[Claim]) -> None:
        for claim in claims:
            await self._deliver(claim.tenant_id, claim.delivery)

    async def _deliver(self, tenant_id: int, delivery: str) -> None:
        try:
            await self._send(tenant_id, delivery)
        except NeverArrives as error:
            await self._desk.background(outbox.record_failed, tenant_id, delivery, error.reason)
        except TryLater as error:
            unsent = True
            await self._desk.background(outbox.record_later, tenant_id, delivery, error.seconds, error.reason, unsent)
        except OutcomeUnknown as error:
            await self._desk.background(outbox.record_later, tenant_id, delivery, 1.0, error.reason)
        except SendError as error:
            await self._desk.background(outbox.record_later, tenant_id, delivery, 30.0, error.reason)
        except Exception as error:
            # The error's own text may hold what is in the message.
            log.error("delivery failed id=%s error=%s", delivery, type(error).__qualname__)
            await self._desk.background(outbox.record_later, tenant_id, delivery, 30.0, "internal")

    async def _send(self, tenant_id: int, delivery: str) -> None:
        """Bring it to its channel, or to the first of its reader's accounts that takes it. Where none does, the first
        one's error is raised.
        """
        platforms, refused = self._platforms, None
        while True:
            place = await self._desk.background(places.place_of, tenant_id, delivery, platforms)
            messenger = self._messengers.get(place.platform) if place else None
            if place is None or messenger is None:
                nowhere = NeverArrives("no_account" if place is None else "no_platform")
                await self._end(tenant_id, delivery, refused or nowhere)
                return
            try:
                await self._send_to(place, messenger, tenant_id, delivery, platforms)
                return
            except NeverArrives as error:
                refused = refused or error
            if not await self._desk.background(outbox.may_go_elsewhere, tenant_id, delivery, messenger.looks_up):
                raise refused
            platforms = platforms.but(place)

    async def _send_to(
        self, place: Place, messenger: Messenger, tenant_id: int, delivery: str, platforms: Platforms
    ) -> None:
        try:
            audience = await self._told(place, _audience(messenger, place))
        except TryLater as error:
            # Nothing was sent now. Whether an earlier try got through is as uncertain as before.
            await self._desk.background(outbox.record_later, tenant_id, delivery, error.seconds, error.reason)
            return
        except NeverArrives as error:
            if place.channel is None or not place.stands:
                await self._end(tenant_id, delivery, error)
                return
            audience = None  # what stands there is taken down, if its address still leads to it
        prepared = await self._desk.background(
            preparing.prepare, tenant_id, delivery, KINDS, audience, messenger.looks_up, platforms
        )
        if prepared is None:
            return
        address = await self._told(place, _brought_out(messenger, _outgoing(prepared), prepared.correction))
        if address is None:
            await self._desk.background(outbox.record_overtaken, tenant_id, delivery)
        else:
            await self._desk.background(outbox.record_sent, tenant_id, delivery, prepared.fingerprint, address)

    async def _told(self, place: Place, asked: Awaitable[Told]) -> Told:
        """What a platform answers of a place. That nothing gets through there any longer is kept."""
        try:
            return await asked
        except Unreachable as error:
            await self._desk.background(places.lose, place, error.reason)
            raise

    async def _end(self, tenant_id: int, delivery: str, error: NeverArrives) -> None:
        """There is no other try. Raises the error, unless an earlier one may have got through."""
        if not await self._desk.background(outbox.leave_in_doubt, tenant_id, delivery):
            raise error


async def _audience(messenger: Messenger, place: Place) -> Audience | None:
    """Who can read a channel now. A reader of their own is only checked; NeverArrives when nobody is there."""
    address = _address(place)
    if isinstance(address, Room):
        return await messenger.audience(address)
    await messenger.check_reader(address)
    return None


def _address(place: Place) -> Mailbox | Room:
    if place.channel is not None:
        return Room(place.platform, place.workspace, place.channel, place.reference)
    assert place.account is not None
    return Mailbox(place.platform, place.workspace, place.account, place.partner, place.reference, place.near)


async def _brought_out(messenger: Messenger, message: Outgoing, correction: bool) -> str | None:
    """Where the message stands now; None for a correction of what never got through."""
    if correction:
        message = replace(message, address=await messenger.find(message))
        return await messenger.edit(message) if message.address else None
    return await (messenger.edit(message) if message.address else messenger.send(message))


def _outgoing(prepared: Prepared) -> Outgoing:
    file = prepared.message.file
    return Outgoing(
        delivery=prepared.delivery,
        to=_address(prepared.place),
        card=prepared.message.card,
        language=prepared.language,
        attachment=Attachment(file.name, file.title, file.content) if file else None,
        address=prepared.address,
        again=prepared.again,
        attached=prepared.file_stands,
    )
