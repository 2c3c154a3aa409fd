"""The connector takes cards that Teams draws, and no others."""

from typing import Any

import pytest

from tests.bot.teams.connector.cards import LARGEST, SCHEMA, faults_of, size
from tests.bot.teams.echo import FORM, card, choices, execute, field, text, toggle

CHART = {"type": "Chart.VerticalBar", "title": "Møte", "data": [{"x": "a", "y": 1}]}
INPUT = field("Text", "a", "A")
WRONG = [
    (None, "not an AdaptiveCard"),
    (card() | {"version": "1.6"}, "version 1.6"),
    (card(INPUT, field("Date", "a", "B")), "id stands twice: a"),
    (card(INPUT, text("x", id="a")), "id stands twice: a"),
    (card(text("x"), actions=(toggle("Vis", True),)), "no such element to show or hide: question"),
    (card(field("ChoiceSet", "a", "A", choices=[*choices("x"), *choices("y")])), "a choice stands twice: 0"),
    (
        card(field("ChoiceSet", "a", "A", isMultiSelect=True, choices=[{"title": "x", "value": "1,2"}])),
        "a comma in a choice of several: 1,2",
    ),
]
# What only the schema knows.
BY_SCHEMA = [
    card({"type": "Marquee"}),
    card({"type": "TextBlock"}),
    card(text("x", blinking=True)),
    card(CHART),
    card({"type": "Container", "items": [{"type": "ActionSet", "actions": [execute("x", "y", size="big")]}]}),
    card(text("x"), actions=({"type": "Action.Explode", "title": "x"},)),
    card({"type": "Table", "rows": [{"type": "TableRow", "cells": [{"type": "TableCell"}]}]}),
    card() | {"schema": "1.5"},
]


@pytest.mark.parametrize(("wrong", "fault"), WRONG)
def test_a_card_that_cannot_be_used_is_refused(wrong: Any, fault: str) -> None:
    assert fault in faults_of(wrong)


@pytest.mark.parametrize("wrong", BY_SCHEMA if SCHEMA.is_file() else [card(INPUT, INPUT)])
def test_a_card_that_the_schema_does_not_know_is_refused(wrong: Any) -> None:
    assert len(faults_of(wrong)) == 1


@pytest.mark.parametrize(
    "right",
    [
        FORM,
        card(text("x"), CHART | {"fallback": "drop"}),
        card({"type": "Container", "items": [text("x"), CHART | {"fallback": "drop"}]}),
    ],
)
def test_a_card_in_order_is_taken(right: Any) -> None:
    assert faults_of(right) == []


def test_a_card_is_as_large_as_it_is_sent() -> None:
    largest = card(text("å" * ((LARGEST - size(card(text("")))) // 2)))
    larger = card(text("å" * ((LARGEST - size(card(text("")))) // 2 + 1)))
    assert (faults_of(largest), len(faults_of(larger))) == ([], 1)


def test_what_a_button_carries_is_none_of_teams_business() -> None:
    data = {"id": "a", "type": "Input.Text", "targetElements": ["nowhere"]}
    assert faults_of(card(INPUT, actions=(execute("x", "y") | {"data": data},))) == []
