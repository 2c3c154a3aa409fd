"""Measures two things in turn, so that a machine that slows down slows both: what counts is the ratio of each pair."""

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from statistics import median

Turn = Callable[[int], Awaitable[object]]
# At once, as when many people click: a thread that waits for the disk then holds up nobody else.
AT_ONCE = 8


@dataclass(frozen=True)
class Load:
    """How many meetings there are, how many paired rounds, and turns in a round relative to the usual."""

    meetings: int = 1_000_000
    rounds: int = 9
    part: float = 1.0

    def turns(self, usual: int) -> int:
        """Turns in one round, one at least."""
        return max(1, int(usual * self.part))


@dataclass(frozen=True)
class Pace:
    """Turns a second of real time, and turns a second of this process's processor time."""

    clock: float
    processor: float


@dataclass(frozen=True)
class Measured:
    """What each round found: the unit's pace, and right after it the pace of what is measured."""

    name: str
    rounds: Sequence[tuple[Pace, Pace]]

    @property
    def pace(self) -> float:
        """Turns a second, the median."""
        return median(pace.clock for _, pace in self.rounds)

    @property
    def ratio(self) -> float:
        """How many turns go into the time of one of the unit's, the median of the rounds."""
        return median(pace.clock / unit.clock for unit, pace in self.rounds)

    @property
    def processor_ratio(self) -> float:
        """The same by processor time alone: what is waited for, as the disk, is left out."""
        return median(pace.processor / unit.processor for unit, pace in self.rounds)


class Measuring:
    """One thing to do over and over, `turns` times in a round. No turn is the same as another."""

    def __init__(self, turn: Turn, turns: int) -> None:
        self._turn, self._turns = turn, turns
        self._numbers = count()

    async def round(self) -> Pace:
        """Do it, several at once."""
        gc.collect()
        numbers = iter([next(self._numbers) for _ in range(self._turns)])
        clock, processor = time.perf_counter(), time.process_time()
        await asyncio.gather(*(self._worker(numbers) for _ in range(AT_ONCE)))
        clock, processor = time.perf_counter() - clock, time.process_time() - processor
        return Pace(self._turns / clock, self._turns / processor)

    async def _worker(self, numbers: Iterator[int]) -> None:
        for number in numbers:
            await self._turn(number)


async def measure(name: str, unit: Measuring, measured: Measuring, rounds: int) -> Measured:
    """Rounds of both in turn, after one of each that does not count. What is loaded is left alone by the collector, as
    where the bot is at work.
    """
    gc.collect()
    gc.freeze()
    pairs = [(await unit.round(), await measured.round()) for _ in range(rounds + 1)]
    return Measured(name, pairs[1:])
