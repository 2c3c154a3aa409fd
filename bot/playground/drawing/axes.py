"""The frame that bars, lines and areas stand in: a scale with round numbers, and the categories below it."""

import math
import textwrap
from dataclasses import dataclass
from typing import Any

from bot.playground.drawing.shapes import Shape, shortened, show_number, write

LEFT, RIGHT, TOP, BOTTOM = 46.0, 14.0, 30.0, 58.0
HEIGHT = 190.0  # of the scale itself
NARROWEST, STEPS = 440.0, 4
LETTER = 6.5  # about as wide as a letter of the labels
LINE, LINES = 14.0, 2  # of a label
LONGEST_WORD = 12  # that a label has room for


@dataclass(frozen=True)
class Frame:
    """The scale: `bottom` to `top` over HEIGHT, and room for each category."""

    categories: list[str]
    bottom: float
    top: float
    step: float
    room: float

    @property
    def width(self) -> float:
        """Of the whole drawing."""
        return LEFT + self.room * len(self.categories) + RIGHT

    @property
    def height(self) -> float:
        """Of the whole drawing."""
        return TOP + HEIGHT + BOTTOM

    def x(self, index: int) -> float:
        """The middle of a category."""
        return LEFT + self.room * (index + 0.5)

    def y(self, value: float) -> float:
        """Where a value stands."""
        return TOP + HEIGHT * (self.top - value) / (self.top - self.bottom)


def frame_of(chart: dict[str, Any], narrowest_room: float) -> Frame:
    """The frame that every value of the chart stands in, zero too."""
    categories = chart["axis_config"]["categories"]
    values = [float(point["value"]) for series in chart["series"] for point in series["data"]]
    low, high = min(0.0, *values), max(0.0, *values)
    step = _round_step((high - low) / STEPS)
    bottom, top = math.floor(low / step) * step, max(math.ceil(high / step) * step, step)
    longest = max((len(word) for name in categories for word in name.split()), default=0)
    words = LETTER * min(longest, LONGEST_WORD) + 1
    room = max(narrowest_room, words, (NARROWEST - LEFT - RIGHT) / len(categories))
    return Frame(categories, bottom, top, step, room)


def draw_frame(frame: Frame, chart: dict[str, Any]) -> list[Shape]:
    """Lines of the scale with their numbers, the categories, and what the axes are called."""
    right = frame.width - RIGHT
    shapes = []
    for number in range(round((frame.top - frame.bottom) / frame.step) + 1):
        value = frame.bottom + number * frame.step
        y = round(frame.y(value), 1)
        css = "zero" if abs(value) < frame.step / 1000 else "scale"
        shapes.append(Shape("line", {"x1": LEFT, "x2": right, "y1": y, "y2": y, "class": css}))
        shapes.append(write(LEFT - 6, y + 4, show_number(value), anchor="end", css="quiet"))
    below = TOP + HEIGHT + 18
    fits = max(4, int(frame.room / LETTER))
    shapes += [
        write(frame.x(at), below + LINE * number, line, css="label")
        for at, name in enumerate(frame.categories)
        for number, line in enumerate(_lines(name, fits))
    ]
    names = chart["axis_config"]
    if names.get("x_label"):
        shapes.append(write((LEFT + right) / 2, below + 20 + LINE, names["x_label"], css="quiet"))
    if names.get("y_label"):
        shapes.append(write(4, 14, names["y_label"], anchor="start", css="quiet"))
    return shapes


def _lines(name: str, most: int) -> list[str]:
    """A label in lines of so many characters; what does not fit is left to the table below the drawing."""
    lines = textwrap.wrap(name, most, break_long_words=False)
    first, rest = lines[: LINES - 1], " ".join(lines[LINES - 1 :])
    return [shortened(line, most) for line in (*first, rest) if line]


def _round_step(step: float) -> float:
    """The nearest of 1, 2, 5, 10 … that is not below `step`; whole numbers when there is little to divide."""
    if step <= 1:
        return 1.0
    size = 10.0 ** math.floor(math.log10(step))
    return next(each * size for each in (1, 2, 5, 10) if each * size >= step)
