"""Finds the source texts in Python code, for Babel.

Babel's own reader loses a call when another of the keywords stands among its arguments, and all that stands in an
f-string. A text that is not found is English on somebody's screen, so the code is read as a syntax tree instead.
"""

import ast
import io
import tokenize
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

Found = tuple[int, str, str | tuple[str, ...], list[str]]


def extract_python(
    file: IO[bytes],
    keywords: Collection[str],
    comment_tags: Collection[str],
    options: Mapping[str, Any],  # noqa: ARG001  # Babel passes it by name
) -> Iterator[Found]:
    """Every call of a keyword with constant texts first: its line, the keyword, the texts, the notes just above it."""
    source = file.read().decode()
    notes = dict(_notes(source, tuple(comment_tags)))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (name := _name(node.func)) in keywords:
            texts = _texts(node)
            if texts:
                above = [notes[line] for line in (node.lineno - 1, node.lineno) if line in notes]
                yield node.lineno, name, texts if len(texts) > 1 else texts[0], above


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _texts(call: ast.Call) -> tuple[str, ...]:
    """The constant texts that the call begins with."""
    texts: list[str] = []
    for argument in call.args:
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
            break
        texts.append(argument.value)
    return tuple(texts)


def _notes(source: str, tags: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        text = token.string.lstrip("# ")
        if token.type == tokenize.COMMENT and tags and text.startswith(tags):
            yield token.start[0], text
