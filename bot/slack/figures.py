"""Tables and charts as Block Kit. Only messages take them: one table, two charts. Elsewhere a table becomes lines."""

from collections.abc import Iterable, Iterator

from bot.slack.elements import Block, cut
from handlers.screens import Chart, Facts, Part, Table

TABLES, CHARTS = 1, 2
TITLE, TABLE_ROWS, TABLE_COLUMNS, SERIES, CHART_LABEL = 50, 100, 20, 6, 20


def table(part: Table) -> Iterator[Block]:
    """A table; nothing where it has no rows."""
    if not part.rows:
        return
    rows = [part.columns, *part.rows][:TABLE_ROWS]
    align = [{"align": "left", "is_wrapped": True}, *({"align": "right"} for _ in part.columns[1:TABLE_COLUMNS])]
    yield {
        "type": "table",
        "rows": [[_cell(text) for text in row[:TABLE_COLUMNS]] for row in rows],
        "column_settings": align,
    }


def chart(part: Chart) -> Iterator[Block]:
    """Bars; nothing where there is no category or no series."""
    series = [each for each in part.series[:SERIES] if each.values]
    if not part.categories or not series:
        return
    drawn = [
        {
            "name": _label(each.name),
            "data": [{"label": label, "value": value} for label, value in zip(_labels(part), each.values, strict=True)],
        }
        for each in series
    ]
    bars = {"type": "bar", "series": drawn, "axis_config": {"categories": _labels(part)}}
    yield {"type": "data_visualization", "title": cut(part.title, TITLE).strip() or "–", "chart": bars}


def for_message(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts as a message takes them: a table too many is read as lines, a chart too many is left out."""
    left = {Table: TABLES, Chart: CHARTS}
    for part in parts:
        if isinstance(part, Table | Chart):
            left[type(part)] -= 1
            yield from (part,) if left[type(part)] >= 0 else _in_words(part)
        else:
            yield part


def for_view(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts as a view takes them: tables as lines, and no charts, which say the same."""
    for part in parts:
        yield from _in_words(part) if isinstance(part, Table | Chart) else (part,)


def _in_words(part: Table | Chart) -> tuple[Part, ...]:
    if isinstance(part, Chart) or not part.rows:
        return ()
    names = part.columns[1:]
    return (Facts(tuple((row[0], _line(names, row[1:])) for row in part.rows)),)


def _line(names: tuple[str, ...], values: tuple[str, ...]) -> str:
    return " · ".join(f"{name}: {value or '–'}" for name, value in zip(names, values, strict=False))


def _labels(part: Chart) -> list[str]:
    return [_label(label) for label in part.categories]


def _label(text: str) -> str:
    return cut(text, CHART_LABEL).strip() or "–"


def _cell(text: str) -> Block:
    return {"type": "raw_text", "text": text if text.strip() else "–"}
