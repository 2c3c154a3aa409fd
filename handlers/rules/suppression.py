"""Small counts kept out of the weekly digest, also from one who subtracts.

One to four meetings or cases can point out a child («fire-fem personer eller flere», rule L4), so such a count is not
shown. None is about nobody and is shown as 0, but in a table with small counts where none reaches five: there each 0
would help to tell where the rest are.

The reader is taken to know these rules, what is shown this week and last, and every sum: times in the calendar are
exact, and those taken add up to the meetings. No suppressed count of a table with two meetings or more can be narrowed
down to fewer than three values; of a single meeting it stays open where it is. A unit with one arena has nothing to
hide it among: its times taken are its meetings, which the design accepts.

What holds outside this module, or nothing here helps:
- counts that add up stand in one table, with the sum in one direction only;
- no two sums overlap, as a week within a month or a unit within a municipality would;
- arenas are named in the same order every week, so that the same ones cover when what was coming has been held;
- `before` is what was shown then, never counted anew: the difference would be what was recorded late.

Times are never suppressed. Missing summaries and overdue measures are exact to the unit's own leader, whose task they
are; for anybody else they pass `suppress_count`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias

FEWEST_SHOWN: Final = 5
_MOST_HIDDEN = FEWEST_SHOWN - 1
_POSSIBLE_VALUES = 3
_MOST_COVERS = 2


class Suppressed(Enum):
    """The type of what stands in place of a count: a word to the reader, and no bar. It is not a number."""

    SUPPRESSED = "suppressed"


SUPPRESSED: Final = Suppressed.SUPPRESSED
Figure: TypeAlias = int | Suppressed


@dataclass(frozen=True)
class Table:
    """Counts that add up, by name, as they may be shown.

    A suppressed total is from 1 to 4. A suppressed figure may be any number, since large ones cover for small ones: its
    word is "not shown", not "fewer than 5".
    """

    figures: Mapping[str, Figure]
    total: Figure


def suppress_count(count: int) -> Figure:
    """A count that adds up to nothing else that is shown."""
    return SUPPRESSED if _is_small(count) else count


def suppress_table(counts: Mapping[str, int]) -> Table:
    """Counts with their total, by arena or by kind; pass those that are 0 too, and the ones to keep longest first.

    A total of five or more is always shown. Where one must be hidden to cover for another, the last named goes first,
    whatever it holds: to choose the smallest would tell that none that is shown is smaller.
    """
    hidden = _hidden(counts)
    figures = {name: SUPPRESSED if name in hidden else count for name, count in counts.items()}
    return Table(figures, suppress_count(sum(counts.values())))


def suppress_part(part: int, whole: int) -> Figure:
    """How many of a whole that is itself counted (missing consents among coming cases): the rest is hidden as well.

    The part says something of the whole, so it is not shown where the whole is not.
    """
    if _is_small(whole):
        return SUPPRESSED
    return suppress_table({"part": part, "rest": whole - part}).figures["part"]


def change(now: Figure, before: Figure) -> Figure:
    """How many more than before, negative for fewer; only between two counts that are both shown."""
    if isinstance(now, Suppressed) or isinstance(before, Suppressed):
        return SUPPRESSED
    return now - before


def change_table(now: Table, before: Table) -> Table:
    """The change of each figure that both tables name, and of the total. It tells nothing that they do not."""
    both = [name for name in now.figures if name in before.figures]
    figures = {name: change(now.figures[name], before.figures[name]) for name in both}
    return Table(figures, change(now.total, before.total))


def _hidden(counts: Mapping[str, int]) -> frozenset[str]:
    """The names to hide: the fewest, in a fixed order of choices, that leave every small count open."""
    small = [name for name, count in counts.items() if _is_small(count)]
    if not small:
        return frozenset()
    return next((frozenset(names) for names in _choices(counts, small)), frozenset(counts))


def _choices(counts: Mapping[str, int], small: Sequence[str]) -> Iterator[Sequence[str]]:
    """The small ones alone, or with a large one or two that cover for them; nothing where all must be hidden.

    Each choice is judged only by what it leaves to be worked out anyway, the sum of what is hidden. That others were
    passed over tells a little more: not enough to pin one down, but with a third cover it would be.
    """
    large = [name for name, count in counts.items() if count >= FEWEST_SHOWN]
    if large and _leaves_open(sum(counts[name] for name in small), len(small)):
        yield small
    for covers in range(1, min(_MOST_COVERS, len(large)) + 1):
        names = [*small, *large[-covers:]]
        # Were every one of them four, there would still be some left: so each small one may be anything from 1 to 4.
        if sum(counts[name] for name in names) > _MOST_HIDDEN * len(names):
            yield names


def _leaves_open(total: int, parts: int) -> bool:
    """Whether so many counts from 1 to 4, whose sum is known, may each have three values or more."""
    least = max(1, total - _MOST_HIDDEN * (parts - 1))
    most = min(_MOST_HIDDEN, total - (parts - 1))
    return most - least + 1 >= _POSSIBLE_VALUES


def _is_small(count: int) -> bool:
    return 0 < count < FEWEST_SHOWN
