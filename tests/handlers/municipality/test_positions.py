"""Each thing in a TOML text has the line where a reader finds it."""

import tomllib

from handlers.municipality.positions import Positions

TEXT = '''\
# a comment = "no key"
title = "one" # [not.a.table]

[owner]
name = """
[[fruit]]
key = "within a text"
"""
tags = [
    "a", # "b",
    "c",
]
"quoted key" = 1
born.year = 1979

[[fruit]]
name = "apple"

[fruit.colour]
red = true

[[fruit.kinds]]
name = "granny"

[[fruit.kinds]]
name = "gala"

[[fruit]]
name = "pear"
kinds = [{ name = "anjou" }]

[[fruit]]
'''


def test_every_place_has_its_line() -> None:
    tomllib.loads(TEXT)
    positions = Positions(TEXT)
    lines = {
        ("title",): 2,
        ("owner",): 4,
        ("owner", "name"): 5,
        ("owner", "tags"): 9,
        ("owner", "quoted key"): 13,
        ("owner", "born", "year"): 14,
        ("fruit",): 16,
        ("fruit", 0): 16,
        ("fruit", 0, "name"): 17,
        ("fruit", 0, "colour"): 19,
        ("fruit", 0, "colour", "red"): 20,
        ("fruit", 0, "kinds", 0, "name"): 23,
        ("fruit", 0, "kinds", 1): 25,
        ("fruit", 0, "kinds", 1, "name"): 26,
        ("fruit", 1, "name"): 29,
        ("fruit", 2): 32,
    }
    assert {place: positions.line(place) for place in lines} == lines


def test_what_has_no_line_of_its_own_has_that_of_what_it_stands_in() -> None:
    positions = Positions(TEXT)
    assert positions.line(("fruit", 1, "kinds", 0, "name")) == 30
    assert positions.line(("fruit", 1, "missing")) == 28
    assert positions.line(("owner", "tags", 1)) == 9
    assert positions.line(("nothing",)) == 1


def test_line_ends_of_windows_and_odd_separators_within_texts_count_as_an_editor_counts() -> None:
    text = 'a = "x\u2028y"\r\n\r\n[t]\r\nb = 1\r\n'
    positions = Positions(text)
    assert [positions.line(place) for place in (("a",), ("t",), ("t", "b"))] == [1, 3, 4]
