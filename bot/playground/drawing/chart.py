"""A chart block as the page shows it: the drawing, what its parts are called, and the same as a table."""

from dataclasses import dataclass
from typing import Any

from bot.playground.drawing.pie import draw_pie
from bot.playground.drawing.series import draw_bars, draw_lines
from bot.playground.drawing.shapes import Drawing, show_number

Json = dict[str, Any]


@dataclass(frozen=True)
class Chart:
    """A chart ready to show. `parts` are what each pattern stands for, `rows` a label and its numbers."""

    title: str
    drawing: Drawing
    lined: bool
    parts: list[str]
    columns: list[str]
    rows: list[tuple[str, list[str]]]

    @property
    def in_words(self) -> str:
        """Everything the drawing says, for who cannot see it."""
        if not self.columns:
            return ", ".join(f"{label} {numbers[0]}" for label, numbers in self.rows)
        return ". ".join(
            f"{name}: " + ", ".join(f"{label} {numbers[at]}" for label, numbers in self.rows)
            for at, name in enumerate(self.columns)
        )


def read_chart(block: Json, scope: str) -> Chart:
    """The chart in a data_visualization block; `scope` is a name that no other chart on the page has."""
    chart = block["chart"]
    if chart["type"] == "pie":
        rows = [(each["label"], [show_number(each["value"])]) for each in chart["segments"]]
        parts = [f"{label}: {numbers[0]}" for label, numbers in rows]
        return Chart(block["title"], draw_pie(chart, scope), False, parts, [], rows)
    series = chart["series"]
    rows = [
        (label, [show_number(each["data"][at]["value"]) for each in series])
        for at, label in enumerate(chart["axis_config"]["categories"])
    ]
    names = [each["name"] for each in series]
    lined = chart["type"] == "line"
    drawing = draw_bars(chart, scope) if chart["type"] == "bar" else draw_lines(chart, scope, filled=not lined)
    return Chart(block["title"], drawing, lined, names, names, rows)
