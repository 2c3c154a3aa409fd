"""What is measured in Slack, each beside the unit."""

from benchmarks.municipalities import municipalities_of
from benchmarks.process import slack
from benchmarks.rounds import Load, Measured, Measuring, measure
from benchmarks.slack.bot import the_bot
from benchmarks.slack.journey import Booking, help_turn
from benchmarks.slack.sender import Sender
from benchmarks.slack.unit import minimal_app
from store.database import Database


async def measure_slack(load: Load, database: Database) -> list[Measured]:
    """Help, the form without and with the call to Slack, and a whole booking, each beside the unit."""
    count = municipalities_of(load.meetings)
    unit = Measuring(help_turn(Sender(minimal_app()), 1), load.turns(2000))
    async with (
        slack() as api_url,
        the_bot(database) as (app, opened),
        the_bot(database, api_url) as (calling, seen),
    ):
        sender = Sender(app)
        booking, with_call = Booking(sender, opened, count), Booking(Sender(calling), seen, count)
        tasks = (
            ("`/samba help`", help_turn(sender, count), 1000),
            ("Opening the booking form", booking.open, 300),
            ("The same with Slack's `views.open`", with_call.open, 300),
            ("A whole booking, six requests", booking.whole, 40),
        )
        return [
            await measure(name, unit, Measuring(turn, load.turns(usual)), load.rounds) for name, turn, usual in tasks
        ]
