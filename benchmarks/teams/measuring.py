"""What is measured in Teams, each beside the unit."""

from benchmarks.municipalities import municipalities_of
from benchmarks.rounds import Load, Measured, Measuring, measure
from benchmarks.teams.bot import the_bot
from benchmarks.teams.connector import connector
from benchmarks.teams.journey import FORMS, Booking, help_turn
from benchmarks.teams.sender import Sender
from benchmarks.teams.unit import Turns, minimal_app
from store.database import Database


async def measure_teams(load: Load, database: Database) -> list[Measured]:
    """Help beside one message to the unit, and a whole booking beside as many requests to it."""
    count = municipalities_of(load.meetings)
    async with connector() as service_url, minimal_app() as minimal, the_bot(database) as (app, sent):
        unit, sender = Turns(Sender(minimal, service_url), FORMS), Sender(app, service_url)
        tasks = (
            ("`samba help` in Teams", unit.message, 1000, help_turn(sender, count), 500),
            ("A whole booking in Teams, six requests", unit.whole, 150, Booking(sender, sent, count).whole, 40),
        )
        return [
            await measure(name, Measuring(of, load.turns(often)), Measuring(turn, load.turns(usual)), load.rounds)
            for name, of, often, turn, usual in tasks
        ]
