"""`make bench`: measures, prints, and with `--keep` writes what was measured into docs/performance.md."""

import argparse
import asyncio
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.municipalities import database_of
from benchmarks.process import measure_process
from benchmarks.report import Row, circumstances, process_rows, ratio_row, table
from benchmarks.rounds import Load, Measured
from benchmarks.slack.measuring import measure_slack
from benchmarks.teams.measuring import measure_teams

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- measured: written by make bench -->\n", "<!-- end of what was measured -->\n"
# Requests of a whole booking: the command or the line, five forms.
REQUESTS = 6
HELP_AIM, FORM_AIM, BOOKING_AIM = 0.7, 0.2, 0.15
TEAMS_HELP_AIM, TEAMS_BOOKING_AIM = 0.5, 0.25


async def run(load: Load, folder: Path) -> str:
    """Measure everything; returns what is printed and kept."""
    database = await asyncio.to_thread(database_of, load.meetings, folder)
    try:
        in_slack, in_teams = await measure_slack(load, database), await measure_teams(load, database)
    finally:
        database.close()
    shown, form, with_call, booking = in_slack
    teams_shown, teams_booking = in_teams
    each = Measured("Each of its requests, on average", booking.rounds)
    rows: list[Row] = [
        ratio_row(shown, HELP_AIM),
        ratio_row(form, FORM_AIM),
        ratio_row(with_call, None),
        ratio_row(booking, BOOKING_AIM),
        ratio_row(each, None, REQUESTS),
        ratio_row(teams_shown, TEAMS_HELP_AIM),
        ratio_row(teams_booking, TEAMS_BOOKING_AIM, unit="the unit's six"),
        *process_rows(await measure_process(load.rounds)),
        *process_rows(await measure_process(load.rounds, teams=True), ", with Teams", aims=False),
    ]
    return (
        f"{circumstances(unit_pace(in_slack), unit_pace([teams_shown]), load.meetings, load.rounds)}\n\n{table(rows)}\n"
    )


def unit_pace(several: Sequence[Measured]) -> float:
    """How many requests the unit came to in a second."""
    return median(unit.clock for measured in several for unit, _ in measured.rounds)


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
