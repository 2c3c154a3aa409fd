"""Bars, lines and areas: up to six series over the same categories."""

from typing import Any

from bot.playground.drawing.axes import Frame, draw_frame, frame_of
from bot.playground.drawing.shapes import Drawing, Shape, fill_of, show_number, write

BAR, BETWEEN = 26.0, 16.0
POINT_ROOM = 56.0
DASHES = ("none", "8 4", "2 4", "10 3 2 3", "5 5", "14 4")
# marks around the middle, in the order of the series: a disc, a square, a diamond, two triangles, a cross
MARKS = (
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0",
    "M-4-4h8v8h-8z",
    "M0-5.5 5.5 0 0 5.5-5.5 0z",
    "M0-5.5 5 4H-5z",
    "M0 5.5 5-4H-5z",
    "M-4.5-4.5 4.5 4.5M-4.5 4.5 4.5-4.5",
)
NEAR = 14.0  # two numbers closer than this would stand on each other


def draw_bars(chart: dict[str, Any], scope: str) -> Drawing:
    """A group of bars for each category, each bar with its number."""
    series = chart["series"]
    frame = frame_of(chart, len(series) * BAR + BETWEEN)
    shapes = draw_frame(frame, chart)
    for number, one in enumerate(series):
        for index, point in enumerate(one["data"]):
            left = frame.x(index) + (number - len(series) / 2) * BAR + 1
            shapes += _bar(frame, left, float(point["value"]), fill_of(scope, number))
    return Drawing(frame.width, frame.height, shapes)


def draw_lines(chart: dict[str, Any], scope: str, *, filled: bool) -> Drawing:
    """A line for each series, with a mark and a number at each point; `filled` down to zero for areas."""
    frame = frame_of(chart, POINT_ROOM)
    shapes = draw_frame(frame, chart)
    paths = [_path(frame, one["data"]) for one in chart["series"]]
    if filled:
        shapes += [_area(path, frame.y(0), fill_of(scope, number)) for number, path in enumerate(paths)]
    shapes += [_line(path, number) for number, path in enumerate(paths)]
    for number, path in enumerate(paths):
        shapes += [mark(x, y, number) for x, y in path]
    return Drawing(frame.width, frame.height, shapes + _numbers(chart, paths))


def mark(x: float, y: float, number: int) -> Shape:
    """The mark of series `number`."""
    attributes = {"d": MARKS[number], "transform": f"translate({x:.1f} {y:.1f})", "class": f"mark tone-{number}"}
    return Shape("path", attributes)


def _bar(frame: Frame, left: float, value: float, fill: str) -> list[Shape]:
    zero, end = frame.y(0), frame.y(value)
    size = {"x": round(left, 1), "y": round(min(zero, end), 1), "width": BAR - 2, "height": round(abs(zero - end), 1)}
    number = write(left + BAR / 2 - 1, end + (15 if value < 0 else -5), show_number(value))
    return [Shape("rect", {**size, "fill": fill, "class": "part"}), number]


def _path(frame: Frame, data: list[dict[str, Any]]) -> list[tuple[float, float]]:
    return [(frame.x(at), frame.y(point["value"])) for at, point in enumerate(data)]


def _line(path: list[tuple[float, float]], number: int) -> Shape:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in path)
    return Shape("polyline", {"points": points, "class": f"line tone-{number}", "stroke-dasharray": DASHES[number]})


def _area(path: list[tuple[float, float]], zero: float, fill: str) -> Shape:
    corners = [(path[0][0], zero), *path, (path[-1][0], zero)]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
    return Shape("polygon", {"points": points, "fill": fill, "class": "area"})


def _numbers(chart: dict[str, Any], paths: list[list[tuple[float, float]]]) -> list[Shape]:
    """The number of each point above it; one that would stand on another goes further up."""
    shapes = []
    for at in range(len(paths[0])):
        taken: list[float] = []
        for path, one in sorted(zip(paths, chart["series"], strict=True), key=lambda each: -each[0][at][1]):
            x, y = path[at]
            height = y - 9
            while any(abs(height - other) < NEAR for other in taken):
                height -= NEAR
            taken.append(height)
            shapes.append(write(x, height, show_number(one["data"][at]["value"])))
    return shapes
