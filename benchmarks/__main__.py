"""`make bench`: measures, prints, and with `--keep` writes what was measured into docs/performance.md."""

import argparse
import asyncio
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.municipalities import database_of, municipalities_of
from benchmarks.process import measure_process, slack
from benchmarks.report import Row, circumstances, process_rows, ratio_row, table
from benchmarks.rounds import Measured, Measuring, measure
from benchmarks.slack.bot import the_bot
from benchmarks.slack.journey import Booking, help_turn
from benchmarks.slack.sender import Sender
from benchmarks.slack.unit import minimal_app

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- measured: written by make bench -->\n", "<!-- end of what was measured -->\n"
# Requests of a whole booking: the command, five forms.
REQUESTS = 6
HELP_AIM, FORM_AIM, BOOKING_AIM = 0.7, 0.2, 0.15


@dataclass(frozen=True)
class Load:
    """How many meetings there are, how many paired rounds, and turns in a round relative to the usual."""

    meetings: int = 1_000_000
    rounds: int = 5
    part: float = 1.0

    def turns(self, usual: int) -> int:
        """Turns in one round, one at least."""
        return max(1, int(usual * self.part))


async def measure_requests(load: Load, folder: Path) -> list[Measured]:
    """Help, the form without and with the call to Slack, and a whole booking, each beside the unit."""
    database = await asyncio.to_thread(database_of, load.meetings, folder)
    count = municipalities_of(load.meetings)
    unit = Measuring(help_turn(Sender(minimal_app()), 1), load.turns(2000))
    try:
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
                await measure(name, unit, Measuring(turn, load.turns(usual)), load.rounds)
                for name, turn, usual in tasks
            ]
    finally:
        database.close()


async def run(load: Load, folder: Path) -> str:
    """Measure everything; returns what is printed and kept."""
    shown, form, with_call, booking = await measure_requests(load, folder)
    process = await measure_process(load.rounds)
    each = Measured("Each of its requests, on average", booking.rounds)
    rows: list[Row] = [
        ratio_row(shown, HELP_AIM),
        ratio_row(form, FORM_AIM),
        ratio_row(with_call, None),
        ratio_row(booking, BOOKING_AIM),
        ratio_row(each, None, REQUESTS),
        *process_rows(process),
    ]
    unit = median(pace.clock for measured in (shown, form, with_call, booking) for pace, _ in measured.rounds)
    return f"{circumstances(unit, load.meetings, load.rounds)}\n\n{table(rows)}\n"


def keep(text: str) -> None:
    """Put what was measured into the document, in place of what was measured before."""
    document = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def main() -> None:
    """Read the options, and measure."""
    options = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    options.add_argument("--meetings", type=int, default=Load.meetings, help="in the database")
    options.add_argument("--rounds", type=int, default=Load.rounds, help="paired rounds of each")
    options.add_argument("--part", type=float, default=Load.part, help="of the usual number of turns in a round")
    options.add_argument("--folder", type=Path, default=ROOT / ".try" / "bench", help="where databases are kept")
    options.add_argument("--keep", action="store_true", help="write it into docs/performance.md")
    given = options.parse_args()
    text = asyncio.run(run(Load(given.meetings, given.rounds, given.part), given.folder))
    print(text, end="")
    if given.keep:
        keep(text)


if __name__ == "__main__":
    main()
