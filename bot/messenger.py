"""What delivery asks of a platform, and the errors a platform's messenger translates its own into."""

from dataclasses import dataclass
from typing import Protocol

from handlers.rules.audience import Audience
from handlers.screens import Card
from locales import Language


@dataclass(frozen=True)
class Mailbox:
    """Where one person is reached on one platform; ids as the platform gave them. `partner`: somebody of a registered
    partner, who may be a guest or belong to another organisation. `reference` is what the platform wants beside the
    id; None where it wants nothing, or where nobody there has met us. Then `near` is a colleague's.
    """

    platform: str
    workspace: str
    account: str
    partner: bool = False
    reference: str | None = None
    near: str | None = None


@dataclass(frozen=True)
class Room:
    """A channel on one platform; ids as the platform gave them. `reference` as of a mailbox."""

    platform: str
    workspace: str
    channel: str
    reference: str | None = None


@dataclass(frozen=True)
class Attachment:
    """A file beside a message. The name holds no content of the case."""

    name: str
    title: str
    content: bytes


@dataclass(frozen=True)
class Outgoing:
    """A message ready to be sent, to a person or to a channel. `address` is where it stands already, when it is to be
    edited; `again` when an earlier try may have got through, and `attached` when the attachment stands there already.
    `language` is what the card is written in.
    """

    delivery: str
    to: Mailbox | Room
    card: Card
    language: Language
    attachment: Attachment | None = None
    address: str | None = None
    again: bool = False
    attached: bool = False


class SendError(Exception):
    """A message did not get through. `reason` is a code, safe to log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TryLater(SendError):
    """Nothing was sent; it may go through after `seconds` of real time."""

    def __init__(self, reason: str, seconds: float) -> None:
        super().__init__(reason)
        self.seconds = seconds


class NeverArrives(SendError):
    """Nothing was sent, and nothing will be: the account is gone or closed, or the app is uninstalled."""


class Unreachable(NeverArrives):
    """Nothing was sent, and nothing will be to this reader until the platform tells of them again."""


class OutcomeUnknown(SendError):
    """It may have been sent: the connection broke before the answer came. The next try looks it up first, or where
    nothing can be looked up, the convener is told.
    """


class Messenger(Protocol):
    """A platform's way of bringing messages to people and channels. Each method raises a SendError of the right
    kind. `looks_up`: whether it can find what an earlier try to a person sent; `by_reference`: whether it wants a
    reference of those it writes to.
    """

    looks_up: bool
    by_reference: bool

    async def check_reader(self, mailbox: Mailbox) -> None:
        """Ask the platform whether this reader is still there and one of ours; NeverArrives when not."""

    async def audience(self, room: Room) -> Audience | None:
        """Who can read a channel now; None when that cannot be found out, as where the bot is not let in."""

    async def send(self, message: Outgoing) -> str:
        """Send, or with `again` find what was sent; returns the address it stands at, opaque."""

    async def find(self, message: Outgoing) -> str | None:
        """Where an earlier try of this delivery stands in a direct message; None when none got through."""

    async def edit(self, message: Outgoing) -> str:
        """Put the card in place of what stands at `message.address`; returns the address, which may have changed."""
