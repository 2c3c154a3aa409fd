"""The small words that the rules of Block Kit are written in.

A rule looks at a value and yields what is wrong with it, each with the place as a JSON pointer.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple


class Fault(NamedTuple):
    """Something Slack refuses, and where."""

    place: str
    reason: str

    def __str__(self) -> str:
        return f"[ERROR] {self.reason} [json-pointer:{self.place}]"


Rule = Callable[[object, str], Iterable[Fault]]


def string(longest: int, shortest: int = 0) -> Rule:
    """Text without an object around it, measured in characters."""

    def check(value: object, place: str) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield Fault(place, "must be a string")
        else:
            yield from _length(value, shortest, longest, place)

    return check


def matching(pattern: str, reason: str) -> Rule:
    """A string of a given form."""

    def check(value: object, place: str) -> Iterator[Fault]:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            yield Fault(place, reason)

    return check


def flag(value: object, place: str) -> Iterator[Fault]:
    """True or false."""
    if not isinstance(value, bool):
        yield Fault(place, "must be a boolean")


def number(value: object, place: str) -> Iterator[Fault]:
    """A number, whole or not."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield Fault(place, "must be a number")


def anything(_value: object, _place: str) -> Iterator[Fault]:
    """Not looked into."""
    return iter(())


def one_of(*allowed: str) -> Rule:
    """One of a few words."""

    def check(value: object, place: str) -> Iterator[Fault]:
        if value not in allowed:
            yield Fault(place, f"must be one of: {', '.join(allowed)}")

    return check


def items(rule: Rule, fewest: int, most: int) -> Rule:
    """A list whose every item follows `rule`."""

    def check(value: object, place: str) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield Fault(place, "must be an array")
            return
        if len(value) < fewest:
            yield Fault(place, f"no fewer than {fewest} items required")
        if len(value) > most:
            yield Fault(place, f"no more than {most} items allowed")
        for index, item in enumerate(value):
            yield from rule(item, f"{place}/{index}")

    return check


def shape(required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None) -> Rule:
    """An object with these properties and no others. `type` may always stand there."""
    return record(required, {**(optional or {}), "type": anything})


def record(required: Mapping[str, Rule], optional: Mapping[str, Rule]) -> Rule:
    """An object with these properties and no others."""
    known = {**required, **optional}

    def check(value: object, place: str) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield Fault(place, "must be an object")
            return
        yield from (Fault(place, f"missing required field: {name}") for name in required if name not in value)
        for name, content in value.items():
            if name not in known:
                yield Fault(place, f"invalid additional property: {name}")
            else:
                yield from known[name](content, f"{place}/{name}")

    return check


def typed(kinds: Mapping[str, Rule]) -> Rule:
    """An object whose `type` says which rule it follows."""

    def check(value: object, place: str) -> Iterator[Fault]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str):
            yield Fault(place, "missing required field: type")
        elif kind not in kinds:
            yield Fault(f"{place}/type", f"unsupported type: {kind}")
        else:
            yield from kinds[kind](value, place)

    return check


def both(*rules: Rule) -> Rule:
    """Every one of the rules."""
    return lambda value, place: (fault for rule in rules for fault in rule(value, place))


def any_of(*names: str) -> Rule:
    """At least one of the properties stands there."""

    def check(value: object, place: str) -> Iterator[Fault]:
        if isinstance(value, dict) and not any(name in value for name in names):
            yield Fault(place, f"missing required field: {' or '.join(names)}")

    return check


def exactly_one_of(*names: str) -> Rule:
    """One of the properties stands there, and only one."""

    def check(value: object, place: str) -> Iterator[Fault]:
        if isinstance(value, dict) and sum(name in value for name in names) != 1:
            yield Fault(place, f"must have exactly one of: {', '.join(names)}")

    return check


def plain(longest: int) -> Rule:
    """A plain_text object."""
    return typed({"plain_text": shape({"text": string(longest, 1)}, {"emoji": flag})})


def text(longest: int) -> Rule:
    """A plain_text or a mrkdwn object."""
    mrkdwn = shape({"text": string(longest, 1)}, {"verbatim": flag})
    return typed({"plain_text": shape({"text": string(longest, 1)}, {"emoji": flag}), "mrkdwn": mrkdwn})


def _length(value: str, shortest: int, longest: int, place: str) -> Iterator[Fault]:
    if len(value) < shortest:
        yield Fault(place, f"must be more than {shortest - 1} characters")
    if len(value) > longest:
        yield Fault(place, f"must be less than {longest + 1} characters")
