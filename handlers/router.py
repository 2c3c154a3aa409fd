"""Finds the handler of what people ask for in the table of `handlers.routes`, and makes its request.

Every name is the same on all platforms. Every handler asks `access` itself before it reads: ids from buttons and
forms are claims.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ValidationError

from handlers import commands
from handlers.context import Context
from handlers.entry import Entry
from handlers.errors import BadField, OutOfDate
from handlers.guard import with_refused
from handlers.hearing import heard
from handlers.screens import Answer, FieldValue

# What an id can be in the smallest of the databases' columns.
LARGEST = 2**31 - 1
# Moments that can be counted on from, in any time zone.
YEARS = range(1000, 9000)
# Half a character and the null byte, which no database takes.
UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Route:
    """Where a name leads. `takes` is made from what came; what does not fit it is a stale or forged card."""

    handle: Callable[[Context, Any], Answer]
    takes: type[BaseModel]


def dispatch(
    routes: Mapping[tuple[Entry, str], Route],
    context: Context,
    entry: Entry,
    name: str,
    values: Mapping[str, FieldValue],
) -> Answer:
    """Call the handler of a name; a command's name stands in its words, and so does that of a line in a chat. An
    unknown name or values that do not fit raise OutOfDate; the handler's own errors pass through, and what is said of a
    form is said of each text in it that is refused.
    """
    values = {field: _cleaned(value) for field, value in values.items()}
    if entry is Entry.CHAT:
        entry, name, values = heard(context, str(values.get("words", "")))
    elif entry is Entry.COMMAND:
        name, rest = commands.resolve(context, str(values.get("words", "")))
        values = {"words": rest}
    route = routes.get((entry, name))
    if route is None:
        raise _does_not_fit(context)
    try:
        request = route.takes.model_validate(values)
    except ValidationError:
        # `from None`: the validation error repeats what was sent.
        raise _does_not_fit(context) from None
    if not all(map(_can_be_kept, dict(request).values())):
        raise _does_not_fit(context)
    try:
        return route.handle(context, request)
    except BadField as said:
        raise with_refused(context, said, values) from None


def _cleaned(value: FieldValue) -> FieldValue:
    if isinstance(value, tuple):
        return tuple(UNKEEPABLE.sub("", each) for each in value)
    return UNKEEPABLE.sub("", value) if isinstance(value, str) else value


def _does_not_fit(context: Context) -> OutOfDate:
    return OutOfDate(context.t("This card no longer applies. Start again with the buttons below."))


def _can_be_kept(known: object) -> bool:
    """Whether a database can look for it: no number beyond its columns, and a moment that can be reckoned with."""
    match known:
        case int():
            return abs(known) <= LARGEST
        case datetime():
            return known.tzinfo is not None and known.year in YEARS
        case tuple():
            return all(map(_can_be_kept, known))
        case _:
            return True
