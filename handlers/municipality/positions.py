"""Where in a TOML text each thing stands. `tomllib` does not tell, so the text is read again, a statement at a time.

A statement (a table's heading, or a key with its value) ends at the first line end where `tomllib` can read it by
itself: inside a text or a list of several lines it cannot. So nothing of TOML's grammar is repeated here.
"""

import tomllib
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any

Place = tuple[str | int, ...]


class Positions:
    """Line numbers (from 1) for places in a document; a place is the keys and indices that lead there."""

    def __init__(self, text: str) -> None:
        """`text` must be valid TOML."""
        self._lines: dict[Place, int] = {}
        self._lengths: dict[Place, int] = {}
        table: Place = ()
        for line, statement in _statements(text):
            document = tomllib.loads(statement)
            if statement.lstrip().startswith("["):
                table = self._enter(document)
                for length in range(1, len(table) + 1):
                    self._lines.setdefault(table[:length], line)
            else:
                self._note(table, document, line)

    def line(self, place: Place) -> int:
        """The line where a place stands, or else what it stands in; 1 for the document itself."""
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place, 1)

    def _enter(self, heading: dict[str, Any]) -> Place:
        """The table that a heading opens: `[[people]]` is one more of a list, `[people.x]` is of the latest one."""
        place: Place = ()
        inner: Any = heading
        while inner and isinstance(inner, Mapping):
            key, inner = next(iter(inner.items()))
            place = (*place, key)
            if isinstance(inner, list):
                self._lengths[place] = self._lengths.get(place, 0) + 1
            if place in self._lengths:
                place = (*place, self._lengths[place] - 1)
        return place

    def _note(self, table: Place, document: Mapping[str, Any], line: int) -> None:
        for key, value in document.items():
            self._lines.setdefault((*table, key), line)
            if isinstance(value, Mapping):
                self._note((*table, key), value, line)


def _statements(text: str) -> Iterator[tuple[int, str]]:
    first, statement = 1, ""
    for number, line in enumerate(StringIO(text), start=1):
        if not statement and _says_nothing(line):
            continue
        first, statement = (first, statement + line) if statement else (number, line)
        if _is_whole(statement):
            yield first, statement
            statement = ""


def _says_nothing(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _is_whole(statement: str) -> bool:
    try:
        tomllib.loads(statement)
    except tomllib.TOMLDecodeError:
        return False
    return True
