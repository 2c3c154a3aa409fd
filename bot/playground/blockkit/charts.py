"""The rules of the block that draws a chart."""

from collections.abc import Iterator
from typing import Any

from bot.playground.blockkit.grammar import Fault, Rule, both, items, number, shape, string, typed

POINT = shape({"label": string(2000, 1), "value": number})
SERIES = shape({"name": string(2000, 1), "data": items(POINT, 1, 1000)})
AXES = shape({"categories": items(string(2000, 1), 1, 1000)}, {"x_label": string(2000), "y_label": string(2000)})


def _labels_match(value: object, place: str) -> Iterator[Fault]:
    if not isinstance(value, dict):
        return
    categories = _dict(value.get("axis_config")).get("categories")
    for index, series in enumerate(value.get("series", [])):
        labels = [_dict(point).get("label") for point in _dict(series).get("data", [])]
        if labels != categories:
            yield Fault(f"{place}/series/{index}/data", "labels must match axis_config.categories")


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


_LINES = both(shape({"series": items(SERIES, 1, 6), "axis_config": AXES}), _labels_match)
CHART: Rule = typed(
    {"pie": shape({"segments": items(POINT, 1, 6)}), "bar": _LINES, "area": _LINES, "line": _LINES},
)
