"""A pie of up to six segments."""

import math
from typing import Any

from bot.playground.drawing.shapes import Attributes, Drawing, Shape, fill_of, show_number, write

SIZE, RADIUS = 240.0, 92.0
NARROW = 0.06  # of the whole: the number stands outside


def draw_pie(chart: dict[str, Any], scope: str) -> Drawing:
    """The segments clockwise from the top, each with its number. What is not above zero takes no room."""
    values = [max(0.0, float(each["value"])) for each in chart["segments"]]
    total = sum(values)
    shapes: list[Shape] = []
    begun = 0.0
    for index, value in enumerate(values):
        if value:
            shapes += _segment(begun / total, value / total, fill_of(scope, index), show_number(value))
        begun += value
    circle: Attributes = {"cx": SIZE / 2, "cy": SIZE / 2, "r": RADIUS, "class": "outline"}
    return Drawing(SIZE, SIZE, [*shapes, Shape("circle", circle)])


def _segment(start: float, share: float, fill: str, number: str) -> list[Shape]:
    middle = _point(start + share / 2, RADIUS * (1.18 if share < NARROW else 0.64))
    words = write(middle[0], middle[1] + 5, number, css="value" if share < NARROW else "value inside")
    if share > 0.9999:
        whole: Attributes = {"cx": SIZE / 2, "cy": SIZE / 2, "r": RADIUS, "fill": fill, "class": "part"}
        return [Shape("circle", whole), words]
    (x1, y1), (x2, y2) = _point(start, RADIUS), _point(start + share, RADIUS)
    large = int(share > 0.5)
    path = f"M{SIZE / 2} {SIZE / 2}L{x1:.1f} {y1:.1f}A{RADIUS} {RADIUS} 0 {large} 1 {x2:.1f} {y2:.1f}Z"
    return [Shape("path", {"d": path, "fill": fill, "class": "part"}), words]


def _point(turn: float, radius: float) -> tuple[float, float]:
    angle = turn * 2 * math.pi
    return SIZE / 2 + radius * math.sin(angle), SIZE / 2 - radius * math.cos(angle)
