"""What was measured, beside what the design aims at: as a table to read in a terminal, and in the documents."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.process import Process
from benchmarks.rounds import Measured

HEAD = ("What", "Measured", "Aim", "Reached", "By the clock", "By the processor alone")
FASTEST_START, MOST_MEMORY = 0.8, 130.0


@dataclass(frozen=True)
class Row:
    """One measurement. `aim` is empty where the design says nothing; then `reached` is None."""

    what: str
    measured: str
    aim: str = ""
    reached: bool | None = None
    clock: str = ""
    processor: str = ""

    def cells(self) -> tuple[str, ...]:
        """As they stand in the table."""
        reached = {True: "yes", False: "**no**", None: ""}[self.reached]
        return (self.what, self.measured, self.aim, reached, self.clock, self.processor)


def ratio_row(measured: Measured, aim: float | None, requests: int = 1, unit: str = "the unit") -> Row:
    """A ratio to the unit, which is one request if `unit` does not say otherwise; `requests` is how many of a turn's
    requests are counted each by itself.
    """
    ratio = measured.ratio * requests
    return Row(
        measured.name,
        f"{ratio:.3f} of {unit}",
        f"at least {aim}" if aim else "",
        ratio >= aim if aim else None,
        f"{measured.pace * requests:,.0f} a second",
        f"{measured.processor_ratio * requests:.3f}",
    )


def process_rows(process: Process, where: str = "", *, aims: bool = True) -> list[Row]:
    """The imports, the start and the memory, `where` Slack is not the only platform."""
    times = (("Importing the program", process.imports), ("Starting it, until /ready", process.start))
    rows = [
        Row(
            what + where,
            f"{took.clock:.2f} s",
            f"under {FASTEST_START} s" if aims else "",
            took.clock < FASTEST_START if aims else None,
            processor=f"{took.processor:.2f} s",
        )
        for what, took in times
    ]
    memory = Row(
        f"Resident memory when ready{where}",
        f"{process.memory:.0f} MB",
        f"under {MOST_MEMORY:.0f} MB" if aims else "",
        process.memory < MOST_MEMORY if aims else None,
    )
    return [*rows, memory]


def table(rows: Sequence[Row]) -> str:
    """The table, in Markdown, which reads well in a terminal, too."""
    cells = [HEAD, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEAD))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in cells
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def circumstances(slack_unit: float, teams_unit: float, meetings: int, rounds: int) -> str:
    """What a reader must know of the machine and the run; the units by their requests a second."""
    return (
        f"Medians of {rounds} paired rounds, over {meetings:,} meetings. Python {platform.python_version()}, "
        f"{os.cpu_count()} processors; the unit came to {slack_unit:,.0f} requests a second "
        f"in Slack, and to {teams_unit:,.0f} in Teams."
    )
