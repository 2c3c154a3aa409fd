"""Tables and charts as parts of an adaptive card."""

from collections.abc import Iterator

from microsoft_teams.cards import (
    BarChartDataValue,
    CardElement,
    ColumnDefinition,
    GroupedVerticalBarChart,
    GroupedVerticalBarChartData,
    TableCell,
    TableRow,
    TextBlock,
    VerticalBarChart,
    VerticalBarChartDataValue,
)
from microsoft_teams.cards import Table as TableElement

from bot.teams.elements import titled, written
from handlers.screens import LIMITS, Chart, Table


def table(part: Table) -> Iterator[CardElement]:
    """A table; nothing where it has no rows. Its first row is the headings, which is what a table's first row is where
    nothing else is said.
    """
    if not part.rows:
        return
    _, *others = part.columns
    yield TableElement(
        columns=[
            ColumnDefinition(width=2),
            *(ColumnDefinition(width=1, horizontal_cell_content_alignment="Right") for _ in others),
        ],
        rows=[_headings(part.columns), *(_row(row) for row in part.rows[: LIMITS.rows])],
    )


def chart(part: Chart) -> Iterator[CardElement]:
    """Bars; nothing where there is no category or no series. A client that knows no charts leaves them out: the same
    stands in words or in a table.
    """
    series = [each for each in part.series if each.values]
    if not part.categories or not series:
        return
    labels = [titled(label) for label in part.categories]
    if len(series) == 1:
        yield VerticalBarChart(
            title=titled(part.title),
            data=[
                VerticalBarChartDataValue(x=label, y=value)
                for label, value in zip(labels, series[0].values, strict=True)
            ],
            show_bar_values=True,
            fallback="drop",
        )
        return
    yield GroupedVerticalBarChart(
        title=titled(part.title),
        data=[
            GroupedVerticalBarChartData(
                legend=titled(each.name),
                values=[BarChartDataValue(x=label, y=value) for label, value in zip(labels, each.values, strict=True)],
            )
            for each in series
        ],
        show_bar_values=True,
        fallback="drop",
    )


def _headings(columns: tuple[str, ...]) -> TableRow:
    return TableRow(
        cells=[TableCell(items=[TextBlock(text=_cell(text), wrap=True, weight="Bolder")]) for text in columns]
    )


def _row(row: tuple[str, ...]) -> TableRow:
    return TableRow(cells=[TableCell(items=[TextBlock(text=_cell(text), wrap=True)]) for text in row])


def _cell(text: str) -> str:
    return written(text) or "–"
