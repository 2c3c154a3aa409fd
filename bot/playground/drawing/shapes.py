"""What a drawing is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

Attributes = Mapping[str, str | float]


class Shape(NamedTuple):
    """An element of SVG."""

    tag: str
    attributes: Attributes
    text: str = ""


@dataclass(frozen=True)
class Drawing:
    """A drawing and its size, in its own units."""

    width: float
    height: float
    shapes: list[Shape]


def write(x: float, y: float, text: str, *, anchor: str = "middle", css: str = "value") -> Shape:
    """Words in the drawing."""
    return Shape("text", {"x": round(x, 1), "y": round(y, 1), "text-anchor": anchor, "class": css}, text)


def show_number(value: float) -> str:
    """A number as it is written in Norwegian: 1 250 and 2,5."""
    rounded = round(float(value), 2)
    whole = f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.2f}".rstrip("0")
    return whole.replace(",", "\u00a0").replace(".", ",").replace("-", "\u2212")


def fill_of(scope: str, index: int) -> str:
    """The fill of part number `index` of the chart `scope`: a pattern of its own."""
    return f"url(#{scope}-{index})"


def shortened(text: str, most: int) -> str:
    """The text in `most` characters; the whole stands in the table below the drawing."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
