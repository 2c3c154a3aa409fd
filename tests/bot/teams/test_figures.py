"""Tables and charts: figures to the right, and nothing that is said by a chart alone."""

from bot.teams.cards import card_of
from handlers.screens import Card, Chart, Series, Table, Text
from tests.bot.teams.drawn import DRAWING, block, opened
from tests.bot.teams.schema import Node, faults, plain

WEEKS = Table(("Veke 10", "No", "Førre"), (("Haldne møte", "6", "5"), ("Over fristen", "ikkje vist", "")))
BARS = Chart("Møte", ("Haldne", "Kjem"), (Series("No", (6, 5)), Series("Førre", (5, 7))))
ONE = Chart("Møte", ("Haldne", "Kjem"), (Series("No", (6, 5)), Series("Førre", ())))


def row(*texts: str, **how: str) -> Node:
    """A row of a table as it is sent."""
    cells = [{"type": "TableCell", "items": [block(text, **how)]} for text in texts]
    return {"type": "TableRow", "cells": cells}


def test_a_table_has_headings_and_figures_to_the_right() -> None:
    card = card_of(Card((WEEKS,), "Veka"), DRAWING)
    figures = {"width": 1, "horizontalCellContentAlignment": "Right"}
    assert opened(card)["body"] == [
        {
            "type": "Table",
            "columns": [{"width": 2}, figures, figures],
            "rows": [
                row("Veke 10", "No", "Førre", weight="Bolder"),
                row("Haldne møte", "6", "5"),
                row("Over fristen", "ikkje vist", "–"),
            ],
        }
    ]


def test_bars_match_their_labels_and_can_be_left_out() -> None:
    card = card_of(Card((BARS, ONE), "Veka"), DRAWING)
    assert (faults(card), plain(card)["body"]) == (
        [],
        [
            {
                "type": "Chart.VerticalBar.Grouped",
                "title": "Møte",
                "data": [
                    {"legend": "No", "values": [{"x": "Haldne", "y": 6}, {"x": "Kjem", "y": 5}]},
                    {"legend": "Førre", "values": [{"x": "Haldne", "y": 5}, {"x": "Kjem", "y": 7}]},
                ],
                "showBarValues": True,
                "fallback": "drop",
            },
            {
                "type": "Chart.VerticalBar",
                "title": "Møte",
                "data": [{"x": "Haldne", "y": 6}, {"x": "Kjem", "y": 5}],
                "showBarValues": True,
                "fallback": "drop",
            },
        ],
    )


def test_what_is_empty_is_not_drawn() -> None:
    empty = (Table(("Veke", "No"), ()), Chart("Møte", (), ()), Chart("Møte", ("Haldne",), ()))
    assert opened(card_of(Card((Text("Inga veke"), *empty), "Veka"), DRAWING))["body"] == [block("Inga veke")]
