"""Charts: every number is said, in its place, and each part differs by more than colour."""

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.playground.drawing.axes import frame_of
from bot.playground.drawing.chart import Chart, read_chart
from bot.playground.drawing.series import DASHES, MARKS
from bot.playground.drawing.shapes import show_number

Json = dict[str, Any]
VALUES = st.one_of(
    st.integers(-1000, 100_000), st.floats(-1000, 1000, allow_nan=False).map(lambda each: round(each, 2))
)


def lined(kind: str, rows: list[list[float]]) -> Json:
    names = [f"veke {number}" for number in range(len(rows[0]))]
    series = [
        {
            "name": f"Rad {at}",
            "data": [{"label": label, "value": value} for label, value in zip(names, row, strict=True)],
        }
        for at, row in enumerate(rows)
    ]
    return {"title": "Møte", "chart": {"type": kind, "series": series, "axis_config": {"categories": names}}}


def pie(*values: float) -> Json:
    segments = [{"label": f"Arena {at}", "value": value} for at, value in enumerate(values)]
    return {"title": "Møte", "chart": {"type": "pie", "segments": segments}}


def said(chart: Chart) -> list[str]:
    """The numbers that stand in the drawing."""
    return [shape.text for shape in chart.drawing.shapes if str(shape.attributes.get("class", "")).startswith("value")]


ROWS = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(VALUES, min_size=width, max_size=width), min_size=1, max_size=6)
)


@given(st.sampled_from(("bar", "line", "area")), ROWS)
def test_every_number_stands_once_at_its_own_height(kind: str, rows: list[list[float]]) -> None:
    block = lined(kind, rows)
    chart = read_chart(block, "c")
    frame = frame_of(block["chart"], 0)
    assert sorted(said(chart)) == sorted(show_number(value) for row in rows for value in row)
    assert all(frame.bottom <= value <= frame.top for row in rows for value in row)
    assert frame.bottom <= 0 <= frame.top
    assert [numbers for _, numbers in chart.rows] == [
        [show_number(value) for value in column] for column in zip(*rows, strict=True)
    ]


@given(st.lists(st.integers(0, 50), min_size=1, max_size=6))
def test_a_pie_has_a_part_for_each_number_above_nothing(values: list[int]) -> None:
    chart = read_chart(pie(*values), "c")
    assert said(chart) == [str(value) for value in values if value]
    assert len(chart.parts) == len(values)
    fills = [shape.attributes["fill"] for shape in chart.drawing.shapes if "fill" in shape.attributes]
    assert fills == [f"url(#c-{at})" for at, value in enumerate(values) if value]


def test_a_chart_says_in_words_what_it_draws() -> None:
    assert read_chart(pie(6, 2.5), "c").in_words == "Arena 0 6, Arena 1 2,5"
    assert read_chart(lined("bar", [[6, 1250], [0, -3]]), "c").in_words == (
        "Rad 0: veke 0 6, veke 1 1\u00a0250. Rad 1: veke 0 0, veke 1 \u22123"
    )


def test_bars_of_equal_height_stand_beside_each_other() -> None:
    bars = [
        each.attributes for each in read_chart(lined("bar", [[4, 4], [4, 4]]), "c").drawing.shapes if each.tag == "rect"
    ]
    assert [each["fill"] for each in bars] == ["url(#c-0)", "url(#c-0)", "url(#c-1)", "url(#c-1)"]
    edges = sorted((float(each["x"]), float(each["x"]) + float(each["width"])) for each in bars)
    assert all(end < begin for (_, end), (begin, _) in pairwise(edges))


def test_six_lines_have_six_dashes_and_six_marks() -> None:
    assert (len(set(DASHES)), len(set(MARKS))) == (6, 6)


def test_numbers_are_written_the_norwegian_way() -> None:
    assert [show_number(each) for each in (0, 12, 2.5, -3, 1250, 99.999)] == [
        "0",
        "12",
        "2,5",
        "\u22123",
        "1\u00a0250",
        "100",
    ]


def test_a_label_stands_on_two_lines_before_it_is_cut() -> None:
    chart = lined("bar", [[6, 7]])
    chart["chart"]["axis_config"]["categories"] = ["Utan oppsummering", "Sette opp i veka som kjem"]
    labels = [shape.text for shape in read_chart(chart, "c").drawing.shapes if shape.attributes.get("class") == "label"]
    assert labels == ["Utan oppsummering", "Sette opp i veka som kjem"]
    many = lined("bar", [[1] * 8])
    many["chart"]["axis_config"]["categories"] = ["Utan oppsummering"] * 7 + ["Sette opp i veka som kjem"]
    labels = [shape.text for shape in read_chart(many, "c").drawing.shapes if shape.attributes.get("class") == "label"]
    assert labels == ["Utan", "oppsummering"] * 7 + ["Sette opp i", "veka som kj…"]
