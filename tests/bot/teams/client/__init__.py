"""Teams' clients and what they speak: people who write to the bot over real HTTP, and read what it answers."""

from tests.bot.teams.client.card import Invalid
from tests.bot.teams.client.line import Line, WentWrong
from tests.bot.teams.client.person import Person
from tests.bot.teams.client.teams import Teams

__all__ = ["Invalid", "Line", "Person", "Teams", "WentWrong"]
