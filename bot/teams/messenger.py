"""Brings messages to people in their own chats and to channels, with a client of its own that may wait for its turn."""

import time
from dataclasses import replace

import httpx
from microsoft_teams.api import ActivityParams, ApiClient, TeamsChannelAccount

from bot.messenger import Mailbox, NeverArrives, Outgoing, Room, Unreachable
from bot.teams.activities import message as drawn
from bot.teams.audience import is_guest, read_audience
from bot.teams.calendar_links import CalendarLinks
from bot.teams.cards import card_of
from bot.teams.connectors import Connectors
from bot.teams.faults import code_of, translated
from bot.teams.pacing import Paces
from bot.teams.references import Address, Reference
from bot.teams.seals import Drawing, Seals
from handlers.rules.audience import Audience

# Seconds that a delivery's request may be without a sign of life.
DELIVERY_PATIENCE = 15.0
# Seconds that what Teams says of a reader holds: many messages to one reader are often due at once.
MEMBER_KEPT = 20.0
NOT_MET = "not_met"
# Teams' words for a message that is gone, beside a 404 that says nothing; and for a conversation that is.
GONE, CONVERSATION_GONE = "ActivityNotFoundInConversation", "ConversationNotFound"


class TeamsMessenger:
    """The messenger port for Teams. `api` may retry; `url` is where the bot is reached from outside. Nothing that was
    sent can be looked up, so what may have got through is never sent again. Somebody whom nobody has met may have got
    the app before we knew them: their chat is opened from where a colleague is.
    """

    looks_up = False
    by_reference = True

    def __init__(self, api: ApiClient, seals: Seals, url: str) -> None:
        self._api, self._connectors = api, Connectors(api)
        self._seals, self._links = seals, CalendarLinks(seals, url)
        self._paces = Paces()
        self._opened: dict[tuple[str, str], Reference] = {}
        self._members: dict[tuple[str, str], tuple[float, TeamsChannelAccount]] = {}

    async def check_reader(self, mailbox: Mailbox) -> None:
        """Whether this reader is still there, and of this tenant or of a partner; NeverArrives when not."""
        at = await self._at(mailbox)
        with translated(sends=False):
            member = await self._member(at, mailbox.account)
        if not mailbox.partner and (reason := _unreachable(member, mailbox)):
            raise NeverArrives(reason)

    async def audience(self, room: Room) -> Audience | None:
        """Who can read a channel now; None when Teams does not say."""
        return await read_audience(self._api, room)

    async def find(self, message: Outgoing) -> str | None:  # noqa: ARG002
        """Nothing: Teams lets nobody look up what stands in a chat."""
        return None

    async def send(self, message: Outgoing) -> str:
        """Send; gives the address. To a channel it begins a thread."""
        at = await self._at(message.to)
        activity = self._activity(message)
        await self._paces.turn(at.conversation, at.tenant)
        with translated(sends=True):
            return str(Address(at, await self._connectors.create(at, activity)))

    async def edit(self, message: Outgoing) -> str:
        """Put the card in place of what stands at the address. Teams may take what we write elsewhere since."""
        assert message.address is not None
        place = Address.parse(message.address)
        if message.to.reference is not None:
            place = replace(place, at=replace(place.at, service_url=Reference.parse(message.to.reference).service_url))
        activity = self._activity(message)
        await self._paces.turn(place.at.conversation, place.at.tenant)
        try:
            with translated(sends=False):
                await self._update(place, activity)
        except Unreachable as error:
            if message.to.reference is not None and _reference(message.to).conversation != place.at.conversation:
                raise NeverArrives(error.reason) from None  # the reader is met elsewhere now
            raise
        return str(place)

    async def _at(self, to: Mailbox | Room) -> Reference:
        if isinstance(to, Room) or to.reference is not None or to.near is None:
            return _reference(to)
        who = (to.workspace, to.account)
        if who not in self._opened:
            near = _reference(replace(to, reference=to.near))
            try:
                with translated(sends=False):
                    self._opened[who] = await self._connectors.personal(near, to.account)
            except Unreachable:
                raise NeverArrives(NOT_MET) from None
        return self._opened[who]

    def _activity(self, message: Outgoing) -> ActivityParams:
        drawing = Drawing(self._seals, message.to.workspace, message.language)
        card = card_of(message.card, drawing)
        if message.attachment:
            self._links.add(card, message.attachment, drawing)
        return drawn(card, message.card.notice, message.delivery)

    async def _update(self, place: Address, activity: ActivityParams) -> None:
        try:
            await self._connectors.update(place.at, place.activity, activity)
        except httpx.HTTPStatusError as error:
            if _is_gone(error.response):
                raise NeverArrives("message_gone") from None
            raise

    async def _member(self, at: Reference, account: str) -> TeamsChannelAccount:
        """What Teams says of a reader, now or a little while ago."""
        now, key = time.monotonic(), (at.conversation, account)
        self._members = {each: kept for each, kept in self._members.items() if kept[0] > now}
        if key not in self._members:
            there = self._connectors.at(at.service_url).conversations
            self._members[key] = now + MEMBER_KEPT, await there.get_member_by_id(at.conversation, account)
        return self._members[key][1]


def _reference(to: Mailbox | Room) -> Reference:
    if to.reference is None:
        raise NeverArrives(NOT_MET)
    at = Reference.parse(to.reference).at_top()
    if at.tenant != to.workspace:
        raise NeverArrives("stranger")
    return at


def _unreachable(member: TeamsChannelAccount, mailbox: Mailbox) -> str | None:
    if is_guest(member):
        return "guest"
    # The conversation is this tenant's. Where Teams is silent about its reader, nothing speaks against them.
    return "stranger" if member.tenant_id not in (None, mailbox.workspace) else None


def _is_gone(response: httpx.Response) -> bool:
    code = code_of(response)
    return code == GONE or (response.status_code == 404 and code != CONVERSATION_GONE)
