"""Tables and charts: figures to the right, and nothing that is said by a chart alone."""

from bot.teams.cards import card_of
from handlers.screens import Card, Chart, Series, Table, Text
from tests.bot.teams.drawn import DRAWING, block, opened
from tests.bot.teams.schema import Node, faults, plain

WEEKS = Table(("Veke 10", "No", "Førre"), (("Haldne møte", "6", "5"), ("Over fristen", "ikkje vist", "")))
BARS = Chart("Møte", ("Haldne", "Kjem"), (Series("No", (6, 5)), Series("Førre", (5, 7))))
FIGURES = {"width": 1, "horizontalCellContentAlignment": "Right"}
ONE = Chart("Møte", ("Haldne", "Kjem"), (Series("No", (6, 5)), Series("Førre", ())))


def row(*texts: str, **how: str) -> Node:
    """A row of a table as it is sent."""
    cells = [{"type": "TableCell", "items": [block(text, **how)]} for text in texts]
    return {"type": "TableRow", "cells": cells}


def test_a_table_has_headings_and_figures_to_the_right() -> None:
    card = card_of(Card((WEEKS,), "Veka"), DRAWING)
    assert opened(card)["body"] == [
        {
            "type": "Table",
            "columns": [{"width": 1}, FIGURES, FIGURES],
            "rows": [
                row("Veke 10", "No", "Førre", weight="Bolder"),
                row("Haldne møte", "6", "5"),
                row("Over fristen", "ikkje vist", "–"),
            ],
        }
    ]


def test_names_have_more_room_where_there_are_many_columns_of_figures() -> None:
    changes = Table(("Tal", "Veke 10", "Veke 9", "Endring"), (("Haldne møte", "6", "5", "+1"),))
    [drawn] = opened(card_of(Card((changes,), "Veka"), DRAWING))["body"]
    assert drawn["columns"] == [{"width": 2}, FIGURES, FIGURES, FIGURES]


def bar(name: str, figure: int, color: str) -> Node:
    """A bar as it is sent."""
    return {"x": name, "y": figure, "color": color}


def bars(*data: Node) -> Node:
    """A chart as it is sent."""
    return {
        "type": "Chart.HorizontalBar",
        "title": "Møte",
        "data": list(data),
        "displayMode": "AbsoluteNoAxis",
        "fallback": "drop",
    }


def test_each_bar_has_its_whole_name_and_no_two_the_same_and_they_can_be_left_out() -> None:
    card = card_of(Card((BARS, ONE), "Veka"), DRAWING)
    blue, teal = "categoricalBlue", "categoricalTeal"
    assert (faults(card), plain(card)["body"]) == (
        [],
        [
            bars(
                bar("Haldne · No", 6, blue),
                bar("Haldne · Førre", 5, teal),
                bar("Kjem · No", 5, blue),
                bar("Kjem · Førre", 7, teal),
            ),
            bars(bar("Haldne", 6, blue), bar("Kjem", 5, blue)),
        ],
    )


def test_what_is_empty_is_not_drawn() -> None:
    empty = (Table(("Veke", "No"), ()), Chart("Møte", (), ()), Chart("Møte", ("Haldne",), ()))
    assert opened(card_of(Card((Text("Inga veke"), *empty), "Veka"), DRAWING))["body"] == [block("Inga veke")]
