"""The rules of the block that draws a chart."""

from collections.abc import Iterator
from typing import Any

from bot.playground.blockkit.grammar import Fault, Rule, anything, both, items, number, record, string, typed

MOST = 100_000
LABEL, AXIS_NAME = string(1_000_000, 1), string(1_000_000)
POINT = record({"label": LABEL, "value": number}, {})
SERIES = record({"name": LABEL, "data": items(POINT, 1, MOST)}, {})
AXES = record({"categories": items(LABEL, 1, MOST)}, {"x_label": AXIS_NAME, "y_label": AXIS_NAME})


def _labels_match(value: object, place: str) -> Iterator[Fault]:
    categories = _dict(_dict(value).get("axis_config")).get("categories")
    for index, series in enumerate(_list(_dict(value).get("series"))):
        labels = [_dict(point).get("label") for point in _list(_dict(series).get("data"))]
        if labels != categories:
            yield Fault(f"{place}/series/{index}/data", "labels must match axis_config.categories")


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


_KIND: dict[str, Rule] = {"type": anything}
_LINES = both(record({"series": items(SERIES, 1, 6), "axis_config": AXES}, _KIND), _labels_match)
CHART: Rule = typed(
    {"pie": record({"segments": items(POINT, 1, 6)}, _KIND), "bar": _LINES, "area": _LINES, "line": _LINES},
)
