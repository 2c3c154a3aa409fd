"""Microsoft's side of the Bot Framework for Teams, as strict as the real one, on 127.0.0.1: what the bot calls."""

from tests.bot.teams.connector.faults import ANY, Break, contended, down, throttled
from tests.bot.teams.connector.refusals import Refusal
from tests.bot.teams.connector.server import Connector, connector
from tests.bot.teams.connector.world import Channel, Conversation, Message, Team, User, World

__all__ = [
    "ANY",
    "Break",
    "Channel",
    "Connector",
    "Conversation",
    "Message",
    "Refusal",
    "Team",
    "User",
    "World",
    "connector",
    "contended",
    "down",
    "throttled",
]
