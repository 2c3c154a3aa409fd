"""Teams around those who sit in it: what happens to chats, teams and channels, and is told to the bot."""

from tests.bot.teams.client.activities import Envelope, account
from tests.bot.teams.client.line import PATIENCE, Line
from tests.bot.teams.client.person import Person
from tests.bot.teams.connector.server import Connector
from tests.bot.teams.connector.world import Channel, Conversation, Team, User
from tests.bot.teams.keys import Signer


class Teams:
    """`service` is what the bot calls, `bot` the address that the bot stands at, `app_id` its id. Requests are signed
    by `signer` where there is one, and waited for `patience` seconds.
    """

    def __init__(
        self, service: Connector, bot: str, app_id: str, signer: Signer | None = None, patience: float = PATIENCE
    ) -> None:
        self.service, self.world = service, service.world
        self.envelope = Envelope(service.url, app_id)
        self.line = Line(bot, signer, patience)

    def person(self, user: User) -> Person:
        """Somebody at a client of their own."""
        return Person(user, self.world, self.line, self.envelope)

    # ---- The bot comes and goes -------------------------------------------------------------------------------------

    async def install(self, user: User, at: Conversation | None = None) -> None:
        """Somebody adds the bot to their own chat, or to a group chat or a channel."""
        where = at or self.world.personal(user)
        where.installed, where.blocked = True, ""
        if isinstance(where, Channel):
            where.team.installed = True
        added = [account(user), self.envelope.bot] if where.kind == "personal" else [self.envelope.bot]
        await self.line.tell(self.envelope.update(user, where, membersAdded=added))
        await self.line.tell(self.envelope.installation(user, where, "add"))

    async def remove(self, user: User, at: Conversation | None = None) -> None:
        """Somebody removes the bot again; from then on it is refused there."""
        where = at or self.world.personal(user)
        where.installed = False
        if isinstance(where, Channel) and where is where.team.general:
            where.team.installed = False
        await self.line.tell(self.envelope.installation(user, where, "remove"))

    def block(self, user: User, code: str = "ConversationBlockedByUser") -> None:
        """Somebody blocks the bot, which is not told of it."""
        self.world.personal(user).blocked = code

    # ---- People come and go -----------------------------------------------------------------------------------------

    async def join(self, user: User, at: Conversation | Team) -> None:
        """Somebody comes to a group chat, a team, or a private or shared channel."""
        where = at.general if isinstance(at, Team) else at
        where.roster.append(user)
        event = _event(at, "Added")
        await self.line.tell(self.envelope.update(user, where, event, membersAdded=[account(user)]))

    async def leave(self, user: User, at: Conversation | Team) -> None:
        """Somebody goes from there."""
        where = at.general if isinstance(at, Team) else at
        where.roster.remove(user)
        event = _event(at, "Removed")
        await self.line.tell(self.envelope.update(user, where, event, membersRemoved=[account(user)]))

    # ---- Channels come and go ---------------------------------------------------------------------------------------

    async def happens(self, by: User, channel: Channel, event: str) -> None:
        """Something happens to a channel, as Teams calls it: `channelCreated`, `channelRenamed`, `channelShared`, …"""
        await self.line.tell(self.envelope.update(by, channel, event))

    async def delete_channel(self, by: User, channel: Channel) -> None:
        """A channel is gone, with all that stood there."""
        channel.team.channels.remove(channel)
        del self.world.conversations[channel.id]
        await self.happens(by, channel, "channelDeleted")


def _event(at: Conversation | Team, what: str) -> str:
    """A group chat tells no event; a standard channel's members are the team's."""
    if isinstance(at, Channel):
        assert at.type != "standard", "a standard channel has no members of its own"
        return f"channelMember{what}"
    return f"teamMember{what}" if isinstance(at, Team) else ""
