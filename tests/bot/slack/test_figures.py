"""Tables and charts: drawn where Slack takes them, and read as lines elsewhere."""

from bot.slack.blocks import home, message
from handlers.screens import Card, Chart, Series, Table, Text

WEEKS = Table(("Veke 10", "No", "Førre"), (("Haldne møte", "6", "5"), ("Over fristen", "ikkje vist", "")))
BARS = Chart("Møte", ("Haldne", "Kjem"), (Series("No", (6, 5)), Series("Førre", (5, 7))))


def test_a_message_has_a_table_with_figures_to_the_right_and_bars_that_match_their_labels() -> None:
    assert message(Card((WEEKS, BARS), "Veka"))["blocks"] == [
        {
            "type": "table",
            "rows": [
                [{"type": "raw_text", "text": text} for text in row]
                for row in (
                    ("Veke 10", "No", "Førre"),
                    ("Haldne møte", "6", "5"),
                    ("Over fristen", "ikkje vist", "–"),
                )
            ],
            "column_settings": [{"align": "left", "is_wrapped": True}, {"align": "right"}, {"align": "right"}],
        },
        {
            "type": "data_visualization",
            "title": "Møte",
            "chart": {
                "type": "bar",
                "series": [
                    {"name": "No", "data": [{"label": "Haldne", "value": 6}, {"label": "Kjem", "value": 5}]},
                    {"name": "Førre", "data": [{"label": "Haldne", "value": 5}, {"label": "Kjem", "value": 7}]},
                ],
                "axis_config": {"categories": ["Haldne", "Kjem"]},
            },
        },
    ]


def test_a_second_table_is_read_as_lines_and_a_third_chart_is_left_out() -> None:
    drawn = message(Card((WEEKS, WEEKS, BARS, BARS, BARS), "Veka"))["blocks"]
    assert [block["type"] for block in drawn] == ["table", "section", "data_visualization", "data_visualization"]
    assert [field["text"] for field in drawn[1]["fields"]] == [
        "*Haldne møte*\nNo: 6 · Førre: 5",
        "*Over fristen*\nNo: ikkje vist · Førre: –",
    ]


def test_a_view_has_neither_tables_nor_charts_but_the_same_in_lines() -> None:
    drawn = home((Text("Veka"), WEEKS, BARS))["blocks"]
    assert [block["type"] for block in drawn] == ["section", "section"]


def test_what_is_empty_is_not_drawn() -> None:
    empty = (Table(("Veke", "No"), ()), Chart("Møte", (), ()), Chart("Møte", ("Haldne",), ()))
    assert (
        message(Card((Text("Inga veke"), *empty), "Veka"))["blocks"]
        == message(Card((Text("Inga veke"),), ""))["blocks"]
    )
