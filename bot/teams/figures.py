"""Tables and charts as parts of an adaptive card."""

from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import Literal

from microsoft_teams.cards import (
    CardElement,
    ColumnDefinition,
    HorizontalBarChart,
    HorizontalBarChartDataValue,
    TableCell,
    TableRow,
    TextBlock,
)
from microsoft_teams.cards import Table as TableElement

from bot.teams.elements import titled, written
from handlers.screens import LIMITS, Chart, Series, Table

# A dark and a light one, for one series after the other. The names tell them apart as well.
COLORS: tuple[Literal["categoricalBlue", "categoricalTeal"], ...] = ("categoricalBlue", "categoricalTeal")
# So many columns of figures stand beside names in columns as wide as theirs.
MOST_FEW = 2


def table(part: Table) -> Iterator[CardElement]:
    """A table; nothing where it has no rows. Its first row is the headings, which is what a table's first row is where
    nothing else is said.
    """
    if not part.rows:
        return
    _, *others = part.columns
    # Among many columns the first, which holds whole names, needs more room; among few a heading's long word does.
    first = 2 if len(others) > MOST_FEW else 1
    yield TableElement(
        columns=[
            ColumnDefinition(width=first),
            *(ColumnDefinition(width=1, horizontal_cell_content_alignment="Right") for _ in others),
        ],
        rows=[_headings(part.columns), *(_row(row) for row in part.rows[: LIMITS.rows])],
    )


def chart(part: Chart) -> Iterator[CardElement]:
    """Bars that lie, each under its whole name and with its figure: Teams cuts the names under bars that stand. Nothing
    where there is no category or no series. A client that knows no charts leaves them out: the same stands in words or
    in a table.
    """
    series = [each for each in part.series if each.values]
    if not part.categories or not series:
        return
    yield HorizontalBarChart(
        title=titled(part.title), data=list(_bars(part, series)), display_mode="AbsoluteNoAxis", fallback="drop"
    )


def _bars(part: Chart, series: Sequence[Series]) -> Iterator[HorizontalBarChartDataValue]:
    """Those of one category beneath each other. Teams draws one bar for a name, so each says whose it is."""
    for place, category in enumerate(part.categories):
        for each, color in zip(series, cycle(COLORS), strict=False):
            name = category if len(series) == 1 else f"{category} · {each.name}"
            yield HorizontalBarChartDataValue(x=titled(name), y=each.values[place], color=color)


def _headings(columns: tuple[str, ...]) -> TableRow:
    return TableRow(
        cells=[TableCell(items=[TextBlock(text=_cell(text), wrap=True, weight="Bolder")]) for text in columns]
    )


def _row(row: tuple[str, ...]) -> TableRow:
    return TableRow(cells=[TableCell(items=[TextBlock(text=_cell(text), wrap=True)]) for text in row])


def _cell(text: str) -> str:
    return written(text) or "–"
