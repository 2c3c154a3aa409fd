"""What no client sends: a request with one of its parts gone, or turned into something else."""

from collections.abc import Iterator
from typing import Any

ODD: tuple[Any, ...] = (None, "", [], {}, 7, "\x00", "\ud800", "x" * 5000)


def mangled(body: Any) -> Iterator[Any]:
    """A request again and again, each time with one of its parts gone or turned into something else."""
    if isinstance(body, dict):
        for key, part in body.items():
            yield {name: each for name, each in body.items() if name != key}
            yield from ({**body, key: odd} for odd in ODD)
            yield from ({**body, key: each} for each in mangled(part))
    elif isinstance(body, list):
        for number, part in enumerate(body):
            yield from ([*body[:number], each, *body[number + 1 :]] for each in mangled(part))
