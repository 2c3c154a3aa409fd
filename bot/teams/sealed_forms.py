"""A form as bytes, and back: Teams does not send a card back with what was filled in, so a form travels with itself."""

import dataclasses
import json
import zlib
from datetime import date, time
from typing import Any

from handlers import screens
from handlers.screens import Form

# What may stand in a form, by name. Nothing else is ever made from what travelled.
KNOWN = {
    each.__name__: each
    for each in vars(screens).values()
    if isinstance(each, type) and dataclasses.is_dataclass(each) and each.__module__ == screens.__name__
}
FIELDS = {part: tuple(each.name for each in dataclasses.fields(part)) for part in KNOWN.values()}


def packed(form: Form) -> bytes:
    """The form, made small."""
    return zlib.compress(json.dumps(_plain(form), ensure_ascii=False, separators=(",", ":")).encode(), 9)


def unpacked(content: bytes) -> Form:
    """The form again. Raises ValueError or KeyError for what is none."""
    form = _made(json.loads(zlib.decompress(content)))
    if not isinstance(form, Form):
        raise ValueError("no form")
    return form


def _plain(thing: Any) -> Any:
    """Lists begin with what they are: the name of a screen's part, or «» for several things in order."""
    part = type(thing)
    if part in FIELDS:
        return [part.__name__, *(_plain(getattr(thing, name)) for name in FIELDS[part])]
    match thing:
        case tuple():
            return ["", *map(_plain, thing)]
        case date():
            return ["date", thing.isoformat()]
        case time():
            return ["time", thing.isoformat()]
        case _:
            return thing


def _made(plain: Any) -> Any:
    if not isinstance(plain, list):
        return plain
    name, *rest = plain
    match name:
        case "":
            return tuple(map(_made, rest))
        case "date":
            return date.fromisoformat(rest[0])
        case "time":
            return time.fromisoformat(rest[0])
        case _:
            return KNOWN[name](*map(_made, rest))
